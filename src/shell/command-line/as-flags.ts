import { COMMAND_LINE_INPUTS, factOf, type InputName, inputsFor } from '../../inputs/tables/specification.ts'

const CLI_ONLY: ReadonlySet<string> = new Set(inputsFor('cli'))

/** The values of an input that can be recognized in a sentence: those of switches and of inputs with a few words. */
function knownValues(name: InputName): readonly string[] {
  const fact = factOf(name)
  if (CLI_ONLY.has(name) || name === 'mode') return []
  return fact.kind === 'switch' ? ['true', 'false'] : fact.kind === 'word' ? fact.words : []
}

const KNOWN = COMMAND_LINE_INPUTS.flatMap(name => {
  const values = knownValues(name)
  return values.length === 0 ? [] : [`${name}: (?:${values.join('|')})`]
})

/**
 * `name: value` as advice for a workflow step writes it; longer names come first, or `source` would end `data-source`.
 */
const AS_INPUT = new RegExp(String.raw`(?<![-\w"'/{])(?:${KNOWN.join('|')})(?![-\w])`, 'g')
const NAMED = new RegExp(String.raw`\bthe input "(${COMMAND_LINE_INPUTS.join('|')})"`, 'g')

/** Lines this far to the right quote something: what a container wrote, and commands. Explanations have an arrow. */
const QUOTED = /^ {6,}(?!→)/

/**
 * asFlags rewrites a sentence for a command line: `purge: true` becomes `--purge`, and `the input "config"` becomes
 * `--config`. Keys of the configuration file, which have free values, remain as they are.
 */
export function asFlags(line: string): string {
  if (QUOTED.test(line)) return line
  return line.replace(NAMED, '--$1').replace(AS_INPUT, found => {
    const [name = '', value = ''] = found.split(': ')
    return flagFor(name as InputName, value)
  })
}

/** flagFor returns the flag that sets an input. A switch that is on needs no value. */
function flagFor(name: InputName, value: string): string {
  if (factOf(name).kind !== 'switch') return `--${name} ${value}`
  return value === 'true' ? `--${name}` : `--${name}=${value}`
}
