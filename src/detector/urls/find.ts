import { classifyValue } from '../values/classify.ts'
import type { Certainty } from '../values/credential.ts'
import { isTemplatePart, withoutTemplates } from '../values/templates.ts'
import type { Login } from './login.ts'
import { keywordLogins, queryLogins } from './parameters.ts'
import { userinfoLogins } from './userinfo.ts'

/** Stands for a template while a text is taken apart: one character that belongs to no syntax. */
export const HOLE = '\uE000'

/** `user:password@localhost` is what documentation writes; it would also be a strange coincidence as a real login. */
const DOCUMENTATION = /^(?:localhost|127\.0\.0\.1|(?:[\w-]+\.)?example\.(?:com|org|net))$/i

/** findLogin gives the first literal password in the URLs and connection strings of a text. */
export function findLogin(value: string): Login | undefined {
  if (value.length < 6 || !/:\/\/|=|@/.test(value)) return undefined
  const text = withHoles(value)
  return [...userinfoLogins(text), ...queryLogins(text), ...keywordLogins(text)].find(isLiteral)
}

/** findUrlLogin is the same for commands, where `password=x` has a grammar of its own. */
export function findUrlLogin(value: string): Login | undefined {
  if (value.length < 6 || (!value.includes('://') && !value.includes('@'))) return undefined
  const text = withHoles(value)
  return [...userinfoLogins(text), ...queryLogins(text)].find(isLiteral)
}

/** loginWhat names what was found, from our own words. */
export function loginWhat(login: Login): string {
  return login.parameter === undefined ? `a password in ${login.where}` : `a credential in ${login.where}`
}

/** loginCertainty is unsure about the logins that documentation uses. */
export function loginCertainty({ host, user, password }: Login): Certainty {
  if (host === undefined || !DOCUMENTATION.test(host)) return 'sure'
  return /^(?:user(?:name)?|login)$/i.test(user ?? '') && /^pass(?:word|wd)?$/i.test(password)
    ? 'unsure'
    : 'sure'
}

/** Templates may hold `@`, `:` and spaces, so they are taken out before a URL is taken apart. */
function withHoles(text: string): string {
  return withoutTemplates(text, HOLE)
}

function isLiteral(login: Login): boolean {
  const { password, parameter } = login
  const rest = password.replaceAll(HOLE, '')
  if (rest === '' || (password.includes(HOLE) && rest.length < 6)) return false
  if (isTemplatePart(login.raw) || /^%[sdv]$|^\{\w{0,64}\}$|^:\w+$/.test(password)) return false
  const kind = classifyValue(password, parameter ?? '')
  if (parameter === undefined) return kind !== 'placeholder' && kind !== 'empty' && kind !== 'reference'
  return kind === 'literal' || (kind === 'number' && /pass|pwd/i.test(parameter))
}
