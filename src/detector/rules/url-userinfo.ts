import { type Candidate, isCommandLocation, isReferenceLocation } from '../candidate.ts'
import { plaintextHint, plaintextMessage } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import type { Login } from '../urls/keywords.ts'
import { findLogin, findUrlLogin, loginCertainty, loginWhat } from '../urls/logins.ts'
import { CERTAINTIES } from '../values/credential.ts'

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
    const login = loginOf(candidate)
    if (!login) return undefined
    return {
      message: plaintextMessage(candidate, loginWhat(login)),
      hint: `Put the whole text into the secret, or only the password and let the application join them. ${plaintextHint(candidate, context)}`,
      ...CERTAINTIES[loginCertainty(login)]
    }
  },
  credentialsIn: candidate => {
    const login = loginOf(candidate)
    return login ? [login.raw, login.password] : []
  }
}

function loginOf({ location, value }: Candidate): Login | undefined {
  // A reference contains no login, except one like `secretsmanager:postgres://user:…@host`.
  if (isReferenceLocation(location)) return value.includes('://') ? findUrlLogin(value) : undefined
  return isCommandLocation(location) ? findUrlLogin(value) : findLogin(value)
}
