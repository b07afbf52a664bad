import { plain } from './text.ts'

/**
 * GitHub detects mentions, issues and addresses in the rendered page, in which no escapes are left. A zero-width
 * character separates their first character from the rest. In `<code>` GitHub does not look for them.
 */
const APART = '&#8203;'

/**
 * escapeMarkdown makes a text safe in Markdown, including table cells: nothing in it is markup, HTML, a link or a
 * mention.
 */
export function escapeMarkdown(text: string): string {
  return (
    plain(text)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(/[\\`*_[\]|~#]/g, character => `\\${character}`)
      // at the start of an item these characters would start a nested item
      .replace(/^(\s*)([+-])(?=\s|$)/, '$1\\$2')
      .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
      .replace(/\\#(?=\d)/g, `\\#${APART}`)
      .replace(/\bGH-(?=\d)/gi, start => `${start}${APART}`)
      .replaceAll('@', `&#64;${APART}`)
      .replace(/\b(https?):\/\//gi, `$1&#58;${APART}//`)
      .replace(/\bwww\./gi, start => start.replace('.', `${APART}.`))
  )
}

/**
 * escapeHtml makes a text safe in HTML within Markdown. It uses entities only, because a backslash is not an escape
 * where Markdown is not interpreted, such as in `<summary>`.
 */
export function escapeHtml(text: string): string {
  return escapeCode(text)
    .replace(/&#(?:64|35);|\bwww(?=\.)/gi, start => `${start}${APART}`)
    .replace(/\b(https?&#58;)(?=\/\/)/gi, `$1${APART}`)
}

/** escapeCode is escapeHtml for text within `<code>` or `<pre>`, which must stay unchanged when copied. */
export function escapeCode(text: string): string {
  return plain(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~@:#]/g, character => `&#${character.charCodeAt(0)};`)
}

/**
 * code renders a text in code style, also in a table cell. It uses HTML, because a backtick within backticks cannot be
 * escaped.
 */
export function code(text: string): string {
  return `<code>${escapeCode(text)}</code>`
}

/** tableHead returns the two header lines of a table. `''` is a column without a title. */
export function tableHead(columns: readonly string[]): readonly string[] {
  const titles = columns.map(title => (title === '' ? '|' : `${title} |`))
  return [`| ${titles.join(' ')}`, `|${' --- |'.repeat(columns.length)}`]
}

/** tableRow returns one table row. Its cells are Markdown without line ends. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** bytesOf returns the length as GitHub counts it: a step summary is limited in bytes of UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

/** The lines that fit, the number of lines that do not, and the remaining room in bytes. */
export type Fitted = {
  readonly lines: readonly string[]
  readonly left: number
  readonly room: number
}

/**
 * linesWithin takes lines from the start until one does not fit, counting line ends. A line is a whole row or item, so
 * that markup is never cut.
 */
export function linesWithin(lines: readonly string[], room: number): Fitted {
  let rest = room
  let taken = 0
  for (const line of lines) {
    const bytes = bytesOf(line) + 1
    if (bytes > rest) break
    rest -= bytes
    taken += 1
  }
  return { lines: lines.slice(0, taken), left: lines.length - taken, room: rest }
}

/** clipped shortens a text of unknown length before it is escaped. */
export function clipped(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters).toWellFormed()} …`
}
