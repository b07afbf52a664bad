import { HOLE } from '../urls/logins.ts'
import { withoutEnd, withoutStart } from './expansions.ts'
import { LONGEST_PUT_IN } from './filled-in.ts'

/** More lines than a script has written out to take one of them. */
const MOST_LINES = 1000

/** Longest text that is taken apart, and how long it may become. Both bound the time of a chain of pipes. */
const LONGEST = 4096
const LONGEST_RESULT = 2048

/**
 * takenFrom returns what `cut`, `awk`, `sed` and `tr` make of a text that the script contains, if they do what scripts
 * take a text apart with: a field by its number, a text that is replaced. Undefined for other programs and uses.
 */
export function takenFrom(words: readonly string[], stdin: string): string | undefined {
  const taken = stdin.length > LONGEST ? undefined : partBy(words, stdin)
  return taken !== undefined && taken.length <= Math.max(stdin.length, LONGEST_RESULT) ? taken : undefined
}

function partBy([first = '', ...rest]: readonly string[], stdin: string): string | undefined {
  switch (first.slice(first.lastIndexOf('/') + 1)) {
    case 'cut':
      return fieldsOf(stdin, ofCut(rest))
    case 'awk':
    case 'gawk':
    case 'mawk':
      return fieldsOf(stdin, ofAwk(rest))
    case 'sed':
      return replacedIn(stdin, rest)
    case 'tr':
      return translated(stdin, rest)
    case 'base64':
      // What is filled in has no base64 yet.
      return stdin.length > LONGEST_PUT_IN || stdin.includes(HOLE) || rest.some(isDecoding)
        ? undefined
        : Buffer.from(stdin).toString('base64')
    default:
      return undefined
  }
}

/** isDecoding returns whether an option of `base64` or `openssl` reverses it. */
export function isDecoding(flag: string): boolean {
  return /^(?:-[A-Za-z]*[dD]i?|--decode)$/.test(flag)
}

/** Which fields of each line: from 1, the last one (`NF`), or all from one on. */
type Fields = {
  readonly separator: string | RegExp
  readonly field: number | 'last'
  readonly andMore: boolean
}

function fieldsOf(text: string, fields: Fields | undefined): string | undefined {
  if (fields === undefined) return undefined
  const { separator, field, andMore } = fields
  const lines = text.trim().split('\n', MOST_LINES)
  return lines
    .map(line => {
      const parts = (separator instanceof RegExp ? line.trim() : line).split(separator)
      if (field === 'last') return parts.at(-1) ?? ''
      return andMore && typeof separator === 'string'
        ? parts.slice(field - 1).join(separator)
        : (parts[field - 1] ?? '')
    })
    .join('\n')
}

/** The value of an option that is glued to it, or is the next word. */
function optionOf(words: readonly string[], short: string, long: string): string | undefined {
  const at = words.findIndex(word => word.startsWith(short) || word.startsWith(`${long}=`))
  const word = words[at]
  if (word === undefined) return undefined
  if (word.startsWith('--')) return word.slice(long.length + 1)
  return word === short ? words[at + 1] : word.slice(short.length)
}

function ofCut(words: readonly string[]): Fields | undefined {
  const [, from, more] = /^(\d{1,3})(-)?$/.exec(optionOf(words, '-f', '--fields') ?? '') ?? []
  const separator = optionOf(words, '-d', '--delimiter') ?? '\t'
  if (from === undefined || separator.length !== 1) return undefined
  return { separator, field: Math.max(1, Number(from)), andMore: more !== undefined }
}

function ofAwk(words: readonly string[]): Fields | undefined {
  const sign = optionOf(words, '-F', '--field-separator')
  const [, field] =
    words
      .map(word =>
        /^\s{0,8}(?:NR==\d{1,4}\s{0,4})?\{\s{0,8}print\s{0,4}\(?\$(\d{1,3}|NF)\)?\s{0,4};?\s{0,8}\}\s{0,8}$/.exec(
          word
        )
      )
      .find(Boolean) ?? []
  if (field === undefined || field === '0') return undefined
  const separator = sign?.replace(/^\[(.)\]$|^\\(?=[|t])/, '$1')
  if (separator !== undefined && separator.length !== 1) return undefined
  return { separator: separator ?? /\s+/, field: field === 'NF' ? 'last' : Number(field), andMore: false }
}

/** `s/^xx-//`, `s/.*://`, `s/:.*$//`: sed commands that leave a part of each line. */
const SUBSTITUTION = /^s([/|#,:@!~])((?:\\.|(?!\1)[^\\]){1,128})\1((?:\\.|(?!\1)[^\\]){0,128})\1([g1]?)$/

function replacedIn(text: string, words: readonly string[]): string | undefined {
  const scripts = words.filter(word => !/^-(?:[nErs]|e$)/.test(word))
  const [, , pattern = '', by = '', flag] =
    scripts.length === 1 ? (SUBSTITUTION.exec(scripts[0] as string) ?? []) : []
  if (pattern === '' || /[&\\]/.test(by)) return undefined
  const atStart = /^\^?\.\*(?=[^$])/.test(pattern)
  const atEnd = /[^^\\]\.\*\$?$/.test(pattern)
  const plain = pattern
    .replace(/^\^?\.\*|^\^/, '')
    .replace(/\.\*\$?$|\$$/, '')
    .replace(/\\([./|#,:@!~-])/g, '$1')
  if (plain === '' || (atStart && atEnd) || /[*+?[\](){}^$\\]/.test(plain)) return undefined
  const change = (line: string): string => {
    if (atStart) return line.includes(plain) ? by + (withoutStart(line, `*${plain}`, true) ?? line) : line
    if (atEnd) return line.includes(plain) ? (withoutEnd(line, `${plain}*`, true) ?? line) + by : line
    if (pattern.startsWith('^')) return line.startsWith(plain) ? by + line.slice(plain.length) : line
    if (pattern.endsWith('$')) return line.endsWith(plain) ? line.slice(0, -plain.length) + by : line
    return flag === 'g' ? line.replaceAll(plain, () => by) : line.replace(plain, () => by)
  }
  return text.split('\n', MOST_LINES).map(change).join('\n')
}

/** `tr -d '\n'`, `tr ':' ' '`, `tr A-Z a-z`. Other uses leave the text as it is. */
function translated(text: string, words: readonly string[]): string {
  const [first = '', second = ''] = words.filter(word => !/^-[dsc]$/.test(word)).map(unescaped)
  if (words.includes('-d') && /^[^\w[\]-]{1,8}$/.test(first))
    return [...text].filter(character => !first.includes(character)).join('')
  if (first.length === 1 && second.length === 1) return text.replaceAll(first, second)
  if (first === 'A-Z' && second === 'a-z') return text.toLowerCase()
  return first === 'a-z' && second === 'A-Z' ? text.toUpperCase() : text
}

function unescaped(word: string): string {
  return word
    .replaceAll('\\n', '\n')
    .replaceAll('\\r', '\r')
    .replaceAll('\\t', '\t')
    .replace(/^\[:upper:\]$/, 'A-Z')
    .replace(/^\[:lower:\]$/, 'a-z')
}
