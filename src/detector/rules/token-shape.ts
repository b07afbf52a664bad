import { type Candidate, isReferenceLocation } from '../candidate.ts'
import { plaintextHint, plaintextMessage, sizeOf, subject } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import { matchShape, type ShapeMatch } from '../shapes/match.ts'

/** Names inside an ARN can look like tokens, so only a match that begins with a token prefix counts there. */
const ARN = /^arn:[a-z0-9-]{1,32}:/

function shapeIn({ name, value }: Candidate): ShapeMatch | undefined {
  if (!ARN.test(value)) return matchShape(value, name)
  if (!/[A-Za-z0-9]{16}/.test(value.slice(24))) return undefined
  const match = matchShape(value, name)
  return match?.shape.needles.some(
    // sk_live_… of Stripe has the needle k_live_
    needle =>
      /^[A-Za-z]\w{1,10}[_.-]$/.test(needle) && match.token.slice(0, needle.length + 2).includes(needle)
  )
    ? match
    : undefined
}

/** Texts with the shape of a provider's token, whatever the name: the shape alone is proof. */
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
    const match = shapeIn(candidate)
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
    const match = shapeIn(candidate)
    return match ? [match.token] : []
  }
}
