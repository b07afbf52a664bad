import { systemCodeOf } from '../../errors.ts'
import { writingReason } from '../file-reasons.ts'

/** Why a file is not written, in addition to system errors. */
export type Refusal = 'outside' | 'link' | 'folder' | 'no-folder' | 'special'

const REASONS: Readonly<Record<Refusal, readonly [code: string, reason: string]>> = {
  outside: ['EPERM', 'it is outside the workspace and RUNNER_TEMP'],
  link: ['ELOOP', 'it is a symbolic link, or a parent folder is one'],
  folder: ['EISDIR', 'it is a folder'],
  'no-folder': ['ENOTDIR', 'a part of its path is not a folder'],
  special: ['EINVAL', 'it is not a regular file']
}

/** NotWritten is thrown like an error of node:fs, for what this program refuses before calling the system. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten'
  readonly syscall = 'open'
  readonly code: string
  readonly path: string
  readonly refusal: Refusal
  /** Text that follows the file's name. */
  readonly reason: string

  constructor(path: string, refusal: Refusal) {
    super(REASONS[refusal][1])
    this.path = path
    this.refusal = refusal
    this.code = REASONS[refusal][0]
    this.reason = REASONS[refusal][1]
  }
}

/** writeErrorText explains why the system refused a write: its code, and the meaning. */
export function writeErrorText(error: unknown): string {
  const code = systemCodeOf(error)
  if (error instanceof NotWritten) return `${error.code}: ${error.reason}`
  if (code === undefined) return 'it does not exist, or is not writable'
  const meaning = writingReason(error)
  return meaning === undefined ? code : `${code}: ${meaning}`
}
