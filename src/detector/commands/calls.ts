import type { Hit } from '../values/credential.ts'
import { isInvented } from './filled-in.ts'
import { namedLiteral, password } from './literal.ts'
import { type FieldReading, fieldsOf, readingOf, rowOf } from './read-fields.ts'

/** The password is not the address before a password that is looked up: `create_superuser('x', 'a@b.example', pw)`. */
const CALL =
  /(?:\.auth|create_(?:super)?user)\(\s{0,4}["'][^"']{0,128}["'],\s{0,4}(?:["'][^"']{0,128}@[^"']{0,128}["'],\s{0,4})?(?:password\s{0,2}=\s{0,2})?["'](?![^"'@]{1,64}@[^"'@]{1,64}\.[^"'@]{1,64}["'],)([^"']{1,128})["']/

/** `new PDO('mysql:host=db', 'user', 'x')`, `mysqli_connect('db', 'user', 'x')`. */
const CONNECT =
  /(?:PDO|connect)\(\s{0,4}["'][^"']{1,256}["'],\s{0,4}["'][^"']{1,64}["'],\s{0,4}["']([^"']{3,128})["']/

/** `expect "assword:"; send "x\\r"` of expect. */
const EXPECTED =
  /assword[^"'\n]{0,24}["'}][\s;]{1,16}send\s{1,4}(?:--\s{1,4})?["']([^"'\\\n$]{4,128})(?:\\r|\\n)?["']/

/** `define('DB_PASSWORD', 'x')` and `putenv('DB_PASSWORD=x')` of PHP, `SetEnvironmentVariable('DB_PASSWORD', 'x')`. */
const DEFINED =
  /\b(?:define|SetEnvironmentVariable)\(\s{0,4}["'](\w{1,128})["']\s{0,4},\s{0,4}["']([^"']{1,256})["']/
const PUT = /\bputenv\(\s{0,4}["'](\w{1,128})=([^"']{1,256})["']/

/**
 * inCall judges the arguments of calls: `mongosh --eval "db.auth('user', 'x')"`, Django's `create_superuser('user',
 * 'mail', 'x')`.
 */
export function inCall(text: string): Hit | undefined {
  const [, name = '', value = ''] = DEFINED.exec(text) ?? PUT.exec(text) ?? []
  const set = name === '' ? undefined : namedLiteral(name, value)
  if (set) return set
  const secret = (CALL.exec(text) ?? CONNECT.exec(text) ?? EXPECTED.exec(text))?.[1]
  return secret === undefined ? undefined : password(secret)
}

/** setByShell judges what a shell gives to a variable: `printf -v DB_PASSWORD '%s' x`. */
export function setByShell([program, flag, name = '', ...rest]: readonly string[]): Hit | undefined {
  return program === 'printf' && flag === '-v' ? namedLiteral(name, rest.at(-1) ?? '') : undefined
}

/** fromAnswer judges what a script answers to a program: `user name password` of ftp, the variable that `read` sets. */
export function fromAnswer(words: readonly string[], stdin: string): Hit | undefined {
  const [program = '', ...rest] = words
  const reading = readingOf(words)
  if (reading) return ofRead(reading, stdin, /^(?:while|until|do)$/.test(program))
  if (program === 'xargs') return ofXargs(rest, stdin.trim())
  if (/(?:^|\/)(?:redis|valkey|keydb)-cli$/.test(program)) {
    const secret = /^\s{0,8}auth[ \t]{1,8}(?:[\w.-]{1,64}[ \t]{1,8})?(\S{3,128})/im.exec(stdin)?.[1]
    return secret === undefined ? undefined : password(secret)
  }
  if (!/(?:^|\/)(?:[lnt]?c?ftp|ftp\.exe)$/.test(program)) return undefined
  const secret = /^\s{0,8}(?:user[ \t]{1,8}\S{1,64}|(?:quote[ \t]{1,8})?pass)[ \t]{1,8}(\S{3,128})/im.exec(
    stdin
  )?.[1]
  return secret === undefined ? undefined : password(secret)
}

/** The fields that `read` sets; of the rows of a loop, those that are invented. */
function ofRead(reading: FieldReading, stdin: string, isLoop: boolean): Hit | undefined {
  const fields = isLoop
    ? rowOf(stdin, reading, isInvented)
    : fieldsOf(stdin.trim().split('\n', 1)[0] ?? '', reading)
  for (const [name, field] of fields ?? []) {
    const hit = namedLiteral(name, field)
    if (hit) return hit
  }
  return undefined
}

/** `echo x | xargs app --password`, `echo x | xargs -I{} app --password {}`. */
function ofXargs(words: readonly string[], stdin: string): Hit | undefined {
  const at = words.findIndex(word => /^(?:-I|--replace)/.test(word))
  const mark = at < 0 ? '' : (words[at] ?? '').replace(/^(?:-I|--replace=?)/, '') || (words[at + 1] ?? '{}')
  const place = at < 0 ? words.length : words.lastIndexOf(mark)
  const flag = words[place - 1] ?? ''
  const [, name = ''] = /^--?([A-Za-z][\w.-]{0,63})$/.exec(flag) ?? []
  return name === '' && at >= 0 ? undefined : namedLiteral(name === '' ? flag : name, stdin)
}
