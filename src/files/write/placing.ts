import { lstatSync, realpathSync, type Stats } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { systemCodeOf } from '../../errors.ts'
import { systemReason } from '../read.ts'

/** Where a run may write. Paths are absolute. */
export type WritingArea = {
  /** The folder that file names are relative to. */
  readonly workspace: string
  /** The runner's temporary folder. */
  readonly temporary?: string
  /** The names were given on a command line: an absolute path is the user's choice, wherever it leads. */
  readonly isCommandLine: boolean
}

/** A file to be written: relative to the workspace, or absolute. `root` is a folder that the program has chosen. */
export type WrittenFile = { readonly area: WritingArea; readonly file: string; readonly root?: string }

/**
 * placingProblem checks a target and every folder on its path, without changing anything. Undefined if it may be
 * written, as far as links and locations are concerned.
 */
export function placingProblem(target: WrittenFile): NotWritten | undefined {
  try {
    destinationOf(target)
    return undefined
  } catch (error) {
    if (error instanceof NotWritten) return error
    throw error
  }
}

/**
 * The resolved location of a target: its path, the real root of the area that contains it, and the folders between,
 * from the top.
 */
export type Destination = {
  readonly path: string
  readonly root: string
  readonly folders: readonly string[]
  readonly isStream: boolean
}

/**
 * destinationOf resolves the location of a target, and refuses links and locations outside the area. Changes nothing.
 * Throws NotWritten.
 */
export function destinationOf({ area, file, root }: WrittenFile): Destination {
  const path = resolve(area.workspace, file)
  if (/[\\/]$/.test(file.trim()) && file.trim() !== '') throw new NotWritten(path, 'folder')
  for (const folder of [area.workspace, area.temporary, root]) {
    if (folder === undefined) continue
    const real = realOf(folder)
    const steps = stepsBelow(resolve(folder), path) ?? stepsBelow(real, path)
    if (steps !== undefined) return checked(real, steps)
  }
  if (area.isCommandLine && isAbsolute(file)) return personal(path)
  throw new NotWritten(path, 'outside')
}

/** An absolute path given by the user: folders on the path may be links, but the file itself must not be one. */
function personal(path: string): Destination {
  // what is in a folder that is closed to this user is refused when it is opened
  // /dev/shm contains ordinary files, in memory
  const isStream = /^\/(?:dev\/(?!shm\/)|proc\/self\/fd\/)/.test(path)
  const found = isStream ? undefined : statusOf(path)
  if (found?.isDirectory()) throw new NotWritten(path, 'folder')
  if (found?.isSymbolicLink()) throw new NotWritten(path, 'link')
  return {
    path,
    root: dirname(path),
    folders: [],
    isStream: isStream || (found !== undefined && !found.isFile())
  }
}

function checked(root: string, steps: readonly string[]): Destination {
  const path = join(root, ...steps)
  if (steps.length === 0) throw new NotWritten(path, 'folder')
  const folders = steps.slice(0, -1).map((_, index) => join(root, ...steps.slice(0, index + 1)))
  for (const folder of folders) {
    const found = statusOf(folder)
    if (found === undefined) continue
    if (found.isSymbolicLink()) throw new NotWritten(path, 'link')
    if (!found.isDirectory()) throw new NotWritten(path, 'no-folder')
  }
  const found = statusOf(path)
  if (found?.isSymbolicLink()) throw new NotWritten(path, 'link')
  if (found?.isDirectory()) throw new NotWritten(path, 'folder')
  if (found !== undefined && !found.isFile()) throw new NotWritten(path, 'special')
  return { path, root, folders, isStream: false }
}

/**
 * statusOf returns the status of a path without following links; undefined also if a part of the path is not a folder.
 */
export function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined
  }
}

function stepsBelow(folder: string, path: string): readonly string[] | undefined {
  const way = relative(folder, path)
  if (way === '') return []
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way.split(sep)
}

function realOf(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch {
    return resolve(folder)
  }
}

/** Why a file is not written, in addition to system errors. */
export type Refusal = 'outside' | 'link' | 'folder' | 'no-folder' | 'special'

const REASONS: Readonly<Record<Refusal, readonly [code: string, reason: string]>> = {
  outside: ['EPERM', 'it is outside the workspace and RUNNER_TEMP'],
  link: ['ELOOP', 'it is a symbolic link, or a parent folder is one'],
  folder: ['EISDIR', 'it is a folder'],
  'no-folder': ['ENOTDIR', 'a part of its path is not a folder'],
  special: ['EINVAL', 'it is not a regular file']
}

/** NotWritten is thrown like an error of node:fs, for what this program refuses before calling the system. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten'
  readonly syscall = 'open'
  readonly code: string
  readonly path: string
  readonly refusal: Refusal
  /** Text that follows the file's name. */
  readonly reason: string

  constructor(path: string, refusal: Refusal) {
    super(REASONS[refusal][1])
    this.path = path
    this.refusal = refusal
    this.code = REASONS[refusal][0]
    this.reason = REASONS[refusal][1]
  }
}

/** writeErrorText explains why the system refused a write: its code, and the meaning. */
export function writeErrorText(error: unknown): string {
  const code = systemCodeOf(error)
  if (error instanceof NotWritten) return `${error.code}: ${error.reason}`
  if (code === undefined) return 'it does not exist, or is not writable'
  return `${code}: ${systemReason(error)}`
}
