import picomatch from 'picomatch'
import type { Problem, Remark } from '../errors.ts'
import { discoverForCheck, environmentFilesBeside } from '../files/find/beside-definitions.ts'
import {
  type Beyond,
  type Discovered,
  isOtherText,
  type Tracked,
  type Unread
} from '../files/find/discover.ts'
import {
  type FoundFile,
  findTaskDefinitions,
  folderAt,
  selectServices,
  withoutExcluded
} from '../files/find/find.ts'
import { exclusionOf, filesBelow, isBelow, withSubmodules } from '../files/find/globs.ts'
import { loadedByTerraform, moduleOf } from '../files/find/loaded-containers.ts'
import { differsAmong, isThere, isWritten } from '../files/git/changed.ts'
import { changedFiles, trackedFiles, withoutRepository } from '../files/git/git.ts'
import { readBytes } from '../files/read.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import { distinctBy, someOf } from '../list.ts'
import type { ModePorts } from '../ports.ts'
import type { Unscanned } from '../report/report.ts'
import { withBeyond } from './beyond.ts'
import { unscannedFor } from './source.ts'
import { touchedModules } from './terraform-modules.ts'

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
  /** Says that nothing was found, if nothing of it is a definition; only in a search of the whole repository. */
  readonly nothing?: () => Remark
  /** The files were not named or limited, so those that only the configuration file names are part of the check. */
  readonly isWhole: boolean
}

/** Where a check finds its files, and what is passed to it. */
export type CheckPlace = Pick<ModePorts, 'workspace' | 'env' | 'standardInput'>

/** Files with what was not there to be searched. */
type Searched = CheckFiles & { readonly beyond: readonly Beyond[] }

/**
 * findCheckFiles returns the files of the input `task-definition` or, without it, every task definition that
 * Git tracks, recognized by content. With `changed-since`, it returns only those that differ from that revision. The
 * configuration file affects every task definition, so if it differs, all of them are checked.
 */
export async function findCheckFiles(
  { taskDefinition, services, changedSince, config }: CheckConfiguration,
  place: CheckPlace
): Promise<CheckFiles> {
  const { standardInput } = place
  const lines = taskDefinition.filter(line => line !== '-')
  if (lines.length < taskDefinition.length && standardInput === undefined) return nothingToRead()
  const { wanted } = withoutExcluded(lines)
  const hasNames = wanted.length > 0 || standardInput !== undefined
  const all = hasNames ? await named(lines, services, place) : await searched(lines, place)
  const found =
    changedSince === undefined
      ? withBeyond(all, all.beyond)
      : limited(all, { file: config.file, revision: changedSince, place })
  if (standardInput === undefined) return found
  return { ...found, targets: [{ file: standardInput.file }, ...found.targets] }
}

/** The result of `-` without a standard input. Only a command line has a standard input with content. */
function nothingToRead(): CheckFiles {
  const problem: Problem = {
    code: 'no-standard-input',
    fault: 'user',
    message: 'Input "task-definition": "-" is standard input, which only mode check at a command line reads.',
    hint: 'Name the file. One that is called "-" is written ./-.'
  }
  return { ...NONE, problems: [problem] }
}

const NONE: Searched = {
  ...{ targets: [], problems: [], unscanned: [], remarks: [], beyond: [] },
  discovered: false,
  isWhole: false
}

/** The files of the lines, and what is found in those that are folders. */
async function named(
  lines: readonly string[],
  services: CheckConfiguration['services'],
  place: CheckPlace
): Promise<Searched> {
  const { workspace } = place
  const folders = lines.filter(line => folderAt(workspace, line) !== undefined)
  const patterns = lines.filter(line => !folders.includes(line))
  const { excluded } = withoutExcluded(patterns)
  const tracked = folders.length > 0 || patterns.some(isGlobLine) ? trackedFiles(place) : undefined
  const listed = tracked && !('error' in tracked) ? withSubmodules(workspace, tracked) : { paths: [] }
  const below = await Promise.all(folders.map(line => inFolder(line, { excluded, workspace, listed })))
  const away = notCheckedOut(patterns, workspace, listed)
  const found = await findTaskDefinitions(workspace, patterns, away)
  const ofFolders = below.flatMap(({ targets }) => targets)
  const files = distinctBy([...ofFolders, ...found.files], ({ file }) => file)
  const selected = selectServices(files, services, patterns)
  const own = new Set(found.files.map(({ file }) => file))
  const { leaves } = await exclusionOf(workspace, excluded)
  const known = new Set(files.map(({ file }) => file))
  const chosen = selected.targets.map(({ file }) => file)
  const variables = chosen.flatMap(file => environmentFilesBeside(workspace, file))
  // those of a folder have been looked at with it
  const loaded = loadedByTerraform(
    workspace,
    chosen.filter(file => own.has(file))
  )
  const beside = [...new Set([...variables, ...loaded.files])]
    .map(file => ({ file }))
    .filter(one => !known.has(one.file) && leaves(one))
  return {
    ...NONE,
    targets: [...selected.targets, ...beside],
    all: [...files, ...beside].map(({ file }) => file),
    guessed: new Set([...ofFolders, ...beside].flatMap(({ file }) => (own.has(file) ? [] : [file]))),
    problems: distinctBy(
      [
        ...found.problems,
        ...below.flatMap(({ problems }) => problems),
        ...selected.problems,
        ...loaded.unread.map(unreadProblem)
      ],
      ({ message }) => message
    ),
    unscanned: [
      ...loaded.unread.map(unscannedOf),
      ...below.flatMap(({ unscanned }) => unscanned),
      ...found.unread.map(({ file, problem }) => unscannedFor(file, [problem]))
    ],
    beyond: distinctBy([...below.flatMap(({ beyond }) => beyond), ...away.beyond], ({ file }) => file)
  }
}

