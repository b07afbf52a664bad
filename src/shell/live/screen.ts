import type { Shown } from '../../gate/shown.ts'

/** The properties of a terminal that can be drawn on. */
export type Terminal = {
  readonly columns: number
  readonly rows: number
  /** Writes immediately. */
  readonly write: (text: Shown) => void
  /** Calls back when the size has changed; returns a function that stops this. */
  readonly onResize: (changed: () => void) => () => void
  /** Calls back when the process ends, for any reason; returns a function that stops this. */
  readonly onExit: (ended: () => void) => () => void
}

/** A part of a row: its text with style, and its width in columns. */
export type RowPart = { readonly text: string; readonly width: number }

/** A row of the block. */
export type Row = readonly RowPart[]

/** A terminal that supports this mode shows a frame only when it is complete; others ignore it. */
const BEGIN = '\x1b[?2026h'
const END = '\x1b[?2026l'
const HIDE_CURSOR = '\x1b[?25l'
/** Shows the cursor again. */
export const SHOW_CURSOR = '\x1b[?25h'
const CLEAR_BELOW = '\x1b[J'
const CLEAR_LINE = '\x1b[K'

/**
 * Screen produces the terminal output that keeps a block of rows at the end. A frame is one text that contains only the
 * changed rows, each from its first changed part. Between frames the cursor is on the line below the block, so that
 * other output does not overwrite it.
 */
export class Screen {
  #rows: readonly Row[] = []
  #isHeld = false

  /** frame returns the text that shows the rows, with permanent lines above them; empty if nothing has changed. */
  frame(rows: readonly Row[], above: readonly string[] = []): string {
    const frame = above.length > 0 ? this.#whole(rows, above) : this.#changed(rows)
    this.#rows = rows
    if (frame === '') return ''
    const hide = this.#isHeld ? '' : HIDE_CURSOR
    this.#isHeld = true
    return `${BEGIN}${hide}${frame}${END}`
  }

  /** release returns the text that removes the block and shows the cursor again. */
  release(): string {
    if (!this.#isHeld) return ''
    const text = `${BEGIN}${up(this.#rows.length)}${CLEAR_BELOW}${SHOW_CURSOR}${END}`
    this.#rows = []
    this.#isHeld = false
    return text
  }

  /**
   * resized returns the text that removes the block after the terminal's width has changed. A narrower terminal has
   * wrapped rows into several lines, and all of them are removed.
   */
  resized(columns: number): string {
    if (this.#rows.length === 0) return ''
    const lines = this.#rows.reduce((sum, row) => sum + Math.max(1, Math.ceil(widthOf(row) / columns)), 0)
    this.#rows = []
    return `${BEGIN}${up(lines)}${CLEAR_BELOW}${END}`
  }

  #whole(rows: readonly Row[], above: readonly string[]): string {
    const lines = [...above, ...rows.map(textOf)]
    return `${up(this.#rows.length)}${CLEAR_BELOW}${lines.map(line => `${line}\r\n`).join('')}`
  }

  #changed(rows: readonly Row[]): string {
    const before = this.#rows
    let at = before.length
    let frame = ''
    const moveTo = (row: number) => {
      if (row !== at) frame += row < at ? up(at - row) : `\r\x1b[${row - at}B`
      at = row
    }
    for (const [index, row] of rows.entries()) {
      const rest = restOf(row, before[index])
      if (rest === undefined) continue
      moveTo(index)
      frame += `${rest}\r\n`
      at = index + 1
    }
    if (rows.length < before.length) {
      moveTo(rows.length)
      frame += CLEAR_BELOW
    }
    if (frame !== '') moveTo(rows.length)
    return frame
  }
}

function up(lines: number): string {
  return lines > 0 ? `\r\x1b[${lines}A` : '\r'
}

/** The part of a row that must be rewritten over the previous row; undefined if nothing has changed. */
function restOf(row: Row, before: Row | undefined): string | undefined {
  if (before === undefined) return textOf(row)
  const first = row.findIndex((cell, index) => cell.text !== before[index]?.text)
  if (first < 0 && row.length === before.length) return undefined
  const same = first < 0 ? row.length : first
  const column = widthOf(row.slice(0, same))
  // Clearing comes first: after a row that fills the last column, some terminals would clear that column.
  const clear = widthOf(row) < widthOf(before) ? CLEAR_LINE : ''
  return `${column > 0 ? `\r\x1b[${column}C` : ''}${clear}${textOf(row.slice(same))}`
}

function textOf(row: Row): string {
  return row.map(({ text }) => text).join('')
}

function widthOf(row: Row): number {
  return row.reduce((sum, { width }) => sum + width, 0)
}
