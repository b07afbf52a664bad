import { isReferenceLocation } from './candidate.ts'
import { judgeName } from './names/credential-name.ts'
import { fieldOf, plaintextHint, sizeOf, subject } from './phrases.ts'
import type { Rule } from './rule.ts'

const LOGIN = /^[a-z][\w+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i

/**
 * knownValue returns a rule for one run. It reports a text that equals the value of a job environment variable whose
 * name denotes a credential, or whose value is a URL with a login. Such a text comes from a template or an input, under
 * any name. `values` maps each value to the names of its variables.
 */
export function knownValue(values: ReadonlyMap<string, readonly string[]>): Rule {
  return {
    id: 'secret/known-value',
    level: 'error',
    category: 'credential',
    confidence: 'high',
    summary: 'A text equals a credential of the job’s own environment.',
    docs: 'docs/rules/known-value.md',
    controls: ['CWE-798', 'CWE-526'],
    examine: (candidate, context) => {
      if (isReferenceLocation(candidate.location)) return undefined
      const value = candidate.value.trim()
      const isLogin = LOGIN.test(value)
      const variable = values.get(value)?.find(name => isLogin || judgeName(name).strength === 'strong')
      if (variable === undefined) return undefined
      return {
        message: `${subject(candidate)} has in "${fieldOf(candidate.location)}" the value that the job's environment has under ${variable}, a credential by its name (${sizeOf(candidate)}).`,
        hint: `Take it out of the template, the input "variables" or "env". ${plaintextHint(candidate, context)}`
      }
    }
  }
}