function isGlobLine(line: string): boolean {
  return !line.startsWith('!') && /[*?[{(]/.test(line)
}

/** What git tracks, globs name, and the checkout does not have; `absent` is all that a sparse checkout leaves out. */
function notCheckedOut(lines: readonly string[], workspace: string, { sparse, modules = [] }: Tracked) {
  const absent = [...(sparse ?? [])].filter(file => !isWritten(workspace, file))
  const globOf = (line: string) => line.replace(/^\.\//, '').replaceAll('{service}', '*')
  const { wanted, excluded } = withoutExcluded(lines)
  const isOut = picomatch(
    excluded.map(globOf).flatMap(glob => [glob, `${glob.replace(/\/$/, '')}/**`]),
    DOT
  )
  const isNamed = picomatch(wanted.map(globOf), DOT)
  const isIn = (file: string) => isNamed(file) && !isOut(file)
  const mayHold = (module: string) =>
    wanted.some(line => isGlobLine(line) && isIn(`${module}/${globOf(line).replace(/^.*\//, '')}`))
  const beyond: readonly Beyond[] = [
    ...absent.filter(isIn).map(file => ({ kind: 'sparse' as const, file })),
    ...modules.filter(mayHold).map(file => ({ kind: 'submodule' as const, file }))
  ]
  return { beyond, absent }
}

const DOT = { dot: true }

type FolderSearch = {
  readonly excluded: readonly string[]
  readonly workspace: string
  readonly listed: Tracked
}

/** All files of a folder that contain a task definition, tracked or not. Other files are no error. */
async function inFolder(
  line: string,
  { excluded, workspace, listed: { sparse, modules = [] } }: FolderSearch
): Promise<Searched> {
  const folder = folderAt(workspace, line) ?? '.'
  const there = filesBelow(workspace, folder)
  const away = [...(sparse ?? [])].filter(file => isBelow(folder, file) && !isWritten(workspace, file))
  const found = discoverForCheck(workspace, {
    ...there,
    paths: [...there.paths, ...away],
    sparse: new Set(away),
    modules: modules.filter(module => isBelow(folder, `${module}/.`))
  })
  if (found.files.length + found.unread.length > 0) return leftOf(found, workspace, excluded)
  const problem: Problem = {
    code: 'no-task-definitions',
    fault: 'user',
    message: `No task definition was found among the ${there.paths.length} files in ${line}: nothing was checked there.`,
    hint: 'Name a folder that holds task definitions, or the files.'
  }
  return { ...NONE, problems: [problem], beyond: found.beyond }
}

/** The task definitions among the files that Git tracks, and in submodules that are checked out. */
async function searched(lines: readonly string[], place: CheckPlace): Promise<Searched> {
  const { workspace } = place
  const { excluded } = withoutExcluded(lines)
  const tracked = trackedFiles(place)
  const kind = { discovered: true, isWhole: excluded.length === 0 }
  if ('error' in tracked) return { ...NONE, ...kind, problems: [withoutRepository(tracked.error)] }
  const found = discoverForCheck(workspace, withSubmodules(workspace, tracked))
  const left = await leftOf(found, workspace, excluded)
  const isLeft = found.unread.length === 0 && (left.targets.length > 0 || found.files.length === 0)
  return { ...left, ...kind, ...(isLeft ? { nothing: () => nothingFound(workspace, tracked.paths) } : {}) }
}

/** trackedDefinitions lists the task definitions that Git tracks; none where that cannot be read. */
export function trackedDefinitions(place: Pick<CheckPlace, 'workspace' | 'env'>): readonly string[] {
  const tracked = trackedFiles(place)
  if ('error' in tracked) return []
  return discoverForCheck(place.workspace, withSubmodules(place.workspace, tracked)).files
}

/** What mentions task definitions and is not read: scripts, programs and pages. */
const MENTIONS = /register-task-definition|TaskDefinition\b|container_?definitions|express-?gateway-?service/i

/** A repository without a definition has nothing to check, which is no failure; what was not read is named. */
function nothingFound(workspace: string, paths: readonly string[]): Remark {
  const others = paths.filter(path => {
    const read = isOtherText(path) ? readBytes(workspace, path) : undefined
    return read?.kind === 'bytes' && MENTIONS.test(read.bytes.toString('latin1'))
  })
  const unread =
    others.length === 0 ? '' : ` Not read, though they mention task definitions: ${someOf(others)}.`
  const message = `Nothing was checked: no task definition is among the ${paths.length} files that git tracks here.${unread} Name the files if there are some, for example task-definition: deploy/*.json; files that git does not track are not searched.`
  return { message, isWarning: true, ...(others.length === 0 ? {} : { isUnverified: true }) }
}

/** What is a file, and no folder. */
const FILES: ReadonlySet<Beyond['kind']> = new Set(['absent', 'sparse', 'pointer', 'large-pointer'])

/** What the `!` patterns leave of what was found: also files that cannot be read, and what cannot be searched. */
async function leftOf(
  { files, unread, beyond }: Discovered,
  workspace: string,
  excluded: readonly string[]
): Promise<Searched> {
  const away = beyond.flatMap(({ kind, file }) => (kind === 'sparse' ? [file] : []))
  const { leaves, problems } = await exclusionOf(workspace, excluded, away)
  const targets = files.map(file => ({ file })).filter(leaves)
  const open = unread.filter(leaves)
  // a folder is left out by its name; what is below one ends with it
  const further = beyond.filter(({ kind, file }) => leaves({ file: FILES.has(kind) ? file : `${file}/.` }))
  const isAllOut = files.length > 0 && targets.length + open.length === 0
  const allExcluded: Problem = {
    code: 'no-task-definitions',
    fault: 'user',
    message: `Every task definition that was found (${files.length}) is excluded by a pattern: nothing was checked.`,
    hint: 'Exclude less: a pattern that begins with "!" takes a file, a folder or a glob out of the check.'
  }
  return {
    ...NONE,
    targets,
    beyond: further,
    problems: [...open.map(unreadProblem), ...problems, ...(isAllOut ? [allExcluded] : [])],
    unscanned: open.map(unscannedOf)
  }
}

function unscannedOf({ file, line = 1, message }: Unread): Unscanned {
  return { file, line, reason: message }
}

function unreadProblem({ file, code, message, hint }: Unread): Problem {
  const what = hint ?? 'Take the file out of the repository, or name the files to check in "task-definition".'
  const all = `What was not read is not clean. ${what} To leave it out, name "!${file}".`
  return { code, fault: 'user', message, hint: all }
}

type Limit = { readonly file: string; readonly revision: string; readonly place: CheckPlace }

/** limited keeps only the files of a check that differ from a revision. A file that is in no commit is kept. */
function limited({ beyond, ...all }: Searched, { file: config, revision, place }: Limit): CheckFiles {
  const { workspace } = place
  const before = all.all ?? all.targets.map(({ file }) => file)
  const changed = changedFiles(place, revision)
  if ('problem' in changed) {
    const problems = distinctBy([...all.problems, changed.problem], ({ code, message }) => code + message)
    return { ...all, targets: [], all: before, isWhole: false, problems }
  }
  const paths = new Set(changed.paths)
  const differs = differsAmong(place, changed.paths)
  if (isThere(workspace, config) && differs(config)) {
    const message = `${config} differs from "${revision}", so that all task definition files were checked.`
    const whole = { ...all, remarks: [...all.remarks, { message }] }
    return withBeyond(whole, beyond, ({ kind, file }) => kind !== 'submodule' || paths.has(file))
  }
  const touched = touchedModules(workspace, all.targets, differs)
  const targets = all.targets.filter(({ file }) => differs(file) || touched.has(moduleOf(file) ?? ''))
  const message = `${targets.length} of ${all.targets.length} task definition files differ from "${revision}"; only those were checked.`
  const some = { ...all, targets, all: before, isWhole: false, remarks: [...all.remarks, { message }] }
  return withBeyond(some, beyond, ({ file }) => paths.has(file))
}
