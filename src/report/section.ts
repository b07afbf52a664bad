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

/** One row of a table or item of a list; `lines` are what a terminal shows of it, if not the cells. */
export type TextRow = { readonly cells: readonly SectionText[]; readonly lines?: readonly string[] }

/** A part of a section. */
export type SectionBlock =
  | { readonly kind: 'paragraph'; readonly text: SectionText }
  | { readonly kind: 'list'; readonly items: readonly TextRow[] }
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
      /** Only a page shows it: the same text is elsewhere in a log. */
      readonly isPageOnly?: true
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
export function listBlock(items: readonly (SectionText | TextRow)[]): readonly SectionBlock[] {
  if (items.length === 0) return []
  return [{ kind: 'list', items: items.map(item => (isRow(item) ? item : { cells: [item] })) }]
}

function isRow(item: SectionText | TextRow): item is TextRow {
  return typeof item === 'object' && 'cells' in item
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
export function namesInCode(names: readonly string[], most: number): SectionText {
  const shown = joinedTexts(
    names.slice(0, most).map(name => [codePiece(name)]),
    ', '
  )
  const left = names.length - most
  return left > 0 ? [...shown, ` and ${left} more`] : shown
}

/** sectionToText returns the lines of a section for a terminal or log, without its heading. */
export function sectionToText({ blocks }: Pick<ReportSection, 'blocks'>): readonly string[] {
  return blocks.flatMap(blockLines).map(plain)
}

function blockLines(block: SectionBlock): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [plainWords(block.text)]
    case 'list':
      return block.items.flatMap(rowLines)
    case 'table':
      return block.rows.flatMap(rowLines)
    case 'code':
      return [`${block.title}:`, ...block.lines.map(line => `    ${line}`)]
    case 'steps':
      return block.steps.flatMap(({ text, commands }, index) => [
        `  ${index + 1}. ${text}`,
        ...commands.map(command => `       ${command}`)
      ])
    case 'details':
      if (block.isPageOnly) return []
      return [`${plainWords(block.title)}:`, ...block.blocks.flatMap(blockLines).map(line => `  ${line}`)]
  }
}

function rowLines({ cells, lines }: TextRow): readonly string[] {
  return (
    lines ?? [
      cells
        .map(plainWords)
        .filter(cell => cell !== '')
        .join(' | ')
    ]
  )
}
