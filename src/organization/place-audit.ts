import type { JsonObject } from '../json.ts'
import type { FoundItem } from './found-item.ts'
import type { AccountRegion } from './place.ts'

/**
 * The verdicts of an audit, worst first. `unknown` is never clean: a job failed, never ran, or could not read
 * everything.
 */
export const AUDIT_VERDICTS = ['exposed', 'unknown', 'old-revisions', 'clean'] as const

/** What an audit says of an account and Region. */
export type PlaceVerdict = (typeof AUDIT_VERDICTS)[number]

/** placeVerdictIn returns the verdict in the document of an audit; undefined if it has none that is known. */
export function placeVerdictIn(audit: JsonObject | undefined): PlaceVerdict | undefined {
  return AUDIT_VERDICTS.find(verdict => verdict === audit?.['verdict'])
}

/** One account and Region. */
export type PlaceAudit = AccountRegion & {
  readonly verdict: PlaceVerdict
  /** Why the verdict is `unknown`. */
  readonly why?: string
  /** What to do about what is not verified; absent only if all of it is. */
  readonly hint?: string
  /** URL of the workflow run that audited it. */
  readonly url?: string
  readonly counts: { readonly clean: number; readonly exposed: number; readonly unknown: number }
  readonly exposed: readonly FoundItem[]
  readonly unknown: readonly FoundItem[]
  /** Revisions with plaintext credentials that nothing runs. */
  readonly oldRevisions: number
  /** The points that its run notes as not verified, each a sentence. They do not change its verdict. */
  readonly notVerified: readonly string[]
}
