import { existsSync, lstatSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { trackedFiles } from './git.ts'
import type { GitPlace } from './run-git.ts'

/**
 * isAmong returns whether a file has changed, given the changed paths from git: by its own name, by what it leads to,
 * or because a link on its way changed. All paths are relative to the workspace.
 */
export function isAmong(workspace: string, changed: readonly string[]): (file: string) => boolean {
  const root = realpathSync(workspace)
  const paths = new Set([...changed, ...changed.flatMap(path => realWay(root, path) ?? [])])
  return file => {
    const real = realWay(root, file)
    // it does not exist or cannot be read, which is reported where it is read
    if (real === undefined) return true
    return [file, real].flatMap(path => [path, ...foldersAround(path)]).some(path => paths.has(path))
  }
}

/** differsAmong is isAmong for a check: a file that git does not track, or that leads to one, is in no commit. */
export function differsAmong(place: GitPlace, changed: readonly string[]): (file: string) => boolean {
  const among = isAmong(place.workspace, changed)
  const root = realpathSync(place.workspace)
  const tracked = trackedFiles(place)
  const known = new Set('error' in tracked ? [] : [...tracked.paths, ...tracked.modules])
  return file => {
    const real = realWay(root, file) ?? file
    return among(file) || ![real, ...foldersAround(real)].some(path => known.has(path))
  }
}

/** The path of what a path leads to; undefined if it leads to nothing, or cannot be followed. */
function realWay(root: string, path: string): string | undefined {
  try {
    return relative(root, realpathSync(join(root, path)))
      .split(sep)
      .join('/')
  } catch {
    return undefined
  }
}

/** The folders that a path is in, the nearest first. */
function foldersAround(path: string): readonly string[] {
  const around: string[] = []
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    around.push(path.slice(0, at))
  return around
}

/** isThere returns whether a file of the workspace exists, following links. */
export function isThere(workspace: string, file: string): boolean {
  return existsSync(join(workspace, file))
}

/** isWritten returns whether the working tree has a file, also as a link to nothing or one that may not be read. */
export function isWritten(workspace: string, file: string): boolean {
  try {
    return lstatSync(join(workspace, file), { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}
