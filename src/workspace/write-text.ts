import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { type Problem, systemCodeOf } from '../errors.ts'
import type { Shown } from '../gate/shown.ts'

/** writeTextFile writes a file for people and other programs (relative to the workspace, or absolute), making its folder; gives the problem if it could not. */
export function writeTextFile(workspace: string, file: string, text: Shown): Problem | undefined {
  return writeProjectFile(workspace, file, text)
}

/** writeProjectFile does the same for a file of the project itself, whose text is the user's and is kept as it is. */
export function writeProjectFile(workspace: string, file: string, text: string): Problem | undefined {
  const path = isAbsolute(file) ? file : resolve(workspace, file)
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return undefined
  } catch (error) {
    return {
      code: 'file-not-writable',
      fault: 'machine',
      message: `${file} could not be written (${whyNotWritten(error)}).`,
      hint: 'Name a file in a folder that this user may write to, on a disk with free space, and run again.'
    }
  }
}

/** What the usual codes of a write mean. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'disk quota exceeded',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EEXIST: 'a part of its path is no folder',
  ENOENT: 'it does not exist',
  EPIPE: 'nobody reads it'
}

/** whyNotWritten says why the system refused a write: its code, and what that means. */
export function whyNotWritten(error: unknown): string {
  const code = systemCodeOf(error)
  if (code === undefined) return 'it does not exist, or may not be written'
  const meaning = MEANINGS[code]
  return meaning === undefined ? code : `${code}: ${meaning}`
}
