import type { Exposure } from '../audit/audit.ts'

/** A file version in git's history that holds a credential. There is no field for the value. */
export type HistoryHit = {
  /** Every path under which a commit has it. */
  readonly paths: readonly string[]
  /** Full name of the blob. */
  readonly blob: string
  /**
   * The oldest and the newest commit known to hold it, abbreviated; absent where no commit was found (a tag of a
   * tree, a stash).
   */
  readonly first?: CommitName
  readonly last?: CommitName
  /** Where a task definition holds it. */
  readonly exposures: readonly Exposure[]
  /** Names of the variables or secrets whose values stand somewhere in the text. */
  readonly valuesOf: readonly string[]
}

/** Time in milliseconds since 1970. */
export type CommitName = { readonly commit: string; readonly at: number }

/** What a look through git's history gave. */
export type HistoryReport = {
  readonly hits: readonly HistoryHit[]
  readonly blobsLookedAt: number
  /** What was not looked at, in words; with any of it the history is not known to be clean. */
  readonly cut: readonly string[]
  /** Whether refs of pull requests were among those that were looked at. */
  readonly hasPullRefs: boolean
  /** Variables whose values are too short or too common to be looked for, or replaced, as text. */
  readonly tooShort: readonly string[]
  /** Path of the replacement file, where one was asked for and written. */
  readonly replacementFile?: string
}
