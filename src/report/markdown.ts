import {
  piecesOf,
  plainWords,
  type ReportSection,
  type SectionBlock,
  type SectionText,
  type TextRow
} from './section.ts'
import { plain } from './text.ts'

/** A longer text is shortened: no cell of a table may fill a page. */
const TEXT_LENGTH = 3000
/** The space for the text around a folded or shortened block, in bytes. */
const FRAME_BYTES = 200
const SEPARATOR = '\n\n'

/** Where the section headings of a page are: `##` of a page of its own, `####` of a comment. */
type Level = '##' | '####'

/**
 * sectionsToMarkdown renders sections in at most `room` bytes of UTF-8. What does not fit is counted; no row, item or
 * markup is cut. The texts in the sections are escaped: none of them is markup, a link or a mention.
 */
export function sectionsToMarkdown(
  sections: readonly ReportSection[],
  room: number,
  level: Level = '##'
): string {
  const inner = room - sections.length * SEPARATOR.length
  const fixed = sections.map(one =>
    one.share === undefined ? undefined : sectionWithin(one, one.share * inner, level)
  )
  let rest = inner - fixed.reduce((sum, text = '') => sum + bytesOf(text), 0)
  const texts = sections.map((one, index) => {
    const made = fixed[index] ?? sectionWithin(one, rest, level)
    if (one.share === undefined) rest -= bytesOf(made)
    return made
  })
  return texts.filter(text => text !== '').join(SEPARATOR)
}

function sectionWithin(section: ReportSection, room: number, level: Level): string {
  const { heading, blocks, rest = ' in the log', isFolded } = section
  if (blocks.length === 0) return ''
  const text = isFolded
    ? blocksWithin([{ kind: 'details', title: heading, blocks }], room, rest)
    : blocksWithin(blocks, room - bytesOf(heading) - 8, rest)
  if (isFolded || heading === '' || text === '') return text
  return `${level} ${escapeMarkdown(heading)}${SEPARATOR}${text}`
}

/** Takes blocks as long as they fit; what is left is counted at the end. */
function blocksWithin(blocks: readonly SectionBlock[], room: number, rest: string): string {
  let left = room - FRAME_BYTES
  let omitted = 0
  const texts: string[] = []
  for (const [index, block] of blocks.entries()) {
    // a long table leaves room for what follows it; what cannot fit is not rendered
    const own = index < blocks.length - 1 && block.kind !== 'paragraph' ? left * LONGEST : left
    const text = left < SMALLEST ? '' : blockWithin(block, own, rest)
    const bytes = bytesOf(text) + SEPARATOR.length
    if (text === '' || bytes > left) omitted += 1
    else {
      texts.push(text)
      left -= bytes
    }
  }
  if (omitted > 0 && room > FRAME_BYTES) texts.push(`… and ${omitted} more${rest}.`)
  return texts.join(SEPARATOR)
}

const SMALLEST = 40
/** The fraction of the room that one block may fill if others follow. */
const LONGEST = 0.6

function blockWithin(block: SectionBlock, room: number, rest: string): string {
  switch (block.kind) {
    case 'paragraph':
      return textToMarkdown(block.text)
    case 'list':
      return rowsWithin(
        [],
        block.items.map(item => `- ${textToMarkdown(item)}`),
        { room, rest, more: '- ' }
      )
    case 'table':
      return rowsWithin(tableHead(block.columns), block.rows.map(cellsOf), { room, rest, more: '\n' })
    case 'code':
      return preWithin(block.lines, room)
    case 'steps':
      return rowsWithin(
        [],
        block.steps.map((step, index) => stepWithin(step, index, room / 2)),
        {
          room,
          rest,
          more: ''
        }
      )
    case 'details': {
      const inner = blocksWithin(block.blocks, room - bytesOf(plainWords(block.title)) - FRAME_BYTES, rest)
      if (inner === '') return ''
      const title = textToHtml(block.title)
      // Markdown inside HTML is only interpreted after an empty line
      return `<details${block.isOpen ? ' open' : ''}><summary>${title}</summary>\n\n${inner}\n\n</details>`
    }
  }
}

/** `more` precedes the line that counts the rest. */
function rowsWithin(
  head: readonly string[],
  rows: readonly string[],
  { room, rest, more }: { readonly room: number; readonly rest: string; readonly more: string }
): string {
  const { lines, left } = linesWithin(rows, room - bytesOf(head.join('\n')) - FRAME_BYTES)
  if (lines.length === 0 && head.length > 0 && left > 0) return ''
  const omitted = left === 0 ? [] : [`${more}… and ${left} more${rest}.`]
  return [...head, ...lines, ...omitted].join('\n')
}

function cellsOf(cells: TextRow): string {
  return tableRow(cells.map(textToMarkdown))
}

function stepWithin(
  { text, commands }: { readonly text: string; readonly commands: readonly string[] },
  index: number,
  room: number
): string {
  const said = `${index + 1}. ${escapeMarkdown(clipped(text, TEXT_LENGTH))}`
  if (commands.length === 0) return said
  const { lines, left } = linesWithin(commands.map(escapeCode), room)
  const more = left > 0 ? `\n   … and ${left} more in the log.` : ''
  return `${said}\n   <pre>${lines.join('\n   ')}</pre>${more}`
}

/** The last lines that fit: those of a log show why it ended. Only `</pre>` ends the block, not an empty line. */
function preWithin(lines: readonly string[], room: number): string {
  const last = lines.map(line => escapeCode(clipped(line, LINE_LENGTH))).toReversed()
  const { lines: shown } = linesWithin(last, room - FRAME_BYTES)
  return shown.length === 0 ? '' : `<pre>${shown.toReversed().join('\n')}</pre>`
}

const LINE_LENGTH = 1500

/** textToMarkdown renders a sentence. */
export function textToMarkdown(text: SectionText): string {
  return piecesOf(text)
    .map(piece => {
      if (typeof piece === 'string') return escapeMarkdown(clipped(piece, TEXT_LENGTH))
      if ('code' in piece) return code(clipped(piece.code, TEXT_LENGTH))
      if ('strong' in piece) return `**${escapeMarkdown(clipped(piece.strong, TEXT_LENGTH))}**`
      return 'link' in piece ? `[${textToMarkdown(piece.link)}](${piece.url})` : '<br>'
    })
    .join('')
}

/** In `<summary>`, Markdown is not interpreted. */
function textToHtml(text: SectionText): string {
  return piecesOf(text)
    .map(piece => {
      if (typeof piece === 'string') return escapeHtml(clipped(piece, TEXT_LENGTH))
      if ('code' in piece) return code(clipped(piece.code, TEXT_LENGTH))
      return 'strong' in piece
        ? `<b>${escapeHtml(clipped(piece.strong, TEXT_LENGTH))}</b>`
        : plainWords([piece])
    })
    .join('')
}

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
