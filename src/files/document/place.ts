import type { Place, Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { FileOrigin, Origin, SourceDocument } from './tree.ts'

/** Returns the place of an origin; undefined for a node that came from an input. */
export type PlaceFinder = (origin: Origin) => Place | undefined

/** placeFinder indexes a document's lines once and returns a function that finds places in it in O(log lines). */
export function placeFinder(document: Pick<SourceDocument, 'file' | 'text'>): PlaceFinder {
  let starts: readonly number[] | undefined
  return origin => {
    if (origin.kind !== 'file' || origin.file !== document.file) return undefined
    starts ??= lineStarts(document.text)
    return placeWithin(starts, origin)
  }
}

/** placesIn returns a function that finds places in any of several documents. */
export function placesIn(documents: readonly Pick<SourceDocument, 'file' | 'text'>[]): PlaceFinder {
  const finders = new Map(documents.map(one => [one.file, placeFinder(one)]))
  return origin => (origin.kind === 'file' ? finders.get(origin.file)?.(origin) : undefined)
}

/** placeWithin returns the place of an origin in the text whose lines start at these offsets, in O(log lines). */
function placeWithin(starts: readonly number[], { file, start, end }: FileOrigin): Place {
  const from = position(starts, start)
  const to = position(starts, end)
  return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

/** lineStarts returns the offset of each line's first character. A line ends with `\n`, `\r\n` or a single `\r`. */
function lineStarts(text: string): number[] {
  const starts = [0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
  }
  return starts
}

function position(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 }
}

/**
 * `message` is what was expected, without place (that is a field of its own) and without quoting the file; start and
 * end are offsets.
 */
export type SyntaxDetails = {
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly start: number
  readonly end: number
}

/** Collects what is wrong in a file. */
export type SyntaxReporter = {
  readonly problems: readonly Problem[]
  report(details: SyntaxDetails): void
  /** `first` is the offset at which the key was first written. */
  reportRepeatedKey(first: number, again: Pick<SyntaxDetails, 'start' | 'end'>): void
}

/** syntaxReporter makes a reporter for one file, or for the part of a file in which `find` finds places. */
export function syntaxReporter(file: string, find: PlaceFinder, language: 'JSON' | 'YAML'): SyntaxReporter {
  const problems: Problem[] = []
  const placeOf = (start: number, end: number) => find({ kind: 'file', file, pointer: '', start, end })
  function report({ code, message, hint, start, end }: SyntaxDetails): void {
    const place = placeOf(start, Math.max(start, end))
    problems.push({
      code,
      fault: 'user',
      message: sentence(code, message, language),
      ...present({ hint, place })
    })
  }
  function reportRepeatedKey(first: number, { start, end }: Pick<SyntaxDetails, 'start' | 'end'>): void {
    const lines = `line ${placeOf(first, first)?.line} and again in line ${placeOf(start, end)?.line}`
    const [within, hint] = language === 'JSON' ? ['object', 'Remove one of the two.'] : ['mapping']
    const message = `this key is in ${lines} of the same ${within}.`
    report({ code: 'repeated-key', message, start, end, ...present({ hint }) })
  }
  return { problems, report, reportRepeatedKey }
}

/** Problems that make a file something else than JSON or YAML; the others need no explanation. */
const VIOLATIONS = ['invalid-json', 'invalid-yaml', 'trailing-comma', 'unquoted-placeholder']

function sentence(code: string, message: string, language: string): string {
  if (VIOLATIONS.includes(code)) return `Not valid ${language}: ${message}`
  return message.charAt(0).toUpperCase() + message.slice(1)
}
