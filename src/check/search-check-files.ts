import type { Problem } from '../errors.ts'
import { composeForEcs, looksLikeContainers } from '../files/find/container-list.ts'
import {
  type Beyond,
  type Discovered,
  discoverDefinitions,
  type Tracked,
  type Unread
} from '../files/find/discover.ts'
import { type FoundFile, folderAt, withoutExcluded } from '../files/find/find.ts'
import { exclusionOf, filesBelow, isBelow, withSubmodules } from '../files/find/globs.ts'
import { withLoadedContainers } from '../files/find/loaded-containers.ts'
import { isWritten } from '../files/git/changed.ts'
import { trackedFiles, withoutRepository } from '../files/git/git.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import { someOf } from '../list.ts'
import { present } from '../present.ts'
import type { Remark, Unscanned } from '../report/report.ts'
import type { CheckFiles, CheckPlace } from './find-check-files.ts'

/** What was found in folders. */
export type FoundInFolders = Pick<CheckFiles, 'targets' | 'problems' | 'unscanned' | 'remarks' | 'beyond'>

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
  const beyond: Beyond[] = []
  const tracked = trackedFiles(place)
  const { sparse, modules = [] } =
    'error' in tracked ? { sparse: new Set<string>() } : withSubmodules(workspace, tracked)
  for (const line of folders) {
    const folder = folderAt(workspace, line) ?? '.'
    const there = filesBelow(workspace, folder)
    const away = [...(sparse ?? [])].filter(file => isBelow(folder, file) && !isWritten(workspace, file))
    const found = searched(
      {
        ...there,
        paths: [...there.paths, ...away],
        ...present({ sparse }),
        modules: modules.filter(module => isBelow(folder, `${module}/.`))
      },
      place
    )
    const isEmpty = found.files.length + found.unread.length === 0
    if (isEmpty) problems.push(foundNoneIn(line, there.paths.length))
    // The file search reports a pattern that matches nothing.
    const left = await withoutLeftOut(found, workspace, excluded)
    if (!isEmpty && left.isEmpty) problems.push(allExcluded(found.files.length))
    targets.push(...left.targets)
    problems.push(...left.unread.map(unreadProblem))
    unscanned.push(...left.unread.map(unscannedOf))
    beyond.push(...left.beyond)
  }
  const found = { targets, problems, unscanned, remarks: [], beyond: [...byFile(beyond).values()] }
  return changedSince === undefined ? withBeyond(found, found.beyond) : found
}

function byFile(beyond: readonly Beyond[]): ReadonlyMap<string, Beyond> {
  return new Map(beyond.toSorted((a, b) => (a.file < b.file ? -1 : 1)).map(one => [one.file, one]))
}

type Wanted = Pick<CheckConfiguration, 'taskDefinition' | 'changedSince'>

/** What is a file, and no folder. */
const FILES: ReadonlySet<Beyond['kind']> = new Set(['absent', 'sparse', 'pointer', 'large-pointer'])

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
  const away = beyond.flatMap(({ kind, file }) => (kind === 'sparse' ? [file] : []))
  const { leaves, problems } = await exclusionOf(workspace, excluded, away)
  const left = targets.filter(leaves)
  const open = unread.filter(leaves)
  // A folder is left out by its name; what is below one ends with it.
  const named = beyond.map(one => ({ one, file: FILES.has(one.kind) ? one.file : `${one.file}/.` }))
  const further = named.filter(leaves)
  return {
    targets: left,
    unread: open,
    beyond: further.map(({ one }) => one),
    problems,
    isEmpty: left.length + open.length === 0
  }
}

function unscannedOf({ file, line = 1, message }: Unread): Unscanned {
  return { file, line, reason: message }
}

/** The files that contain a task definition. All files are read for this. */
function searched(tracked: Tracked, { workspace }: Pick<CheckPlace, 'workspace'>): Discovered {
  const isForEcs = composeForEcs(tracked.paths)
  const found = discoverDefinitions(
    workspace,
    tracked,
    (file, bytes) => looksLikeContainers(bytes) || isForEcs(file, bytes)
  )
  return withLoadedContainers(workspace, found, tracked.paths)
}

/** discovered finds the task definitions among the files that Git tracks, and in submodules that are checked out. */
export async function discovered(
  place: CheckPlace,
  { taskDefinition, changedSince }: Wanted
): Promise<CheckFiles> {
  const { workspace } = place
  const { excluded } = withoutExcluded(taskDefinition)
  const tracked = trackedFiles(place)
  const none = { discovered: true, remarks: [], unscanned: [], isWhole: excluded.length === 0 }
  if ('error' in tracked) return { ...none, targets: [], problems: [withoutRepository(tracked.error)] }
  const found = searched(withSubmodules(workspace, tracked), place)
  const isEmpty = found.files.length + found.unread.length === 0
  const left = await withoutLeftOut(found, workspace, excluded)
  const open = left.isEmpty ? [allExcluded(found.files.length)] : left.unread.map(unreadProblem)
  const result = {
    ...none,
    targets: left.targets,
    beyond: left.beyond,
    problems: [...(isEmpty ? [foundNone(tracked.paths.length)] : open), ...left.problems],
    unscanned: left.unread.map(unscannedOf)
  }
  return changedSince === undefined ? withBeyond(result, left.beyond) : result
}

