import type { Place } from '../errors.ts'
import type { FileOrigin } from './tree.ts'

/** placeWithin returns the place of an origin in the text whose lines start at these offsets, in O(log lines). */
export function placeWithin(starts: readonly number[], { file, start, end }: FileOrigin): Place {
  const from = position(starts, start)
  const to = position(starts, end)
  return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

/** lineStarts returns the offset of each line's first character. A line ends with `\n`, `\r\n` or a single `\r`. */
export function lineStarts(text: string): number[] {
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
