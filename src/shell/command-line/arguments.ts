import { parseArgs } from 'node:util'
import type { Problem } from '../../errors.ts'
import {
  COMMAND_LINE_INPUTS,
  COMMANDS,
  type CommandName,
  factOf,
  type InputName,
  MODES,
  type Mode,
  type RawInputs
} from '../../inputs/tables/specification.ts'
import { givenTwice, missingValue, noMode, unknownFlag, unknownMode } from './flag-problems.ts'

/** The request of a command line. */
export type CommandLine =
  | { readonly kind: 'help'; readonly topic: Mode | CommandName | 'all' }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly raw: RawInputs; readonly problems: readonly Problem[] }

/** First words of a command line other than modes and commands. */
const OTHER_WORDS = ['help', 'version'] as const

const FIRST_WORDS: readonly string[] = [...MODES, ...COMMANDS, ...OTHER_WORDS]

type Meaning = { readonly input: InputName; readonly value?: string }

/** Flags that are aliases of an input, some of them with a value. */
const OTHER_NAMES: Readonly<Record<string, Meaning>> = {
  plan: { input: 'dry-run' },
  json: { input: 'format', value: 'json' },
  q: { input: 'quiet' }
}

/** Flags that are not inputs. */
const ASIDE: Readonly<Record<string, 'help' | 'version'>> = {
  help: 'help',
  h: 'help',
  version: 'version',
  v: 'version'
}

const FLAGS: readonly string[] = [...COMMAND_LINE_INPUTS, ...Object.keys(OTHER_NAMES), ...Object.keys(ASIDE)]

/** Words that are meant as the value of the flag before them. Those that are no boolean are refused as its value. */
const ANSWER =
  /^(?:true|false|yes|no|y|n|on|off|0|1|maybe|never|always|none|enabled?|disabled?|null|undefined)$/i

/** meaningOf returns the input that a flag sets. */
function meaningOf(flag: string): Meaning | undefined {
  if (Object.hasOwn(OTHER_NAMES, flag)) return OTHER_NAMES[flag]
  const input = COMMAND_LINE_INPUTS.find(known => known === flag)
  return input === undefined ? undefined : { input }
}

/** A flag that is complete without a value; its value may follow, as for any other flag. */
function isSwitch({ input, value }: Meaning): boolean {
  return value !== undefined || factOf(input).kind === 'switch'
}

/** Inputs with several lines: repeating such a flag appends to them. */
function takesMore(input: InputName): boolean {
  return ['lines', 'names', 'block'].includes(factOf(input).kind)
}

type Token = Extract<ReturnType<typeof tokensOf>[number], { readonly kind: 'option' }>

function tokensOf(args: readonly string[]) {
  const inputs = COMMAND_LINE_INPUTS.map(input => [input, { input }] as const)
  const meanings: readonly (readonly [string, Meaning])[] = [...inputs, ...Object.entries(OTHER_NAMES)]
  const options = Object.fromEntries([
    ...Object.keys(ASIDE).map(name => [name, { type: 'boolean' as const }]),
    ...meanings.map(([name, meaning]) => [name, { type: isSwitch(meaning) ? 'boolean' : 'string' }])
  ])
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens
}

