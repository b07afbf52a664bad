import { linesWithin, plain } from './text.ts'

/**
 * GitHub looks for mentions, issues and addresses in the page that was made of the Markdown, where no escape is left. A character without
 * width keeps their beginning apart from what follows; in `<code>` it looks for none.
 */
const APART = '&#8203;'

/** escapeMarkdown makes a text safe inside Markdown, also in a table cell: nothing in it is markup, HTML, a link or a mention. */
export function escapeMarkdown(text: string): string {
  return (
    plain(text)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(/[\\`*_[\]|~#]/g, character => `\\${character}`)
      // at the beginning of an item these would begin another one
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
 * escapeHtml makes a text safe in HTML that stands inside Markdown: entities only, since a backslash is no escape where
 * Markdown is not read, such as in `<summary>`.
 */
export function escapeHtml(text: string): string {
  return escapeCode(text)
    .replace(/&#(?:64|35);|\bwww(?=\.)/gi, start => `${start}${APART}`)
    .replace(/\b(https?&#58;)(?=\/\/)/gi, `$1${APART}`)
}

/** escapeCode is escapeHtml for what stands within `<code>` or `<pre>`, where it stays what it is, to be copied. */
export function escapeCode(text: string): string {
  return plain(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~@:#]/g, character => `&#${character.charCodeAt(0)};`)
}

/** code shows a text in code style, also in a table cell. HTML, since a backtick inside backticks can't be escaped. */
export function code(text: string): string {
  return `<code>${escapeCode(text)}</code>`
}

/** tableHead gives the two lines above a table's rows. A column without a title is `''`. */
export function tableHead(columns: readonly string[]): readonly string[] {
  const titles = columns.map(title => (title === '' ? '|' : `${title} |`))
  return [`| ${titles.join(' ')}`, `|${' --- |'.repeat(columns.length)}`]
}

/** tableRow gives one row of a table, of cells that are Markdown already, without a line end in them. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Room for a heading and for the sentence that counts the rest, in bytes. */
export const FRAME_BYTES = 100

/** listWithin is a section of items with its title, in at most `room` bytes; what does not fit is counted. Empty without items. */
export function listWithin(title: string, items: readonly string[], room: number): string {
  if (items.length === 0) return ''
  const { lines, left } = linesWithin(items, room - FRAME_BYTES)
  return [title, '', ...lines, ...(left > 0 ? [`- … and ${left} more in the log.`] : [])].join('\n')
}
