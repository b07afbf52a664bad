import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync
} from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { getSystemErrorMap } from 'node:util'
import { isAbsence, type Problem, systemCodeOf } from '../errors.ts'
import { maxFileBytes } from './document/tree.ts'

/** The text of a file (including its byte order mark, if any), or why there is none. */
export type ReadText = { readonly text: string } | { readonly problems: readonly Problem[] }

/** Decodes bytes as text; throws if they are not text. */
type Decode = (bytes: Uint8Array) => string

const decodeUtf8: Decode = bytes => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

/**
 * Size in bytes of the largest file that a check reads: a synthesized template or a plan is larger than a definition.
 */
export const maxCheckedBytes = 5 * 1024 * 1024

/** Maximum size (1 MiB) and encoding (UTF-8). */
export type ReadingLimits = { readonly limit?: number; readonly decode?: Decode }

/**
 * readTextFile reads a file; `file` is relative to the workspace. A file whose name is in the workspace but that a link
 * places elsewhere is refused without reading it. Never throws.
 */
export function readTextFile(workspace: string, file: string, reading: ReadingLimits = {}): ReadText {
  const { limit = maxFileBytes, decode = decodeUtf8 } = reading
  const path = pathIn(workspace, file)
  try {
    if (leadsOut(workspace, path))
      return {
        problems: [problem('outside-workspace', `${file} is a link that leads outside the workspace.`)]
      }
    const found = statSync(path)
    // Opening a pipe or a device could block forever.
    if (!found.isFile() && !found.isDirectory())
      return { problems: [problem('not-a-file', `${file} is not a regular file.`)] }
    const { size } = found
    if (size > limit) return { problems: [isTooLarge(file, size, limit)] }
    return { text: textAt(path, decode) }
  } catch (error) {
    return { problems: [isAbsence(error) ? absent(file, path) : notRead(file, error)] }
  }
}

/** Nearly all files are UTF-8, which Node reads as text in one step. Any other file has to be decoded, or refused. */
function textAt(path: string, decode: Decode): string {
  const text = readFileSync(path, 'utf8')
  return text.includes('\uFFFD') ? decode(readFileSync(path)) : text
}

function absent(file: string, path: string): Problem {
  if (isLink(path))
    return problem('file-not-readable', `${file} ${LINK_TO_NOTHING.what}.`, LINK_TO_NOTHING.hint)
  return problem('file-not-found', `${file} does not exist.`)
}

/** A file that is there and could not be read or decoded, by what was thrown. */
function notRead(file: string, error: unknown): Problem {
  const code = systemCodeOf(error)
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return problem('file-not-utf8', `${file} is not UTF-8 text.`, 'Save it as UTF-8.')
  if (code === 'EISDIR') return problem('not-a-file', `${file} is a folder.`)
  const message = `${file} cannot be read: ${systemReason(error)}.`
  return problem('file-not-readable', message, readingAdvice(error))
}

/** A file with more bytes than are read. */
function isTooLarge(file: string, size: number, limit: number): Problem {
  const message = `${file} has ${size} bytes; at most ${limit} are read.`
  // Only a check reads files that may be something else than a definition.
  const isCheck = limit > maxFileBytes
  return problem(
    'file-too-large',
    message,
    isCheck ? `Split the file, or leave it out with "!${file}".` : undefined
  )
}

function problem(code: string, message: string, hint = 'Check the input "task-definition".'): Problem {
  return { code, fault: 'user', message, hint }
}

/** isLink reports whether there is a symbolic link at a path, also one to nothing. */
export function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    // a part of its path is absent, or it was removed in between: so is the file
    return false
  }
}

/** isOutsideOf returns whether a file is outside of a folder by its name, without following links. */
export function isOutsideOf(folder: string, file: string): boolean {
  return wayTo(folder, file) === undefined
}

/** pathIn returns the whole path of a file that is named relative to a folder. */
export function pathIn(folder: string, file: string): string {
  return resolve(folder, file)
}

