import type { Place } from '../errors.ts'
import type { Origin, SourceDocument } from './tree.ts'

/** Returns the place of an origin; undefined for a node that came from an input. */
export type PlaceFinder = (origin: Origin) => Place | undefined

/** placeFinder indexes a document's lines once and returns a function that finds places in it in O(log lines). */
export function placeFinder(document: Pick<SourceDocument, 'file' | 'text'>): PlaceFinder {
  let starts: number[] | undefined
  return origin => {
    if (origin.kind !== 'file' || origin.file !== document.file) return undefined
    starts ??= lineStarts(document.text)
    const from = position(starts, origin.start)
    const to = position(starts, origin.end)
    return {
      file: document.file,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column
    }
  }
}

/**
 * lineStarts returns the offset of each line's first character;
 * , \r
 *  and a single \r all end a line.
 */
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
