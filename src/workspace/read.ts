import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { maxFileBytes } from '../document/tree.ts'
import { isAbsence, type Problem } from '../errors.ts'
import { isSpecial, isTooLarge, leadsOutside, linkToNothing, notRead } from './read-problems.ts'

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
    if (leadsOut(workspace, path)) return { problems: [leadsOutside(file)] }
    const found = statSync(path)
    // Opening a pipe or a device could block forever.
    if (!found.isFile() && !found.isDirectory()) return { problems: [isSpecial(file)] }
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

/** Most projects have no configuration file, so that these words are here and not with the others. */
function absent(file: string, path: string): Problem {
  if (isLink(path)) return linkToNothing(file)
  const hint = 'Check the input "task-definition".'
  return { code: 'file-not-found', fault: 'user', message: `${file} does not exist.`, hint }
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

/** Parts of a path that lead nowhere or back. */
const STEP = /(?:^|[\\/])\.{0,2}(?:[\\/]|$)/

/**
 * pathIn returns the whole path of a file that is named relative to a folder. Node's `resolve` goes through the path
 * character by character, for the first files in slow code, so it is used only where there is something to resolve.
 */
export function pathIn(folder: string, file: string): string {
  if (isAbsolute(file)) return file
  return sep === '/' && !STEP.test(file) ? `${folder}/${file}` : resolve(folder, file)
}

/**
 * wayTo returns the path of a file relative to a folder, by their names: empty for the folder itself, and undefined for
 * what is outside of it.
 */
export function wayTo(folder: string, file: string): string | undefined {
  if (file.startsWith(`${folder}${sep}`) && isAbsolute(folder)) {
    const rest = file.slice(folder.length + 1)
    // the usual case, without a look at the working folder
    if (!STEP.test(rest)) return rest
  }
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
