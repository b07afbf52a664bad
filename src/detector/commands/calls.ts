import type { Hit } from '../values/credential.ts'
import { namedLiteral, password } from './literal.ts'

const CALL =
  /(?:\.auth|create_(?:super)?user)\(\s{0,4}["'][^"']{0,128}["'],\s{0,4}(?:["'][^"']{0,128}@[^"']{0,128}["'],\s{0,4})?(?:password\s{0,2}=\s{0,2})?["']([^"']{1,128})["']/

/** `new PDO('mysql:host=db', 'user', 'x')`, `mysqli_connect('db', 'user', 'x')`. */
const CONNECT =
  /(?:PDO|connect)\(\s{0,4}["'][^"']{1,256}["'],\s{0,4}["'][^"']{1,64}["'],\s{0,4}["']([^"']{3,128})["']/

/** `define('DB_PASSWORD', 'x')` and `putenv('DB_PASSWORD=x')` of PHP. */
const DEFINED = /\bdefine\(\s{0,4}["'](\w{1,128})["']\s{0,4},\s{0,4}["']([^"']{1,256})["']/
const PUT = /\bputenv\(\s{0,4}["'](\w{1,128})=([^"']{1,256})["']/

/**
 * inCall judges the arguments of calls: `mongosh --eval "db.auth('user', 'x')"`, Django's `create_superuser('user',
 * 'mail', 'x')`.
 */
export function inCall(text: string): Hit | undefined {
  const [, name = '', value = ''] = DEFINED.exec(text) ?? PUT.exec(text) ?? []
  const set = name === '' ? undefined : namedLiteral(name, value)
  if (set) return set
  const secret = (CALL.exec(text) ?? CONNECT.exec(text))?.[1]
  return secret === undefined ? undefined : password(secret)
}

/** setByShell judges what a shell gives to a variable: `printf -v DB_PASSWORD '%s' x`. */
export function setByShell([program, flag, name = '', ...rest]: readonly string[]): Hit | undefined {
  return program === 'printf' && flag === '-v' ? namedLiteral(name, rest.at(-1) ?? '') : undefined
}

/** fromAnswer judges what a script answers to a program: `user name password` of ftp, the variable that `read` sets. */
export function fromAnswer(words: readonly string[], stdin: string): Hit | undefined {
  const [program = '', ...rest] = words
  if (program === 'read')
    return namedLiteral(rest.findLast(word => !word.startsWith('-')) ?? '', stdin.trim())
  // echo x | xargs app --password
  if (program === 'xargs') return namedLiteral((rest.at(-1) ?? '').replace(/^--?/, ''), stdin.trim())
  if (!/(?:^|\/)(?:[lnt]?c?ftp|ftp\.exe)$/.test(program)) return undefined
  const secret = /^\s{0,8}user[ \t]{1,8}\S{1,64}[ \t]{1,8}(\S{3,128})/m.exec(stdin)?.[1]
  return secret === undefined ? undefined : password(secret)
}
