import { fieldOf, plaintextHint, sizeOf, subject } from '../advice.ts'
import { type Candidate, isReferenceLocation, type Location } from '../candidate.ts'
import { decodedText } from '../embedded.ts'
import { percentDecoded } from '../logins.ts'
import { judgeName } from '../names/credential-name.ts'
import type { Rule } from '../rule.ts'
import { credentialByName } from '../values/credential.ts'
import { isDrawn } from '../values/describe.ts'
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
export function referencesOnly(allowed: readonly string[]): Rule {
  const names = new Set(allowed)
  return {
    id: 'policy/references-only',
    level: 'error',
    category: 'policy',
    confidence: 'low',
    summary: 'A value is not provably harmless, and its name is not listed.',
    docs: 'docs/rules/references-only.md',
    controls: ['Security Hub ECS.8', 'AWS Config ecs-no-environment-secrets', 'PCI DSS 8.6.2'],
    replacesWarnings: 'delivery',
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

/**
 * isCredentialOfRun returns whether a value that came into the run is a credential: a URL with a login, or by its name.
 * What is obviously none, whatever its name, is not (`isHarmless`, a path without a random part), as it would be found
 * in every definition.
 */
export function isCredentialOfRun(name: string, value: string): boolean {
  if (LOGIN.test(value)) return true
  if (isHarmless('', value) && !/^\d{6,}$/.test(value)) return false
  if (/^[/\w.-]*\/[/\w.-]*$/.test(value) && !isDrawn(value)) return false
  return (credentialByName(name, value)?.certainty ?? 'unsure') !== 'unsure'
}

/** The form of values that are looked for in a longer text, where words and numbers may stand by chance. */
const PART = /^(?=.*[A-Za-z])(?=.*\d).{8}/s

/** The name of the variable whose value a candidate is, or contains, also in base64 or in a URL. */
function variableIn(
  candidate: Candidate,
  values: ReadonlyMap<string, readonly string[]>,
  parts: readonly (readonly [value: string, names: readonly string[]])[]
): string | undefined {
  const text = candidate.value.trim()
  const exact = values.get(text)?.[0]
  // A password can be a word that is the name of a container, too.
  if (exact !== undefined && (candidate.location !== 'other' || PART.test(text))) return exact
  const plain = decodedText(text) ?? (text.includes('%') ? percentDecoded(text) : text)
  return parts.find(([value]) => holds(plain, value))?.[1][0]
}

/** Whether a value stands in a text, and, if it is not random, is no part of a longer name there. */
function holds(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    const [before = '', after = ''] = [text.charAt(at - 1), text.charAt(at + value.length)]
    const isWord = !/[\w.-]/.test(before) && !/[\w-]/.test(after)
    if (isWord || (value.length >= 12 && isDrawn(value))) return true
  }
  return false
}

/**
 * knownValue returns a rule for one run. It reports a text that is, or contains, a value which came into the run under
 * a credential's name (in the job's environment, the input `variables` or the inputs of the workflow), or a URL with a
 * login from there. Such a text comes from a template or an input, under any name. `values` maps each value to its
 * names.
 */
export function knownValue(values: ReadonlyMap<string, readonly string[]>): Rule {
  const parts = [...values].filter(([value]) => PART.test(value))
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
      const variable = variableIn(candidate, values, parts)
      if (variable === undefined) return undefined
      return {
        message: `${subject(candidate)} has in "${fieldOf(candidate.location)}" the value that the run was given as ${variable}, a credential by its name (${sizeOf(candidate)}).`,
        hint: `Take it out of the template, the input "variables" or "env". ${plaintextHint(candidate, context)}`
      }
    }
  }
}
