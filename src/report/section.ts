import { andMore } from '../list.ts'
import { plain } from './text.ts'

/**
 * A part of a sentence. A string is plain text; every renderer escapes it. `break` is a line end. The address of a
 * link is written unchanged: only functions of links.ts create them.
 */
export type SentencePart =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly link: SectionText; readonly url: string }
  | { readonly break: true }

/** A sentence: a plain text, or pieces of different kinds. */
export type SectionText = string | readonly SentencePart[]

/** The cells of one row of a table. */
export type TextRow = readonly SectionText[]

/** A part of a section. */
export type SectionBlock =
  | { readonly kind: 'paragraph'; readonly text: SectionText }
  | { readonly kind: 'list'; readonly items: readonly SectionText[] }
  /** `''` is a column without a title. */
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly TextRow[] }
  /** Preformatted lines, such as a log. */
  | { readonly kind: 'code'; readonly title: string; readonly lines: readonly string[] }
  /** Numbered steps, each with commands to copy. */
  | {
      readonly kind: 'steps'
      readonly steps: readonly { readonly text: string; readonly commands: readonly string[] }[]
    }
  | {
      readonly kind: 'details'
      readonly title: SectionText
      readonly blocks: readonly SectionBlock[]
      readonly isOpen?: boolean
      /** What a log shows of it instead of all: its title, or nothing, as the same text is elsewhere there. */
      readonly inLog?: 'title' | 'nothing'
    }

/**
 * A section of a report, made once from the result of a mode and shown by every renderer. Without blocks it is not
 * shown. `share`: the fraction of a limited page that it may fill; without one, it gets what the others leave.
 */
export type ReportSection = {
  /** The anchor on the HTML page. */
  readonly id: string
  /** Empty for a section without a heading. */
  readonly heading: string
  readonly blocks: readonly SectionBlock[]
  readonly share?: number
  /** Where a reader finds what did not fit, after "… and 3 more"; by default ` in the log`. */
  readonly rest?: string
  /** The whole section is folded. */
  readonly isFolded?: boolean
}

/** A line end in a cell. */
export const BREAK: SentencePart = { break: true }
/** A space at which no line ends, for a sign and what it stands for: a narrow column would part them. */
export const NO_BREAK = '\u00a0'

/** codePiece is a text in code style. */
export const codePiece = (text: string): SentencePart => ({ code: text })

/** strongPiece is an emphasized text. */
export const strongPiece = (text: string): SentencePart => ({ strong: text })

/** paragraphBlock is a block of one sentence; nothing for an empty one. */
export function paragraphBlock(text: SectionText): readonly SectionBlock[] {
  return text.length === 0 ? [] : [{ kind: 'paragraph', text }]
}

/** tableBlock is a block of rows; nothing without rows. */
export function tableBlock(columns: readonly string[], rows: readonly TextRow[]): readonly SectionBlock[] {
  return rows.length === 0 ? [] : [{ kind: 'table', columns, rows }]
}

/** listBlock is a block of items; nothing without items. */
export function listBlock(items: readonly SectionText[]): readonly SectionBlock[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}

/** detailsBlock folds blocks below a title; nothing without blocks. */
export function detailsBlock(
  title: SectionText,
  blocks: readonly SectionBlock[],
  isOpen = false
): readonly SectionBlock[] {
  return blocks.length === 0 ? [] : [{ kind: 'details', title, blocks, isOpen }]
}

/** joinedTexts puts a separator between texts. */
export function joinedTexts(texts: readonly SectionText[], separator: SentencePart): readonly SentencePart[] {
  return texts.flatMap((text, index) => [...(index === 0 ? [] : [separator]), ...piecesOf(text)])
}

/** piecesOf returns the pieces of a text. */
export function piecesOf(text: SectionText): readonly SentencePart[] {
  return typeof text === 'string' ? [text] : text
}

/** plainWords returns a text without its styles; line ends become spaces. */
export function plainWords(text: SectionText): string {
  return piecesOf(text)
    .map(piece => {
      if (typeof piece === 'string') return piece
      if ('code' in piece) return piece.code
      if ('strong' in piece) return piece.strong
      return 'link' in piece ? plainWords(piece.link) : ' '
    })
    .join('')
}

/** namesInCode shows the first names of a list in code style, and counts the others. */
export function namesInCode(names: readonly string[], most: number): readonly SentencePart[] {
  const shown = names.slice(0, most).map(name => [codePiece(name)])
  return [...joinedTexts(shown, ', '), ...[andMore(names.length - most)].filter(text => text !== '')]
}

/** sectionsToText returns the lines of sections for a terminal or log, each section below its heading. */
export function sectionsToText(sections: readonly ReportSection[]): readonly string[] {
  return sections.flatMap(section => {
    const lines = sectionToText(section)
    if (section.heading === '' || lines.length === 0) return lines
    return [plain(section.heading), ...lines.map(line => `  ${line}`)]
  })
}

/** sectionToText returns the lines of one section without its heading. */
export function sectionToText({ blocks }: Pick<ReportSection, 'blocks'>): readonly string[] {
  return blocks.flatMap(blockLines).map(plain)
}

function blockLines(block: SectionBlock): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [plainWords(block.text)]
    case 'list':
      return block.items.map(plainWords)
    case 'table':
      return tableLines(block.rows)
    case 'code':
      return [`${block.title}:`, ...block.lines.map(line => `    ${line}`)]
    case 'steps':
      return block.steps.flatMap(({ text, commands }, index) => [
        `  ${index + 1}. ${text}`,
        ...commands.map(command => `       ${command}`)
      ])
    case 'details':
      if (block.inLog !== undefined) return block.inLog === 'title' ? [plainWords(block.title)] : []
      // a folded log has its own title
      if (block.blocks[0]?.kind === 'code') return block.blocks.flatMap(blockLines)
      return [`${plainWords(block.title)}:`, ...block.blocks.flatMap(blockLines).map(line => `  ${line}`)]
  }
}

/** A longer cell moves the rest of its row. */
const WIDEST = 48

/** The columns of a table one below the other, without their titles. */
function tableLines(rows: readonly TextRow[]): readonly string[] {
  const cells = rows.map(row => row.map(cell => plainWords(cell).replaceAll(NO_BREAK, ' ')))
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(0, ...cells.map(row => row[column]?.length ?? 0).filter(length => length <= WIDEST))
  )
  return cells.map(row =>
    row
      .map((cell, column) =>
        widths[column] === 0 && cell === '' ? '' : `${cell.padEnd(widths[column] ?? 0)}  `
      )
      .join('')
      .trimEnd()
  )
}
