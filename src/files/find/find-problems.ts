import { readdirSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { isAbsence, type Problem } from '../../errors.ts'
import { didYouMean, nearestName } from '../../nearest.ts'
import { isLink, LINK_TO_NOTHING, readingAdvice, systemReason } from '../read.ts'

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
    message: `Input "task-definition": "${pattern}" needs ${file}, which cannot be read: ${systemReason(error)}.`,
    hint: `What was not read is not clean. ${readingAdvice(error)} To leave it out, also name "!${file}".`
  }
}

/** A folder, or a path, that the system did not let a search look into. */
export type ClosedPath = { readonly file: string; readonly error: unknown }

const INPUT = 'task-definition'

/** What contains a path; undefined for the input `task-definition`. */
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
    const message = `${nameOf(label)}: "${path}" cannot be read: ${systemReason(error)}.`
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
export function outsideWorkspace(label: Label, path: string, isLinked = false): Problem {
  return {
    code: 'outside-workspace',
    fault: 'user',
    message: `${nameOf(label)}: "${path}" is outside the workspace${isLinked ? ': a link leads there' : ''}.`,
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

/** What was to be found and what was found: `patterns` are those of the input `task-definition`. */
export type Unselected = {
  /** The services without a file; none for `all` and `changed`. */
  readonly missing: readonly string[]
  readonly services: readonly string[]
  readonly plainFiles: number
  readonly patterns: readonly string[]
}

/** The way out for files that are not called as their services are. */
const BY_FILE =
  'Where the files have other names than the services, write a configuration file: npx ecs-sealed-deploy init --write.'

/** selectionProblems returns why services have no file. */
export function selectionProblems(unselected: Unselected): readonly Problem[] {
  const { missing, patterns } = unselected
  if (missing.length > 0) return missing.map(service => notFound(service, unselected))
  return [
    {
      code: 'services-unknown',
      fault: 'user',
      message:
        'Input "service" is "all" or "changed", but the input "task-definition" does not list services.',
      hint: `${byPattern(patterns)} ${BY_FILE}`
    }
  ]
}

function notFound(service: string, { services, plainFiles, patterns }: Unselected): Problem {
  if (services.length === 0) {
    return {
      code: 'service-ambiguous',
      fault: 'user',
      service,
      message: `Input "service" has "${service}", but ${plainFiles} files are given and none is tied to a service.`,
      hint: `Give one file. ${byPattern(patterns)} ${BY_FILE}`
    }
  }
  return {
    code: 'unknown-service',
    fault: 'user',
    service,
    message: `Input "service" has "${service}", for which there is no file.${didYouMean(service, [...services, 'all', 'changed'])}`,
    hint: `Files were found for: ${services.join(', ')}.`
  }
}

/** A glob with one `*` becomes a pattern; `**` is any number of folders, and stands for no name. */
function byPattern(patterns: readonly string[]): string {
  const globs = patterns.filter(pattern => /^[^*?[\]{}!()]*\*[^*?[\]{}!()]*$/.test(pattern))
  const own = globs.map(pattern => pattern.replace('*', '{service}')).join(', ')
  return own === ''
    ? 'Or write {service} in place of the name: deploy/{service}-task-definition.json.'
    : `Or write {service} for the name of the service: task-definition: ${own}.`
}
