import { HOLE } from '../urls/logins.ts'
import { classifyValue } from '../values/classify.ts'
import { credentialByName, type Hit } from '../values/credential.ts'
import { looksRandom } from '../values/describe.ts'
import { isTemplatePart } from '../values/templates.ts'

/** Text that a program replaces: printf conversions, with surrounding quotes and line breaks. */
const FILLED_IN = /^(?:["'\s]|\\[nrt"']|%[-+0-9.]{0,6}[sdqvbxi][nrt]?){1,16}$/

/** Regular expression syntax, as in sed and grep commands that extract fields from JSON. */
const PATTERN = /\.\*|\[\^|\\[0-9(.dsw]|\(\?/

/**
 * A call, an index, a member access, or `token: token,`, which a program in the command evaluates; the beginning of
 * JSON; `{os.environ[…` in a text that is formatted, and `+k`, `+ s[…`, ` . getenv(…` behind a text that ends there.
 * Backticks are command substitution.
 */
const LOOKED_UP =
  /^(?:`|\s?\+ ?(?:[A-Za-z_$]{1,8}$|[A-Za-z_$]{1,24}[.[(\s])| \. [A-Za-z_$]|\{[A-Za-z_][\w.]{0,127}[[(]|(?:this\.)?[A-Za-z_$]{0,32}(?:[Pp]ass(?:[Ww]ord|wd|phrase)?|[Pp]wd|[Ss]ecret|[Tt]oken|[Kk]ey|[Cc]redentials?),$|\{[\w-]{0,64}:$|[A-Za-z_][\w.]{0,127}[([]|(?:process|os|env|ENV|config|self|this|args?|params|options|settings|req(?:uest)?|event|data|json|System)\.[A-Za-z_][\w.]{0,127}[,;)]{0,3}$)/

/**
 * literalText returns whether a text is used as written. Shell expansions, templates, and patterns are not; a text may
 * contain an expansion beside a literal part of 8 characters or more.
 */
export function literalText(written: string): boolean {
  const text = written.replace(/^["']{1,2}|["']{1,2}$/g, '')
  if (text === '' || isTemplatePart(text) || FILLED_IN.test(text)) return false
  if (PATTERN.test(text) || LOOKED_UP.test(text)) return false
  if (text.includes(HOLE) && isPath(text.replaceAll(HOLE, ''))) return false
  return !text.includes(HOLE) || text.replaceAll(HOLE, '').length >= 8
}

/** `shop/${STAGE}/db` is where something is, unless a part of it was drawn at random. */
function isPath(text: string): boolean {
  return /^[a-z0-9_.-]{0,64}(?:\/[a-z0-9_.-]{0,64}){1,8}$/.test(text) && !text.split('/').some(looksRandom)
}

/** literal returns whether the secret of a hit is a literal text. */
export function literal(hit: Hit): boolean {
  return literalText(hit.secret)
}

/** hitOf returns a hit with certainty `sure`. */
export function hitOf(what: string, secret: string): Hit {
  return { what, certainty: 'sure', secret }
}

/** password judges a text in a position where a password is expected. */
export function password(secret: string): Hit | undefined {
  const kind = literalText(secret) ? classifyValue(secret, 'password') : 'template'
  const fits = kind === 'literal' || kind === 'identifier' || (kind === 'number' && secret.length > 2)
  return fits ? hitOf('a password', secret) : undefined
}

/** login judges `user:password` as curl accepts it, `user%password` of Samba, and `user,password` of lftp. */
export function login(text: string): Hit | undefined {
  const secret = /^[^\s:%,]{0,128}[:%,]([\s\S]{1,256})$/.exec(text)?.[1]
  return secret === undefined || secret === HOLE ? undefined : password(secret)
}

/**
 * namedLiteral judges a literal value by its name. A value that equals its name, as in `password: 'password'`, is a
 * label.
 */
export function namedLiteral(name: string, value: string): Hit | undefined {
  if (!literalText(value) || value.toLowerCase() === name.toLowerCase()) return undefined
  return credentialByName(name, value)
}
