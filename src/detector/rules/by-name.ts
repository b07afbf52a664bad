import type { Candidate } from '../candidate.ts'
import { looksLikeJson } from '../embedded/leaves.ts'
import { forHits } from '../hit-rule.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { setElsewhere } from '../set-words.ts'
import { credentialByName, type Hit } from '../values/credential.ts'

/**
 * Literal values under the name of a credential. The value is only required not to be a template, reference, switch,
 * path, or similar: weak passwords are common, and they do not belong in a file either.
 */
export const byName: Rule = {
  id: 'secret/by-name',
  level: 'error',
  category: 'credential',
  confidence: 'high',
  summary: 'A variable whose name says that it is a credential has a literal value.',
  docs: 'docs/rules/by-name.md',
  controls: ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
  ...forHits(hitIn)
}

function hitIn(candidate: Candidate, context: RuleContext): Hit | undefined {
  const { location, name, value } = candidate
  // JSON is judged by the names inside it: {"user": "app", "password": "${PASSWORD}"} contains no credential.
  if (location !== 'environment' || (looksLikeJson(value) && /["':,]/.test(value))) return undefined
  return (
    credentialByName(name, value) ?? setElsewhere(candidate, context.setWords) ?? context.passedOn(candidate)
  )
}
