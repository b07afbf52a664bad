import type { Problem } from '../errors.ts'
import type { Shown } from '../gate/shown.ts'
import { isObject, type JsonObject } from '../json.ts'
import { mergeAudits } from '../organization/merge-audits.ts'
import { mergeChecks, readRepositories } from '../organization/merge-checks.ts'
import { mergeResults } from '../organization/merge-results.ts'
import { type AccountRegion, readPlaces } from '../organization/place.ts'
import { type RunDocument, readRun } from '../organization/read-run.ts'
import { present } from '../present.ts'
import { type Merged, mergedToMarkdown, mergedToText } from '../report/organization.ts'
import { mergedToSarif } from '../report/organization-sarif.ts'

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

/** What a merge may access. */
export type MergePorts = {
  readonly version: string
  now(): number
  /**
   * The JSON files in a folder and its subfolders, or the file itself; undefined if the path does not exist.
   */
  filesIn(path: string): readonly string[] | undefined
  /** The text of a file; undefined if it cannot be read or is too large. */
  read(file: string): string | undefined
  /** Masks the merged document and writes it; returns the problem if writing fails. */
  write(file: string, merged: Merged, render: (merged: Merged) => string): Problem | undefined
  /** Masks the merged document. */
  show(merged: Merged, render: (merged: Merged) => string): Shown
}

/** What a merge prints, its problems, and its exit code. */
export type MergeResult = {
  readonly text: Shown | undefined
  readonly problems: readonly Problem[]
  readonly exitCode: 0 | 1 | 2 | 3
}

const MODES_OF: Readonly<Record<Exclude<MergeKind, 'check'>, readonly string[]>> = {
  audit: ['audit'],
  results: ['deploy', 'rollback', 'rotate-restart', 'continue']
}

/**
 * runMerge combines the documents of many jobs. A job without a document is `unknown`, and the result is
 * never better than its worst part.
 */
export async function runMerge(inputs: MergeInputs, ports: MergePorts): Promise<MergeResult> {
  const { kind } = inputs
  if (kind !== 'audit' && kind !== 'results' && kind !== 'check') return refused(whichKind())
  const files = inputs.files.map(path => ({ path, found: ports.filesIn(path) }))
  const missing = files.filter(({ found }) => found === undefined).map(({ path }) => noFile(path))
  const expected = readExpected(inputs.expect, kind, ports)
  const before = readBefore(inputs.before, ports)
  const problems = [...missing, ...expected.problems, ...before.problems, ...badFormat(inputs.format)]
  const names = [...new Set(files.flatMap(({ found = [] }) => found))].sort((a, b) => (a < b ? -1 : 1))
  if (inputs.files.length === 0) problems.push(noFiles())
  if (problems.length > 0) return refused(...problems)
  const now = ports.now()
  if (kind === 'check') {
    const checks = names.map(file => ({ file, text: ports.read(file) ?? '' }))
    return finish(mergeChecks(checks, expected.repositories, now), inputs, ports)
  }
  const runs = names.map(file => readOne(file, kind, ports))
  const merged: Merged =
    kind === 'audit'
      ? mergeAudits({
          runs,
          expected: expected.places,
          now,
          isFirst: inputs.before !== undefined && before.document === undefined,
          ...present({ before: before.document })
        })
      : mergeResults(runs, expected.places, now)
  return finish(merged, inputs, ports)
}

function readOne(file: string, kind: keyof typeof MODES_OF, ports: MergePorts): RunDocument {
  const text = ports.read(file)
  return readRun(file, text ?? '', MODES_OF[kind])
}

async function finish(
  merged: Merged,
  { output, summary, sarif, report, format }: MergeInputs,
  ports: MergePorts
): Promise<MergeResult> {
  const written = [
    report === undefined ? undefined : ports.write(report, merged, await pageMaker()),
    output === undefined ? undefined : ports.write(output, merged, toJson),
    summary === undefined ? undefined : ports.write(summary, merged, mergedToMarkdown),
    sarif === undefined ? undefined : ports.write(sarif, merged, one => mergedToSarif(one, ports.version))
  ]
  const problems = written.filter(problem => problem !== undefined)
  const render = format === 'json' ? toJson : format === 'markdown' ? mergedToMarkdown : toText
  return {
    text: ports.show(merged, render),
    problems,
    exitCode: problems.length > 0 ? 3 : exitCodeOf(merged)
  }
}

/** The HTML renderer is loaded only if a page is requested. */
async function pageMaker(): Promise<(merged: Merged) => string> {
  const { mergedToHtml } = await import('../report/html/organization-page.ts')
  return mergedToHtml
}

/** As in an audit of one account, `unknown` is not a success. */
function exitCodeOf({ verdict }: Merged): 0 | 1 {
  switch (verdict) {
    case 'clean':
    case 'none':
    case 'old-revisions':
    case 'succeeded':
      return 0
    case 'exposed':
    case 'findings':
    case 'unknown':
    case 'failed':
      return 1
  }
}

function toJson(merged: Merged): string {
  return `${JSON.stringify(merged)}\n`
}

function toText(merged: Merged): string {
  return mergedToText(merged)
    .map(line => `${line}\n`)
    .join('')
}

type Expected = {
  readonly places: readonly AccountRegion[]
  readonly repositories: readonly string[]
  readonly problems: readonly Problem[]
}

/** Accounts and Regions, or the repositories of a check. */
function readExpected(file: string | undefined, kind: MergeKind, ports: MergePorts): Expected {
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
  ports: MergePorts
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

function refused(...problems: readonly Problem[]): MergeResult {
  return { text: undefined, problems, exitCode: 2 }
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
