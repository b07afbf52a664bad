import type { Finding } from '../../src/detector/rule.ts'

const BLANK = '•••'

/**
 * blankedLines returns the lines of a text with the values at its findings blanked. A multi-line value becomes one
 * blank on its first line.
 */
export function blankedLines(text: string, findings: readonly Pick<Finding, 'place'>[]): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/)
  const spans = findings.flatMap(({ place }) => (place === undefined ? [] : [place]))
  // From the end, so that earlier positions stay valid.
  for (const { line, column, endLine, endColumn } of [...spans].sort(
    (a, b) => b.line - a.line || b.column - a.column
  )) {
    const [first, last] = [lines[line - 1], lines[endLine - 1]]
    if (first === undefined || last === undefined) continue
    const after = endLine === line ? first.slice(endColumn - 1) : last.slice(endColumn - 1)
    lines[line - 1] = `${first.slice(0, column - 1)}${BLANK}${after}`
    for (let inside = line; inside < endLine; inside++) lines[inside] = ''
  }
  return lines
}
