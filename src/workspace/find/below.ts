import { type Dirent, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { isAbsence } from '../../errors.ts'
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
