import { plainWords, type ReportSection, type SectionBlock, type TextRow } from './section.ts'
import { plain } from './text.ts'

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
