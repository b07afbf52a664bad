import { type Candidate, isReferenceLocation } from '../candidate.ts'
import { plaintextHint, plaintextMessage } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import type { Login } from '../urls/login.ts'
import { keywordLogins, queryLogins } from '../urls/parameters.ts'
import { userinfoLogins } from '../urls/userinfo.ts'
import { classifyValue } from '../values/classify.ts'
import { isTemplatePart, withoutTemplates } from '../values/templates.ts'

/** Stands for a template while a text is taken apart: one character that belongs to no syntax. */
const HOLE = '\uE000'

/** `user:password@localhost` is what documentation writes; it would also be a strange coincidence as a real login. */
const DOCUMENTATION = /^(?:localhost|127\.0\.0\.1|(?:[\w-]+\.)?example\.(?:com|org|net))$/i

/** Passwords inside URLs and connection strings, whatever the name of the variable. */
export const urlUserinfo: Rule = {
  id: 'secret/url-userinfo',
  level: 'error',
  category: 'credential',
  confidence: 'high',
  summary: 'A URL or connection string holds a password or key.',
  docs: 'docs/rules/url-userinfo.md',
  controls: ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
  standsAlone: true,
  examine: (candidate, context) => {
    const login = findLogin(candidate)
    if (!login) return undefined
    const what =
      login.parameter === undefined ? `a password in ${login.where}` : `a credential in ${login.where}`
    return {
      message: plaintextMessage(candidate, what),
      hint: `Put the whole text into the secret, or only the password and let the application join them. ${plaintextHint(candidate, context)}`,
      ...(isDocumentation(login) ? { level: 'warning' as const, confidence: 'low' as const } : {})
    }
  },
  credentialsIn: candidate => {
    const login = findLogin(candidate)
    return login ? [login.raw, login.password] : []
  }
}

function findLogin(candidate: Candidate): Login | undefined {
  const { location, value } = candidate
  if (value.length < 6 || isReferenceLocation(location) || !/:\/\/|=|@/.test(value)) return undefined
  const text = withHoles(value)
  const inCommand = location === 'command' || location === 'entry-point' || location === 'health-check'
  const logins = [...userinfoLogins(text), ...queryLogins(text), ...(inCommand ? [] : keywordLogins(text))]
  return logins.find(isLiteral)
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

function isDocumentation({ host, user, password }: Login): boolean {
  if (host === undefined || !DOCUMENTATION.test(host)) return false
  return /^(?:user(?:name)?|login)$/i.test(user ?? '') && /^pass(?:word|wd)?$/i.test(password)
}
