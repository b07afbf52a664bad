import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { NotWritten } from './not-written.ts'
import { type Destination, destinationOf, statusOf, type WrittenFile } from './placing.ts'

/** How a file is written: `isNew` never over another one, `mode` for a new file, `isPrivate` also of one that is there. */
export type WriteOptions = { readonly mode?: number; readonly isNew?: boolean; readonly isPrivate?: boolean }

/**
 * writeFile gives a file a text, making the folders on the way. It never follows a link, neither of the file nor of a folder, and
 * never leaves the area. Throws NotWritten, and what node:fs throws.
 */
export function writeFile(
  target: WrittenFile,
  text: string,
  { mode, isNew, isPrivate }: WriteOptions = {}
): void {
  const place = destinationOf(target)
  makeFolders(place, isPrivate ? 0o700 : 0o777)
  const descriptor = place.isStream
    ? openStream(place.path)
    : openFile(place.path, isNew ? 'new' : 'any', mode)
  try {
    if (isPrivate) fchmodSync(descriptor, 0o600)
    writeAll(descriptor, text)
  } finally {
    closeSync(descriptor)
  }
}

/**
 * replaceWhole gives a file another text in one step: whoever reads it, or is killed in between, has the old text or the new one.
 * Mode and owner are kept. Links and places as with writeFile.
 */
export function replaceWhole(target: WrittenFile, text: string, newMode = 0o644): void {
  const place = destinationOf(target)
  makeFolders(place, 0o777)
  const { path } = place
  const before = statusOf(path)
  const temporary = join(dirname(path), `.${basename(path)}.ecs-sealed.tmp`)
  // What an earlier run left behind, or a link that somebody put there.
  removeQuietly(temporary)
  try {
    writeBeside(temporary, text, { before, newMode })
    renameSync(temporary, path)
  } catch (error) {
    removeQuietly(temporary)
    throw error
  }
  syncFolder(dirname(path))
}

/** placeForLock is the path of a file that is about to be made in another way, with its folders made. */
export function placeForLock(target: WrittenFile): string {
  const place = destinationOf(target)
  makeFolders(place, 0o777)
  return place.path
}

function makeFolders({ root, folders }: Destination, mode: number): void {
  mkdirSync(root, { recursive: true, mode })
  for (const folder of folders) if (statusOf(folder) === undefined) mkdirSync(folder, { mode })
}

/** Nothing is cut off before it is known to be a file; a pipe is never waited for. */
function openFile(path: string, which: 'new' | 'any', mode = 0o666): number {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  const flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | (which === 'new' ? O_EXCL : 0)
  const descriptor = openSync(path, flags, mode)
  try {
    if (!fstatSync(descriptor).isFile()) throw new NotWritten(path, 'special')
    ftruncateSync(descriptor)
    return descriptor
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

/** A device or a pipe that a person named. Opened twice, since the first way fails where nobody reads, and the second would wait. */
function openStream(path: string): number {
  closeSync(openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)))
  return openSync(path, constants.O_WRONLY)
}

function writeAll(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text)
  while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest))
}

type Beside = { readonly before: Stats | undefined; readonly newMode: number }

function writeBeside(path: string, text: string, { before, newMode }: Beside): void {
  const descriptor = openFile(path, 'new', before?.mode ?? newMode)
  try {
    writeAll(descriptor, text)
    // the process's mask took bits away
    if (before) fchmodSync(descriptor, before.mode & 0o7777)
    if (before) keepOwner(descriptor, before)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Only root can give a file away; for anybody else it is their own anyway. */
function keepOwner(descriptor: number, { uid, gid }: Stats): void {
  try {
    fchownSync(descriptor, uid, gid)
  } catch {
    // the group may be one that this user is not in; the text counts for more
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // it was not made, or is the new file already
  }
}

/** The rename itself must survive a power cut; not every file system takes a sync of a folder. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    fsyncSync(descriptor)
    closeSync(descriptor)
  } catch {
    // nothing more can be done
  }
}
