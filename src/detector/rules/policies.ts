import { type Candidate, isReferenceLocation, type Location } from '../candidate.ts'
import { decodedText } from '../embedded.ts'
import { percentDecoded } from '../logins.ts'
import { judgeName } from '../names/credential-name.ts'
import { fieldOf, plaintextHint, sizeOf, subject } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import { isHarmless } from '../values/harmless.ts'

/** Locations with a name and a value. Commands have a separate grammar and are left to `secret/command`. */
const JUDGED: ReadonlySet<Location> = new Set([
  'environment',
  'label',
  'log-option',
  'firelens-option',
  'driver-option',
  'proxy-property',
  'system-control',
  'tag'
])

/**
 * referencesOnly returns the policy references-only as a rule: every value is an error unless its form proves that it
 * is not a credential (see `isHarmless`) or its name is in `allowed` (exact names of variables, options, and labels).
 */
export function referencesOnly(allowed: readonly string[] = []): Rule {
  const names = new Set(allowed)
  return {
    id: 'policy/references-only',
    level: 'error',
    category: 'policy',
    confidence: 'low',
    summary: 'A value is not provably harmless, and its name is not listed.',
    docs: 'docs/rules/references-only.md',
    controls: ['Security Hub ECS.8', 'AWS Config ecs-no-environment-secrets', 'PCI DSS 8.6.2'],
    examine: (candidate, context) => {
      if (!JUDGED.has(candidate.location) || names.has(candidate.name) || isAllowed(candidate))
        return undefined
      return {
        message: `${subject(candidate)} has a value in "${fieldOf(candidate.location)}" that is not provably harmless (${sizeOf(candidate)}). The policy references-only lets such values pass only by name.`,
        hint: `If it is no credential, add its name to the allowed names. If it is one: ${plaintextHint(candidate, context)}`
      }
    }
  }
}

/** strictRules returns the rules for `detect` under the policy references-only: all of `rules`, then the policy. */
export function strictRules(allowed: readonly string[], rules: readonly Rule[]): readonly Rule[] {
  return [...rules, referencesOnly(allowed)]
}

function isAllowed({ location, name, value, length }: Candidate): boolean {
  if (isReferenceLocation(location)) return true
  if (value.length < length) return false
  if (value.trim() === '') return true
  // Under the name of a credential, only a switch or an empty value is allowed: {"name": "DB_PASSWORD", "value":
  // "true"}.
  if (judgeName(name).strength === 'strong') return /^(?:true|false)$/i.test(value.trim())
  return isHarmless(name, value)
}

const LOGIN = /^[a-z][\w+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i

/** A text with a letter and a digit. In a longer text, the words of other values may stand by chance. */
const MIXED = /^(?=.*[A-Za-z])(?=.*\d)/s

/** The name of the variable whose value a text is, or contains, also in base64 or in a URL. */
function variableIn(text: string, values: ReadonlyMap<string, readonly string[]>): string | undefined {
  const nameOf = (value: string, names: readonly string[]) => {
    const isLogin = LOGIN.test(value)
    return names.find(name => isLogin || judgeName(name).strength === 'strong')
  }
  const exact = nameOf(text, values.get(text) ?? [])
  if (exact !== undefined) return exact
  const plain = decodedText(text) ?? (text.includes('%') ? percentDecoded(text) : text)
  for (const [value, names] of values) {
    const name = MIXED.test(value) && holdsWord(plain, value) ? nameOf(value, names) : undefined
    if (name !== undefined) return name
  }
  return undefined
}

/** Whether a value stands in a text, and is no part of a longer name there. */
function holdsWord(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    const [before = '', after = ''] = [text.charAt(at - 1), text.charAt(at + value.length)]
    if (!/[\w.-]/.test(before) && !/[\w-]/.test(after)) return true
  }
  return false
}

/**
 * knownValue returns a rule for one run. It reports a text that is, or contains, a value which came into the run under
 * a
 * credential's name (in the job's environment, the input `variables` or the inputs of the workflow), or a URL with a
 * login from there. Such a text comes from a template or an input, under any name. `values` maps each value to its
 * names.
 */
export function knownValue(values: ReadonlyMap<string, readonly string[]>): Rule {
  return {
    id: 'secret/known-value',
    level: 'error',
    category: 'credential',
    confidence: 'high',
    summary: 'A text is, or contains, a value that the run was given under a credential’s name.',
    docs: 'docs/rules/known-value.md',
    controls: ['CWE-798', 'CWE-526'],
    replacesWarnings: true,
    examine: (candidate, context) => {
      if (isReferenceLocation(candidate.location)) return undefined
      const variable = variableIn(candidate.value.trim(), values)
      if (variable === undefined) return undefined
      return {
        message: `${subject(candidate)} has in "${fieldOf(candidate.location)}" the value that the run was given as ${variable}, a credential by its name (${sizeOf(candidate)}).`,
        hint: `Take it out of the template, the input "variables" or "env". ${plaintextHint(candidate, context)}`
      }
    }
  }
}
