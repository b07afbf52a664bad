import { type Candidate, isReferenceLocation, type Location } from './candidate.ts'
import { judgeName } from './names/judge.ts'
import { fieldOf, plaintextHint, sizeOf, subject } from './phrases.ts'
import type { Rule } from './rule.ts'
import { RULES } from './rules.ts'
import { isHarmless } from './strict/harmless.ts'

/** Where a name and a value stand. Commands have a grammar of their own and stay with `secret/command`. */
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
 * referencesOnly is the policy of that name as a rule: every value is an error unless its form proves that it is no credential
 * (see `isHarmless`) or its name is one of `allowed` (exact names of variables, options and labels).
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

/** strictRules gives the rules for `detect` under the policy references-only: all of `rules`, then the policy. */
export function strictRules(
  allowed: readonly string[] = [],
  rules: readonly Rule[] = RULES
): readonly Rule[] {
  return [...rules, referencesOnly(allowed)]
}

function isAllowed({ location, name, value, length }: Candidate): boolean {
  if (isReferenceLocation(location)) return true
  if (value.length < length) return false
  if (value.trim() === '') return true
  // Under the name of a credential nothing passes but a switch or nothing at all: {"name": "DB_PASSWORD", "value": "true"}.
  if (judgeName(name).strength === 'strong') return /^(?:true|false)$/i.test(value.trim())
  return isHarmless(name, value)
}
