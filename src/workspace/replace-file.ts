import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * replaceFile gives a file another text in one step: whoever reads it, or is killed in between, has the old text or the new
 * one, whole. Mode and owner are kept, a link is followed; a file that is not there is made (0644), with its folder. Throws
 * what node:fs throws.
 */
export function replaceFile(workspace: string, file: string, text: string): void {
  const path = targetOf(resolve(workspace, file))
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true })
  const before = statSync(path, { throwIfNoEntry: false })
  const temporary = join(folder, `.${basename(path)}.ecs-sealed.tmp`)
  try {
    writeWhole(temporary, text, before?.mode)
    if (before) keepOwner(temporary, before)
    renameSync(temporary, path)
  } catch (error) {
    removeQuietly(temporary)
    throw error
  }
  syncFolder(folder)
}

/** whyNotWritable says why a file should not be replaced; undefined where it can. A file without write permission is left alone, also by root. */
export function whyNotWritable(workspace: string, file: string): string | undefined {
  const path = targetOf(resolve(workspace, file))
  const before = statSync(path, { throwIfNoEntry: false })
  if (before && (before.mode & 0o222) === 0) return 'it is read-only'
  try {
    if (before) accessSync(path, constants.W_OK)
    accessSync(nearestFolder(dirname(path)), constants.W_OK)
    return undefined
  } catch {
    return 'this user may not write it, or not in its folder'
  }
}

/** fileExists tells whether something of that name is there, relative to the workspace. */
export function fileExists(workspace: string, file: string): boolean {
  return statSync(resolve(workspace, file), { throwIfNoEntry: false }) !== undefined
}

function nearestFolder(folder: string): string {
  const up = dirname(folder)
  return up === folder || statSync(folder, { throwIfNoEntry: false }) ? folder : nearestFolder(up)
}

function targetOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function writeWhole(path: string, text: string, mode: number | undefined): void {
  const descriptor = openSync(path, 'w', mode ?? 0o644)
  try {
    let rest: Uint8Array = Buffer.from(text)
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest))
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  // the process's mask took bits away
  if (mode !== undefined) chmodSync(path, mode & 0o7777)
}

/** Only root can give a file away; for anybody else it is their own anyway. */
function keepOwner(path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  try {
    chownSync(path, uid, gid)
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
