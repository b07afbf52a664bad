import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isAbsence, type Problem } from '../../errors.ts'
import { matchesPath } from '../../exceptions/glob.ts'
import type { Tracked } from './discover.ts'
import type { ClosedPath } from './find-problems.ts'

const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * filesBelow lists the files and links of a folder and its subfolders, and the folders that could not be read, relative
 * to the workspace, tracked by git or not.
 */
export function filesBelow(workspace: string, folder: string): Required<Omit<Tracked, 'modules' | 'sparse'>> {
  const paths: string[] = []
  const links: string[] = []
  const closed: ClosedPath[] = []
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of entriesOf(workspace, next, closed)) {
      const path = next === '.' ? entry.name : `${next}/${entry.name}`
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) open.push(path)
      } else if (entry.isSymbolicLink()) links.push(path)
      else if (entry.isFile()) paths.push(path)
    }
  }
  return { paths, links, closed }
}

function entriesOf(workspace: string, folder: string, closed: ClosedPath[]): readonly Dirent[] {
  try {
    return readdirSync(resolve(workspace, folder), { withFileTypes: true })
  } catch (error) {
    // a folder that was removed in between has no files
    if (!isAbsence(error)) closed.push({ file: folder, error })
    return []
  }
}

/**
 * withSubmodules adds the files of the submodules that are checked out to what git tracks; of `modules`, those remain
 * that are not.
 */
export function withSubmodules(workspace: string, tracked: Tracked): Tracked {
  const { modules = [] } = tracked
  const below = modules.map(module => ({ module, ...filesBelow(workspace, module) }))
  const there = below.filter(({ paths, links, closed }) => paths.length + links.length + closed.length > 0)
  if (there.length === 0) return tracked
  return {
    ...tracked,
    paths: [...tracked.paths, ...there.flatMap(({ paths }) => paths)],
    links: [...(tracked.links ?? []), ...there.flatMap(({ links }) => links)],
    closed: [...(tracked.closed ?? []), ...there.flatMap(({ closed }) => closed)],
    modules: modules.filter(module => !there.some(one => one.module === module))
  }
}

/** isBelow returns whether a file is in a folder, at any depth; `.` is the workspace. */
export function isBelow(folder: string, file: string): boolean {
  return folder === '.' || file.startsWith(`${folder}/`)
}

/** Which files `!` patterns exclude, and the patterns that match nothing. */
export type Exclusion = {
  readonly leaves: (one: { readonly file: string }) => boolean
  readonly problems: readonly Problem[]
}

/**
 * exclusionOf finds the files that patterns exclude: a path, everything below a folder, or a glob, without the leading
 * `!`. A pattern that matches nothing, nor any of the files that are `absent`, is a problem, because it was meant to
 * exclude something.
 */
export async function exclusionOf(
  root: string,
  patterns: readonly string[],
  absent: readonly string[] = []
): Promise<Exclusion> {
  const problems: Problem[] = []
  const out = new Set<string>()
  const folders: string[] = []
  for (const pattern of patterns) {
    // everything below a folder is the folder, which can be one that may not be read
    const path = pattern.replace(/^\.\//, '').replace(/\/(?:\*\*)?$/, '')
    const kind = kindAt(join(root, path))
    if (kind === 'folder') folders.push(`${path}/`)
    else if (kind !== undefined || absent.includes(path)) out.add(path)
    else if (absent.some(file => file.startsWith(`${path}/`))) folders.push(`${path}/`)
    else {
      const { expandPattern } = await import('./expand.ts')
      const { matches, closed } = await expandPattern(root, pattern.replace(/^\.\//, '').replace(/\/$/, ''))
      const further = absent.filter(file => matchesPath(path, file))
      for (const file of [...matches.map(match => match.path), ...further]) out.add(file)
      if (matches.length + closed.length + further.length === 0) problems.push(excludesNothing(pattern))
    }
  }
  const isOut = (file: string) =>
    out.has(file) || folders.some(folder => file.startsWith(folder) || `${file}/` === folder)
  return { leaves: ({ file }) => !isOut(file), problems }
}

/** A path that the system does not let this run look at is there, as far as one can know. */
function kindAt(path: string): 'folder' | 'other' | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false }) ?? lstatSync(path, { throwIfNoEntry: false })
    return found && (found.isDirectory() ? 'folder' : 'other')
  } catch (error) {
    return isAbsence(error) ? undefined : 'other'
  }
}

/** excludesNothing is the problem of a pattern that was meant to exclude something. */
export function excludesNothing(pattern: string): Problem {
  return {
    code: 'pattern-without-match',
    fault: 'user',
    message: `Input "task-definition": "!${pattern}" matches no file to exclude.`,
    hint: 'Patterns are relative to the workspace. A file whose name begins with "!" is written ./!name.'
  }
}
