import type { Problem } from '../../errors.ts'
import { type FileText, type MergeKind, parseFile, readExpected } from './document.ts'

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

/** How the files that the flags name are read. */
export type MergeFiles = {
  /** The JSON files in a folder and its subfolders, or the file itself; undefined if the path does not exist. */
  filesIn(path: string): readonly string[] | undefined
  read(file: string): FileText
}

/** isMergeKind tells whether a word is a kind of merge. */
export function isMergeKind(word: string): word is MergeKind {
  return word === 'audit' || word === 'results' || word === 'check'
}

/** readMergeInputs finds the files that the flags name, and what must have reported, with all problems. */
export function readMergeInputs(
  { kind, files, expect, format, output, summary }: MergeInputs & { readonly kind: MergeKind },
  ports: MergeFiles
) {
  const found = files.map(path => ({ path, names: ports.filesIn(path) }))
  const names = [...new Set(found.flatMap(one => one.names ?? []))].toSorted((a, b) => (a < b ? -1 : 1))
  const expected = expect === undefined ? { places: [], problems: [] } : expectedIn(expect, kind, ports)
  const problems = [
    ...(files.length === 0 ? [NO_FILES] : []),
    ...found.filter(one => one.names === undefined).map(({ path }) => missing(path)),
    // with a list of what is expected, the table says of each that it has no result
    ...(expect === undefined
      ? found
          .filter(one => one.names?.length === 0)
          .map(({ path }) => problem('file-not-found', `${path} contains no JSON file.`, NAME_FILES))
      : []),
    ...expected.problems,
    ...(format === undefined || ['text', 'json', 'markdown'].includes(format) ? [] : [BAD_FORMAT]),
    ...clashes([output, summary], names)
  ]
  // what stops a merge shows no table, so that other unusable files are named with it
  const others = problems.length === 0 ? [] : names.flatMap(file => unusable(file, ports.read(file)))
  return { names, expected: expected.places, problems: [...problems, ...others] }
}

function expectedIn(file: string, kind: MergeKind, ports: MergeFiles) {
  const none = { places: [] as readonly string[] }
  if (ports.filesIn(file) === undefined) return { ...none, problems: [missing(file)] }
  const read = ports.read(file)
  if ('why' in read) return { ...none, problems: unusable(file, read) }
  const { places, bad } = readExpected(kind, read.text)
  const what = kind === 'check' ? 'repositories' : 'accounts and Regions'
  const hint =
    kind === 'check'
      ? 'Write lines OWNER/NAME, or a JSON array of them, for example by: gh api --paginate orgs/OWNER/repos --jq ".[].full_name".'
      : 'Write lines ACCOUNT/REGION, or a JSON array of {"account": "123456789012", "region": "eu-west-1"}.'
  const entries = `not valid: entry ${bad.slice(0, 5).join(', ')}`
  if (bad.length > 0)
    return { places, problems: [problem('bad-expected', `${file} does not list ${what}: ${entries}.`, hint)] }
  // a list that is empty by mistake would let every missing result pass
  return places.length > 0
    ? { places, problems: [] }
    : { places, problems: [problem('nothing-expected', `${file} is empty: it lists no ${what}.`, hint)] }
}

/** A file that is also an input, or is named twice, would be lost. */
function clashes(outputs: readonly (string | undefined)[], names: readonly string[]): readonly Problem[] {
  const read = new Set(names.map(pathOf))
  const files = outputs.flatMap(file => file ?? [])
  return files.flatMap((file, index) => {
    const isTwice = files.slice(0, index).some(before => pathOf(before) === pathOf(file))
    if (!read.has(pathOf(file)) && !isTwice) return []
    const why = isTwice ? 'is named by two flags' : 'is one of the files to merge'
    return [problem('bad-input', `${file} is to be written, but ${why}.`, 'Give each output its own file.')]
  })
}

function pathOf(file: string): string {
  return file
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/+)+/, '')
    .replace(/\/{2,}/g, '/')
}

function unusable(file: string, read: FileText): readonly Problem[] {
  const found = parseFile(read)
  return 'why' in found ? [problem('bad-input', `${file} cannot be used: ${found.why}.`, found.hint)] : []
}

function problem(code: string, message: string, hint: string): Problem {
  return { code, fault: 'user', message, hint }
}

const NAME_FILES = 'Name the JSON files of the jobs, or the folder that they were downloaded to.'
const NO_FILES = problem('file-not-found', 'merge needs a file or a folder.', NAME_FILES)
const BAD_FORMAT = problem(
  'bad-input',
  'Flag --format of merge must be text, json or markdown.',
  'Omit it for text.'
)
/** A merge without its kind. */
export const UNKNOWN_KIND = problem(
  'bad-input',
  'merge needs the kind of results: audit, results or check.',
  'Write "audit merge FILES", "results merge FILES" or "check merge FILES".'
)

function missing(path: string): Problem {
  return problem('file-not-found', `${path} does not exist.`, NAME_FILES)
}
