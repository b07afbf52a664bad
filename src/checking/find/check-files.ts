import type { Problem, Remark } from '../../errors.ts'
import type { ModePorts } from '../../ports.ts'
import type { Unscanned } from '../../report/report.ts'
import type { Beyond } from '../../workspace/find/discover.ts'
import type { FoundFile } from '../../workspace/find/find.ts'

/**
 * The files of a check. `discovered` files were not named, so it is no error if one of them is not a task definition.
 */
export type CheckFiles = {
  readonly targets: readonly FoundFile[]
  readonly discovered: boolean
  /** Files in a named folder. It is no error either if one of them is not a task definition. */
  readonly guessed?: ReadonlySet<string>
  /** All files before a selection, if they are more than the targets. */
  readonly all?: readonly string[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
  /** Files that were found but could not be read. Each is a problem too. */
  readonly unscanned: readonly Unscanned[]
  /** What was not there to be searched, as far as it is neither a problem nor a remark yet. */
  readonly beyond?: readonly Beyond[]
  /** The files were not named or limited, so those that only the configuration file names are part of the check. */
  readonly isWhole: boolean
}

/** The parts of a result that say what was not read. */
export type WithUnread = Pick<CheckFiles, 'problems' | 'unscanned' | 'remarks'>

/** What was found in folders. */
export type FoundInFolders = Pick<CheckFiles, 'targets' | 'problems' | 'unscanned' | 'remarks' | 'beyond'>

/** Where a check finds its files, and what is passed to it. */
export type CheckPlace = Pick<ModePorts, 'workspace' | 'env' | 'standardInput'>

const NOT_WHOLE = 'Not all of it could be read.'

/** unscannedFor returns where the unread part of a file begins, which is the place of its first problem. */
export function unscannedFor(file: string, problems: readonly Problem[]): Unscanned {
  const [first] = problems
  return { file, line: first?.place?.line ?? 1, reason: first?.message ?? NOT_WHOLE }
}
