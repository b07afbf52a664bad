import { realpathSync, statSync } from 'node:fs'
import { sep } from 'node:path'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { pathIn, wayTo } from '../read.ts'
import {
  closedFolder,
  fileNotFound,
  isFolder,
  outsideWorkspace,
  patternWithoutMatch,
  selectionProblems,
  twoConfigFiles,
  twoFilesOf
} from './find-problems.ts'
import { type EntryKind, entryAt, exclusionOf, expandPattern, isPattern } from './globs.ts'

/** A task definition file, relative to the workspace with forward slashes, and the service that its name matched. */
export type FoundFile = { readonly file: string; readonly service?: string }

/**
 * The matching files, sorted, each once. `unread` are files and folders that the system did not let the search look at;
 * each is a problem too.
 */
export type FoundFiles = {
  readonly files: readonly FoundFile[]
  readonly problems: readonly Problem[]
  readonly unread: readonly UnreadPath[]
}

/**
 * A path that could not be looked at. What is there is not known, so that a run does not go on as if it were nothing.
 */
type UnreadPath = { readonly file: string; readonly problem: Problem }

/**
 * `temporary` is the folder through which the steps of a job pass files to each other. `absent` files are in git and
 * not in the working tree, so that a pattern may exclude them.
 */
type FindOptions = { readonly temporary?: string; readonly absent?: readonly string[] }

/**
 * findTaskDefinitions finds the files of the input `task-definition`. Each entry is a path, a glob, or a
 * pattern with `{service}`, which matches letters, digits, `-` and `_` of one file or folder name; a leading `!`
 * excludes files. Files outside the workspace, including those reached by a symbolic link, are problems, and so are
 * patterns without a match, and folders that a pattern needs and that cannot be read. A path may also lead to a file of
 * `temporary`, through which the steps of a job pass files to each other. Globs do not follow linked folders. Throws
 * what node:fs throws if the workspace itself does not exist.
 */
export async function findTaskDefinitions(
  workspace: string,
  patterns: readonly string[],
  { temporary, absent }: FindOptions = {}
): Promise<FoundFiles> {
  const root = realpathSync.native(workspace)
  const roots = { root, workspace, ...present({ handed: realFolder(temporary) }) }
  const problems: Problem[] = []
  const unread = new Map<string, Problem>()
  const found = new Map<string, FoundFile>()
  const { wanted, excluded } = withoutExcluded(patterns)
  for (const pattern of wanted) {
    const { matches, closed } = isPattern(root, pattern)
      ? await expandPattern(root, pattern)
      : { matches: [{ path: pattern }], closed: [] }
    if (matches.length + closed.length === 0) problems.push(patternWithoutMatch(pattern))
    for (const one of closed) unread.set(one.file, unread.get(one.file) ?? closedFolder(pattern, one))
    for (const match of matches) {
      const file = fileInWorkspace(roots, match.path)
      if (typeof file !== 'string') {
        if (file.code === 'file-not-readable') unread.set(match.path, file)
        else problems.push(file)
        continue
      }
      const known = found.get(file)
      // A file that a second pattern also matches keeps its service.
      if (known?.service === undefined) found.set(file, { file, ...present({ service: match.service }) })
    }
  }
  const out = excluded.length > 0 ? await exclusionOf(root, excluded, absent) : NOTHING_OUT
  const files = [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1)).filter(out.leaves)
  const away = [...unread].map(([file, problem]) => ({ file, problem })).filter(out.leaves)
  const all = [...problems, ...out.problems, ...away.map(({ problem }) => problem), ...sharedServices(files)]
  return { files, unread: away, problems: all }
}

const NOTHING_OUT = { leaves: () => true, problems: [] }

/** withoutExcluded separates the patterns from the exclusions (`!PATTERN`). */
export function withoutExcluded(patterns: readonly string[]): {
  readonly wanted: readonly string[]
  readonly excluded: readonly string[]
} {
  return {
    wanted: patterns.filter(pattern => !pattern.startsWith('!')),
    excluded: patterns.flatMap(pattern => (pattern.startsWith('!') ? [pattern.slice(1)] : []))
  }
}

/**
 * folderAt returns the folder of the workspace in a line, relative to the workspace (`.` is all of it);
 * undefined if it is something else.
 */
export function folderAt(workspace: string, line: string): string | undefined {
  const path = pathIn(workspace, line)
  const way = isFolderAt(path) ? wayTo(workspace, path) : undefined
  return way === undefined ? undefined : way.split(sep).join('/') || '.'
}

