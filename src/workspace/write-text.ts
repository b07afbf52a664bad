import { type Problem, systemCodeOf } from '../errors.ts'
import type { Shown } from '../gate/shown.ts'
import { NotWritten, type WrittenFile } from './placing.ts'
import { type WriteOptions, writeFile } from './writer.ts'

/** writeTextFile writes a file for people and other programs, making its folder; gives the problem if it could not. */
export function writeTextFile(target: WrittenFile, text: Shown): Problem | undefined {
  return writeProjectFile(target, text)
}

/** writeProjectFile does the same for a file whose text is the user's and is kept as it is. */
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
      message: `${target.file} could not be written (${whyNotWritten(error)}).`,
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
  ELOOP: 'it is a symbolic link',
  ENXIO: 'nobody reads it',
  EPIPE: 'nobody reads it'
}

/** whyNotWritten says why the system refused a write: its code, and what that means. */
export function whyNotWritten(error: unknown): string {
  const code = systemCodeOf(error)
  if (error instanceof NotWritten) return `${error.code}: ${error.reason}`
  if (code === undefined) return 'it does not exist, or may not be written'
  const meaning = MEANINGS[code]
  return meaning === undefined ? code : `${code}: ${meaning}`
}
