import picomatch from 'picomatch'
import type { Finding } from '../../detector/finding.ts'
import type { AllowComment, Exception } from './exception.ts'
import type { EntryLines } from './weigh.ts'

/**
 * ExceptionIndex finds the exceptions that cover a finding without checking all of them: a baseline has one entry per
 * finding, which can be thousands. It remembers which exceptions have been used.
 */
export class ExceptionIndex {
  private readonly groups = new Map<string, Group>()
  private readonly order = new Map<Exception, number>()
  private readonly used = new Set<readonly Exception[]>()

  constructor(exceptions: readonly Exception[]) {
    for (const [index, exception] of exceptions.entries()) {
      this.order.set(exception, index)
      const { variable = '', rule, container, file } = exception
      const key = keyOf(variable, rule, container)
      const group: Group = this.groups.get(key) ?? { byFile: new Map(), patterns: [], byPattern: new Map() }
      this.groups.set(key, group)
      if (isGlob(file)) group.patterns.push(exception)
      else listAt(group.byFile, file).push(exception)
    }
  }

  /** The first exception that covers a finding; all that do are marked as `used`. */
  covering({ name, rule, container, file }: Finding): Exception | undefined {
    const keys = [
      keyOf(name, rule, undefined),
      ...(container === undefined ? [] : [keyOf(name, rule, container)])
    ]
    const lists = keys.flatMap(key => {
      const group = this.groups.get(key)
      return group === undefined ? [] : [group.byFile.get(file) ?? [], patternsFor(group, file)]
    })
    for (const list of lists) this.used.add(list)
    const firsts = lists.flatMap(list => list.slice(0, 1))
    return firsts.sort((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0))[0]
  }

  /** All exceptions that have covered a finding. */
  whatCovered(): ReadonlySet<Exception> {
    return new Set([...this.used].flat())
  }
}

/** The exceptions for one variable, rule and container, in order. */
type Group = {
  readonly byFile: Map<string, Exception[]>
  readonly patterns: Exception[]
  /** Those of `patterns` that match a file, cached per file. */
  readonly byPattern: Map<string, readonly Exception[]>
}

function patternsFor({ patterns, byPattern }: Group, file: string): readonly Exception[] {
  const known = byPattern.get(file) ?? patterns.filter(exception => matchesPath(exception.file, file))
  byPattern.set(file, known)
  return known
}

function keyOf(variable: string, rule: string, container: string | undefined): string {
  return JSON.stringify([variable, rule, container ?? null])
}

/** CommentIndex does the same for comments: by file and rule, and by the line that each refers to. */
export class CommentIndex {
  private readonly byLine = new Map<string, AllowComment[]>()
  private readonly lines: ReadonlyMap<string, EntryLines>
  private readonly used = new Map<readonly AllowComment[], Map<string, AllowComment>>()

  constructor(comments: readonly AllowComment[], lines: ReadonlyMap<string, EntryLines>) {
    this.lines = lines
    for (const comment of comments) {
      const { file, rule = '', line } = comment
      listAt(this.byLine, lineKey(file, rule, line)).push(comment)
    }
  }

  /**
   * The first comment that allows a finding; all that do are marked as `used`. Each comment is for one entry: of
   * several entries on one line, the first one has the first comment.
   */
  allowing(finding: Finding): AllowComment | undefined {
    const { file, rule, place, pointer } = finding
    const lines = new Set(this.lines.get(file)?.get(pointer))
    if (place !== undefined) lines.add(place.line)
    const lists = [...lines].flatMap(line => {
      const list = this.byLine.get(lineKey(file, rule, line))
      return list === undefined ? [] : [list]
    })
    const entry = entryOf(finding)
    return lists.flatMap(list => this.claimed(list, entry) ?? []).sort((a, b) => startOf(a) - startOf(b))[0]
  }

  /** The comment of a list that is the entry's, or becomes it. */
  private claimed(list: readonly AllowComment[], entry: string): AllowComment | undefined {
    const claims = this.used.get(list) ?? new Map<string, AllowComment>()
    this.used.set(list, claims)
    const comment = claims.get(entry) ?? list[claims.size]
    if (comment) claims.set(entry, comment)
    return comment
  }

  /** All comments that have allowed a finding. */
  whatAllowed(): ReadonlySet<AllowComment> {
    return new Set([...this.used.keys()].flat())
  }
}

/** The entry of a finding: a variable with its name and its value, or a command with its words. */
function entryOf({ pointer, place }: Finding): string {
  if (pointer.startsWith('/lines')) return `${pointer} ${place?.line} ${place?.column}`
  return pointer.replace(/(?:\/(?:name|value|value_?from)|(?<=\/(?:command|entry_?point))\/\d+)$/i, '')
}

function lineKey(file: string, rule: string, line: number): string {
  return `${line} ${rule} ${file}`
}

function startOf({ place }: AllowComment): number {
  return place.line
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

/** isGlob returns whether a pattern is more than a plain path. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern)
}

/** `[` and `(` are parts of names; only `*`, `**` and `?` are special. */
const OPTIONS = { dot: true, nobrace: true, nobracket: true, noextglob: true, nonegate: true } as const

/**
 * matchesPath compares a path with a pattern: `*` and `?` match within one folder or file name, and a segment `**`
 * matches any number of folders.
 */
export function matchesPath(pattern: string, path: string): boolean {
  return isGlob(pattern) ? picomatch.isMatch(path, pattern, OPTIONS) : pattern === path
}

/** Number of letters that make a name with a wildcard specific: `d*` is not, `api*` is. */
const NAMING_LETTERS = 3

/** isWholeRepository returns whether a pattern is unspecific: `**`, `*`, any file with one extension, `d*` and `**`. */
export function isWholeRepository(pattern: string): boolean {
  if (!isGlob(pattern)) return false
  const segments = pattern.replace(/\.[A-Za-z0-9]+$/, '').split('/')
  return !segments.some(segment => {
    const letters = segment.replaceAll(/[*?.]/g, '')
    return isGlob(segment) ? letters.length >= NAMING_LETTERS : letters !== ''
  })
}
