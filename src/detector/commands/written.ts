import type { Leaf } from '../embedded/leaf.ts'
import { leavesOf, looseLeaves } from '../embedded/leaves.ts'
import { judgeName } from '../names/credential-name.ts'
import { findLogin, loginWhat } from '../urls/logins.ts'
import type { Hit } from '../values/credential.ts'
import { looksRandom } from '../values/describe.ts'
import { hitOf, literalText, login, namedLiteral, password } from './literal.ts'

/** `IDENTIFIED BY 'x'`, `PASSWORD 'x'`: SQL in a command. */
const SQL =
  /\b(?:password|identified\s{1,4}(?:with\s{1,4}\S{1,40}\s{1,4})?by)\s{1,4}(?:=\s{0,4})?'([^']{1,128})'/i

/** `requirepass x`, `password x`: settings of Redis, netrc, and others, separated by a space. */
const SPACED =
  /(?:^|\s)(requirepass|masterauth|password|passwd|rootpw|bindpw|secret|auth-user-pass)[ \t]{1,8}([^\s"'=:]{3,128}|"[^"\n]{1,128}"|'[^'\n]{1,128}')(?=\s|$)/gi

/** `echo 'requirepass x' | redis-server -` */
const REDIS = /^\s{0,8}(?:requirepass|masterauth)\s/i

/** `//registry.example/:_authToken=x` in npm configuration. */
const NPM = /:_(authToken|password|auth)\s{0,4}=\s{0,4}(\S{4,512})/

/** sqlPassword finds the password in an SQL statement. */
export function sqlPassword(text: string): Hit | undefined {
  const secret = text.includes("'") ? SQL.exec(text)?.[1] : undefined
  return secret === undefined ? undefined : password(secret)
}

/**
 * inDocument judges the parts of a text by their names: `{"password": "x"}`, `user=a&password=x`, lines of settings.
 */
export function inDocument(text: string): Hit | undefined {
  let before: Leaf | undefined
  for (const leaf of leavesOf(text)) {
    const { name, text: value, list } = leaf
    // "command": ["app", "--token", "x"]
    const after = list && before?.list === list ? FLAG_IN_LIST.exec(before.text)?.[1] : undefined
    const next = after === undefined || value.startsWith('-') ? undefined : namedLiteral(after, value)
    if (next) return next
    before = leaf
    // "command": ["app", "--token=x"]
    const [, flag = name, given = value] = list ? (WORD_OF_COMMAND.exec(value) ?? []) : []
    const hit = flag === '' ? undefined : namedLiteral(flag, given)
    if (hit) return hit
  }
  return undefined
}

const FLAG_IN_LIST = /^--?([A-Za-z][\w.-]{1,127})$/

const WORD_OF_COMMAND = /^-{0,2}([A-Za-z_][\w.-]{1,127})=(\S{3,1024})$/

/**
 * inWrittenText judges a text that a command passes on as a whole, such as a here-document or the output of `echo`: by
 * the name of the target file (`.erlang.cookie`, `db_password`), by the names inside the text, and as SQL.
 */
export function inWrittenText(text: string, file: string | undefined): Hit | undefined {
  if (text.trim() === '') return undefined
  return (
    (file === undefined ? undefined : byFile(file, text.trim())) ??
    // In a file, a single line of settings is enough.
    inDocument(`${text.replace(/\\n/g, '\n')}${file === undefined ? '' : '\n'}`) ??
    (text.includes(':_') ? ofNpm(text) : undefined) ??
    (text.includes('\n') || file !== undefined || REDIS.test(text) ? spaced(text) : undefined) ??
    sqlPassword(text) ??
    inUrl(text)
  )
}

/** The content of a file whose name denotes a credential is a credential, unless its form rules that out. */
function byFile(path: string, text: string): Hit | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1)
  const name = file.replace(/^\./, '').replace(/\.(?:txt|conf|cfg|env|secret)$/i, '')
  // OpenVPN and others: one line with the user, one line with the password
  const lines = text.split(/\n|\\n/)
  if (
    lines.length === 2 &&
    /auth|cred|login|userpass/i.test(name) &&
    lines.every(line => /^\S{2,128}$/.test(line))
  )
    return password(lines[1] as string)
  // Accounts without passwords: app:x:1000:…
  if (/^(?:passwd|shadow|group)$/.test(name) || text.length > 512 || text.includes('\n')) {
    return /^\.?pgpass/.test(file)
      ? login(text.split('\n').map(lastField).find(literalText) ?? '')
      : undefined
  }
  if (/^pgpass/.test(name)) return login(lastField(text))
  // s3fs: key:secret; davfs: address, user, password
  if (/^passwd-s3fs$/.test(name)) return login(text)
  if (/\/davfs2\/secrets$/.test(path)) return password(text.split(/\s+/).at(-1) ?? '')
  // PgBouncer's list of users: "name" "password"
  const listed = /^userlist/.test(name)
    ? /^"[^"\n]{1,64}"\s{1,8}"([^"\n]{3,256})"/m.exec(text)?.[1]
    : undefined
  if (listed !== undefined) return password(listed)
  const { strength } = judgeName(name)
  return strength === 'strong' || (strength === 'weak' && looksRandom(text))
    ? namedLiteral(name, text)
    : undefined
}

/** `host:port:database:user:password` → `:password`. */
function lastField(line: string): string {
  return line.slice(Math.max(0, line.lastIndexOf(':')))
}

function spaced(text: string): Hit | undefined {
  for (const [, name = '', value = ''] of text.matchAll(SPACED)) {
    const plain = value.replace(/^(["'])(.*)\1$/, '$2')
    const hit =
      /\d|[^\w\s]/.test(plain) || /^(?:requirepass|masterauth)$/i.test(name) ? password(plain) : undefined
    if (hit && namedLiteral('password', plain)) return hit
  }
  return undefined
}

/** A name that ends like that of a password, and an invented word, in a line of a settings file. */
const SPACED_LINE =
  /(?:^|\n)[ \t]{0,40}(?:user[ \t]{1,8}\S{1,64}[ \t]{1,8})?([\w.-]{0,40}passw(?:or)?d|requirepass|masterauth)[ \t]{1,8}["']?((?=[^\s\d]{0,64}\d)(?=[^\s]{0,64}[A-Za-z]{3})[^\s"'=:,;{}]{6,128})["']?[ \t]{0,8}(?=\r?$|\r?\n|#)/gi

/** spacedSettings judges lines such as `http_passwd x`, `user app insecure-password x`, and `requirepass x`. */
export function spacedSettings(text: string): Hit | undefined {
  if (!/pass/i.test(text)) return undefined
  for (const [, name = '', value = ''] of text.matchAll(SPACED_LINE)) {
    const hit = namedLiteral(name, value)
    if (hit) return hit
  }
  return undefined
}

/** A name in code that may denote a credential, followed by a quoted text. */
const CODE = /(?:pass\w{0,8}|pwd|secret|token|key|cred\w{0,8})["']?[\]}]?\s{0,4}(?::|=>?)\s{0,4}["']/i

/** `password: 'Passwort'`, `password: "required|min:8"`: a label, and a rule for what is entered. */
function isAbout(name: string, value: string): boolean {
  return (
    (/^[A-Z][a-z]{2,24}$/.test(value) && judgeName(value).strength !== 'none') ||
    /^(?:required|nullable|sometimes|string|confirmed|(?:min|max|between|size):[\d,]{1,8})(?:\|(?:[a-z_]{2,24}(?::[\d,]{1,8})?)){0,8}$/.test(
      value
    ) ||
    value.toLowerCase() === name.toLowerCase()
  )
}

/** inCode judges names with quoted texts anywhere in a text: `node -e "connect({password: 'x'})"`. */
export function inCode(text: string): Hit | undefined {
  if (!CODE.test(text)) return undefined
  for (const { name, text: value } of looseLeaves(text)) {
    if (isAbout(name, value)) continue
    const hit = namedLiteral(name, value)
    if (hit) return hit
  }
  return undefined
}

/** ofNpm finds the token or password of a registry in npm's configuration. */
export function ofNpm(text: string): Hit | undefined {
  const secret = NPM.exec(text)?.[2]
  return secret === undefined ? undefined : namedLiteral('token', secret)
}

function inUrl(text: string): Hit | undefined {
  const found = findLogin(text)
  return found && literalText(found.password) ? hitOf(loginWhat(found), found.password) : undefined
}

/** `s/@PASSWORD@/x/`, `s|^password=.*|password=x|`: sed commands that replace a name. */
const REPLACEMENT =
  /^s([/|#,:@!~])((?:\\.|(?!\1)[^\\]){1,512})\1((?:\\.|(?!\1)[^\\]){1,512})\1[a-zA-Z0-9]{0,4}$/

/**
 * replacedBySed judges the replacement in a sed command by the name that it replaces, or by the name in the
 * replacement.
 */
export function replacedBySed(script: string): Hit | undefined {
  const [, , pattern = '', replacement = ''] = REPLACEMENT.exec(script.trim()) ?? []
  if (replacement === '' || replacement.startsWith('$ENV{')) return undefined
  const pair = /^([\w.-]{1,64})\s{0,4}[:=]\s{0,4}["']?([^"']{1,256}?)["']?;?$/.exec(replacement)
  if (pair) return namedLiteral(pair[1] as string, pair[2] as string)
  const name = pattern.match(/[A-Za-z_][\w.-]{3,63}/g)?.at(-1)
  return name === undefined ? undefined : namedLiteral(name, replacement)
}

/** Names of cookies that grant access. */
const COOKIES = /sess|sid$|auth|token|jwt|login|remember|ticket|identity/i

/** inCookies judges `session=…; theme=dark`: cookies that a server issued after a login. */
export function inCookies(text: string): Hit | undefined {
  for (const pair of text.split(/;\s{0,4}/, 64)) {
    const cut = pair.indexOf('=')
    if (cut <= 0) continue
    const value = pair.slice(cut + 1).trim()
    if (!COOKIES.test(pair.slice(0, cut)) || value.length < 12 || !/\d/.test(value)) continue
    if (literalText(value) && password(value))
      return { what: 'a session’s cookie', certainty: 'likely', secret: value }
  }
  return undefined
}
