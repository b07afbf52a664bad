import { lstatSync, realpathSync, type Stats } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { NotWritten } from './not-written.ts'

/** Where a run may write. Paths are absolute. */
export type WritingArea = {
  /** The folder that files are named relative to. */
  readonly workspace: string
  /** The runner's temporary folder. */
  readonly temporary?: string
  /** The names were written at a command line: an absolute path is that person's own, wherever it leads. */
  readonly isCommandLine: boolean
}

/** A file to be written: relative to the workspace, or absolute. `root` is a folder that the program chose itself. */
export type WrittenFile = { readonly area: WritingArea; readonly file: string; readonly root?: string }

/**
 * whyNotPlaced looks at a target and at every folder on the way to it, without changing anything. Undefined where it may be
 * written as far as links and places go.
 */
export function whyNotPlaced(target: WrittenFile): NotWritten | undefined {
  try {
    destinationOf(target)
    return undefined
  } catch (error) {
    if (error instanceof NotWritten) return error
    throw error
  }
}

/** Where a target really is: its path, the real root of the area that it lies in, and the folders between, from the top. */
export type Destination = {
  readonly path: string
  readonly root: string
  readonly folders: readonly string[]
  readonly isStream: boolean
}

/** destinationOf finds where a target is, and refuses links and places outside the area. Changes nothing. Throws NotWritten. */
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

/** A path that a person wrote in full: the folders on the way are theirs, links or not; the file itself is not to be a link. */
function personal(path: string): Destination {
  // below /dev/shm lie files like others, in memory
  const isStream = /^\/(?:dev\/(?!shm\/)|proc\/self\/fd\/)/.test(path)
  const found = isStream ? undefined : lstatSync(path, { throwIfNoEntry: false })
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

/** statusOf gives what stands at a path, links not followed; undefined also where a part of the path is no folder. */
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
