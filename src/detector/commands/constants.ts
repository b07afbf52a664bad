import { HOLE } from '../urls/logins.ts'
import { isDecoding, takenFrom } from './text-tools.ts'

/** One simple command: its unquoted words, with `HOLE` for each shell expansion. */
export type SimpleCommand = {
  readonly words: readonly string[]
  /**
   * Its standard input, if the script contains it: `echo … | docker login --password-stdin`, here-documents,
   * here-strings.
   */
  readonly stdin?: string
  /** A text that it reads as a file: `<(printf …)`. */
  readonly given?: string
  /** The file that its output is redirected to. */
  readonly writes?: string
  /** Its output, if the script contains it in encoded form: `echo … | base64 -d`. */
  readonly decoded?: string
}

/** Programs that copy their standard input to their output, or a part of it. */
const COPIES = /^(?:cat|tee|head|tail|fold|sort|uniq)$/

/**
 * constantOutput returns the output of a command if the script itself contains it: `echo x`, `printf`, `cat` with a
 * here-document, and `base64 -d`, `xxd -r`, `rev`, `cut`, or `awk` reading from one of these. Undefined for anything
 * else. `HOLE` remains for each shell expansion.
 */
export function constantOutput({ words, stdin }: SimpleCommand): string | undefined {
  const [first = '', ...rest] = words
  const program = first.slice(first.lastIndexOf('/') + 1)
  const flags = rest.filter(word => word.startsWith('-') && word !== '-')
  if (program === 'yes') return rest.join(' ')
  if (program === 'echo') return rest.filter(word => !/^-[neE]{1,3}$/.test(word)).join(' ')
  if (program === 'printf') return formatted(rest[0] === '--' ? rest.slice(1) : rest)
  if (stdin === undefined) return undefined
  if (COPIES.test(program)) return stdin
  if (program === 'tr') return takenFrom(words, stdin) ?? stdin
  if (program === 'rev') return [...stdin.trim()].reverse().join('')
  if (program === 'xxd') return /-\w*r/.test(flags.join(' ')) ? decoded(stdin, 'hex') : undefined
  if (!flags.some(isDecoding)) return takenFrom(words, stdin)
  return program === 'base64' || (program === 'openssl' && /base64|-a\b/.test(words.join(' ')))
    ? decoded(stdin, 'base64')
    : undefined
}

/** Commands that print nothing. */
const SILENT =
  /^(?:set|cd|export|local|readonly|declare|unset|true|:|test|\[|mkdir|chmod|sleep|umask|trap|[A-Za-z_]\w*=.*)$/s

/** printedBy returns what a command adds to the output of its script; `HOLE` if the script does not contain it. */
export function printedBy(
  { words, writes }: { readonly words: readonly string[]; readonly writes: string | undefined },
  output: string | undefined
): string {
  const [first = ''] = words
  if (output === undefined) return writes !== undefined || SILENT.test(first) ? '' : HOLE
  const isLine = /(?:^|\/)echo$/.test(first) && !/^-\w*n/.test(words[1] ?? '')
  return isLine ? `${output}\n` : output
}

/**
 * decodes returns whether a command converts between encodings, so that its output does not appear literally in the
 * script.
 */
export function decodes({ words }: SimpleCommand): boolean {
  const program = words.find(word => /^(?:\S*\/)?(?:base64|xxd|rev|openssl)$/.test(word.slice(0, 64)))
  return program !== undefined && (!program.endsWith('base64') || words.some(isDecoding))
}

function formatted([format = '', ...values]: readonly string[]): string {
  let next = 0
  return format
    .replace(/%[-+0-9.]{0,6}[sdqvbxi]/g, () => values[next++] ?? HOLE)
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
}

/** Readable text only: decoded bytes are typically a key, which is detected where it is used. */
function decoded(text: string, encoding: 'hex' | 'base64'): string | undefined {
  const plain = Buffer.from(text.trim(), encoding).toString('latin1').trim()
  return /^[\t\n\r -~]{3,}$/.test(plain) ? plain : undefined
}
