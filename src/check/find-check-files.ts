import type { Problem, Remark } from '../errors.ts'
import type { Beyond } from '../files/find/discover.ts'
import {
  type FoundFile,
  findTaskDefinitions,
  folderAt,
  selectServices,
  withoutExcluded
} from '../files/find/find.ts'
import { notCheckedOut } from '../files/find/not-checked-out.ts'
import { isAmong, isKnownTo, isReached, isSymbolicLink, isThere } from '../files/git/changed.ts'
import { changedFiles, trackedFiles } from '../files/git/git.ts'
import type { GitPlace } from '../files/git/run-git.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import type { Unscanned } from '../report/report.ts'
import { discovered, type FoundInFolders, inFolders, withBeyond } from './search-check-files.ts'
import { unscannedFor } from './source.ts'

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

/** Where a check finds its files, and what is passed to it. */
export type CheckPlace = Pick<ModePorts, 'workspace' | 'env' | 'standardInput'>

/**
 * findCheckFiles returns the files that the input `task-definition` names or, without it, every task definition that
 * Git tracks, recognized by content. With `changed-since`, it returns only those that differ from that revision. The
 * configuration file affects every task definition, so if it differs, all of them are checked.
 */
export async function findCheckFiles(
  configuration: CheckConfiguration,
  place: CheckPlace
): Promise<CheckFiles> {
  const { standardInput } = place
  const { taskDefinition, changedSince } = configuration
  const given = taskDefinition.filter(line => line !== '-')
  if (given.length < taskDefinition.length && standardInput === undefined) return nothingToRead()
  const { wanted } = withoutExcluded(given)
  const hasNames = wanted.length > 0 || standardInput !== undefined
  const all = hasNames
    ? await named({ ...configuration, taskDefinition: given }, place)
    : await discovered(place, configuration)
  const found = changedSince === undefined ? all : limited(all, { ...configuration, changedSince }, place)
  return standardInput === undefined
    ? found
    : { ...found, targets: [{ file: standardInput.file }, ...found.targets] }
}

async function named(configuration: CheckConfiguration, place: CheckPlace): Promise<CheckFiles> {
  const { workspace } = place
  const { taskDefinition, changedSince } = configuration
  const folders = taskDefinition.filter(line => folderAt(workspace, line) !== undefined)
  const patterns = taskDefinition.filter(line => !folders.includes(line))
  const below = folders.length === 0 ? NOTHING_BELOW : await inFolders(place, folders, configuration)
  const away = patterns.some(line => /[*?[{(]/.test(line)) ? notCheckedOut(place, patterns) : NOTHING_AWAY
  const found = await findTaskDefinitions(workspace, patterns, away)
  const one = new Map([...below.targets, ...found.files].map(target => [target.file, target]))
  const files = [...one.values()]
  const selected = selectServices(files, configuration.services, patterns)
  const guessed = new Set(below.targets.map(({ file }) => file))
  for (const { file } of found.files) guessed.delete(file)
  const result = {
    ...below,
    beyond: [...(below.beyond ?? []), ...away.beyond],
    targets: selected.targets,
    all: files.map(({ file }) => file),
    discovered: false,
    ...(guessed.size === 0 ? {} : { guessed }),
    problems: [...found.problems, ...below.problems, ...selected.problems],
    unscanned: [
      ...below.unscanned,
      ...found.unread.map(({ file, problem }) => unscannedFor(file, [problem]))
    ],
    isWhole: false
  }
  return changedSince === undefined && away.beyond.length > 0 ? withBeyond(result, away.beyond) : result
}

const NOTHING_AWAY = { beyond: [], absent: [] }

const NOTHING_BELOW: FoundInFolders = { targets: [], problems: [], unscanned: [], remarks: [] }

/**
 * The result of `-` without a standard input. Only a command line has a standard input with content.
 */
function nothingToRead(): CheckFiles {
  const problem: Problem = {
    code: 'no-standard-input',
    fault: 'user',
    message: 'Input "task-definition": "-" is standard input, which only mode check at a command line reads.',
    hint: 'Name the file. One that is called "-" is written ./-.'
  }
  return { targets: [], problems: [problem], unscanned: [], remarks: [], discovered: false, isWhole: false }
}

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
