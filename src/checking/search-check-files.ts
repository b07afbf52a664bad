import type { Problem } from '../errors.ts'
import { isCopilotManifest } from '../formats/copilot.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { Remark, Unscanned } from '../report/report.ts'
import { exclusionOf, filesBelow, isBelow } from '../workspace/below.ts'
import { isAmong, isKnownTo, isThere, isWritten } from '../workspace/changed.ts'
import {
  type Beyond,
  type Discovered,
  discoverDefinitions,
  type Tracked,
  type Unread
} from '../workspace/discover.ts'
import { type FoundFile, folderAt, withoutExcluded } from '../workspace/find.ts'
import { changedFiles, trackedFiles, withoutRepository } from '../workspace/git.ts'
import type { GitPlace } from '../workspace/run-git.ts'
import type { CheckFiles, CheckPlace, FoundInFolders } from './find-check-files.ts'
import { leftOutAmong, leftOutOf, withLeftOut } from './left-out.ts'

/** inFolders finds all files of a folder that contain a task definition. Other files are no error. */
export async function inFolders(
  place: CheckPlace,
  folders: readonly string[],
  { taskDefinition, changedSince }: Wanted
): Promise<FoundInFolders> {
  const { workspace } = place
  const { excluded } = withoutExcluded(taskDefinition.filter(line => !folders.includes(line)))
  const problems: Problem[] = []
  const targets: FoundFile[] = []
  const unscanned: Unscanned[] = []
  const remarks: Remark[] = []
  const leftOut: string[] = []
  const tracked = trackedFiles(place)
  const sparse = 'error' in tracked ? new Set<string>() : tracked.sparse
  for (const line of folders) {
    const folder = folderAt(workspace, line) ?? '.'
    const there = filesBelow(workspace, folder)
    const away = [...sparse].filter(file => isBelow(folder, file) && !isWritten(workspace, file))
    const found = await speaking({ ...there, paths: [...there.paths, ...away], sparse }, place)
    const isEmpty = found.files.length + found.unread.length === 0
    if (isEmpty) problems.push(foundNoneIn(line, there.paths.length))
    // The file search reports a pattern that matches nothing.
    const left = await withoutLeftOut(found, workspace, excluded)
    if (!isEmpty && left.isEmpty) problems.push(allExcluded(found.files.length))
    targets.push(...left.targets)
    problems.push(...left.unread.map(unreadProblem))
    unscanned.push(...left.unread.map(unscannedOf))
    remarks.push(...(await remarksOf(left.beyond)))
    leftOut.push(...leftOutOf(left.beyond))
  }
  const found = { targets, problems, unscanned, remarks }
  return changedSince === undefined ? withLeftOut(found, [...new Set(leftOut)]) : found
}

type Wanted = Pick<CheckConfiguration, 'taskDefinition' | 'changedSince'>

/** What is a file, and no folder. */
const FILES: ReadonlySet<Beyond['kind']> = new Set(['absent', 'sparse', 'pointer'])

type Left = Omit<Discovered, 'files'> & {
  readonly targets: readonly FoundFile[]
  readonly isEmpty: boolean
  /** Patterns that exclude nothing. */
  readonly problems: readonly Problem[]
}

/** What the `!` patterns leave of what was found: also files that cannot be read, and what cannot be searched. */
async function withoutLeftOut(
  { files, unread, beyond }: Discovered,
  workspace: string,
  excluded: readonly string[]
): Promise<Left> {
  const targets = files.map(file => ({ file }))
  if (excluded.length === 0) return { targets, unread, beyond, problems: [], isEmpty: false }
  const { leaves, problems } = await exclusionOf(workspace, excluded, leftOutOf(beyond))
  const left = targets.filter(leaves)
  const open = unread.filter(leaves)
  // A folder is left out by its name; what is below one ends with it.
  const away = beyond.map(one => ({ one, file: FILES.has(one.kind) ? one.file : `${one.file}/.` }))
  const further = away.filter(leaves)
  return {
    targets: left,
    unread: open,
    beyond: further.map(({ one }) => one),
    problems,
    isEmpty: left.length + open.length === 0
  }
}

/** The words are loaded only if something was not there to be searched. */
async function remarksOf(beyond: readonly Beyond[]): Promise<readonly Remark[]> {
  const noted = beyond.filter(({ kind }) => kind !== 'sparse')
  return noted.length === 0 ? [] : (await import('./beyond-reach.ts')).remarksBeyond(noted)
}

function unscannedOf({ file, message }: Unread): Unscanned {
  return { file, line: 1, reason: message }
}

/** The files that contain a task definition. All files are read for this, with a progress message if it takes long. */
async function speaking(
  tracked: Tracked,
  { workspace, log }: Pick<CheckPlace, 'workspace' | 'log'>
): Promise<Discovered> {
  const counter = log?.count('files', tracked.paths.length)
  try {
    return discoverDefinitions(workspace, tracked, {
      step: () => counter?.step(),
      isOther: isCopilotManifest
    })
  } finally {
    counter?.end()
  }
}

