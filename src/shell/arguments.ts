import { parseArgs } from 'node:util'
import type { Problem } from '../errors.ts'
import { describeText } from '../inputs/fields.ts'
import { unknownInputs } from '../inputs/read.ts'
import { COMMAND_LINE_INPUTS, COMMANDS, factOf, MODES, type RawInputs } from '../inputs/specification.ts'
import { didYouMean } from '../nearest.ts'

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly raw: RawInputs; readonly problems: readonly Problem[] }

/** Flags of booleans: their presence means true, and `true` or `false` may follow as with every other flag. */
function isSwitch(name: string): boolean {
  return COMMAND_LINE_INPUTS.some(known => known === name && factOf(known).kind === 'switch')
}

/** Flags that are another name of an input's. */
const OTHER_NAMES: Readonly<Record<string, string>> = { plan: 'dry-run' }

function inputOf(flag: string): string {
  return Object.hasOwn(OTHER_NAMES, flag) ? (OTHER_NAMES[flag] as string) : flag
}

/**
 * parseCommandLine reads `<mode> [files…] [--input-name value…]`. Every input is a flag of the same name; a flag given
 * twice adds a line. Problems come back together with what could be read.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const known: readonly string[] = COMMAND_LINE_INPUTS
  const options = Object.fromEntries(
    [...known, ...Object.keys(OTHER_NAMES)].map(name => [
      name,
      { type: isSwitch(inputOf(name)) ? ('boolean' as const) : ('string' as const) }
    ])
  )
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true
  })
  const lines = new Map<string, string[]>()
  const problems: Problem[] = []
  const positionals: string[] = []
  let open: string | undefined
  for (const token of tokens) {
    const before = open
    open = undefined
    if (token.kind === 'positional' && before !== undefined && /^(true|false)$/i.test(token.value)) {
      lines.set(before, [token.value])
      continue
    }
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    if (token.name === 'help' || token.name === 'h') return { kind: 'help' }
    if (token.name === 'version') return { kind: 'version' }
    // A value that looks like the next flag is a forgotten value; --name=VALUE says that it is meant.
    const name = inputOf(token.name)
    const forgotten = token.inlineValue === false && token.value?.startsWith('--')
    const value = isSwitch(name) ? (token.value ?? 'true') : forgotten ? undefined : token.value
    if (!known.includes(name)) problems.push(...unknownInputs([name], known))
    else if (value === undefined) problems.push(missingValue(name))
    else lines.set(name, [...(lines.get(name) ?? []).filter(one => one !== value || !isSwitch(name)), value])
    if (isSwitch(name) && token.value === undefined) open = name
  }
  return assemble(positionals, lines, problems)
}

function assemble(
  positionals: readonly string[],
  lines: ReadonlyMap<string, readonly string[]>,
  problems: readonly Problem[]
): CommandLine {
  const [mode, ...files] = positionals
  if (mode === undefined && problems.length === 0) return { kind: 'help' }
  const raw = Object.fromEntries([...lines].map(([name, values]) => [name, values.join('\n')]))
  const wrongMode = mode !== undefined && !MODES.some(known => known === mode)
  const all = wrongMode ? [unknownMode(mode), ...problems] : problems
  const taskDefinition = [raw['task-definition'] ?? '', ...files].filter(line => line !== '').join('\n')
  return {
    kind: 'run',
    raw: { ...raw, ...(wrongMode || mode === undefined ? {} : { mode }), 'task-definition': taskDefinition },
    problems: all
  }
}

function unknownMode(mode: string): Problem {
  return {
    code: 'unknown-mode',
    fault: 'user',
    message: `Unknown mode ${describeText(mode)}.${didYouMean(mode, [...MODES, ...COMMANDS])}`,
    hint: `Modes: ${MODES.join(', ')}. Usage: ecs-sealed-deploy <mode> [files…] [--input-name value…]`
  }
}

/** missingValue is the problem of a flag that stands without its value. */
export function missingValue(name: string): Problem {
  return {
    code: 'bad-input',
    fault: 'user',
    message: `Flag --${name} has no value.`,
    hint: `Write --${name} VALUE; a value that starts with "-" needs the form --${name}=VALUE.`
  }
}
