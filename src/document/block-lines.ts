/** What a line without content has as its column. */
const NONE = -1

/**
 * BlockLines is a text by its lines. A line's content begins at its first character that is not a space. Lines are
 * numbered from 0; the line after the last one begins at the end of the text.
 */
export class BlockLines {
  readonly text: string
  readonly count: number
  /** The content of each line, as an offset in the text. */
  readonly contents: Int32Array
  /** The column of each line's content, counted from 0; -1 if the line is blank or a comment. */
  readonly columns: Int32Array
  readonly #starts: Int32Array

  constructor(text: string) {
    this.text = text
    this.#starts = startsOf(text)
    this.count = this.#starts.length - 1
    this.contents = new Int32Array(this.count)
    this.columns = new Int32Array(this.count)
    for (let line = 0; line < this.count; line++) {
      const start = this.start(line)
      let content = start
      while (text.charCodeAt(content) === SPACE) content++
      this.contents[line] = content
      this.columns[line] = isSilent(text, content) ? NONE : content - start
    }
  }

  start(line: number): number {
    return this.#starts[line] as number
  }

  content(line: number): number {
    return this.contents[line] as number
  }

  column(line: number): number {
    return this.columns[line] as number
  }

  /** The end of a line, without its line break. */
  end(line: number): number {
    const end = this.start(line + 1)
    if (this.text.charCodeAt(end - 1) !== LINE_FEED || end === this.start(line)) return end
    return this.text.charCodeAt(end - 2) === RETURN && end - 2 >= this.start(line) ? end - 2 : end - 1
  }

  textOf(line: number): string {
    return this.text.slice(this.start(line), this.end(line))
  }

  /** Changes where the content of a line begins. */
  move(line: number, { content, column }: { readonly content: number; readonly column: number }): void {
    this.contents[line] = content
    this.columns[line] = column
  }

  /** Whether there is a dash of a list at an offset. */
  isDash(offset: number): boolean {
    return this.text.charCodeAt(offset) === DASH && isGap(this.text.charCodeAt(offset + 1))
  }

  /** Whether a line continues an entry in whose column it is: a closing bracket, or the colon of a complex name. */
  continues(line: number): boolean {
    const content = this.content(line)
    const code = this.text.charCodeAt(content)
    return code === BRACKET || code === BRACE || (code === COLON && isGap(this.text.charCodeAt(content + 1)))
  }

  /** The number of spaces before the content of a line. */
  indent(line: number): number {
    return this.content(line) - this.start(line)
  }

  /** Whether a document begins or ends on a line. */
  isMark(line: number): boolean {
    const start = this.start(line)
    const isOne = this.text.startsWith('---', start) || this.text.startsWith('...', start)
    return isOne && isGap(this.text.charCodeAt(start + 3))
  }

  /** Whether there is only white space on a line. */
  isBlank(line: number): boolean {
    return this.column(line) === NONE && this.text.charCodeAt(this.content(line)) !== HASH
  }

  /** The first line with content, or `to`. */
  nextContent(from: number, to: number): number {
    let line = from
    while (line < to && this.columns[line] === NONE) line++
    return line
  }
}

/** The first of some lines, and the one after the last. */
export type BlockRange = { readonly line: number; readonly to: number }

/** contentOf returns the lines of a document without the marks around it. */
export function contentOf(lines: BlockLines): BlockRange {
  const begin = lines.nextContent(0, lines.count)
  const isMark = begin < lines.count && /^---(?: +(?:#.*)?)?$/.test(lines.textOf(begin))
  const line = isMark ? lines.nextContent(begin + 1, lines.count) : begin
  let to = lines.count
  while (to > line && lines.column(to - 1) < 0) to--
  const isEnded = to > line && /^\.\.\.[ ]*$/.test(lines.textOf(to - 1))
  return { line, to: isEnded ? to - 1 : lines.count }
}

/**
 * entriesOfBlock returns the lines on which the entries of a block begin: those of its column. A line in it that only
 * continues an entry begins with a dash (a list under a name in its own column), a closing bracket, or the colon of a
 * complex name. Undefined if a line does not belong to the block.
 */
export function entriesOfBlock(
  lines: BlockLines,
  { line: first, to }: BlockRange,
  isList: boolean
): readonly number[] | undefined {
  const column = lines.column(first)
  const found: number[] = []
  for (let line = first; line < to; line++) {
    const own = lines.column(line)
    if (own < 0 || own > column) continue
    if (own < column || (column === 0 && lines.isMark(line))) return undefined
    const isDash = lines.isDash(lines.content(line))
    if (isDash === isList && !lines.continues(line)) found.push(line)
    else if (isList && !lines.continues(line)) return undefined
  }
  return found
}

/** endOfEntry returns where a text of one line ends: below the comments that are indented more than its entry. */
export function endOfEntry(lines: BlockLines, { line, to }: BlockRange): number {
  let end = line + 1
  for (let one = line + 1; one < to; one++) {
    if (lines.isBlank(one)) continue
    if (lines.indent(one) <= lines.column(line)) break
    end = one + 1
  }
  return lines.start(end)
}

/**
 * endWithComments returns where a block ends whose last entry ends at an offset. To the YAML package, the comments
 * below it are a part of it if one is indented as much as its entries.
 */
export function endWithComments(
  lines: BlockLines,
  { line: first, to, end }: BlockRange & { readonly end: number }
): number {
  const column = lines.column(first)
  if (column === 0) return end
  for (let line = to - 1; lines.column(line) < 0 && lines.start(line) >= end; line--) {
    if (lines.isBlank(line) || lines.indent(line) < column) continue
    return to < lines.count ? lines.content(to) : lines.text.length
  }
  return end
}

const SPACE = 32
const LINE_FEED = 10
const RETURN = 13
const HASH = 35
const DASH = 45
const COLON = 58
const BRACKET = 93
const BRACE = 125
const TAB = 9

/** Whether a character ends a token: white space, or (NaN) the end of the text. */
function isGap(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === RETURN || code === TAB || Number.isNaN(code)
}

function startsOf(text: string): Int32Array {
  const starts: number[] = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  if (starts.at(-1) !== text.length) starts.push(text.length)
  return Int32Array.from(starts)
}

/** Whether there is only white space, or a comment, from an offset to the end of its line. */
function isSilent(text: string, offset: number): boolean {
  let at = offset
  while (text.charCodeAt(at) === TAB || text.charCodeAt(at) === SPACE) at++
  const code = text.charCodeAt(at)
  return code === LINE_FEED || code === RETURN || Number.isNaN(code) || (code === HASH && at === offset)
}
