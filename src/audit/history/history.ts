import type { Exposure } from '../audit.ts'

/** A file version in git's history that contains a credential. The type has no member for the value. */
export type HistoryHit = {
  /** Every path under which a commit contains it. */
  readonly paths: readonly string[]
  /** Full name of the blob. */
  readonly blob: string
  /**
   * The oldest and the newest commit known to contain it, abbreviated; absent if no commit was found (a tag of a tree,
   * a stash).
   */
  readonly first?: CommitName
  readonly last?: CommitName
  /** Where a task definition contains it. */
  readonly exposures: readonly Exposure[]
  /** Names of the variables or secrets whose values occur anywhere in the text. */
  readonly valuesOf: readonly string[]
}

/** Time in milliseconds since 1970. */
export type CommitName = { readonly commit: string; readonly at: number }

/** The result of a search through git's history. */
export type HistoryReport = {
  readonly hits: readonly HistoryHit[]
  readonly blobsLookedAt: number
  /** What was not read, as text; if there is any, the history is not known to be clean. */
  readonly cut: readonly string[]
  /** Whether refs of pull requests were included. */
  readonly hasPullRefs: boolean
  /** Variables whose values are too short or too common to be searched for, or replaced, as text. */
  readonly tooShort: readonly string[]
}