/** discovered finds the task definitions among the files that Git tracks. */
export async function discovered(
  place: CheckPlace,
  { taskDefinition, changedSince }: Wanted
): Promise<CheckFiles> {
  const { workspace } = place
  const { excluded } = withoutExcluded(taskDefinition)
  const tracked = trackedFiles(place)
  const none = { discovered: true, remarks: [], unscanned: [], isWhole: excluded.length === 0 }
  if ('error' in tracked) return { ...none, targets: [], problems: [withoutRepository(tracked.error)] }
  const found = await speaking(tracked, place)
  const isEmpty = found.files.length + found.unread.length === 0
  const left = await withoutLeftOut(found, workspace, excluded)
  const open = left.isEmpty ? [allExcluded(found.files.length)] : left.unread.map(unreadProblem)
  const result = {
    ...none,
    targets: left.targets,
    remarks: await remarksOf(left.beyond),
    problems: [...(isEmpty ? [foundNone(tracked.paths.length)] : open), ...left.problems],
    unscanned: left.unread.map(unscannedOf)
  }
  return changedSince === undefined ? withLeftOut(result, leftOutOf(left.beyond)) : result
}

/** trackedDefinitions lists the task definitions that Git tracks; none where it cannot be asked. */
export async function trackedDefinitions(place: GitPlace): Promise<readonly string[]> {
  const tracked = trackedFiles(place)
  return 'error' in tracked ? [] : (await speaking(tracked, place)).files
}

function foundNoneIn(folder: string, count: number): Problem {
  return {
    code: 'no-task-definitions',
    fault: 'user',
    message: `No task definition was found among the ${count} files in ${folder}: nothing was checked there.`,
    hint: 'Name a folder that holds task definitions, or the files.'
  }
}

function allExcluded(count: number): Problem {
  return {
    code: 'no-task-definitions',
    fault: 'user',
    message: `Every task definition that was found (${count}) is excluded by a pattern: nothing was checked.`,
    hint: 'Exclude less: a pattern that begins with "!" takes a file, a folder or a glob out of the check.'
  }
}

function unreadProblem({ file, code, message, hint }: Unread): Problem {
  const what = hint ?? 'Take the file out of the repository, or name the files to check in "task-definition".'
  const all = `What was not read is not clean. ${what} To leave it out, name "!${file}".`
  return { code, fault: 'user', message, hint: all }
}

/** limited keeps only the files of a check that differ from a revision. */
export async function limited(
  all: CheckFiles,
  { config, taskDefinition, changedSince: revision }: Limit,
  place: GitPlace
): Promise<CheckFiles> {
  const { workspace } = place
  const changed = changedFiles(place, revision)
  if ('problem' in changed)
    return { ...all, targets: [], isWhole: false, problems: withProblem(all.problems, changed.problem) }
  const among = isAmong(workspace, changed.paths)
  if (isThere(workspace, config.file) && among(config.file)) {
    const message = `${config.file} differs from "${revision}", so that all task definition files were checked.`
    const tracked = trackedFiles(place)
    const sparse = 'error' in tracked ? [] : [...tracked.sparse]
    const whole = { ...all, remarks: [...all.remarks, { message }] }
    return withLeftOut(whole, leftOutAmong(sparse, taskDefinition, workspace))
  }
  const isOwn = ownFile(place)
  const targets = all.discovered
    ? all.targets.filter(({ file }) => among(file))
    : all.targets.filter(target => among(target.file) || isOwn(target))
  const message = `${targets.length} of ${all.targets.length} task definition files differ from "${revision}"; only those were checked.`
  const before = all.all ?? all.targets.map(({ file }) => file)
  const some = { ...all, targets, all: before, isWhole: false, remarks: [...all.remarks, { message }] }
  return withLeftOut(some, leftOutAmong(changed.paths, taskDefinition, workspace))
}

type Limit = Pick<CheckConfiguration, 'config' | 'taskDefinition'> & { readonly changedSince: string }

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

function foundNone(tracked: number): Problem {
  return {
    code: 'no-task-definitions',
    fault: 'user',
    message: `No task definition was found among the ${tracked} files that git tracks here: nothing was checked.`,
    hint: 'Name the files, for example task-definition: deploy/*.json. Files that git does not track are not searched.'
  }
}

/**
 * nothingToRead is the result of `-` without a standard input. Only a command line has a standard input with content.
 */
export function nothingToRead(): CheckFiles {
  const problem: Problem = {
    code: 'no-standard-input',
    fault: 'user',
    message: 'Input "task-definition": "-" is standard input, which only mode check at a command line reads.',
    hint: 'Name the file. One that is called "-" is written ./-.'
  }
  return { targets: [], problems: [problem], unscanned: [], remarks: [], discovered: false, isWhole: false }
}
