import type { Problem } from '../errors.ts'
import {
  COMMAND_FLAGS,
  COMMAND_LINE_INPUTS,
  COMMANDS,
  type CommandName,
  factOf,
  MODES,
  type Mode,
  type RawInputs
} from '../inputs/tables/specification.ts'
import {
  extraWord,
  type Flag,
  givenTwice,
  missingValue,
  noMode,
  noSwitchValue,
  readFlags,
  type TypedFlags,
  unknownMode
} from './flags.ts'

/** The request of a command line. */
export type CommandLine =
  | { readonly kind: 'help'; readonly topic: Mode | CommandName | 'all' }
  | { readonly kind: 'version' }
  | { readonly kind: 'command'; readonly name: CommandName; readonly typed: TypedFlags }
  | { readonly kind: 'run'; readonly raw: RawInputs; readonly problems: readonly Problem[] }

/** Every first word of a command line. */
const FIRST_WORDS: readonly string[] = [...MODES, ...COMMANDS, 'help', 'version']

/** Flags that are not inputs. */
const ASIDE: Readonly<Record<string, 'help' | 'version'>> = {
  help: 'help',
  h: 'help',
  version: 'version',
  v: 'version'
}

/** Every input is a flag; inputs with several lines may be given again. */
const FLAGS: Readonly<Record<string, Flag>> = {
  ...Object.fromEntries(
    COMMAND_LINE_INPUTS.map(name => {
      const { kind } = factOf(name)
      return [
        name,
        { name, isSwitch: kind === 'switch', hasLines: ['lines', 'names', 'block'].includes(kind) }
      ]
    })
  ),
  plan: { name: 'dry-run', isSwitch: true },
  json: { name: 'format', isSwitch: true, fixed: 'json' },
  q: { name: 'quiet', isSwitch: true },
  ...Object.fromEntries(Object.keys(ASIDE).map(name => [name, { name, isSwitch: true }]))
}

/** The kinds of documents that are merged: `audit merge` and so on. */
const MERGED: ReadonlySet<string> = new Set(['audit', 'results', 'check'])

/**
 * parseCommandLine parses `<mode> [files…] [--input-name value…]`, or a command with its flags. Every input is a flag
 * of the same name. Problems are returned together with what could be parsed.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const [first, second, ...rest] = args
  if (first !== undefined && MERGED.has(first) && second === 'merge')
    return parseCommandLine(['merge', first, ...rest])
  const typed = readFlags(args, FLAGS, args.find(isMode))
  const aside = asideOf(args, typed)
  if (aside) return aside
  const command = COMMANDS.find(name => name === first)
  return command === undefined ? assemble(typed) : commandOf(command, args.slice(1))
}

/** Requests that are not runs: help and the version. */
function asideOf([first, second]: readonly string[], { texts }: TypedFlags): CommandLine | undefined {
  if (first === undefined) return { kind: 'help', topic: 'all' }
  const asked = Object.keys(texts).find(name => Object.hasOwn(ASIDE, name))
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

/** The flags and words of a command. A flag that is off is left out; only `merge` takes words. */
function commandOf(name: CommandName, args: readonly string[]): CommandLine {
  const known = Object.entries(COMMAND_FLAGS[name].flags)
  const flags = known.map(([flag, { kind }]) => [flag, { name: flag, isSwitch: kind === 'boolean' }] as const)
  const { texts, words, problems } = readFlags(args, Object.fromEntries(flags), name)
  const switches = flags.flatMap(([flag, { isSwitch }]) => (isSwitch && flag in texts ? [flag] : []))
  const wrong = switches.filter(flag => !/^(?:true|false)$/i.test(texts[flag] ?? ''))
  const off = switches.filter(flag => texts[flag]?.toLowerCase() === 'false')
  const extra = name === 'merge' || problems.length > 0 ? [] : words
  const isTwice = 'json' in texts && 'format' in texts && texts['format'] !== 'json'
  const typed = {
    texts: Object.fromEntries(Object.entries(texts).filter(([flag]) => !off.includes(flag))),
    words,
    problems: [
      ...problems,
      ...wrong.map(noSwitchValue),
      ...(isTwice ? [givenTwice('--json')] : []),
      ...extra.map(word => extraWord(word, name))
    ]
  }
  return { kind: 'command', name, typed }
}

function assemble({ texts: given, words, problems }: TypedFlags): CommandLine {
  const { mode: flag, ...raw } = given as RawInputs
  const [mode, ...files] = flag === undefined || isMode(words[0]) ? words : [flag, ...words]
  const isTwice = flag !== undefined && flag !== mode
  const isWrong = mode !== undefined && !isMode(mode)
  const isBlank = !isWrong && files.some(file => file.trim() === '')
  const taskDefinition = [raw['task-definition'] ?? '', ...files].filter(line => line !== '').join('\n')
  const all = [...problems, ...(isTwice ? [givenTwice('--mode')] : [])]
  return {
    kind: 'run',
    raw: { ...raw, ...(isMode(mode) ? { mode } : {}), 'task-definition': taskDefinition },
    problems: [
      ...(isWrong ? [unknownMode(mode, files[0], FIRST_WORDS)] : []),
      ...all,
      ...(mode === undefined && all.length === 0 ? [noMode()] : []),
      ...(isBlank ? [missingValue('task-definition')] : [])
    ]
  }
}
