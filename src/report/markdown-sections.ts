import {
  bytesOf,
  clipped,
  code as codeMarkup,
  escapeCode,
  escapeHtml,
  escapeMarkdown,
  linesWithin,
  tableHead,
  tableRow
} from './markdown.ts'
import {
  piecesOf,
  plainWords,
  type ReportSection,
  type SectionBlock,
  type SectionText,
  type TextRow
} from './section.ts'

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
      if ('code' in piece) return codeMarkup(clipped(piece.code, TEXT_LENGTH))
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
      if ('code' in piece) return codeMarkup(clipped(piece.code, TEXT_LENGTH))
      return 'strong' in piece
        ? `<b>${escapeHtml(clipped(piece.strong, TEXT_LENGTH))}</b>`
        : plainWords([piece])
    })
    .join('')
}
