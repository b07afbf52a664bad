import { existsSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import { fileNotFound, isFolder, outsideWorkspace, patternWithoutMatch, twoFilesOf } from './find-problems.ts'
import { expandServicePattern, isServicePattern } from './service-pattern.ts'

/** A task definition file, relative to the workspace with forward slashes, and the service that its name matched. */
export type FoundFile = { readonly file: string; readonly service?: string }

/** The matching files, sorted, each once. */
export type FoundFiles = { readonly files: readonly FoundFile[]; readonly problems: readonly Problem[] }

/** One match of one pattern, before it is known to be a file in the workspace. */
type Match = { readonly path: string; readonly service?: string }

/**
 * findTaskDefinitions finds the files that the input `task-definition` names. Each entry is a path, a glob, or a
 * pattern with `{service}`, which matches letters, digits, `-` and `_` of one file or folder name; a leading `!`
 * excludes files. Files outside the workspace, including those reached by a symbolic link, are problems, and so are
 * patterns without a match. A path may also lead to a file of `temporary`, through which the steps of a job pass files
 * to each other. Globs do not follow linked folders. Throws what node:fs throws if the workspace itself does not exist.
 */
export async function findTaskDefinitions(
  workspace: string,
  patterns: readonly string[],
  temporary?: string
): Promise<FoundFiles> {
  const root = realpathSync(workspace)
  const roots = { root, workspace, ...present({ handed: realFolder(temporary) }) }
  const problems: Problem[] = []
  const found = new Map<string, FoundFile>()
  const { wanted, excluded } = withoutExcluded(patterns)
  for (const pattern of wanted) {
    for (const match of await matchesOf(root, pattern, problems)) {
      const file = fileInWorkspace(roots, match, problems)
      if (file === undefined) continue
      const known = found.get(file)
      // A file that a second pattern also matches keeps its service.
      if (known?.service === undefined) found.set(file, { file, ...present({ service: match.service }) })
    }
  }
  const all = [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1))
  if (excluded.length === 0) return { files: all, problems: [...problems, ...sharedServices(all)] }
  const { leaveOut } = await import('./below.ts')
  const left = await leaveOut(root, all, excluded)
  return { files: left.files, problems: [...problems, ...left.problems, ...sharedServices(left.files)] }
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
  const path = resolve(workspace, line)
  const way = relative(workspace, path)
  const isThere = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  if (!isThere || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined
  return way.split(sep).join('/') || '.'
}

async function matchesOf(root: string, pattern: string, problems: Problem[]): Promise<readonly Match[]> {
  const isGlob =
    pattern.includes('{service}') || (/[*?[\]{}!()]/.test(pattern) && !existsSync(resolve(root, pattern)))
  if (!isGlob) return [{ path: pattern }]
  const matches = await expand(root, pattern)
  if (matches.length === 0) {
    problems.push(patternWithoutMatch(pattern))
  }
  return matches
}

/** Neither plain paths nor plain `{service}` patterns load the glob package. */
async function expand(root: string, pattern: string): Promise<readonly Match[]> {
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
  const problems: Problem[] = []
  const file = fileInWorkspace({ root: realpathSync(workspace), workspace, label }, { path }, problems)
  return file === undefined ? { problem: problems[0] as Problem } : { file }
}

type Roots = {
  readonly root: string
  readonly workspace: string
  /** A folder through which steps pass files. */
  readonly handed?: string
  readonly label?: string
}

/** A folder that does not exist contains nothing. */
function realFolder(folder: string | undefined): string | undefined {
  try {
    return folder === undefined ? undefined : realpathSync(folder)
  } catch {
    return undefined
  }
}

function fileInWorkspace(roots: Roots, match: Match, problems: Problem[]): string | undefined {
  const { root, workspace, handed, label = 'Input "task-definition"' } = roots
  const named = isAbsolute(match.path) ? match.path : resolve(workspace, match.path)
  const refuse = (problem: Problem): undefined => {
    problems.push(problem)
    return undefined
  }
  let real: string
  try {
    real = realpathSync(named)
    if (statSync(real).isDirectory()) return refuse(isFolder(label, match.path))
  } catch {
    return refuse(fileNotFound(label, match.path, named))
  }
  if (handed !== undefined && isInside(handed, real) && !isInside(root, real)) return real
  if (!isInside(root, real)) return refuse(outsideWorkspace(label, match.path))
  // The name as written, not the target of a link, because annotations and messages refer to the former.
  const written = isInside(root, named)
    ? relative(root, named)
    : isInside(workspace, named)
      ? relative(workspace, named)
      : relative(root, real)
  return written.split(sep).join('/')
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function sharedServices(files: readonly FoundFile[]): readonly Problem[] {
  const byService = new Map<string, string[]>()
  for (const { file, service } of files) {
    if (service !== undefined) byService.set(service, [...(byService.get(service) ?? []), file])
  }
  return [...byService].filter(([, own]) => own.length > 1).map(([service, own]) => twoFilesOf(service, own))
}
