import type { Candidate } from '../candidate.ts'
import { isNamedPart, joinsOf } from '../halves.ts'
import { plaintextHint, subject } from '../phrases.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { matchShape } from '../shapes/match.ts'

/** Tokens that are split over two or more variables (`KEY_1`, `KEY_2`), in either direction. */
export const splitToken: Rule = {
  id: 'secret/split-token',
  level: 'error',
  category: 'credential',
  confidence: 'medium',
  summary: 'Variables that belong together hold the parts of a known provider’s token.',
  docs: 'docs/rules/split-token.md',
  controls: ['PCI DSS 8.6.2', 'CWE-798', 'CWE-312'],
  examine: (candidate, context) => {
    const what = tokenIn(candidate, context)
    if (what === undefined) return undefined
    return {
      message: `${subject(candidate)} holds a part of ${what}; the rest is in variables whose names differ only at the end. Everyone who can read this file can put them together.`,
      hint: plaintextHint(candidate, context)
    }
  },
  credentialsIn: (candidate, context) => context.halvesOf(candidate) ?? []
}

function tokenIn(candidate: Candidate, context: RuleContext): string | undefined {
  const { location, name, value } = candidate
  if (location !== 'environment' || value.length < 4 || !isNamedPart(name)) return undefined
  const texts = context.halvesOf(candidate)
  if (texts === undefined) return undefined
  for (const text of joinsOf(texts)) {
    const match = matchShape(text, name)
    if (match) return match.shape.what
  }
  return undefined
}