/**
 * isFolderAt returns whether a path is a folder. What cannot be looked at is none here; reading it as a file shows why.
 */
function isFolderAt(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch {
    return false
  }
}

/** findNamedFile finds the file of a path of `label`: a file of the workspace, or why it is not one. */
export function findNamedFile(
  workspace: string,
  path: string,
  label: string
): { readonly file: string } | { readonly problem: Problem } {
  const file = fileInWorkspace({ root: realpathSync.native(workspace), workspace, label }, path)
  return typeof file === 'string' ? { file } : { problem: file }
}

type Roots = {
  readonly root: string
  readonly workspace: string
  /** A folder through which steps pass files. */
  readonly handed?: string
  /** What contains the path; absent for the input `task-definition`. */
  readonly label?: string
}

/** A folder that does not exist contains nothing. */
function realFolder(folder: string | undefined): string | undefined {
  try {
    return folder === undefined ? undefined : realpathSync.native(folder)
  } catch {
    return undefined
  }
}

function fileInWorkspace({ root, workspace, handed, label }: Roots, path: string): string | Problem {
  const named = pathIn(workspace, path)
  let real: string
  try {
    real = realpathSync.native(named)
    if (statSync(real).isDirectory()) return isFolder(label, path)
  } catch (error) {
    return fileNotFound(label, path, { named, error })
  }
  const way = wayTo(root, real)
  // The name as written, not the target of a link, because annotations and messages refer to the former.
  const written = wayTo(root, named) || wayTo(workspace, named)
  if (way) return (written || way).split(sep).join('/')
  return handed !== undefined && wayTo(handed, real) ? real : outsideWorkspace(label, path, Boolean(written))
}

function sharedServices(files: readonly FoundFile[]): readonly Problem[] {
  const byService = new Map<string, string[]>()
  for (const { file, service } of files) {
    if (service !== undefined) byService.set(service, [...(byService.get(service) ?? []), file])
  }
  return [...byService].filter(([, own]) => own.length > 1).map(([service, own]) => twoFilesOf(service, own))
}

/** The files of a run, each with its service. */
export type SelectedTargets = {
  readonly targets: readonly FoundFile[]
  readonly problems: readonly Problem[]
}

/**
 * selectServices picks the targets of a run. From the files that a `{service}` pattern found, `all` and no selection
 * take all, and names take those. A plain file is used for every named service, and does not support `all`. `patterns`
 * are those that found the files.
 */
export function selectServices(
  found: readonly FoundFile[],
  requested: 'all' | 'changed' | readonly string[] | undefined,
  patterns: readonly string[] = []
): SelectedTargets {
  if (requested === undefined) return { targets: found, problems: [] }
  const named = found.filter(({ service }) => service !== undefined)
  const plain = found.filter(({ service }) => service === undefined)
  const targets: FoundFile[] = []
  const missing: string[] = []
  if (typeof requested === 'string') {
    if (named.length > 0 || found.length === 0) return { targets: named, problems: [] }
  } else {
    for (const service of new Set(requested)) {
      const own = named.find(file => file.service === service)
      if (own) targets.push(own)
      else if (plain.length === 1 && plain[0]) targets.push({ ...plain[0], service })
      else missing.push(service)
    }
    if (missing.length === 0) return { targets, problems: [] }
  }
  const services = named.map(({ service }) => service as string)
  return {
    targets,
    problems: selectionProblems({ missing, services, plainFiles: plain.length, patterns })
  }
}

/**
 * findConfigFile returns the configuration file that a project has under one of these names, if no input names one; the
 * first name if there is none. Two such files are a problem: only one of them would be read, and the other silently
 * ignored. A link to nothing, and a file that the system does not let this run look at, count as files: whoever reads
 * them states why that fails.
 */
export function findConfigFile(
  workspace: string,
  [usual, ...others]: readonly [string, ...string[]]
): { readonly file: string; readonly exists: boolean; readonly problem?: Problem } {
  const kinds = [usual, ...others].map(file => ({ file, kind: entryAt(pathIn(workspace, file)) }))
  const named = (kind: EntryKind) => kinds.flatMap(one => (one.kind === kind ? [one.file] : []))
  const there = named('there')
  // in a folder that may not be read each of the names is possible, and no two of them are known to be files
  const found = there.length > 0 ? there : named('unknown').slice(0, 1)
  const [file = usual] = found
  const problem = found.length > 1 ? twoConfigFiles(found) : undefined
  return { file, exists: found.length > 0, ...present({ problem }) }
}
