import type { Problem } from '../errors.ts'
import type { Shown, TextGate } from '../report/gate/shown.ts'
import { expectedIn, type Merged, mergeParts } from '../report/merge/merge.ts'
import { asExternal, type FileText, type MergeKind, readPart } from '../report/merge/read-document.ts'
import { mergedToMarkdown, mergedToText } from '../report/merged.ts'

/** Options of a merge, each the text of a flag. */
export type MergeInputs = {
  readonly kind: string
  /** Files, or folders of JSON files. */
  readonly files: readonly string[]
  /** File that lists what must have reported. */
  readonly expect?: string
  readonly format?: string
  readonly output?: string
  readonly summary?: string
}

/** What a merge may access. */
export type MergePorts = Pick<TextGate, 'external'> & {
  /** The JSON files in a folder and its subfolders, or the file itself; undefined if the path does not exist. */
  filesIn(path: string): readonly string[] | undefined
  read(file: string): FileText
  now(): number
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

/** runMerge combines the documents of many jobs into one table. As in one run, `unknown` is not a success. */
export function runMerge(inputs: MergeInputs, ports: MergePorts): MergeResult {
  const { output, summary, format = 'text', expect, files } = inputs
  const kind = KINDS.find(one => one === inputs.kind)
  if (kind === undefined) return { text: undefined, problems: [NO_KIND], exitCode: 2 }
  const found = files.map(path => ({ path, names: ports.filesIn(path) }))
  const names = [...new Set(found.flatMap(one => one.names ?? []))].toSorted((a, b) => (a < b ? -1 : 1))
  const list = expect === undefined ? { places: [], problems: [] } : readExpected(kind, expect, ports)
  const problems = [
    ...(files.length === 0 ? [problem('file-not-found', 'merge needs a file or a folder.', NAME_FILES)] : []),
    ...found.filter(one => one.names === undefined).map(({ path }) => missing(path)),
    ...(expect === undefined && files.length > 0 && names.length === 0
      ? [problem('file-not-found', `${files.join(', ')}: no JSON file.`, NAME_FILES)]
      : []),
    ...list.problems,
    ...(Object.hasOwn(FORMATS, format) ? [] : [BAD_FORMAT])
  ]
  if (problems.length > 0) return { text: undefined, problems, exitCode: 2 }
  const parts = names.map(file => readPart(kind, { file, read: ports.read(file) }, ports))
  const merged = asExternal(mergeParts(kind, parts, { expected: list.places, now: ports.now() }), ports)
  const unwritten = [
    output === undefined ? undefined : ports.write(output, merged, FORMATS.json),
    summary === undefined ? undefined : ports.write(summary, merged, FORMATS.markdown)
  ].filter(one => one !== undefined)
  const exitCode = unwritten.length > 0 ? 3 : merged.verdict === 'good' ? 0 : 1
  return { text: ports.show(merged, FORMATS[format as keyof typeof FORMATS]), problems: unwritten, exitCode }
}

const KINDS: readonly MergeKind[] = ['audit', 'results', 'check']

const FORMATS = {
  text: (merged: Merged) => `${mergedToText(merged).join('\n')}\n`,
  json: (merged: Merged) => `${JSON.stringify(merged)}\n`,
  markdown: mergedToMarkdown
} as const

/** A list that is empty by mistake would let every missing result pass. */
function readExpected(kind: MergeKind, file: string, ports: MergePorts) {
  const read = ports.filesIn(file) === undefined ? undefined : ports.read(file)
  if (read === undefined) return { places: [], problems: [missing(file)] }
  if ('why' in read)
    return { places: [], problems: [problem('bad-input', `${file} cannot be used: ${read.why}.`, read.hint)] }
  const entries = expectedIn(kind, read.text)
  const bad = entries.flatMap((place, index) => (place === undefined ? [index + 1] : []))
  if (bad.length === 0 && entries.length > 0)
    return { places: [...new Set(entries.flatMap(place => place ?? []))], problems: [] }
  const why = entries.length === 0 ? 'it is empty' : `not valid: entry ${bad.slice(0, 5).join(', ')}`
  const [what, hint] = EXPECTED[kind === 'check' ? 'check' : 'places']
  return { places: [], problems: [problem('bad-expected', `${file} does not list ${what}: ${why}.`, hint)] }
}

const EXPECTED = {
  check: [
    'repositories',
    'Write lines OWNER/NAME, or a JSON array of them, for example by: gh api --paginate orgs/OWNER/repos --jq ".[].full_name".'
  ],
  places: [
    'accounts and Regions',
    'Write lines ACCOUNT/REGION, or a JSON array of {"account": "123456789012", "region": "eu-west-1"}.'
  ]
} as const

function problem(code: string, message: string, hint: string): Problem {
  return { code, fault: 'user', message, hint }
}

function missing(path: string): Problem {
  return problem('file-not-found', `${path} does not exist.`, NAME_FILES)
}

const NAME_FILES = 'Name the JSON files of the jobs, or the folder that they were downloaded to.'
const BAD_FORMAT = problem(
  'bad-input',
  'Flag --format of merge must be text, json or markdown.',
  'Omit it for text.'
)
const NO_KIND = problem(
  'bad-input',
  'merge needs the kind of results: audit, results or check.',
  'Write "audit merge FILES", "results merge FILES" or "check merge FILES".'
)
