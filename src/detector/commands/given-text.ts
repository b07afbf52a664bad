import { headerCredential } from '../embedded/header.ts'
import { HOLE } from '../urls/logins.ts'
import type { Hit } from '../values/credential.ts'
import { fromAnswer, setByShell } from './calls.ts'
import { constantOutput, type SimpleCommand } from './constants.ts'
import { literal, login, namedLiteral, password } from './literal.ts'
import { inWrittenText } from './written.ts'

/**
 * inGivenText judges a text that a command reads or writes as a whole. It may not be in any of the words.
 */
export function inGivenText({ words, stdin, given, writes, decoded }: SimpleCommand): Hit | undefined {
  const set = setByShell(words)
  if (set) return set
  const found =
    (stdin === undefined ? undefined : inInput(words, stdin, writes)) ??
    (given === undefined ? undefined : inFile(words, given)) ??
    (decoded === undefined ? undefined : inWrittenText(decoded, writes)) ??
    (writes === undefined ? undefined : inOutput(constantOutput({ words }) ?? '', writes))
  return found && literal(found) ? found : undefined
}

function inInput(words: readonly string[], stdin: string, writes: string | undefined): Hit | undefined {
  return (
    asPassword(words, stdin) ??
    fromAnswer(words, stdin) ??
    (readsOptions(words) ? inCurlOptions(stdin) : undefined) ??
    inOutput(stdin, writes ?? fileOf(words))
  )
}

function inOutput(text: string, file: string | undefined): Hit | undefined {
  return (/curlrc$/.test(file ?? '') ? inCurlOptions(text) : undefined) ?? inWrittenText(text, file)
}

function inFile(words: readonly string[], text: string): Hit | undefined {
  return (readsOptions(words) ? inCurlOptions(text) : undefined) ?? inWrittenText(text, givenFileOf(words))
}

/**
 * givenFileOf returns what to call the file that `<(…)` is to a command, by its option: `--auth-user-pass <(printf …)`.
 */
export function givenFileOf(words: readonly string[]): string {
  const at = words.findIndex(word => word.endsWith(HOLE))
  const option = words[at]?.startsWith('-') ? words[at] : (words[at - 1] ?? '')
  return /^--?([A-Za-z][\w-]{0,63}?)(?:[-_]?file)?(?:=|$)/.exec(option)?.[1] ?? 'file'
}

/** readsOptions returns whether a command is `curl -K -`, which reads its options from a file. */
export function readsOptions(words: readonly string[]): boolean {
  const isCurl = words.slice(0, 4).some(word => /(?:^|\/)curl$/.test(word))
  return isCurl && words.some(word => /^(?:-[a-zA-Z]{0,8}K-?|--config)/.test(word))
}

/** `user = "app:x"`, `-u app:x`, `header = "Authorization: …"`: lines of a file with options of curl. */
const CURL_OPTION =
  /^[ \t]{0,8}-{0,2}([A-Za-z][\w-]{0,31})(?:[ \t]{0,8}[=:][ \t]{0,8}|[ \t]{1,8}|(?<=-[uU]))["']?([^"'\n]{1,512})["']?[ \t]{0,8}$/gm

function inCurlOptions(text: string): Hit | undefined {
  for (const [, option = '', value = ''] of text.matchAll(CURL_OPTION)) {
    const hit = /^(?:u|user|proxy-user)$/i.test(option)
      ? login(value)
      : /^(?:H|header|proxy-header)$/.test(option)
        ? headerCredential(value)
        : namedLiteral(option, value)
    if (hit) return hit
  }
  return undefined
}

/** The file that `tee` writes; a shell reads what is written to it. */
function fileOf(words: readonly string[]): string | undefined {
  if (/^(?:source|\.|(?:\/bin\/)?(?:ba|da|k|z)?sh)$/.test(words[0] ?? '')) return 'file'
  return words[0] === 'tee' ? words.slice(1).find(word => !word.startsWith('-')) : undefined
}

/** `echo password | docker login --password-stdin`, `echo user:password | chpasswd`, `echo password | sudo -S`. */
function asPassword(words: readonly string[], stdin: string): Hit | undefined {
  const reads = words.some(word =>
    /^--?(?:(?:password|pass|passphrase|token)-?(?:stdin|fd)|with-token)$|^(?:chpasswd|kinit)$/.test(word)
  )
  const [program = ''] = words
  const sudo = program === 'sudo' && words.some(word => /^-[a-zA-Z]*S/.test(word))
  const asks =
    program === 'passwd' ||
    (program === 'smbpasswd' && words.some(word => /^-\w{0,4}s/.test(word))) ||
    (program === 'saslpasswd2' && words.includes('-p')) ||
    (/^(?:tiger)?vncpasswd$/.test(program) && words.includes('-f'))
  const isToken = /(?:^|\/)vault$/.test(program) && words.includes('login') && words.includes('-')
  if (!reads && !sudo && !asks && !isToken) return undefined
  return words.includes('chpasswd') ? login(stdin.trim()) : password(stdin.trim())
}
