import type { Problem } from '../errors.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { Log } from '../log.ts'
import type { ModePorts } from '../ports.ts'
import type { Remark, Unscanned } from '../report/report.ts'
import type { Discovered, Tracked, Unread } from '../workspace/discover.ts'
import { type FoundFile, findTaskDefinitions, folderAt, withoutExcluded } from '../workspace/find.ts'
import { selectServices } from '../workspace/select.ts'

/**
 * The files of a check. `discovered` ones nobody named: such a file that turns out to be something else is no
 * mistake.
 */
export type CheckFiles = {
  readonly targets: readonly FoundFile[]
  readonly discovered: boolean
  /** Files that stand below a folder that was named: such a one that turns out to be something else is no mistake either. */
  readonly guessed?: ReadonlySet<string>
  /** All files before a selection, where that is more than the targets. */
  readonly all?: readonly string[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
  /** Found, and not to be read; each is a problem too. */
  readonly unscanned: readonly Unscanned[]
  /** Nobody named or limited the files: those that only the configuration file names are part of the check. */
  readonly isWhole: boolean
}

/**
 * findCheckFiles gives the files that the input `task-definition` names, or without it every task definition that git
 * tracks, found by content; of those, with `changed-since`, the ones that differ from that revision. The configuration file has a part
 * in every definition, so that where it differs, all of them are checked.
 */
export async function findCheckFiles(
  configuration: CheckConfiguration,
  place: CheckPlace
): Promise<CheckFiles> {
  const { workspace, standardInput } = place
  const { taskDefinition, changedSince } = configuration
  const given = taskDefinition.filter(line => line !== '-')
  if (given.length < taskDefinition.length && standardInput === undefined) return nothingToRead()
  const { wanted, excluded } = withoutExcluded(given)
  const hasNames = wanted.length > 0 || standardInput !== undefined
  const all = hasNames
    ? await named({ ...configuration, taskDefinition: given }, place)
    : await discovered(place, excluded)
  const found =
    changedSince === undefined ? all : await limited(all, { ...configuration, changedSince }, workspace)
  return standardInput === undefined
    ? found
    : { ...found, targets: [{ file: standardInput.file }, ...found.targets] }
}

/** Where a check looks, and what it is handed. */
export type CheckPlace = Pick<ModePorts, 'workspace' | 'standardInput'> & {
  readonly log?: Pick<Log, 'count'>
}

async function named(configuration: CheckConfiguration, place: CheckPlace): Promise<CheckFiles> {
  const { workspace } = place
  const { taskDefinition } = configuration
  const folders = taskDefinition.filter(line => folderAt(workspace, line) !== undefined)
  const patterns = taskDefinition.filter(line => !folders.includes(line))
  const below = folders.length === 0 ? NOTHING_BELOW : await inFolders(place, folders, patterns)
  const found = await findTaskDefinitions(workspace, patterns)
  const one = new Map([...below.targets, ...found.files].map(target => [target.file, target]))
  const files = [...one.values()]
  const selected = selectServices(files, configuration.services)
  const guessed = new Set(below.targets.map(({ file }) => file))
  for (const { file } of found.files) guessed.delete(file)
  return {
    targets: selected.targets,
    all: files.map(({ file }) => file),
    discovered: false,
    ...(guessed.size === 0 ? {} : { guessed }),
    problems: [...found.problems, ...below.problems, ...selected.problems],
    remarks: [],
    unscanned: below.unscanned,
    isWhole: false
  }
}

type Below = Pick<CheckFiles, 'targets' | 'problems' | 'unscanned'>

const NOTHING_BELOW: Below = { targets: [], problems: [], unscanned: [] }

/** All in a folder that speaks of a task definition; what else is there is nobody's slip. */
async function inFolders(
  place: CheckPlace,
  folders: readonly string[],
  patterns: readonly string[]
): Promise<Below> {
  const { filesBelow, leaveOut } = await import('../workspace/below.ts')
  const { workspace } = place
  const problems: Problem[] = []
  const targets: FoundFile[] = []
  const unscanned: Unscanned[] = []
  for (const line of folders) {
    const folder = folderAt(workspace, line) ?? '.'
    const there = filesBelow(workspace, folder)
    const { files, unread } = await speaking(there, place)
    if (files.length + unread.length === 0) problems.push(foundNoneIn(line, there.paths.length))
    targets.push(...files.map(file => ({ file })))
    problems.push(...unread.map(unreadProblem))
    unscanned.push(...unread.map(unscannedOf))
  }
  const { excluded } = withoutExcluded(patterns)
  // a pattern that names nothing is told by those who find files
  const left = await leaveOut(workspace, targets, excluded)
  return { targets: left.files, problems, unscanned }
}

function unscannedOf({ file, message }: Unread): Unscanned {
  return { file, line: 1, reason: message }
}

/** The files among them that speak of a task definition: all are read for that, which is said where it takes a while. */
async function speaking(tracked: Tracked, { workspace, log }: CheckPlace): Promise<Discovered> {
  const { discoverDefinitions } = await import('../workspace/discover.ts')
  const counter = log?.count('files', tracked.paths.length)
  try {
    return discoverDefinitions(workspace, tracked, () => counter?.step())
  } finally {
    counter?.end()
  }
}

async function discovered(place: CheckPlace, excluded: readonly string[]): Promise<CheckFiles> {
  const { workspace } = place
  // A check of named files never loads what runs git.
  const { trackedFiles } = await import('../workspace/git.ts')
  const tracked = trackedFiles(workspace)
  const none = { discovered: true, remarks: [], unscanned: [], isWhole: excluded.length === 0 }
  if ('problem' in tracked) return { ...none, targets: [], problems: [tracked.problem] }
  const { files, unread } = await speaking(tracked, place)
  const nothing = files.length + unread.length === 0
  const targets = files.map(file => ({ file }))
  const found = {
    ...none,
    targets,
    problems: nothing ? [foundNone(tracked.paths.length)] : unread.map(unreadProblem),
    unscanned: unread.map(unscannedOf)
  }
  if (excluded.length === 0) return found
  const { leaveOut } = await import('../workspace/below.ts')
  const left = await leaveOut(workspace, targets, excluded)
  return { ...found, targets: left.files, problems: [...found.problems, ...left.problems] }
}

/** Only a command line has a standard input that somebody has written to. */
function nothingToRead(): CheckFiles {
  const problem: Problem = {
    code: 'no-standard-input',
    fault: 'user',
    message: 'Input "task-definition": "-" is standard input, which only mode check at a command line reads.',
    hint: 'Name the file. One that is called "-" is written ./-.'
  }
  return { ...NOTHING_BELOW, problems: [problem], discovered: false, remarks: [], isWhole: false }
}

function foundNoneIn(folder: string, count: number): Problem {
  return {
    code: 'no-task-definitions',
    fault: 'user',
    message: `No task definition was found among the ${count} files in ${folder}: nothing was checked there.`,
    hint: 'Name a folder that holds task definitions, or the files.'
  }
}

function unreadProblem({ code, message }: Unread): Problem {
  const hint =
    'What was not read is not clean. Take the file out of the repository, make it readable, or name the files to check in "task-definition".'
  return { code, fault: 'user', message, hint }
}

async function limited(
  all: CheckFiles,
  { config, changedSince: revision }: Pick<CheckConfiguration, 'config'> & { readonly changedSince: string },
  workspace: string
): Promise<CheckFiles> {
  const { changedFiles } = await import('../workspace/git.ts')
  const { isAmong, isThere } = await import('../workspace/changed.ts')
  const changed = changedFiles(workspace, revision)
  if ('problem' in changed)
    return { ...all, targets: [], isWhole: false, problems: [...all.problems, changed.problem] }
  const among = isAmong(workspace, changed.paths)
  if (isThere(workspace, config.file) && among(config.file)) {
    const message = `${config.file} differs from "${revision}", so that all task definition files were checked.`
    return { ...all, remarks: [...all.remarks, { message }] }
  }
  const targets = all.targets.filter(({ file }) => among(file))
  const message = `${targets.length} of ${all.targets.length} task definition files differ from "${revision}"; only those were checked.`
  const before = all.all ?? all.targets.map(({ file }) => file)
  return { ...all, targets, all: before, isWhole: false, remarks: [...all.remarks, { message }] }
}

function foundNone(tracked: number): Problem {
  return {
    code: 'no-task-definitions',
    fault: 'user',
    message: `No task definition was found among the ${tracked} files that git tracks here: nothing was checked.`,
    hint: 'Name the files, for example task-definition: deploy/*.json. Files that git does not track are not looked for.'
  }
}
