import type { JsonObject } from '../../json.ts'
import { INPUT_GROUPS, type InputRow, MODES, type Mode } from './row.ts'
import { COMMON_INPUTS } from './rows-common.ts'
import { DEFINITION_INPUTS } from './rows-definition.ts'
import { MIGRATION_AND_AUDIT_INPUTS } from './rows-modes.ts'
import { ROLLOUT_INPUTS } from './rows-rollout.ts'
import { SERVICE_INPUTS } from './rows-service.ts'

export { INPUT_GROUPS, type InputRow, MODES, type Mode }

/**
 * Words that a command line may begin with besides the modes; they help to adopt a repository, and the action does not
 * have them.
 */
export const COMMANDS = ['init', 'adopt', 'merge'] as const
export type CommandName = (typeof COMMANDS)[number]

/**
 * A flag of a command: `boolean` flags have no value, `string` flags have one. `line` is its description in help and
 * completion.
 */
export type CommandFlag = { readonly kind: 'boolean' | 'string'; readonly line: string }

const JSON_FLAG: CommandFlag = { kind: 'boolean', line: 'print one JSON document' }

/** The commands that only the command line has, with a short description and their flags. */
export const COMMAND_FLAGS: Readonly<
  Record<CommandName, { readonly line: string; readonly flags: Readonly<Record<string, CommandFlag>> }>
> = {
  init: {
    line: 'show a configuration file and workflows for this repository',
    flags: { write: { kind: 'boolean', line: 'write the files' }, json: JSON_FLAG }
  },
  adopt: {
    line: 'show how your workflows would deploy with this action',
    flags: { write: { kind: 'boolean', line: 'change the workflows' }, json: JSON_FLAG }
  },
  merge: {
    line: 'merge the results of runs: audit, results or check merge',
    flags: {
      expect: {
        kind: 'string',
        line: 'file with the accounts and Regions, or repositories, that must report'
      },
      format: { kind: 'string', line: 'text, json or markdown' },
      json: JSON_FLAG,
      output: { kind: 'string', line: 'file for the merged JSON' },
      'summary-file': { kind: 'string', line: 'file for the Markdown' }
    }
  }
}

/** The inputs by name: one row each, in the order of action.yml and of the help. */
export const INPUTS = {
  ...COMMON_INPUTS,
  ...DEFINITION_INPUTS,
  ...ROLLOUT_INPUTS,
  ...SERVICE_INPUTS,
  ...MIGRATION_AND_AUDIT_INPUTS
}

export type InputName = keyof typeof INPUTS

type Facts = typeof INPUTS

/** Inputs with a default and lines always have a value, the others `undefined` if they are not given. */
export type Unless<Name extends InputName> = Facts[Name] extends
  | { readonly default: string }
  | { readonly kind: 'lines' }
  ? never
  : undefined

/** The type of an input's value. */
export type ValueOf<Name extends InputName> = Facts[Name] extends { readonly kind: 'switch' }
  ? boolean
  : Facts[Name] extends { readonly kind: 'number' }
    ? number
    : Facts[Name] extends { readonly words: readonly (infer Word)[] }
      ? Word
      : Facts[Name] extends { readonly kind: 'lines' | 'names' }
        ? readonly string[]
        : Facts[Name] extends { readonly structure: `[${string}` }
          ? readonly JsonObject[]
          : Facts[Name] extends { readonly kind: 'json' }
            ? JsonObject
            : string

const ALL_INPUTS = Object.keys(INPUTS) as InputName[]

/** The inputs of the action, including the flags of the command line. */
export const ACTION_INPUTS: readonly InputName[] = ALL_INPUTS.filter(name => !factOf(name).isFlag)
export const COMMAND_LINE_INPUTS: readonly InputName[] = ALL_INPUTS

/** Inputs that name an output file. The mode does not matter here: a file that is named twice is always a mistake. */
export const OUTPUT_FILE_INPUTS = [
  'output',
  'sarif-file',
  'report-file',
  'plan-file',
  'journal'
] as const satisfies readonly InputName[]

/** factOf returns the row of an input. */
export function factOf(name: InputName): InputRow {
  return INPUTS[name]
}

/** modesOf returns the modes that use an input. */
export function modesOf(name: InputName): readonly Mode[] {
  const { modes, group } = factOf(name)
  return modes ?? INPUT_GROUPS[group].modes
}

/** helpOf lists the headings of a mode with their inputs and help lines, in the order of the table. */
export function helpOf(
  mode: Mode
): readonly { readonly title: string; readonly lines: readonly (readonly [InputName, string])[] }[] {
  return Object.entries(INPUT_GROUPS).flatMap(([group, { title }]) => {
    const own = ALL_INPUTS.filter(name => factOf(name).group === group && modesOf(name).includes(mode))
    return own.length === 0 ? [] : [{ title, lines: own.map(name => [name, lineOf(name)] as const) }]
  })
}

/** The first clause of a description, without Markdown. */
function lineOf(name: InputName): string {
  return factOf(name)
    .says.replace(/[.;] .*/, '')
    .replaceAll('`', '')
}

/** Raw inputs from the runner or the command line; an absent or empty string means "not given". */
export type RawInputs = { readonly [name in InputName]?: string }