/**
 * parseCommandLine parses `<mode> [files…] [--input-name value…]`. Every input is a flag of the same name. Problems are
 * returned together with what could be parsed.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const tokens = tokensOf(args)
  const aside = asideOf(args, tokens)
  if (aside) return aside
  const reading = new FlagReader(args.find(isMode))
  const positionals: string[] = []
  let open: InputName | undefined
  for (const token of tokens) {
    const before = open
    open = undefined
    if (token.kind === 'positional') {
      if (before !== undefined && ANSWER.test(token.value)) reading.decide(before, token.value)
      else positionals.push(token.value)
    }
    if (token.kind === 'option') open = reading.take(token)
  }
  return assemble(positionals, reading)
}

/** Requests that are not runs: help and the version. */
function asideOf(
  args: readonly string[],
  tokens: ReturnType<typeof tokensOf>
): Exclude<CommandLine, { readonly kind: 'run' }> | undefined {
  const [first, second] = args
  if (first === undefined) return { kind: 'help', topic: 'all' }
  const flags = tokens.flatMap(token => (token.kind === 'option' ? [token.name] : []))
  const asked = flags.find(name => Object.hasOwn(ASIDE, name))
  if (first === 'version' || ASIDE[asked ?? ''] === 'version') return { kind: 'version' }
  if (first !== 'help' && asked === undefined) return undefined
  const subject = [...MODES, ...COMMANDS].find(name => name === (first === 'help' ? second : first))
  // an unknown topic is reported, with the closest match
  if (subject === undefined && first === 'help' && second !== undefined && !second.startsWith('-'))
    return undefined
  return { kind: 'help', topic: subject ?? 'all' }
}

function isMode(word: string | undefined): word is Mode {
  return MODES.some(known => known === word)
}

/** Reads flags one by one and collects their problems. */
class FlagReader {
  readonly problems: Problem[] = []
  readonly #lines = new Map<InputName, readonly string[]>()
  readonly #flags = new Set<string>()
  readonly #mode: string | undefined

  constructor(mode: string | undefined) {
    this.#mode = mode
  }

  get raw(): RawInputs {
    return Object.fromEntries([...this.#lines].map(([name, values]) => [name, values.join('\n')]))
  }

  /** Reads a flag; returns its input if the next word may still be its `true` or `false`. */
  take(token: Token): InputName | undefined {
    const meaning = meaningOf(token.name)
    if (meaning === undefined) {
      this.problems.push(unknownFlag(token.rawName, this.#mode, FLAGS))
      return undefined
    }
    const { input } = meaning
    // A value that looks like the next flag means that the value was forgotten; --name=VALUE makes it explicit.
    const isForgotten = token.inlineValue === false && token.value?.startsWith('--')
    const given = isForgotten ? undefined : token.value
    const value = isSwitch(meaning) ? (meaning.value ?? given ?? 'true') : given
    // Unset variables of the shell leave an empty text, or only commas: never the way to say "all" or "the usual one".
    if (value === undefined || /^[\s,]*$/.test(value)) this.problems.push(missingValue(input))
    else this.#keep(input, value, token.rawName)
    return isSwitch(meaning) && meaning.value === undefined && token.value === undefined ? input : undefined
  }

  /** The same value given under two names, such as `--plan --dry-run`, is not a contradiction. */
  #keep(input: InputName, value: string, flag: string): void {
    const before = this.#lines.get(input)
    const isEcho = before?.[0] === value && !this.#flags.has(flag)
    this.#flags.add(flag)
    if (before === undefined || takesMore(input)) this.#lines.set(input, [...(before ?? []), value])
    else if (!isEcho) this.problems.push(givenTwice(flag))
  }

  /** Replaces the implied value of a switch with the word that follows it. */
  decide(input: InputName, value: string): void {
    this.#lines.set(input, [value])
  }
}

function assemble(positionals: readonly string[], { raw: given, problems }: FlagReader): CommandLine {
  const { mode: flag, ...raw } = given
  const [mode, ...files] = flag === undefined || isMode(positionals[0]) ? positionals : [flag, ...positionals]
  if (flag !== undefined && flag !== mode) problems.push(givenTwice('--mode'))
  const isWrong = mode !== undefined && !isMode(mode)
  const isBlank = !isWrong && files.some(file => file.trim() === '')
  const taskDefinition = [raw['task-definition'] ?? '', ...files].filter(line => line !== '').join('\n')
  return {
    kind: 'run',
    raw: { ...raw, ...(isMode(mode) ? { mode } : {}), 'task-definition': taskDefinition },
    problems: [
      ...(isWrong ? [unknownMode(mode, files[0], FIRST_WORDS)] : []),
      ...problems,
      ...(mode === undefined && problems.length === 0 ? [noMode()] : []),
      ...(isBlank ? [missingValue('task-definition')] : [])
    ]
  }
}
