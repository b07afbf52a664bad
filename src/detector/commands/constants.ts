import { HOLE } from '../urls/logins.ts'

/** One simple command: its words, unquoted, with `HOLE` where the shell puts something in. */
export type SimpleCommand = {
  readonly words: readonly string[]
  /** What it reads, where the script says it: `echo … | docker login --password-stdin`, here-documents and here-strings. */
  readonly stdin?: string
  /** The file that its output goes to. */
  readonly writes?: string
  /** What it prints, where the script says it in another writing: `echo … | base64 -d`. */
  readonly decoded?: string
}

/** What these programs print is what they read. */
const COPIES = /^(?:cat|tee|tr|head|tail|fold)$/

/**
 * constantOutput gives what a command prints, where the script itself says it: `echo x`, `printf`, `cat` with a here-document, and
 * `base64 -d`, `xxd -r`, `rev` behind one of these. Undefined for anything else. `HOLE` stays where the shell fills in.
 */
export function constantOutput({ words, stdin }: SimpleCommand): string | undefined {
  const [first = '', ...rest] = words
  const program = first.slice(first.lastIndexOf('/') + 1)
  const flags = rest.filter(word => word.startsWith('-') && word !== '-')
  if (program === 'echo') return rest.filter(word => !/^-[neE]{1,3}$/.test(word)).join(' ')
  if (program === 'printf') return formatted(rest[0] === '--' ? rest.slice(1) : rest)
  if (stdin === undefined) return undefined
  if (COPIES.test(program)) return stdin
  if (program === 'rev') return [...stdin.trim()].reverse().join('')
  if (program === 'xxd') return /-\w*r/.test(flags.join(' ')) ? decoded(stdin, 'hex') : undefined
  const decodes = flags.some(flag => /^(?:-[A-Za-z]*[dD]i?|--decode)$/.test(flag))
  if (!decodes) return undefined
  return program === 'base64' || (program === 'openssl' && /base64|-a\b/.test(words.join(' ')))
    ? decoded(stdin, 'base64')
    : undefined
}

/** decodes tells whether a command turns one writing into another, so that its output was not seen as it stands. */
export function decodes({ words }: SimpleCommand): boolean {
  return words.some(word => /^(?:\S*\/)?(?:base64|xxd|rev|openssl)$/.test(word.slice(0, 64)))
}

function formatted([format = '', ...values]: readonly string[]): string {
  let next = 0
  return format
    .replace(/%[-+0-9.]{0,6}[sdqvbxi]/g, () => values[next++] ?? HOLE)
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
}

/** Readable text only: what decodes to bytes is a key's business, and that is found where it is used. */
function decoded(text: string, encoding: 'hex' | 'base64'): string | undefined {
  const plain = Buffer.from(text.trim(), encoding).toString('latin1').trim()
  return /^[\t\n\r -~]{3,}$/.test(plain) ? plain : undefined
}
