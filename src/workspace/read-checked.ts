import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { isAbsence, systemCodeOf } from '../errors.ts'
import { maxCheckedBytes } from './read.ts'

const PIECE = 1024 * 1024
const OVERLAP = 256

/** The bytes of a file, or why there are none: it is too large, missing, not a file, or cannot be opened. */
export type CheckedRead =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly error: unknown }

/**
 * BufferedFileReader reads many files one after the other into the same memory: a result is valid until the next file
 * is read. Searching thousands of files costs no more than reading them.
 */
export class BufferedFileReader {
  private memory = Buffer.allocUnsafe(64 * 1024)

  /** At most 5 MiB of a file that `file` names in the workspace. Never throws, never waits for a pipe. */
  read(workspace: string, file: string): CheckedRead {
    let descriptor: number
    try {
      descriptor = openSync(resolve(workspace, file), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    } catch (error) {
      return refusedBy(error)
    }
    try {
      return this.readOpen(descriptor)
    } catch (error) {
      return refusedBy(error)
    } finally {
      closeSync(descriptor)
    }
  }

  /**
   * Returns whether a file of any size contains one of the byte sequences. Reads one piece at a time; true if it cannot
   * be read.
   */
  holds(workspace: string, file: string, needles: readonly Buffer[]): boolean {
    let descriptor: number | undefined
    try {
      descriptor = openSync(resolve(workspace, file), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      const piece = Buffer.allocUnsafe(PIECE)
      for (let offset = 0; ; ) {
        const read = readSync(descriptor, piece, 0, PIECE, offset)
        if (needles.some(needle => piece.subarray(0, read).includes(needle))) return true
        if (read < PIECE) return false
        // A sequence that crosses two pieces is complete in the second one.
        offset += read - OVERLAP
      }
    } catch {
      return true
    } finally {
      if (descriptor !== undefined) closeSync(descriptor)
    }
  }

  private readOpen(descriptor: number): CheckedRead {
    const status = fstatSync(descriptor)
    if (!status.isFile()) return { kind: 'none' }
    const { size } = status
    if (size > maxCheckedBytes) return { kind: 'too-large', size }
    if (size > this.memory.length) this.memory = Buffer.allocUnsafe(size * 2)
    let length = 0
    while (length < size) {
      const read = readSync(descriptor, this.memory, length, size - length, length)
      if (read === 0) break
      length += read
    }
    return { kind: 'bytes', bytes: this.memory.subarray(0, length) }
  }
}

/** A file that does not exist, a folder and a socket are skipped; any other failure to read it must be reported. */
function refusedBy(error: unknown): CheckedRead {
  const code = systemCodeOf(error) ?? ''
  const isOther = code === 'EISDIR' || code === 'ENXIO'
  return isAbsence(error) || isOther ? { kind: 'none' } : { kind: 'refused', error }
}
