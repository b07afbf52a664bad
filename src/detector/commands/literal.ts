import { HOLE } from '../urls/logins.ts'
import { classifyValue } from '../values/classify.ts'
import { credentialByName, type Hit } from '../values/credential.ts'
import { isTemplatePart } from '../values/templates.ts'

/** What a program fills in: printf's verbs, with quotes and line breaks around them. */
const FILLED_IN = /^(?:["'\s]|\\[nrt"']|%[-+0-9.]{0,6}[sdqvbxi]){1,16}$/

/** Parts of regular expressions, as sed and grep take fields out of JSON with them. */
const PATTERN = /\.\*|\[\^|\\[0-9(.dsw]|\(\?/

/** A call, an index or a member: what a program in the command would look up. Backticks are the shell's. */
const LOOKED_UP =
  /^(?:`|[A-Za-z_][\w.]{0,127}[([]|(?:process|os|env|ENV|config|self|this|args?|params|options|settings|req(?:uest)?|event|data|json|System)\.[A-Za-z_][\w.]{0,127}[,;)]{0,3}$)/

/** literalText tells whether a text is what it says: what the shell or another tool fills in, or a pattern, is none; a part of it may be. */
export function literalText(written: string): boolean {
  const text = written.replace(/^["']{1,2}|["']{1,2}$/g, '')
  if (text === '' || isTemplatePart(text) || FILLED_IN.test(text)) return false
  if (PATTERN.test(text) || LOOKED_UP.test(text)) return false
  return !text.includes(HOLE) || text.replaceAll(HOLE, '').length >= 8
}

/** literal tells whether a hit's secret is a literal text. */
export function literal(hit: Hit): boolean {
  return literalText(hit.secret)
}

/** hitOf is a sure hit. */
export function hitOf(what: string, secret: string): Hit {
  return { what, certainty: 'sure', secret }
}

/** password judges a text that stands where a password is expected. */
export function password(secret: string): Hit | undefined {
  const kind = literalText(secret) ? classifyValue(secret, 'password') : 'template'
  const fits = kind === 'literal' || kind === 'identifier' || (kind === 'number' && secret.length > 2)
  return fits ? hitOf('a password', secret) : undefined
}

/** login judges `user:password`, as curl takes it; Samba writes `user%password`. */
export function login(text: string): Hit | undefined {
  const secret = /^[^\s:%]{0,128}[:%]([\s\S]{1,256})$/.exec(text)?.[1]
  return secret === undefined || secret === HOLE ? undefined : password(secret)
}

/** namedLiteral judges a value by the name that it stands under, if it is what it says. `password: 'password'` is a table of labels. */
export function namedLiteral(name: string, value: string): Hit | undefined {
  if (!literalText(value) || value.toLowerCase() === name.toLowerCase()) return undefined
  return credentialByName(name, value)
}
