import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'

/**
 * isAmong returns whether a file has changed, given the changed paths from git: by its own name, by the target of a
 * link, or because a link on its path changed. All paths are relative to the workspace.
 */
export function isAmong(workspace: string, changed: readonly string[]): (file: string) => boolean {
  const paths = new Set(changed)
  const root = realpathSync(workspace)
  return file => {
    try {
      return pathsTo(root, file).some(path => paths.has(path))
    } catch {
      // It does not exist or cannot be read, which is reported where it is read.
      return true
    }
  }
}

/** isReached returns whether a changed link leads to a file or to a folder around it. A search finds the file alone. */
export function isReached(workspace: string, changed: readonly string[]): (file: string) => boolean {
  const root = realpathSync(workspace)
  const ends = changed.flatMap(path => {
    if (targetOf(join(root, path)) === undefined) return []
    try {
      return [pathsTo(root, path).at(-1) ?? path]
    } catch {
      return []
    }
  })
  const known = new Set(ends)
  return file => known.has(file) || foldersAround(file).some(folder => folder !== '.' && known.has(folder))
}

/** foldersAround returns the folders that a path is in, the nearest first; the last one is `.`. */
export function foldersAround(path: string): readonly string[] {
  const around: string[] = []
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    around.push(path.slice(0, at))
  return [...around, '.']
}

/** isSymbolicLink returns whether a file of the workspace is a symbolic link. */
export function isSymbolicLink(workspace: string, file: string): boolean {
  return targetOf(join(workspace, file)) !== undefined
}

/** isKnownTo returns whether git tracks a file, or what it leads to. Paths are relative to the workspace. */
export function isKnownTo(workspace: string, tracked: ReadonlySet<string>): (file: string) => boolean {
  const root = realpathSync(workspace)
  return file => {
    try {
      return tracked.has(pathsTo(root, file).at(-1) ?? file)
    } catch {
      return false
    }
  }
}

/** The most links on one path; the system allows fewer. */
const MOST_LINKS = 100

/**
 * Every path that decides which file a path leads to: its folders, the links among them, and what each of those leads
 * to; the file itself comes last. Throws what node:fs throws.
 */
function pathsTo(root: string, file: string): readonly string[] {
  const paths: string[] = []
  let open = file.split('/')
  let at = ''
  let links = 0
  while (open.length > 0) {
    const [step = '', ...rest] = open
    open = rest
    if (step === '' || step === '.') continue
    if (step === '..') {
      at = at.split('/').slice(0, -1).join('/')
      continue
    }
    const path = at === '' ? step : `${at}/${step}`
    paths.push(path)
    const target = targetOf(join(root, path))
    if (target === undefined) {
      at = path
      continue
    }
    if (++links > MOST_LINKS) throw new Error('links lead in a circle')
    // A whole path begins at the workspace again. One that leads out is refused where it is read.
    const way = isAbsolute(target) ? relative(root, target).split(sep) : target.split('/')
    if (isAbsolute(target)) at = ''
    open = [...way, ...open]
  }
  realpathSync(join(root, file))
  return paths
}

/** The target of a link as written; undefined for anything else. */
function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** isThere returns whether a file of the workspace exists, following links. */
export function isThere(workspace: string, file: string): boolean {
  return existsSync(join(workspace, file))
}

/** isEmptyFolder returns whether a path is an empty folder, as a submodule is until it is checked out. */
export function isEmptyFolder(workspace: string, path: string): boolean {
  try {
    return readdirSync(join(workspace, path)).length === 0
  } catch {
    return false
  }
}

/** isWritten returns whether the working tree has a file, also as a link to nothing or one that may not be read. */
export function isWritten(workspace: string, file: string): boolean {
  try {
    return lstatSync(join(workspace, file), { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}
