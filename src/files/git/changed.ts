import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync
} from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Problem } from '../../errors.ts'
import { trackedFiles, withoutRepository } from './git.ts'
import { type GitPlace, git } from './run-git.ts'

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

/**
 * Files that were not read, by reason; `total` is set if the rest was skipped because of the total size, and `problem`
 * if git could not list the files.
 */
export type NotRead = {
  readonly problem?: Problem
  readonly large: readonly string[]
  readonly unreadable: readonly string[]
  readonly total: number
}

/** As in git's history: a larger file is not written by hand. */
const LARGEST = 2 * 1024 * 1024
/** Total size of all files. */
const MOST = 512 * 1024 * 1024
/** Git treats a file as binary if it has a zero byte within this length. */
const LOOKED_AT = 8000

/**
 * eachTrackedText passes on the text of every file in the whole repository that git tracks, as it is in the working
 * tree, with its path relative to the workspace. Files in `skipped`, binary files, links and submodules are skipped.
 * Undefined without a repository, or without git.
 */
export function eachTrackedText(
  place: GitPlace,
  skipped: ReadonlySet<string>,
  take: (file: string, text: string) => void
): NotRead | undefined {
  const { workspace } = place
  const up = git(place, ['rev-parse', '--show-cdup'])
  if (!up.ok) {
    const isNone = up.error === 'not-a-repository' || up.error === 'not-installed'
    return isNone ? undefined : { ...NOTHING, problem: withoutRepository(up.error) }
  }
  const root = up.out.trim()
  const tracked = trackedFiles({ ...place, workspace: join(workspace, root) })
  if ('error' in tracked) return { ...NOTHING, problem: withoutRepository(tracked.error) }
  const others = new Set([...skipped].map(file => resolve(workspace, file)))
  const large: string[] = []
  const unreadable: string[] = []
  let [bytes, total] = [0, 0]
  for (const path of tracked.paths) {
    const file = relative(workspace, resolve(workspace, root, path))
    const found = statusOrClosed(join(workspace, file))
    if (found === 'closed') unreadable.push(file)
    // deleted in the working tree, or replaced by something else
    if (found === 'closed' || !found?.isFile() || others.has(resolve(workspace, file))) continue
    const { size } = found
    if (size > LARGEST) large.push(file)
    else if (bytes + size > MOST) total += 1
    else {
      bytes += size
      const read = readOrNothing(join(workspace, file))
      if (read === undefined) unreadable.push(file)
      else if (!read.subarray(0, LOOKED_AT).includes(0)) take(file, read.toString('utf8'))
    }
  }
  return { large, unreadable, total }
}

const NOTHING: NotRead = { large: [], unreadable: [], total: 0 }

function statusOrClosed(file: string): Stats | 'closed' | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })
  } catch {
    return 'closed'
  }
}

function readOrNothing(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    // no permission, or a folder in its place
    return undefined
  }
}
