import { INPUT_GROUPS, type InputFact, type InputRow, MODES, type Mode } from './row.ts'
import { COMMON_INPUTS } from './rows-common.ts'
import { DEFINITION_INPUTS } from './rows-definition.ts'
import { MIGRATION_AND_AUDIT_INPUTS } from './rows-modes.ts'
import { ROLLOUT_INPUTS } from './rows-rollout.ts'
import { SERVICE_INPUTS } from './rows-service.ts'

export { INPUT_GROUPS, type InputFact, type InputRow, MODES, type Mode }

/**
 * Words that a command line may begin with besides the modes; they help to adopt a repository, and the action does not
 * have them.
 */
export const COMMANDS = ['init', 'adopt', 'merge'] as const
export type CommandName = (typeof COMMANDS)[number]

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

/** The inputs of one kind. */
export type InputOfKind<Kind extends InputFact['kind']> = {
  [Name in InputName]: Facts[Name]['kind'] extends Kind ? Name : never
}[InputName]

/** The inputs of the action: all except those of the command line alone. */
export type ActionInputName = {
  [Name in InputName]: Facts[Name]['for'] extends 'cli' ? never : Name
}[InputName]

/** The words that an input of kind `word` accepts. */
export type WordOf<Name extends InputOfKind<'word'>> = Facts[Name]['words'][number]

/** Inputs with a default always have a value, the others `undefined` if they are not given. */
export type Unless<Name extends InputName> = Facts[Name] extends { readonly default: string }
  ? never
  : undefined

const ALL_INPUTS = Object.keys(INPUTS) as InputName[]

/** inputsFor lists the inputs of one reader, in the order of action.yml. */
export function inputsFor(who: InputFact['for']): readonly InputName[] {
  return ALL_INPUTS.filter(name => INPUTS[name].for === who)
}

/** The inputs of the action, including the flags of the command line. */
export const ACTION_INPUTS: readonly InputName[] = ALL_INPUTS.filter(name => INPUTS[name].for !== 'cli')
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
