import { isReferenceLocation } from '../candidate.ts'
import { plaintextHint, plaintextMessage, sizeOf, subject } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import { matchShape } from '../shapes/match.ts'

/** A full ARN may hold anything in its names; a token is never inside one. */
const ARN = /^arn:[a-z0-9-]{1,32}:/

/** Texts that have the shape of a provider's token, whatever the name: the shape alone is proof. */
export const tokenShape: Rule = {
  id: 'secret/token-shape',
  level: 'error',
  category: 'credential',
  confidence: 'high',
  summary: 'A text has the shape of a known provider’s token or of a private key.',
  docs: 'docs/rules/token-shape.md',
  controls: ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
  standsAlone: true,
  examine: (candidate, context) => {
    if (ARN.test(candidate.value)) return undefined
    const match = matchShape(candidate.value, candidate.name)
    if (!match) return undefined
    const { what, prefix } = match.shape
    const named = prefix === undefined ? what : `${what} (${prefix}…)`
    return {
      message: isReferenceLocation(candidate.location)
        ? `${subject(candidate)} holds ${named} where ECS expects a reference (${sizeOf(candidate)}). Everyone who can read this file can read it.`
        : plaintextMessage(candidate, named),
      hint: plaintextHint(candidate, context),
      ...(match.verification === 'unsure' ? { confidence: 'medium' as const } : {})
    }
  },
  credentialsIn: candidate => {
    const match = matchShape(candidate.value, candidate.name)
    return match ? [match.token] : []
  }
}
