import { widthOf } from '../../../src/shell/live/text-width.ts'

/** The content of a terminal, and how much was written to it. */
export type Emulator = {
  write(text: string): void
  /** The rows of the screen, without trailing spaces, up to the last non-empty row. */
  screen(): readonly string[]
  /** All rows, starting with those that have scrolled away. */
  all(): readonly string[]
  resize(columns: number, rows: number): void
  readonly columns: number
  readonly rows: number
  readonly isCursorShown: boolean
  /** Frames in a synchronized update: the bytes and the lines of each. */
  readonly frames: readonly { readonly bytes: number; readonly lines: number }[]
}

// The part of a terminal that the live view needs (ECMA-48): printed characters, CR, LF, CUU (A), CUD (B), CUF (C), ED
// 0 (J), EL 0 (K), SGR (m), DECTCEM (?25h, ?25l) and synchronized updates (?2026h, ?2026l). A character after the last
// column goes to the next line (deferred wrap), LF at the bottom scrolls, and a narrower terminal rewraps its lines, as
// tmux, VTE and iTerm do. Throws for anything else.
const ESC = String.fromCharCode(27)
const TOKEN = new RegExp(`${ESC}\\[(\\??)([\\d;]*)([A-Za-z])|\\r|\\n|[^${ESC}\\r\\n]+|[\\s\\S]`, 'g')
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' })

export function makeEmulator(columns: number, rows: number): Emulator {
  let [width, height] = [columns, rows]
  let lines: string[][] = [[]]
  let [row, column] = [0, 0]
  let isCursorShown = true
  let frame: { bytes: number; lines: number } | undefined
  const frames: { bytes: number; lines: number }[] = []
  const top = () => Math.max(0, lines.length - height)
  const lineAt = (index: number) => {
    while (lines.length <= index) lines.push([])
    return lines[index] as string[]
  }
  const print = (text: string) => {
    for (const { segment } of SEGMENTER.segment(text)) {
      const wide = widthOf(segment)
      if (column + wide > width) {
        row += 1
        column = 0
      }
      const line = lineAt(row)
      while (line.length < column) line.push(' ')
      line[column] = segment
      if (wide === 2) line[column + 1] = ''
      column += wide
    }
  }
  const control = (isPrivate: boolean, given: string, final: string) => {
    const count = Number(given === '' ? '1' : given)
    const name = `${isPrivate ? '?' : ''}${isPrivate ? given : ''}${final}`
    // after the last column, the cursor is still in it
    const at = Math.min(column, width - 1)
    switch (name) {
      case 'A':
        row = Math.max(top(), row - count)
        return
      case 'B':
        row = Math.min(top() + height - 1, row + count)
        lineAt(row)
        return
      case 'C':
        column = Math.min(width - 1, at + count)
        return
      case 'J':
        lines = lines.slice(0, row + 1)
        lineAt(row).splice(at)
        return
      case 'K':
        lineAt(row).splice(at)
        return
      case 'm':
        return
      case '?25l':
      case '?25h':
        isCursorShown = final === 'h'
        return
      case '?2026h':
        frame = { bytes: 0, lines: 0 }
        return
      case '?2026l':
        if (frame) frames.push(frame)
        frame = undefined
        return
      default:
        throw new Error(`a sequence that no terminal of the tests knows: ${JSON.stringify(name)}`)
    }
  }
  return {
    write: text => {
      for (const [token, mark = '', given = '', final] of text.matchAll(TOKEN)) {
        if (frame) frame.bytes += Buffer.byteLength(token)
        if (final !== undefined) control(mark === '?', given, final)
        else if (token === '\r') column = 0
        else if (token === '\n') {
          row += 1
          lineAt(row)
          if (frame) frame.lines += 1
        } else if (/\p{Cc}/u.test(token)) throw new Error(`a control character: ${JSON.stringify(token)}`)
        else print(token)
      }
    },
    screen: () => trimmed(lines.slice(top())),
    all: () => trimmed(lines),
    resize: (columns_, rows_) => {
      const before = lines.slice(0, row).flatMap(line => broken(line, columns_))
      const after = lines.slice(row).flatMap(line => broken(line, columns_))
      lines = [...before, ...after]
      row = before.length
      column = Math.min(column, columns_ - 1)
      width = columns_
      height = rows_
    },
    get columns() {
      return width
    },
    get rows() {
      return height
    },
    get isCursorShown() {
      return isCursorShown
    },
    get frames() {
      return frames
    }
  }
}

/** A line that is too long after the terminal became narrower. */
function broken(line: string[], width: number): string[][] {
  const parts: string[][] = []
  for (let from = 0; from < line.length; from += width) parts.push(line.slice(from, from + width))
  return parts.length === 0 ? [[]] : parts
}

function trimmed(lines: readonly (readonly string[])[]): readonly string[] {
  const texts = lines.map(line =>
    line
      .map(one => one ?? ' ')
      .join('')
      .trimEnd()
  )
  const last = texts.findLastIndex(text => text !== '')
  return texts.slice(0, last + 1)
}
