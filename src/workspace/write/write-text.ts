import type { Problem } from '../../errors.ts'
import type { Shown } from '../../gate/shown.ts'
import { writeErrorText } from './not-written.ts'
import type { WrittenFile } from './placing.ts'
import { type WriteOptions, writeFile } from './writer.ts'

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
