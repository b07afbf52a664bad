import type { Problem } from '../errors.ts'
import { isObject, type JsonObject, objectsIn } from '../json.ts'
import { present } from '../present.ts'
import { checkForm, checkGap, listGap, openGap } from './check-gap.ts'
import { HINT_FOR_INCOMPLETE, type Incomplete, noResult } from './incomplete.ts'
import { type FileText, parseFile, stringIn, stringsIn } from './read-run.ts'

/** `none`: the check found no task definition. `unknown`: it failed, never ran, or could not check everything. */
export type RepositoryVerdict = 'findings' | 'unknown' | 'none' | 'clean'

/** One finding, with the name of the variable or field that contains the value, but never the value. */
export type FoundInFile = {
  readonly rule: string
  readonly level: string
  readonly file: string
  readonly line?: number
  readonly name: string
  readonly fingerprint: string
}

/** The check of one repository. */
export type RepositoryCheck = {
  /** `OWNER/NAME`. */
  readonly repository: string
  readonly verdict: RepositoryVerdict
  /** Why the verdict is `unknown`. */
  readonly why?: string
  /** What to do about `why`. */
  readonly hint?: string
  readonly files: number
  readonly errors: number
  readonly warnings: number
  readonly findings: readonly FoundInFile[]
}

/** The checks of many repositories, combined. Form 1 of `check merge --format json`; never contains a value. */
export type MergedChecks = {
  readonly version: 1
  readonly kind: 'organization-check'
  /** ISO 8601. */
  readonly at: string
  readonly verdict: RepositoryVerdict
  readonly repositories: readonly RepositoryCheck[]
}

const WORST_FIRST: readonly RepositoryVerdict[] = ['findings', 'unknown', 'clean', 'none']

/** A file with the result of a job, and its text. */
export type CheckFile = { readonly file: string; readonly read: FileText }

const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/

/**
 * mergeChecks combines the checks of single repositories. An expected repository without a result is `unknown`. Pure.
 */
export function mergeChecks(
  files: Iterable<CheckFile>,
  expected: readonly string[],
  now: number
): MergedChecks {
  const found = new Map<string, SeenCheck>()
  for (const file of files) {
    const one = readCheckFile(file)
    const other = found.get(one.repository.toLowerCase())
    found.set(one.repository.toLowerCase(), other === undefined ? one : joined(other, one))
  }
  for (const repository of expected)
    if (!found.has(repository.toLowerCase()))
      found.set(repository.toLowerCase(), unknown(repository, noResult('check')))
  const repositories = [...found.values()].map(repositoryCheck).toSorted(worstFirst)
  return {
    version: 1,
    kind: 'organization-check',
    at: new Date(now).toISOString(),
    verdict: repositories[0]?.verdict ?? 'unknown',
    repositories
  }
}

/** The check of a repository while more results of it can follow. */
type SeenCheck = Pick<RepositoryCheck, 'repository' | 'verdict' | 'findings'> & {
  readonly gap?: Incomplete
  readonly files: ReadonlySet<string>
}

function readCheckFile({ file, read }: CheckFile): SeenCheck {
  const repository = repositoryOfFile(file)
  const found = parseFile(read)
  if ('why' in found) return unknown(repository, found)
  const document = found.parsed
  const bad = checkForm(document)
  if (bad !== undefined) return unknown(repository, bad)
  const findings = objectsIn(document['findings']).map(foundIn)
  const errors = findings.filter(({ level }) => level === 'error').length
  const files = new Set(stringsIn(document['files']))
  return { repository, ...verdictOf(document, errors, findings.length), files, findings }
}

function verdictOf(
  document: JsonObject,
  errors: number,
  findings: number
): Pick<SeenCheck, 'verdict' | 'gap'> {
  const { exitCode, problems, verdict } = document
  const all = objectsIn(problems)
  const cut = listGap(document)
  const isNone = findings === 0 && all.length > 0 && all.every(({ code }) => code === 'no-task-definitions')
  const gap = cut ?? (isNone ? openGap(document) : checkGap(document))
  if (isNone && gap === undefined) return { verdict: 'none' }
  // Findings have precedence. Any other verdict becomes `unknown` if something could not be checked.
  if (errors > 0) return { verdict: 'findings', ...present({ gap }) }
  if (gap !== undefined) return { verdict: 'unknown', gap }
  if (exitCode === 0) return { verdict: 'clean' }
  if (findings === 0) return { verdict: 'unknown', gap: NO_FINDING }
  const why = stringIn(verdict)
  return { verdict: 'findings', ...present({ gap: why === undefined ? undefined : { why, hint: STRICTER } }) }
}

