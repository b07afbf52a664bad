import type { Problem } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type { Incomplete } from './incomplete.ts'
import { readRepositories } from './merge-checks.ts'
import { type AccountRegion, readPlaces } from './place.ts'
import { type FileText, isObjectList, parseFile, stringIn } from './read-run.ts'

/**
 * The kind of documents to merge: those of `audit`, those of `check`, or those of `deploy`, `rollback` and
 * `rotate-restart`.
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
  /** The text of a file, or why it cannot be read. */
  read(file: string): FileText
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
  // With a list of what is expected, the report says of each that it has no result.
  else if (inputs.expect === undefined) {
    const empty = files.filter(({ found }) => found?.length === 0).map(({ path }) => path)
    if (empty.length > 0) problems.push(noJson(empty))
  }
  problems.push(...outputClashes(inputs, names))
  if (problems.length > 0) return { problems: [...problems, ...unusableAmong(names, ports)] }
  const { places, repositories } = expected
  const isFirst = inputs.before !== undefined && before.document === undefined
  return { kind, names, places, repositories, isFirst, ...present({ before: before.document }) }
}

/** What stops a merge shows no row of a file, so that those that it could not use either are named with it. */
function unusableAmong(names: readonly string[], ports: MergeFiles): readonly Problem[] {
  return names.flatMap(file => {
    const read = parseFile(ports.read(file))
    return 'why' in read ? [unusable(file, read)] : []
  })
}

/** oneByOne reads each file when the one before it has been processed, so that one at a time is in memory. */
export function* oneByOne<Document>(
  names: readonly string[],
  read: (file: string) => Document
): Generator<Document, void> {
  for (const file of names) yield read(file)
}

/** Accounts and Regions, or the repositories of a check. */
function readExpected(file: string | undefined, kind: MergeKind, ports: MergeFiles): Expected {
  const none = { places: [], repositories: [] }
  if (file === undefined) return { ...none, problems: [] }
  const read = ports.read(file)
  if ('why' in read)
    return { ...none, problems: [ports.filesIn(file) === undefined ? noFile(file) : unusable(file, read)] }
  const listed = {
    ...none,
    ...(kind === 'check' ? readRepositories(file, read.text) : readPlaces(file, read.text))
  }
  // A list that is empty by mistake would let every missing result pass.
  const isEmpty = listed.problems.length + listed.places.length + listed.repositories.length === 0
  return isEmpty ? { ...none, problems: [nothingExpected(file)] } : listed
}

/**
 * The first run has no earlier merge, so a missing file is accepted; a file with other content is an error.
 */
function readBefore(
  file: string | undefined,
  ports: MergeFiles
): { readonly document?: JsonObject; readonly problems: readonly Problem[] } {
  if (file === undefined || ports.filesIn(file) === undefined) return { problems: [] }
  const text = ports.read(file)
  if ('why' in text) return { problems: [unusable(file, text)] }
  const read = parseFile(text)
  const isMerge =
    'parsed' in read &&
    read.parsed['kind'] === 'organization-audit' &&
    read.parsed['version'] === 1 &&
    isObjectList(read.parsed['places']) &&
    stringIn(read.parsed['at']) !== undefined
  return isMerge ? { document: read.parsed, problems: [] } : { problems: [badBefore(file)] }
}

/** A file that two flags name would have what was written last, and an input would be lost. */
function outputClashes(
  { output, summary, sarif, report }: MergeInputs,
  names: readonly string[]
): readonly Problem[] {
  const read = new Set(names.map(pathOf))
  const files = [output, summary, sarif, report].flatMap(file => file ?? [])
  return files.flatMap((file, index) => {
    const isInput = read.has(pathOf(file))
    const isTwice = files.slice(0, index).some(before => pathOf(before) === pathOf(file))
    if (!isInput && !isTwice) return []
    const why = isInput ? 'is one of the files to merge' : 'is named by two flags'
    return [
      problem('bad-input', `${file} is to be written, but ${why}.`, 'Give each output a file of its own.')
    ]
  })
}

function pathOf(file: string): string {
  return file
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/+)+/, '')
    .replace(/\/{2,}/g, '/')
}

function problem(code: string, message: string, hint: string): Problem {
  return { code, fault: 'user', message, hint }
}

function whichKind(): Problem {
  return problem(
    'bad-input',
    'merge needs the kind of results: audit, results or check.',
    'Write "audit merge FILES", "results merge FILES" or "check merge FILES".'
  )
}

function noFiles(): Problem {
  return problem(
    'file-not-found',
    'merge needs a file or a folder.',
    'Name the JSON files of the jobs, or the folder that they were downloaded to.'
  )
}

function noJson(paths: readonly string[]): Problem {
  return problem(
    'file-not-found',
    `${paths.join(', ')} contains no JSON file.`,
    'Name the folder that the JSON files of the jobs were downloaded to, and the jobs that must have reported with --expect.'
  )
}

function nothingExpected(file: string): Problem {
  return problem(
    'nothing-expected',
    `${file} is empty: it lists no account and Region and no repository.`,
    'List what must have reported, or leave --expect out.'
  )
}

function noFile(path: string): Problem {
  return problem(
    'file-not-found',
    `${path} does not exist.`,
    'Name the JSON files of the jobs, or the folder that they were downloaded to.'
  )
}

/** A file that is there and cannot be read. */
function unusable(file: string, { why, hint }: Incomplete): Problem {
  return problem('bad-input', `${file} cannot be used: ${why}.`, hint)
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
