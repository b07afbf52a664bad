import {
  accessSync,
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
  statSync,
  unlinkSync,
  writeSync
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Problem } from '../../errors.ts'
import type { JsonValue } from '../../json.ts'
import type { Shown } from '../../report/gate/shown.ts'
import {
  type Destination,
  destinationOf,
  NotWritten,
  placingProblem,
  statusOf,
  type WrittenFile,
  writeErrorText
} from './placing.ts'

/** How to write a file: `isNew` never overwrites, `mode` is for a new file, `isPrivate` also for an existing one. */
export type WriteOptions = { readonly mode?: number; readonly isNew?: boolean; readonly isPrivate?: boolean }

/**
 * writeFile writes text to a file and creates the folders on its path. It never follows a link, neither of the file nor
 * of a folder, and never leaves the area. Throws NotWritten, and what node:fs throws.
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
 * replaceWhole replaces the text of a file atomically: a reader, or a process that is killed, sees either the old or
 * the new text. Mode and owner are kept. Links and locations are handled as in writeFile.
 */
export function replaceWhole(target: WrittenFile, text: string, newMode = 0o644): void {
  const place = destinationOf(target)
  makeFolders(place, 0o777)
  const { path } = place
  const before = statusOf(path)
  const temporary = join(dirname(path), `.${basename(path)}.ecs-sealed.tmp`)
  // A remainder of an earlier run, or a link that somebody created.
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

/** placeForLock returns the path of a file that is about to be created in another way, and creates its folders. */
export function placeForLock(target: WrittenFile): string {
  const place = destinationOf(target)
  makeFolders(place, 0o777)
  return place.path
}

function makeFolders({ root, folders }: Destination, mode: number): void {
  mkdirSync(root, { recursive: true, mode })
  for (const folder of folders) if (statusOf(folder) === undefined) mkdirSync(folder, { mode })
}

/** Nothing is truncated before it is known to be a file, and a pipe is never waited for. */
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

/**
 * A device or a pipe that the user named. Opened twice, because the first way fails without a reader, and the second
 * would block.
 */
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
    // the process's umask removed bits
    if (before) fchmodSync(descriptor, before.mode & 0o7777)
    if (before) keepOwner(descriptor, before)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Only root can change a file's owner; for anybody else, the file is their own. */
function keepOwner(descriptor: number, { uid, gid }: Stats): void {
  try {
    fchownSync(descriptor, uid, gid)
  } catch {
    // this user may not be a member of the group; writing the text is more important
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // it was not created, or is already the new file
  }
}

/** The rename itself must survive a power failure; not every file system supports syncing a folder. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    fsyncSync(descriptor)
    closeSync(descriptor)
  } catch {
    // nothing else can be done
  }
}

/**
 * writeRendered writes a rendered definition as indented JSON to `<folder>/<name>-task-definition.json`, readable by
 * its owner only, and returns its path. Characters that are invalid in a file name become `_`. `folder` was chosen by
 * the program or the runner. Throws NotWritten, and what node:fs throws.
 */
export function writeRendered(folder: string, name: string, definition: JsonValue): string {
  const file = `${name.replaceAll(/[^A-Za-z0-9_-]/g, '_')}-task-definition.json`
  const area = { workspace: folder, isCommandLine: false }
  writeFile({ area, file }, `${JSON.stringify(definition, undefined, 2)}\n`, {
    mode: 0o600,
    isPrivate: true
  })
  return join(folder, file)
}

/**
 * writeApart is writeRendered into a new folder in `folder`, so that two steps that render one family do not overwrite
 * each other's file.
 */
export function writeApart(
  folder: string,
  definitions: readonly { readonly name: string; readonly definition: JsonValue }[]
): readonly string[] {
  const own = join(folder, `ecs-sealed-deploy-${crypto.randomUUID()}`)
  return definitions.map(({ name, definition }) => writeRendered(own, name, definition))
}

/** writeTextFile writes an output file and creates its folder; returns the problem if that fails. */
export function writeTextFile(target: WrittenFile, text: Shown): Problem | undefined {
  return writeProjectFile(target, text)
}

/** writeProjectFile does the same for a file whose text is the user's and is not masked. */
export function writeProjectFile(
  target: WrittenFile,
  text: string,
  options: WriteOptions = {}
): Problem | undefined {
  try {
    writeFile(target, text, options)
    return undefined
  } catch (error) {
    return {
      code: 'file-not-writable',
      fault: 'machine',
      message: `${target.file} could not be written (${writeErrorText(error)}).`,
      hint: 'Name a file in a folder that this user may write to, on a disk with free space, and run again.'
    }
  }
}

/**
 * writingProblem explains why a file should not be replaced; undefined if it can be. A file without write permission is
 * not replaced, even by root.
 */
export function writingProblem(target: WrittenFile): string | undefined {
  const refused = placingProblem(target)
  if (refused !== undefined) return refused.reason
  const path = resolve(target.area.workspace, target.file)
  const before = statusOf(path)
  if (before && (before.mode & 0o222) === 0) return 'it is read-only'
  try {
    if (before) accessSync(path, constants.W_OK)
    accessSync(nearestFolder(dirname(path)), constants.W_OK)
    return undefined
  } catch {
    return 'this user is not allowed to write it, or its folder'
  }
}

/** fileExists returns whether a file of that name exists, relative to the workspace; a broken link counts. */
export function fileExists(workspace: string, file: string): boolean {
  return statusOf(resolve(workspace, file)) !== undefined
}

function nearestFolder(folder: string): string {
  const up = dirname(folder)
  return up === folder || statSync(folder, { throwIfNoEntry: false }) ? folder : nearestFolder(up)
}
