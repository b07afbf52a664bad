import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { systemCodeOf } from '../errors.ts'

/** Bytes of the largest file that a check reads: a synthesised template or a plan is larger than a definition. */
export const maxCheckedBytes = 5 * 1024 * 1024

const PIECE = 1024 * 1024
const OVERLAP = 256

/** The bytes of a file, or why there are none: it is too large, gone or no file, or it cannot be opened. */
export type Glance =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly code: string }

/**
 * FileGlance reads many files one after the other into the same memory: what it gives holds until the next file. A tree
 * of thousands of files costs no more than reading it.
 */
export class FileGlance {
  private memory = Buffer.allocUnsafe(64 * 1024)

  /** At most 5 MiB of a file that `file` names below the workspace. Never throws, never waits for a pipe. */
  read(workspace: string, file: string): Glance {
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

  /** Whether one of some bytes stands in a file of any size. Reads a piece at a time; true where it cannot be read. */
  holds(workspace: string, file: string, needles: readonly Buffer[]): boolean {
    let descriptor: number | undefined
    try {
      descriptor = openSync(resolve(workspace, file), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      const piece = Buffer.allocUnsafe(PIECE)
      for (let offset = 0; ; ) {
        const read = readSync(descriptor, piece, 0, PIECE, offset)
        if (needles.some(needle => piece.subarray(0, read).includes(needle))) return true
        if (read < PIECE) return false
        // What stands across two pieces is in the second one whole.
        offset += read - OVERLAP
      }
    } catch {
      return true
    } finally {
      if (descriptor !== undefined) closeSync(descriptor)
    }
  }

  private readOpen(descriptor: number): Glance {
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

/** A file that is gone, or was never there, is none; anything else that keeps it from being read has to be said. */
function refusedBy(error: unknown): Glance {
  const code = systemCodeOf(error) ?? ''
  return ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENXIO'].includes(code)
    ? { kind: 'none' }
    : { kind: 'refused', code }
}