const NO_FINDING: Incomplete = {
  why: 'its check ended with exit code 1, but lists no finding',
  hint: HINT_FOR_INCOMPLETE
}

const STRICTER = 'Mend what is found, or set its input fail-on to error.'

const LEVELS: readonly string[] = ['error', 'warning', 'notice']

function foundIn(one: JsonObject): FoundInFile {
  const { line } = one
  return {
    rule: stringIn(one['rule']) ?? 'unknown',
    // a level of another release could be a worse one
    level: LEVELS.find(level => level === one['level']) ?? 'error',
    file: stringIn(one['file']) ?? '',
    name: stringIn(one['name']) ?? stringIn(one['pointer']) ?? '',
    fingerprint: stringIn(one['fingerprint']) ?? '',
    ...(typeof line === 'number' ? { line } : {})
  }
}

function unknown(repository: string, gap: Incomplete): SeenCheck {
  return { repository, verdict: 'unknown', gap, files: new Set(), findings: [] }
}

/**
 * Two checks of one repository, of different files or rerun. The findings of both count, each file and finding once.
 */
function joined(a: SeenCheck, b: SeenCheck): SeenCheck {
  const worse = WORST_FIRST.indexOf(a.verdict) <= WORST_FIRST.indexOf(b.verdict) ? a : b
  const findings = new Map<string, FoundInFile>()
  for (const one of [...a.findings, ...b.findings]) {
    const { fingerprint, file, line, rule, name } = one
    const key = JSON.stringify([fingerprint, file, line, rule, name])
    const known = findings.get(key)
    if (known === undefined || one.level === 'error') findings.set(key, one)
  }
  return {
    ...worse,
    ...present({ gap: a.gap ?? b.gap }),
    files: new Set([...a.files, ...b.files]),
    findings: [...findings.values()]
  }
}

function repositoryCheck({ files, findings, gap, ...one }: SeenCheck): RepositoryCheck {
  const errors = findings.filter(({ level }) => level === 'error').length
  return { ...one, ...gap, files: files.size, errors, warnings: findings.length - errors, findings }
}

function worstFirst(a: RepositoryCheck, b: RepositoryCheck): number {
  return (
    WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict) ||
    b.errors - a.errors ||
    (a.repository < b.repository ? -1 : 1)
  )
}

/**
 * readRepositories reads the repositories that must have a result: lines `OWNER/NAME`, or a JSON array of such texts or
 * of objects with `full_name`, as GitHub's API returns them.
 */
export function readRepositories(
  file: string,
  text: string
): { readonly repositories: readonly string[]; readonly problems: readonly Problem[] } {
  const entries = entriesOf(text)
  const read = entries?.map(nameOfEntry)
  const bad = read?.flatMap((name, index) => (name === undefined ? [index + 1] : []))
  const what =
    bad === undefined ? 'it is neither JSON nor lines' : `not valid: entry ${bad.slice(0, 5).join(', ')}`
  const problems = bad?.length === 0 ? [] : [badRepositories(file, what)]
  return { repositories: [...new Set(read?.flatMap(name => name ?? []))], problems }
}

/**
 * repositoryOfFile returns the repository that a file is named after: `checks/OWNER/NAME.json`, or otherwise the file's
 * name.
 */
function repositoryOfFile(file: string): string {
  const parts = file.replace(/\.json$/i, '').split(/[/\\]/)
  const name = parts.slice(-2).join('/')
  return REPOSITORY.test(name) ? name : (parts.at(-1) ?? file)
}

function entriesOf(text: string): readonly unknown[] | undefined {
  if (!/^\s*[[{]/.test(text)) {
    const lines = text.split('\n').map(line => line.trim())
    return lines.filter(line => line !== '')
  }
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function nameOfEntry(entry: unknown): string | undefined {
  if (typeof entry === 'string') return REPOSITORY.test(entry) ? entry : undefined
  return isObject(entry) ? nameOfEntry(entry['full_name']) : undefined
}

function badRepositories(file: string, what: string): Problem {
  return {
    code: 'bad-repositories',
    fault: 'user',
    message: `${file} does not list repositories: ${what}.`,
    hint: 'Write lines OWNER/NAME, or a JSON array of them, for example by: gh api --paginate orgs/OWNER/repos --jq ".[].full_name".'
  }
}
