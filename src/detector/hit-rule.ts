import type { Candidate } from './candidate.ts'
import { plaintextHint, plaintextMessage } from './phrases.ts'
import type { Rule, RuleContext } from './rule.ts'
import { CERTAINTIES, type Hit } from './values/credential.ts'

/** The texts of a rule about a hit, where they differ from the usual ones. */
export type HitTexts = {
  readonly message?: (candidate: Candidate, hit: Hit) => string
  readonly hint?: (usual: string) => string
}

/** forHits makes the functions of a rule that finds at most one credential in a candidate. */
export function forHits(
  hitIn: (candidate: Candidate, context: RuleContext) => Hit | undefined,
  {
    message = (candidate, { what }) => plaintextMessage(candidate, what),
    hint = usual => usual
  }: HitTexts = {}
): Required<Pick<Rule, 'examine' | 'credentialsIn'>> {
  return {
    examine: (candidate, context) => {
      const hit = hitIn(candidate, context)
      return (
        hit && {
          message: message(candidate, hit),
          hint: hint(plaintextHint(candidate, context)),
          ...CERTAINTIES[hit.certainty]
        }
      )
    },
    credentialsIn: (candidate, context) => {
      const hit = hitIn(candidate, context)
      return hit ? [hit.secret] : []
    }
  }
}
