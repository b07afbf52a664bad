import { type Problem, systemCodeOf } from '../errors.ts'
import { isObject } from '../json.ts'

/** What the codes of the system mean, where reading and writing do not differ. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the system does not permit it',
  EBUSY: 'another process uses it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENAMETOOLONG: 'its name or its path is too long',
  EMFILE: 'this process has too many open files',
  ENFILE: 'this machine has too many open files',
  EIO: 'the disk or the network failed',
  ESTALE: 'the network file system has lost it',
  ENOMEM: 'there is not enough memory',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'disk quota exceeded',
  EROFS: 'the file system is read-only'
}

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ELOOP: 'its links lead in a circle'
}

/** A file is opened for writing without following a link, which is ELOOP too. */
const WRITING: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ELOOP: 'it is a symbolic link',
  EEXIST: 'it exists already',
  ENXIO: 'no process reads it',
  EPIPE: 'no process reads it'
}

/** readingReason explains why a file or folder could not be read, as the end of a sentence. */
export function readingReason(error: unknown): string {
  const code = systemCodeOf(error) ?? ''
  return READING[code] ?? MEANINGS[code] ?? (code === '' ? 'the reason is unknown' : code)
}

/** writingReason explains why a file could not be written, as the end of a sentence; undefined for an unknown code. */
export function writingReason(error: unknown): string | undefined {
  const code = systemCodeOf(error) ?? ''
  // mkdir says so of a file in place of a folder
  if (code === 'EEXIST' && isObject(error) && error['syscall'] === 'mkdir') return MEANINGS['ENOTDIR']
  return WRITING[code] ?? MEANINGS[code]
}

/** A link whose target is absent: it is in the repository, so that its file is not simply absent. */
export const LINK_TO_NOTHING = {
  what: 'is a link whose target does not exist',
  hint: 'Remove the link, or add what it leads to (a file of a submodule, one that git ignores, or one outside a sparse checkout).'
} as const

/** readingAdvice says what to do about a file or folder that could not be read, in one sentence. */
export function readingAdvice(error: unknown): string {
  switch (systemCodeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'Give this user read permission for it, and for each folder that it is in (chmod -R a+rX), in the step that makes it.'
    case 'ELOOP':
      return 'Remove the link, or let it lead to a file.'
    case 'ENAMETOOLONG':
      return 'Give it a shorter path.'
    case 'EMFILE':
    case 'ENFILE':
      return 'Raise the limit of open files (ulimit -n), and run again.'
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENOENT':
      return 'Correct the path. In a workflow GITHUB_WORKSPACE and RUNNER_TEMP have to be folders that exist.'
    default:
      return 'Check the disk that it is on, and run again.'
  }
}

/** Codes of a disk or a machine that is full or broken, which is no mistake of the user. */
const OF_MACHINE: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EIO',
  'ESTALE',
  'EMFILE',
  'ENFILE',
  'ENOMEM'
])

const WRITES: ReadonlySet<string> = new Set(
  'mkdir rename unlink rm rmdir write ftruncate truncate fsync chmod fchmod chown fchown link symlink copyfile'.split(
    ' '
  )
)

/** systemRefusal returns the problem of an error of node:fs that no caller expected: what was tried, and why not. */
export function systemRefusal(error: object): Problem {
  const { path, syscall } = error as { readonly path?: unknown; readonly syscall?: unknown }
  const isWrite = WRITES.has(String(syscall))
  const why = isWrite ? (writingReason(error) ?? systemCodeOf(error)) : readingReason(error)
  // open is for reading or for writing, and the error does not say for which
  const what = isWrite ? 'written' : syscall === 'open' ? 'opened' : 'read'
  const advice = isWrite
    ? 'Check that this user may write to the folder, and that its disk has free space.'
    : readingAdvice(error)
  return {
    code: 'file-system',
    fault: OF_MACHINE.has(systemCodeOf(error) ?? '') ? 'machine' : 'user',
    message: `${String(path)} cannot be ${what}: ${why}.`,
    hint: advice
  }
}
