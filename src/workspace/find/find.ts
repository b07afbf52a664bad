import { existsSync, realpathSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { pathIn, wayTo } from '../read.ts'
import {
  closedFolder,
  fileNotFound,
  isFolder,
  outsideWorkspace,
  patternWithoutMatch,
  twoFilesOf
} from './find-problems.ts'
import { type Expansion, expandServicePattern, isServicePattern } from './service-pattern.ts'

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
 * findTaskDefinitions finds the files that the input `task-definition` names. Each entry is a path, a glob, or a
 * pattern with `{service}`, which matches letters, digits, `-` and `_` of one file or folder name; a leading `!`
 * excludes files. Files outside the workspace, including those reached by a symbolic link, are problems, and so are
 * patterns without a match, and folders that a pattern needs and that cannot be read. A path may also lead to a file of
 * `temporary`, through which the steps of a job pass files to each other. Globs do not follow linked folders. Throws
 * what node:fs throws if the workspace itself does not exist.
 */
export async function findTaskDefinitions(
  workspace: string,
  patterns: readonly string[],
  temporary?: string
): Promise<FoundFiles> {
  const root = realpathSync.native(workspace)
  const roots = { root, workspace, ...present({ handed: realFolder(temporary) }) }
  const problems: Problem[] = []
  const unread = new Map<string, Problem>()
  const found = new Map<string, FoundFile>()
  const { wanted, excluded } = withoutExcluded(patterns)
  for (const pattern of wanted) {
    const { matches, closed } = await matchesOf(root, pattern)
    if (matches.length + closed.length === 0) problems.push(patternWithoutMatch(pattern))
    for (const one of closed) unread.set(one.file, unread.get(one.file) ?? closedFolder(pattern, one))
    for (const match of matches) {
      const file = fileInWorkspace(roots, match)
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
  const all = [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1))
  const away = [...unread].map(([file, problem]) => ({ file, problem }))
  if (excluded.length === 0) return whole(all, away, problems)
  const { exclusionOf } = await import('./below.ts')
  const out = await exclusionOf(root, excluded)
  return whole(all.filter(out.leaves), away.filter(out.leaves), [...problems, ...out.problems])
}

function whole(
  files: readonly FoundFile[],
  unread: readonly UnreadPath[],
  problems: readonly Problem[]
): FoundFiles {
  const all = [...problems, ...unread.map(({ problem }) => problem), ...sharedServices(files)]
  return { files, unread, problems: all }
}

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
 * folderAt returns the folder of the workspace that a line names, relative to the workspace (`.` is all of it);
 * undefined if it is something else.
 */
export function folderAt(workspace: string, line: string): string | undefined {
  const path = pathIn(workspace, line)
  const way = isFolderAt(path) ? wayTo(workspace, path) : undefined
  return way === undefined ? undefined : way.split(sep).join('/') || '.'
}

/**
 * isFolderAt returns whether a path is a folder. What cannot be looked at is none here; reading it as a file says why.
 */
export function isFolderAt(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch {
    return false
  }
}

async function matchesOf(root: string, pattern: string): Promise<Expansion> {
  const isGlob =
    pattern.includes('{service}') || (/[*?[\]{}!()]/.test(pattern) && !existsSync(resolve(root, pattern)))
  if (!isGlob) return { matches: [{ path: pattern }], closed: [] }
  // Neither plain paths nor plain `{service}` patterns load the glob package.
  if (isServicePattern(pattern)) return expandServicePattern(root, pattern)
  const { expandPattern } = await import('./expand.ts')
  return expandPattern(root, pattern)
}

/** findNamedFile finds the file of a path that `label` names: a file of the workspace, or why it is not one. */
export function findNamedFile(
  workspace: string,
  path: string,
  label: string
): { readonly file: string } | { readonly problem: Problem } {
  const file = fileInWorkspace({ root: realpathSync.native(workspace), workspace, label }, { path })
  return typeof file === 'string' ? { file } : { problem: file }
}

type Roots = {
  readonly root: string
  readonly workspace: string
  /** A folder through which steps pass files. */
  readonly handed?: string
  /** What names the path; absent for the input `task-definition`. */
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

function fileInWorkspace(roots: Roots, match: Expansion['matches'][number]): string | Problem {
  const { root, workspace, handed, label } = roots
  const named = pathIn(workspace, match.path)
  let real: string
  try {
    real = realpathSync.native(named)
    if (statSync(real).isDirectory()) return isFolder(label, match.path)
  } catch (error) {
    return fileNotFound(label, match.path, { named, error })
  }
  const way = wayTo(root, real)
  if (!way) return handed !== undefined && wayTo(handed, real) ? real : outsideWorkspace(label, match.path)
  // The name as written, not the target of a link, because annotations and messages refer to the former.
  const written = wayTo(root, named) || wayTo(workspace, named) || way
  return written.split(sep).join('/')
}

function sharedServices(files: readonly FoundFile[]): readonly Problem[] {
  const byService = new Map<string, string[]>()
  for (const { file, service } of files) {
    if (service !== undefined) byService.set(service, [...(byService.get(service) ?? []), file])
  }
  return [...byService].filter(([, own]) => own.length > 1).map(([service, own]) => twoFilesOf(service, own))
}