/**
 * wayTo returns the path of a file relative to a folder, by their names: empty for the folder itself, and undefined for
 * what is outside of it.
 */
export function wayTo(folder: string, file: string): string | undefined {
  const way = relative(folder, resolve(folder, file))
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way
}

/** Throws what node:fs throws for a missing file. */
function leadsOut(workspace: string, path: string): boolean {
  if (isOutsideOf(workspace, path)) return false
  const real = realpathSync.native(path)
  return real !== path && isOutsideOf(realpathSync.native(workspace), real)
}

/**
 * decodeText decodes bytes as text: UTF-16 if they begin with its byte order mark, otherwise UTF-8 (with or without a
 * byte order mark). Throws a TypeError with code ERR_ENCODING_INVALID_ENCODED_DATA for anything else.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes), { fatal: true, ignoreBOM: true }).decode(bytes)
}

/** encodingOf determines the encoding of a text by its byte order mark. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/** The bytes of a file, or why there are none: it is too large, missing, not a file, or cannot be opened. */
export type CheckedRead =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly error: unknown }

/** readBytes reads at most 5 MiB of the file `file` in a folder. Never throws, never waits for a pipe. */
export function readBytes(folder: string, file: string): CheckedRead {
  let descriptor: number | undefined
  try {
    descriptor = openSync(resolve(folder, file), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const status = fstatSync(descriptor)
    if (!status.isFile()) return { kind: 'none' }
    if (status.size > maxCheckedBytes) return { kind: 'too-large', size: status.size }
    return { kind: 'bytes', bytes: readFileSync(descriptor) }
  } catch (error) {
    // A file that does not exist, a folder and a socket are skipped.
    const isOther = ['EISDIR', 'ENXIO'].includes(systemCodeOf(error) ?? '')
    return isAbsence(error) || isOther ? { kind: 'none' } : { kind: 'refused', error }
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** What the codes of the system mean, where the words of the system are for programmers. */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EEXIST: 'it exists already',
  // a file is opened for writing without following a link
  ELOOP: 'it is a symbolic link, or its links lead in a circle'
}

/** systemReason explains why a file or folder could not be read or written, as the end of a sentence. */
export function systemReason(error: unknown): string {
  const code = systemCodeOf(error)
  if (code === undefined) return 'the reason is unknown'
  const [, words] = [...getSystemErrorMap().values()].find(([name]) => name === code) ?? []
  return MEANINGS[code] ?? words ?? code
}

/** A link whose target is absent: it is in the repository, so that its file is not simply absent. */
export const LINK_TO_NOTHING = {
  what: 'is a link whose target does not exist',
  hint: 'Remove the link, or add what it leads to (a file of a submodule, one that git ignores, or one outside a sparse checkout).'
} as const

/** readingAdvice returns what to do about a file or folder that could not be read, in one sentence. */
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

/**
 * isSystemRefusal recognizes an error of node:fs: it contains a path, or, of a write to an open file, only that the
 * disk or the machine is at its end.
 */
export function isSystemRefusal(error: unknown): error is object {
  if (typeof error !== 'object' || error === null || !('syscall' in error) || !('code' in error)) return false
  return 'path' in error || OF_MACHINE.has(String(error.code))
}

/** systemRefusal returns the problem of an error of node:fs that no caller expected: what was tried, and why not. */
export function systemRefusal(error: object): Problem {
  const { path, syscall } = error as { readonly path?: unknown; readonly syscall?: unknown }
  const isWrite = WRITES.has(String(syscall))
  // open is for reading or for writing, and the error does not show for which
  const what = isWrite ? 'written' : syscall === 'open' ? 'opened' : 'read'
  const advice = isWrite
    ? 'Check that this user may write to the folder, and that its disk has free space.'
    : readingAdvice(error)
  return {
    code: 'file-system',
    fault: OF_MACHINE.has(systemCodeOf(error) ?? '') ? 'machine' : 'user',
    message: `${path === undefined ? 'A file' : String(path)} cannot be ${what}: ${systemReason(error)}.`,
    hint: advice
  }
}
