import type { Problem } from '../../errors.ts'
import type { CheckConfiguration } from '../../inputs/configuration.ts'
import type { FoundFile } from '../../workspace/find/find.ts'
import { isAmong, isKnownTo, isReached, isSymbolicLink, isThere } from '../../workspace/git/changed.ts'
import { changedFiles, trackedFiles } from '../../workspace/git/git.ts'
import type { GitPlace } from '../../workspace/git/run-git.ts'
import { withBeyond } from './beyond-reach.ts'
import type { CheckFiles } from './find-check-files.ts'

type Limit = Pick<CheckConfiguration, 'config'> & { readonly changedSince: string }

/** limited keeps only the files of a check that differ from a revision. */
export function limited(
  all: CheckFiles,
  { config, changedSince: revision }: Limit,
  place: GitPlace
): CheckFiles {
  const { workspace } = place
  const { beyond = [] } = all
  const changed = changedFiles(place, revision)
  if ('problem' in changed)
    return { ...all, targets: [], isWhole: false, problems: withProblem(all.problems, changed.problem) }
  const among = isAmong(workspace, changed.paths)
  const paths = new Set(changed.paths)
  if (isThere(workspace, config.file) && among(config.file)) {
    const message = `${config.file} differs from "${revision}", so that all task definition files were checked.`
    const whole = { ...all, remarks: [...all.remarks, { message }] }
    return withBeyond(whole, beyond, ({ kind, file }) => kind !== 'submodule' || paths.has(file))
  }
  const isOwn = ownFile(place)
  const reached = isReached(workspace, changed.paths)
  // A link may lead to a file that git does not track, and whose changes it does not know.
  const targets = all.discovered
    ? all.targets.filter(
        target =>
          among(target.file) ||
          reached(target.file) ||
          (isSymbolicLink(workspace, target.file) && isOwn(target))
      )
    : all.targets.filter(target => among(target.file) || isOwn(target))
  const message = `${targets.length} of ${all.targets.length} task definition files differ from "${revision}"; only those were checked.`
  const before = all.all ?? all.targets.map(({ file }) => file)
  const some = { ...all, targets, all: before, isWhole: false, remarks: [...all.remarks, { message }] }
  return withBeyond(some, beyond, ({ file }) => paths.has(file))
}

/** A run outside of Git would report it for the search and for the comparison. */
function withProblem(problems: readonly Problem[], one: Problem): readonly Problem[] {
  return problems.some(({ code }) => code === one.code) ? problems : [...problems, one]
}

/** A named file that git does not track, such as one that an earlier step made, is in no commit. */
function ownFile(place: GitPlace): (target: FoundFile) => boolean {
  let isKnown: ((file: string) => boolean) | undefined
  return ({ file }) => {
    if (isKnown === undefined) {
      const tracked = trackedFiles(place)
      isKnown = isKnownTo(place.workspace, new Set('error' in tracked ? [] : tracked.paths))
    }
    return !isKnown(file)
  }
}
