import { readdirSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { isAbsence, type Problem } from '../../errors.ts'
import { nearestName } from '../../nearest.ts'
import { LINK_TO_NOTHING, readingAdvice, readingReason } from '../file-reasons.ts'
import { isLink } from '../read.ts'

const CHECKED_OUT = 'has the repository been checked out (actions/checkout)?'

/** patternWithoutMatch returns the problem of a pattern that matches no file. */
export function patternWithoutMatch(pattern: string): Problem {
  return {
    code: 'pattern-without-match',
    fault: 'user',
    message: `Input "task-definition": "${pattern}" matches no file.`,
    hint: `Patterns are relative to the workspace; ${CHECKED_OUT}`
  }
}

/** closedFolder returns the problem of a folder that could not be read, in which a pattern might match files. */
export function closedFolder(pattern: string, { file, error }: ClosedPath): Problem {
  return {
    code: 'file-not-readable',
    fault: 'user',
    message: `Input "task-definition": "${pattern}" needs ${file}, which cannot be read: ${readingReason(error)}.`,
    hint: `What was not read is not clean. ${readingAdvice(error)} To leave it out, also name "!${file}".`
  }
}

/** A folder, or a path, that the system did not let a search look into. */
export type ClosedPath = { readonly file: string; readonly error: unknown }

const INPUT = 'task-definition'

/** What names a path; undefined for the input `task-definition`. */
type Label = string | undefined

function nameOf(label: Label): string {
  return label ?? `Input "${INPUT}"`
}

/** isFolder returns the problem of a folder in place of a file. */
export function isFolder(label: Label, path: string): Problem {
  return {
    code: 'not-a-file',
    fault: 'user',
    message: `${nameOf(label)}: "${path}" is a folder.`,
    hint: `Name a file, or write "${path.replace(/\/$/, '')}/*.json"; mode check takes folders.`
  }
}

/**
 * fileNotFound returns the problem of a file that could not be reached: it does not exist (with the closest name in its
 * folder), it is a link to nothing, or the system refused to look at it.
 */
export function fileNotFound(label: Label, path: string, { named, error }: Unreached): Problem {
  const notReadable = { code: 'file-not-readable', fault: 'user' } as const
  if (!isAbsence(error)) {
    const message = `${nameOf(label)}: "${path}" cannot be read: ${readingReason(error)}.`
    return { ...notReadable, message, hint: readingAdvice(error) }
  }
  if (isLink(named))
    return {
      ...notReadable,
      message: `${nameOf(label)}: "${path}" ${LINK_TO_NOTHING.what}.`,
      hint: LINK_TO_NOTHING.hint
    }
  return {
    code: 'file-not-found',
    fault: 'user',
    message: `${nameOf(label)}: "${path}" does not exist.${nearestFile(named, path)}`,
    hint: `Paths are relative to the workspace; ${CHECKED_OUT}`,
    // A single word can be meant as a service.
    ...(label === undefined && /^[\w-]+$/.test(path) ? { about: { input: INPUT, word: path } } : {})
  }
}

/** The absolute path that was tried, and what the system answered. */
type Unreached = { readonly named: string; readonly error: unknown }

/** outsideWorkspace returns the problem of a file that is not in the workspace. */
export function outsideWorkspace(label: Label, path: string): Problem {
  return {
    code: 'outside-workspace',
    fault: 'user',
    message: `${nameOf(label)}: "${path}" is outside the workspace.`,
    hint: 'Only files of the repository are read, and those that a step before wrote to RUNNER_TEMP.'
  }
}

/** twoConfigFiles returns the problem of two configuration files, of which only one would be read. */
export function twoConfigFiles(found: readonly string[]): Problem {
  return {
    code: 'two-config-files',
    fault: 'user',
    message: `There are two configuration files, ${found.join(' and ')}: which one applies is not known.`,
    hint: 'Keep one of them, with what both say, or name the one that counts in the input "config".'
  }
}

/** twoFilesOf returns the problem of a service that several files name. */
export function twoFilesOf(service: string, files: readonly string[]): Problem {
  return {
    code: 'service-with-two-files',
    fault: 'user',
    service,
    message: `Service "${service}" has ${files.length} files: ${files.join(', ')}.`,
    hint: 'Make the pattern in "task-definition" narrower, so that it matches one file.'
  }
}

function nearestFile(path: string, written: string): string {
  try {
    const others = readdirSync(dirname(path)).filter(name => name !== basename(path))
    const near = nearestName(basename(path), others)
    return near === undefined ? '' : ` Did you mean "${join(dirname(written), near).split(sep).join('/')}"?`
  } catch {
    return ''
  }
}
