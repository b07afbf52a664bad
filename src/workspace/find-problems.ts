import { readdirSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import type { Problem } from '../errors.ts'
import { nearestName } from '../nearest.ts'

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

/** isFolder returns the problem of a folder in place of a file. `label` names what names the path. */
export function isFolder(label: string, path: string): Problem {
  return {
    code: 'not-a-file',
    fault: 'user',
    message: `${label}: "${path}" is a folder.`,
    hint: `Name a file, or write "${path.replace(/\/$/, '')}/*.json"; mode check takes folders.`
  }
}

/** fileNotFound returns the problem of a file that does not exist, with the closest name in its folder. */
export function fileNotFound(label: string, path: string, named: string): Problem {
  return {
    code: 'file-not-found',
    fault: 'user',
    message: `${label}: "${path}" does not exist.${nearestFile(named, path)}`,
    hint: `Paths are relative to the workspace; ${CHECKED_OUT}`
  }
}

/** outsideWorkspace returns the problem of a file that is not in the workspace. */
export function outsideWorkspace(label: string, path: string): Problem {
  return {
    code: 'outside-workspace',
    fault: 'user',
    message: `${label}: "${path}" is outside the workspace.`,
    hint: 'Only files of the repository are read, and those that a step before wrote to RUNNER_TEMP.'
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
