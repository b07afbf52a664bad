import type { Problem } from '../errors.ts'
import { isObject, type JsonObject } from '../json.ts'
import { present } from '../present.ts'
import { readRepositories } from './merge-checks.ts'
import { type AccountRegion, readPlaces } from './place.ts'

/**
 * The kind of documents to merge: those of `audit`, those of `check`, or those of `deploy`, `rollback` and `rotate-restart`.
 */
export type MergeKind = 'audit' | 'results' | 'check'

/** Options of a merge, each the text of a flag. */
export type MergeInputs = {
  readonly kind: string
  /** Files, or folders of JSON files. */
  readonly files: readonly string[]
  /** File that lists the accounts and Regions, or the repositories, that must have reported. */
  readonly expect?: string
  /** The JSON of an earlier merge. */
  readonly before?: string
  readonly format?: string
  readonly output?: string
  readonly summary?: string
  readonly sarif?: string
  readonly report?: string
}

/** How the files that the flags name are read. */
export type MergeFiles = {
  /**
   * The JSON files in a folder and its subfolders, or the file itself; undefined if the path does not exist.
   */
  filesIn(path: string): readonly string[] | undefined
  /** The text of a file; undefined if it cannot be read or is too large. */
  read(file: string): string | undefined
}

type Expected = {
  readonly places: readonly AccountRegion[]
  readonly repositories: readonly string[]
  readonly problems: readonly Problem[]
}

/** What is to be merged: the files, who must have reported, and the earlier merge to compare with. */
export type MergeRequest = Omit<Expected, 'problems'> & {
  readonly kind: MergeKind
  readonly names: readonly string[]
  readonly before?: JsonObject
  /** An earlier merge is named, but does not exist yet. */
  readonly isFirst: boolean
}

/** readMergeInputs finds the files that the flags name, and reads those that list what is expected. */
export function readMergeInputs(
  inputs: MergeInputs,
  ports: MergeFiles
): MergeRequest | { readonly problems: readonly Problem[] } {
  const { kind } = inputs
  if (kind !== 'audit' && kind !== 'results' && kind !== 'check') return { problems: [whichKind()] }
  const files = inputs.files.map(path => ({ path, found: ports.filesIn(path) }))
  const missing = files.filter(({ found }) => found === undefined).map(({ path }) => noFile(path))
  const expected = readExpected(inputs.expect, kind, ports)
  const before = readBefore(inputs.before, ports)
  const problems = [...missing, ...expected.problems, ...before.problems, ...badFormat(inputs.format)]
  const names = [...new Set(files.flatMap(({ found = [] }) => found))].sort((a, b) => (a < b ? -1 : 1))
  if (inputs.files.length === 0) problems.push(noFiles())
  if (problems.length > 0) return { problems }
  const { places, repositories } = expected
  const isFirst = inputs.before !== undefined && before.document === undefined
  return { kind, names, places, repositories, isFirst, ...present({ before: before.document }) }
}

/** Accounts and Regions, or the repositories of a check. */
function readExpected(file: string | undefined, kind: MergeKind, ports: MergeFiles): Expected {
  const none = { places: [], repositories: [] }
  if (file === undefined) return { ...none, problems: [] }
  const text = ports.read(file)
  if (text === undefined) return { ...none, problems: [noFile(file)] }
  return { ...none, ...(kind === 'check' ? readRepositories(file, text) : readPlaces(file, text)) }
}

/**
 * The first run has no earlier merge, so a missing file is accepted; a file with other content is an error.
 */
function readBefore(
  file: string | undefined,
  ports: MergeFiles
): { readonly document?: JsonObject; readonly problems: readonly Problem[] } {
  const text = file === undefined || ports.filesIn(file) === undefined ? undefined : ports.read(file)
  if (file === undefined || text === undefined) return { problems: [] }
  try {
    const parsed: unknown = JSON.parse(text)
    if (isObject(parsed) && parsed['kind'] === 'organization-audit' && parsed['version'] === 1)
      return { document: parsed, problems: [] }
  } catch {
    // reported below
  }
  return { problems: [badBefore(file)] }
}

function problem(code: string, message: string, hint: string): Problem {
  return { code, fault: 'user', message, hint }
}

function whichKind(): Problem {
  return problem(
    'bad-input',
    'merge is not told what it merges.',
    'Write "audit merge FILES", "results merge FILES" or "check merge FILES".'
  )
}

function noFiles(): Problem {
  return problem(
    'file-not-found',
    'merge is given no file.',
    'Name the JSON files of the jobs, or the folder that they were downloaded to.'
  )
}

function noFile(path: string): Problem {
  return problem(
    'file-not-found',
    `${path} does not exist or cannot be read.`,
    'Name the JSON files of the jobs, or the folder that they were downloaded to.'
  )
}

function badBefore(file: string): Problem {
  return problem(
    'bad-input',
    `${file} is not the JSON of an earlier merge of audits.`,
    'Give --before the file that --output has written, or leave it out.'
  )
}

function badFormat(format: string | undefined): readonly Problem[] {
  if (format === undefined || ['text', 'json', 'markdown'].includes(format)) return []
  return [problem('bad-input', 'Flag --format of merge must be text, json or markdown.', 'Omit it for text.')]
}
