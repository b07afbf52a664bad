import { readJq } from '../jq/edits.ts'
import { aws } from './aws-command-line.ts'
import { fileNamed, store } from './script-files.ts'
import type { CommandContext } from './script-state.ts'
import type { Command, ShellWord } from './shell-syntax.ts'
import { type Definition, type DefinitionEdit, textOfWord, type Value, valueOfWord } from './shell-values.ts'

/** What a command prints. `unclear` means that its effect cannot be determined statically. */
type Printed = Value | undefined | 'unclear'

/** A text that sed replaces in a file: all occurrences, or the first on each line. */
type Substitution = { readonly literal: string; readonly value: string; readonly everywhere: boolean }

/** What a call of sed does. With `inPlace` it changes the files, otherwise it prints the result. */
type SedCall = {
  readonly substitutions: readonly Substitution[]
  readonly files: readonly string[]
  readonly inPlace: boolean
}

/** runCommand follows one command of a script. */
export function runCommand(command: Command, context: CommandContext): Printed {
  const { words } = command
  if (words.length === 0) return context.input
  const [name = '', ...rest] = words.map(word => textOfWord(word, context.state.shell))
  switch (name) {
    case 'export':
    case 'set':
    case 'rm':
    case 'mkdir':
    case 'sleep':
    case 'printf':
    case 'true':
    case ':':
      return undefined
    case 'echo':
      return echoed(words.slice(1), context)
    case 'cat':
      return rest.length === 0
        ? context.input
        : rest.length === 1
          ? fileNamed(rest[0], context.state)
          : 'unclear'
    case 'tee':
      return rest.length === 1 && store(context.input, { to: rest[0], state: context.state })
        ? context.input
        : 'unclear'
    case 'mv':
    case 'cp':
      return rest.length === 2 &&
        store(fileNamed(rest[0], context.state), { to: rest[1], state: context.state })
        ? undefined
        : 'unclear'
    case 'jq':
      return jq(rest, context)
    case 'sed':
      return sed(rest, context)
    case 'envsubst':
      return environmentFilledIn(rest, context)
    case 'aws':
      if (rest[0] === 'ecs') return aws(rest[1] ?? '', words.slice(3), context)
      return rest[0] === 'sts' && rest[1] === 'get-caller-identity' ? { kind: 'unknown' } : 'unclear'
    default:
      return isReading(name, rest) ? { kind: 'unknown' } : 'unclear'
  }
}

/** Commands that only read, whatever their arguments. */
const READING = [
  'date',
  'cut',
  'tr',
  'head',
  'tail',
  'awk',
  'grep',
  'sort',
  'uniq',
  'wc',
  'basename',
  'dirname',
  'pwd',
  'ls'
]

function isReading(name: string, [sub = '']: readonly (string | undefined)[]): boolean {
  return READING.includes(name) || (name === 'git' && ['rev-parse', 'describe', 'log', 'show'].includes(sub))
}

/**
 * For GITHUB_OUTPUT, `name=$VARIABLE` is represented as `name=` and a marker under which the variable's value is kept.
 */
function echoed(words: readonly ShellWord[], { state }: CommandContext): Printed {
  const [word, ...more] = words.filter(one => !/^-[ne]+$/.test(textOfWord(one, state.shell) ?? ''))
  if (word === undefined) return { kind: 'text', text: '' }
  const whole = valueOfWord(word, state.shell)
  if (whole && more.length === 0) return whole
  const [first, second, ...others] = word
  if (
    first?.kind === 'text' &&
    /^[\w-]+=$/.test(first.text) &&
    second?.kind === 'variable' &&
    others.length === 0
  ) {
    if (state.variables.has(second.name)) return { kind: 'text', text: first.text + second.name }
  }
  // Text for the log, which no file receives.
  return undefined
}

function jq(given: readonly (string | undefined)[], context: CommandContext): Printed {
  const variables: Record<string, string> = {}
  const rest: string[] = []
  for (let at = 0; at < given.length; at++) {
    const word = given[at]
    if (word === undefined) return 'unclear'
    if (word === '--arg') {
      const [name, value] = [given[at + 1], given[at + 2]]
      if (name === undefined || value === undefined) return 'unclear'
      variables[name] = value
      at += 2
    } else if (/^(?:-[rcMSe]+|--raw-output|--compact-output)$/.test(word)) continue
    else if (word.startsWith('-')) return 'unclear'
    else rest.push(word)
  }
  const [filter = '.', file, ...more] = rest
  const input = file === undefined ? context.input : fileNamed(file, context.state)
  if (more.length > 0) return 'unclear'
  // A filter that only formats a response for display.
  if (input === undefined || input.kind === 'unknown') return { kind: 'unknown' }
  if (input.kind === 'registered') return /taskDefinition|^\.$/.test(filter) ? input : 'unclear'
  if (input.kind === 'text') return 'unclear'
  const ofEnvironment = (of: string) => textOfWord([{ kind: 'variable', name: of }], context.state.shell)
  const read = readJq(filter.trim(), { variables, ofEnvironment })
  if ('edits' in read) return edited(input.definition, read.edits)
  context.state.why ??= { why: read.unclear }
  return 'unclear'
}

