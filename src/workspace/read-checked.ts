import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'

/** Bytes of the largest file that a check reads: a synthesised template or a plan is larger than a definition. */
export const maxCheckedBytes = 5 * 1024 * 1024

/** The bytes of a file, or why it is not looked into: it is too large, no file, or can not be opened. */
export type Glance =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'none' }

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
    } catch {
      return { kind: 'none' }
    }
    try {
      return this.readOpen(descriptor)
    } catch {
      return { kind: 'none' }
    } finally {
      closeSync(descriptor)
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
