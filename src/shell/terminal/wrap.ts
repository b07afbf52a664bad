import { widthOf } from '../live/text-width.ts'

/** On a narrower terminal, lines are not wrapped, because wrapping would tear them apart. */
const NARROWEST = 40
/** The indentation of continuation lines, in columns. */
const HANGING = 2

/** Lines that show source text or columns: they are meaningless when broken. */
const AS_IT_IS = /^\s*\d*\s*\|(?:\s|$)|^\s*[{}[\]]/
/** A line that appears to be a command or code: it is not broken, so that it can be copied. */
const COMMAND = /^(?:npx |node |\$ )?(?:ecs-sealed-deploy|aws|gh|git|npm|npx|docker|kubectl|curl|export) /
/** The start of a command in a sentence: a program and its subcommand. */
const PROGRAM = /^(?:ecs-sealed-deploy|aws|gh|git)$/
const SUBCOMMAND = /^[a-z][a-z0-9-]*[a-z0-9]$/
/** Words that follow "git" or "aws" in prose. */
const PROSE: ReadonlySet<string> = new Set(['is', 'has', 'can', 'and', 'or', 'history', 'itself', 'does'])
const SENTENCE_END = /[.,;:!?)]$/

/**
 * wrapped breaks a line at spaces to fit the columns of a terminal; continuation lines keep the indentation, or begin
 * under the last column of a row that begins in its left half. Words and commands are never broken, because a broken
 * command could not be copied; the terminal wraps those.
 */
export function wrapped(line: string, columns: number): readonly string[] {
  if (columns < NARROWEST || widthOf(line) <= columns || AS_IT_IS.test(line)) return [line]
  const indentation =
    columnsWithin(line, columns / 2) || (/^\s*(?:[-+~→•]\s+|\d+\.\s+)?/.exec(line)?.[0] ?? '')
  const rest = line.slice(indentation.length)
  if (COMMAND.test(rest)) return [line]
  const hanging = ' '.repeat(Math.min(widthOf(indentation) || HANGING, columns - NARROWEST / 2))
  const lines = [indentation]
  let isEmpty = true
  for (const part of partsOf(rest)) {
    const last = lines.at(-1) ?? ''
    const gap = isEmpty ? '' : part.gap
    if (!isEmpty && widthOf(last) + gap.length + widthOf(part.text) > columns) lines.push(hanging + part.text)
    else lines[lines.length - 1] = last + gap + part.text
    isEmpty = false
  }
  return lines
}

/** The columns of a row before the last one that begins within the given width; empty for a sentence. */
function columnsWithin(line: string, width: number): string {
  let before = ''
  if (line.startsWith(' ')) return before
  for (const { index, 0: gap } of line.matchAll(/(?<=\S) {2,}(?=\S)/g)) {
    const more = line.slice(0, index + gap.length)
    if (widthOf(more) > width) break
    before = more
  }
  return before
}

type Part = { readonly gap: string; readonly text: string }

/** Words with their preceding spaces; a command in a sentence counts as one word. */
function partsOf(text: string): readonly Part[] {
  const words = [...text.matchAll(/(\s*)(\S+)/g)].map(([, gap = '', word = '']) => ({ gap, text: word }))
  const parts: Part[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Part
    const length = isCommandAt(words, i) ? commandLength(words, i) : 1
    const all = words.slice(i, i + length)
    parts.push({
      gap: word.gap,
      text: all.map((one, index) => (index === 0 ? one.text : one.gap + one.text)).join('')
    })
    i += length - 1
  }
  return parts
}

function isCommandAt(words: readonly Part[], index: number): boolean {
  const next = words[index + 1]?.text ?? ''
  return PROGRAM.test(words[index]?.text ?? '') && SUBCOMMAND.test(next) && !PROSE.has(next)
}

/** A command ends with the sentence, or with the enclosing brackets. */
function commandLength(words: readonly Part[], from: number): number {
  const end = words.findIndex(({ text }, index) => index > from && SENTENCE_END.test(text))
  return (end < 0 ? words.length : end + 1) - from
}