/** trackedDefinitions lists the task definitions that Git tracks; none where it cannot be asked. */
export function trackedDefinitions(place: Pick<CheckPlace, 'workspace' | 'env'>): readonly string[] {
  const tracked = trackedFiles(place)
  return 'error' in tracked ? [] : searched(withSubmodules(place.workspace, tracked), place).files
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

function foundNone(tracked: number): Problem {
  return {
    code: 'no-task-definitions',
    fault: 'user',
    message: `No task definition was found among the ${tracked} files that git tracks here: nothing was checked.`,
    hint: 'Name the files, for example task-definition: deploy/*.json. Files that git does not track are not searched.'
  }
}

const SHOWN = 3

const CHECK_OUT = 'Check out the whole repository to check it.'
const FETCH = 'Set lfs: true at actions/checkout, or run git lfs pull.'
const WITH_SUBMODULES = 'Set submodules: true at actions/checkout, or run git submodule update --init.'

function notThere(names: string): string {
  return `git tracks ${names}, which a sparse checkout leaves out of the working tree.`
}

function onlyPointer(names: string): string {
  return `${names}: the checkout has only the pointer of Git LFS.`
}

const WORDS: Readonly<Record<Beyond['kind'], (names: string) => string>> = {
  submodule: names =>
    `Not verified: submodules that are not checked out are not searched: ${names}. ${WITH_SUBMODULES} Or check them in their own repositories.`,
  absent: names =>
    `Not verified: git tracks ${names}, which was removed from the working tree. Restore it to check it, or have git remove it.`,
  sparse: names => `Not verified: ${notThere(names)} ${CHECK_OUT}`,
  pointer: names => `Not verified: ${onlyPointer(names)} ${FETCH}`,
  'large-pointer': names => `Not verified: ${onlyPointer(names)} ${FETCH}`,
  'linked-folder': names =>
    `Not verified: links to folders are not followed: ${names}. Name the folder that a link leads to, if it is in this repository.`,
  'broken-link': names =>
    `Not verified: ${names}: a link to nothing. What it leads to may be in a submodule, outside a sparse checkout, or not in git.`
}

/** remarksBeyond says what may hold task definitions and was not there to be searched, in one remark a kind. Pure. */
export function remarksBeyond(beyond: readonly Beyond[]): readonly Remark[] {
  const kinds = [...new Set(beyond.map(({ kind }) => kind))]
  return kinds.map(kind => {
    const names = beyond.filter(one => one.kind === kind).map(({ file }) => file)
    return { message: WORDS[kind](someOf(names, SHOWN)), isUnverified: true }
  })
}

/** What is missing, and what to do about it, where that is an error. */
type Missing = { readonly what: (names: string) => string; readonly advice: string }

/** Kinds of which the checkout could have had the files, so that a check without them is not complete. */
const MISSING = {
  sparse: { what: notThere, advice: CHECK_OUT },
  pointer: { what: onlyPointer, advice: FETCH },
  submodule: {
    what: names => `${names} is a submodule that differs and is not checked out.`,
    advice: WITH_SUBMODULES
  }
} as const satisfies Partial<Record<Beyond['kind'], Missing>>

type MissingKind = keyof typeof MISSING

/**
 * withBeyond adds what was not there to be searched to a result. What a sparse checkout leaves out and what Git
 * LFS has only a pointer of is `unscanned` and a problem, and so are submodules that differ; the rest is a remark. With
 * `differs`, only what differs counts. Pure.
 */
export function withBeyond<Result extends Pick<CheckFiles, 'problems' | 'unscanned' | 'remarks'>>(
  result: Result,
  beyond: readonly Beyond[],
  differs?: (one: Beyond) => boolean
): Result {
  const missing = new Map<string, Beyond & { readonly kind: MissingKind }>()
  const noted: Beyond[] = []
  for (const one of beyond) {
    const { kind, file } = one
    const isIn = differs?.(one) ?? kind !== 'submodule'
    if (!isMissing(one)) noted.push(one)
    else if (isIn) missing.set(file, one)
    else if (kind === 'submodule') noted.push(one)
  }
  const all = [...missing.values()]
  const kinds = [...new Set(all.map(({ kind }) => kind))]
  return {
    ...result,
    problems: [
      ...result.problems,
      ...kinds.map(kind =>
        missingProblem(
          kind,
          all.filter(one => one.kind === kind).map(({ file }) => file)
        )
      )
    ],
    unscanned: [...result.unscanned, ...all.map(missingOf)],
    remarks: [...result.remarks, ...remarksBeyond(noted)]
  }
}

function isMissing(one: Beyond): one is Beyond & { readonly kind: MissingKind } {
  return Object.hasOwn(MISSING, one.kind)
}

function missingProblem(kind: MissingKind, files: readonly string[]): Problem {
  const { what, advice } = MISSING[kind]
  return {
    code: 'file-not-readable',
    fault: 'user',
    message: what(someOf(files, SHOWN)),
    hint: `What was not read is not clean. ${advice} To leave a file or folder out, name "!${files[0]}".`
  }
}

function missingOf({ kind, file }: Beyond & { readonly kind: MissingKind }): Unscanned {
  const { what, advice } = MISSING[kind]
  return { file, line: 1, reason: `${what(file)} ${advice}` }
}
