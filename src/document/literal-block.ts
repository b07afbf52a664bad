import type { BlockLines } from './block-lines.ts'
import type { InlineScalar } from './inline-yaml.ts'

/** Where a value begins, and the lines of its entry. */
type LiteralPlace = { readonly line: number; readonly to: number; readonly start: number }

const HEADER = /(?:(![A-Za-z][A-Za-z0-9]*) +)?(\|-?)(?=\r?\n)/y

/**
 * literalBlock reads a literal text (`|`, `|-`) whose indentation its first line shows. `end` is after its last line
 * break. Undefined for anything else, and for what only the YAML package should read: tabs and other white space
 * that could belong to the text or not.
 */
export function literalBlock(lines: BlockLines, { line, to, start }: LiteralPlace): InlineScalar | undefined {
  HEADER.lastIndex = start
  const [whole, name, header] = HEADER.exec(lines.text) ?? []
  if (whole === undefined || header === undefined) return undefined
  const indent = line + 1 < to ? lines.indent(line + 1) : 0
  if (indent <= lines.column(line) || lines.isBlank(line + 1)) return undefined
  const last = lastLine(lines, { line: line + 1, to, indent })
  if (last === undefined) return undefined
  const texts: string[] = []
  for (let one = line + 1; one <= last; one++)
    texts.push(lines.text.slice(Math.min(lines.start(one) + indent, lines.end(one)), lines.end(one)))
  const value = `${texts.join('\n')}${header === '|' ? '\n' : ''}`
  const begin = start + whole.length - header.length
  const tag = name === undefined ? {} : { tag: { name, start, end: start + name.length } }
  return { value, start: begin, end: lines.start(last + 1), ...tag }
}

/** The last line of the text that is not blank; undefined if something is in doubt. */
function lastLine(
  lines: BlockLines,
  { line, to, indent }: { readonly line: number; readonly to: number; readonly indent: number }
): number | undefined {
  let last = line
  let isWide = false
  for (let one = line; one < to; one++) {
    const spaces = lines.indent(one)
    if (lines.isBlank(one)) {
      const length = lines.end(one) - lines.start(one)
      if (spaces < length) return undefined
      isWide ||= length > indent
      continue
    }
    // a comment below the text ends it
    if (spaces < indent && lines.nextContent(one, to) < to) return undefined
    if (spaces < indent) break
    last = one
    isWide = false
  }
  return isWide ? undefined : last
}
