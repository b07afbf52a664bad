import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

/** Bytes of the largest file that a check reads: a synthesised template or a plan is larger than a definition. */
export const maxCheckedBytes = 5 * 1024 * 1024

/** The bytes of a file, or why it is not read: it is too large, no file, or can not be opened. */
export type ReadBytes =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'none' }

/** readBytes reads a file of at most 5 MiB; `file` is relative to the workspace. Never throws. */
export function readBytes(workspace: string, file: string): ReadBytes {
  const path = resolve(workspace, file)
  try {
    const status = statSync(path)
    if (!status.isFile()) return { kind: 'none' }
    if (status.size > maxCheckedBytes) return { kind: 'too-large', size: status.size }
    return { kind: 'bytes', bytes: readFileSync(path) }
  } catch {
    return { kind: 'none' }
  }
}
