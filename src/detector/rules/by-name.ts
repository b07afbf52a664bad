import type { Candidate } from '../candidate.ts'
import { judgeName, type NameVerdict } from '../names/judge.ts'
import { plaintextHint, plaintextMessage } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import { classifyValue } from '../values/classify.ts'
import { entropyOf, looksRandom } from '../values/describe.ts'

/**
 * Literal values under the name of a credential. Nothing is asked of the value but that it is no template, reference,
 * switch, path or the like: people choose weak passwords, and those must not be in a file either.
 */
export const byName: Rule = {
  id: 'secret/by-name',
  level: 'error',
  category: 'credential',
  confidence: 'high',
  summary: 'A variable whose name says that it is a credential has a literal value.',
  docs: 'docs/rules/by-name.md',
  controls: ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
  standsAlone: true,
  examine: (candidate, context) => {
    if (candidate.location !== 'environment') return undefined
    const verdict = judgeName(candidate.name)
    if (verdict.strength === 'none' || !isCredential(candidate, verdict)) return undefined
    const what = verdict.kind === 'password' ? 'a password' : 'a credential, as its name says,'
    const found = { message: plaintextMessage(candidate, what), hint: plaintextHint(candidate, context) }
    if (verdict.strength === 'strong') return found
    if (looksRandom(candidate.value)) return { ...found, confidence: 'medium' }
    return { ...found, level: 'warning', confidence: 'low' }
  }
}

function isCredential({ name, value }: Candidate, { kind, strength }: NameVerdict): boolean {
  const text = value.trim()
  switch (classifyValue(value, name)) {
    case 'literal':
      return strength === 'strong' || looksLikeCredential(text)
    case 'number':
      return strength === 'strong' && isNumericCredential(text, kind)
    default:
      return false
  }
}

/** Under a weak name such as `STRIPE_KEY` the value must have the length and the spread of a key. */
function looksLikeCredential(text: string): boolean {
  return (
    text.length >= 12 && !/\s/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text) && entropyOf(text) >= 3
  )
}

/** `4321` is a password where a password is asked for; under other names only a number too long to be a setting is. */
function isNumericCredential(text: string, kind: NameVerdict['kind']): boolean {
  return kind === 'password' ? /^\d{3,}$/.test(text) : /^\d{8,}$/.test(text)
}
