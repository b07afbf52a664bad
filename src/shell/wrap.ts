import { widthOf } from './live/text-width.ts'

/** A narrower terminal gets lines as they are, since nothing of them would stay together. */
const NARROWEST = 40
/** What belongs to a line stands a little to the right of it. */
const HANGING = 2

/** Lines that show a place in a file or its columns: they mean nothing once they are broken. */
const AS_IT_IS = /^\s*\d*\s*\|(?:\s|$)|^\s*[{}[\]]/
/** A line that is a command, or code, as far as one can see: nothing of it is broken, so that it can be copied. */
const COMMAND = /^(?:npx |node |\$ )?(?:ecs-sealed-deploy|aws|gh|git|npm|npx|docker|kubectl|curl|export) /
/** Where a command begins in a sentence: a program and the word that says what it does. */
const PROGRAM = /^(?:ecs-sealed-deploy|aws|gh|git)$/
const SUBCOMMAND = /^[a-z][a-z0-9-]*[a-z0-9]$/
/** Words that follow "git" or "aws" in prose. */
const PROSE: ReadonlySet<string> = new Set(['is', 'has', 'can', 'and', 'or', 'history', 'itself', 'does'])
const SENTENCE_END = /[.,;:!?)]$/

/**
 * wrapped breaks a line at spaces so that it fits the columns of a terminal; what follows keeps its indentation. Words are never broken, nor are
 * commands, whose parts could not be copied any more: those are left to the terminal.
 */
export function wrapped(line: string, columns: number): readonly string[] {
  if (columns < NARROWEST || widthOf(line) <= columns || AS_IT_IS.test(line)) return [line]
  const indentation = /^\s*(?:[-+~→•]\s+|\d+\.\s+)?/.exec(line)?.[0] ?? ''
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

type Part = { readonly gap: string; readonly text: string }

/** Words with the spaces before them; a command in a sentence is one of them. */
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

/** It ends with the sentence, or with the brackets around it. */
function commandLength(words: readonly Part[], from: number): number {
  const end = words.findIndex(({ text }, index) => index > from && SENTENCE_END.test(text))
  return (end < 0 ? words.length : end + 1) - from
}