function edited(definition: Definition, edits: readonly DefinitionEdit[]): Value {
  return { kind: 'definition', definition: { ...definition, edits: [...definition.edits, ...edits] } }
}

function sed(given: readonly (string | undefined)[], { input, state }: CommandContext): Printed {
  const words = given.filter(word => word !== undefined)
  const call = words.length === given.length ? readSed(words) : undefined
  if (call === undefined) return 'unclear'
  const edits = call.substitutions.map(one => ({ kind: 'text' as const, ...one }))
  if (!call.inPlace) {
    const from =
      call.files.length === 0 ? input : call.files.length === 1 ? fileNamed(call.files[0], state) : undefined
    return from?.kind === 'definition' ? edited(from.definition, edits) : 'unclear'
  }
  for (const file of call.files) {
    const value = fileNamed(file, state)
    const stored = value?.kind === 'definition' && store(edited(value.definition, edits), { to: file, state })
    if (!stored) return 'unclear'
  }
  return call.files.length > 0 ? undefined : 'unclear'
}

function environmentFilledIn(
  given: readonly (string | undefined)[],
  { input, state }: CommandContext
): Printed {
  if (input?.kind !== 'definition' || given.length > 1) return 'unclear'
  const [listed] = given
  const names = given.length === 0 ? undefined : listed?.match(/[A-Za-z_]\w*/g)
  if (given.length === 1 && !names) return 'unclear'
  const textOf = (name: string) => textOfWord([{ kind: 'variable', name }], state.shell)
  return edited(input.definition, [{ kind: 'environment', valueOf: textOf, ...(names ? { names } : {}) }])
}

/**
 * readSed reads a call of sed that replaces plain texts. It returns undefined for anything else: patterns, addresses,
 * other commands, or a replacement that refers to the match.
 */
function readSed(words: readonly string[]): SedCall | undefined {
  const scripts: string[] = []
  const rest: string[] = []
  let inPlace = false
  let isExtended = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (/^-i(?:\.\w+)?$/.test(word) || word === '--in-place') inPlace = true
    else if (word === '-E' || word === '-r') isExtended = true
    else if (word === '-e') scripts.push(words[++at] ?? '')
    else if (word.startsWith('-')) return undefined
    // On macOS, `-i` is followed by an empty suffix as a separate word.
    else if (word !== '' || !inPlace) rest.push(word)
  }
  if (scripts.length === 0) scripts.push(rest.shift() ?? '')
  const substitutions: Substitution[] = []
  for (const script of scripts) {
    const read = readCommands(script, isExtended)
    if (read === undefined) return undefined
    substitutions.push(...read)
  }
  return { substitutions, files: rest, inPlace }
}

function readCommands(script: string, isExtended: boolean): readonly Substitution[] | undefined {
  const found: Substitution[] = []
  let rest = script.trim()
  while (rest !== '') {
    const sign = /^s([^\w\s\\])/.exec(rest)?.[1]
    if (sign === undefined) return undefined
    const between = new RegExp(
      `^s\\${sign}((?:\\\\.|[^\\\\])*?)\\${sign}((?:\\\\.|[^\\\\])*?)\\${sign}(g?)\\s*(?:;\\s*|$)`,
      's'
    )
    const [all, wanted, given, flags] = between.exec(rest) ?? []
    if (all === undefined || wanted === undefined || given === undefined) return undefined
    const literal = literalOf(wanted, isExtended)
    const value = replacementOf(given)
    if (literal === undefined || literal === '' || value === undefined) return undefined
    found.push({ literal, value, everywhere: flags === 'g' })
    rest = rest.slice(all.length)
  }
  return found
}

/** A pattern that is a plain text. An unescaped dot is taken as a literal dot. */
function literalOf(pattern: string, isExtended: boolean): string | undefined {
  const special = isExtended ? /(?<!\\)[*+?^[\](){}|]|\$$/ : /(?<!\\)[*^[\]]|(?<!\\)\$$|\\[(){}|+?]/
  if (special.test(pattern.replaceAll(/\$\{\{[^}]*\}\}/g, ''))) return undefined
  return pattern.replaceAll(/\\(.)/g, '$1')
}

function replacementOf(given: string): string | undefined {
  if (/(?<!\\)&|\\[0-9nLUE]/.test(given)) return undefined
  return given.replaceAll(/\\(.)/g, '$1')
}
