import { guessedInput } from './cell.ts'
import type { Texts } from './texts.ts'

/** One combination of a matrix, and the text for it. */
export type RowText = { readonly row: Texts; readonly text: string }

/**
 * expressionFor returns one text for all combinations: the text itself if it is always the same, otherwise an
 * expression on a member of the matrix, with the common prefix and suffix. It returns undefined if no member gives the
 * text.
 */
export function expressionFor(rows: readonly RowText[], inputs: readonly string[] = []): string | undefined {
  const [first] = rows
  if (first === undefined) return undefined
  if (rows.every(({ text }) => text === first.text)) return byInput(first, inputs) ?? first.text
  for (const [name, value] of Object.entries(first.row)) {
    if (name.startsWith(guessedInput(''))) continue
    const at = value === '' ? -1 : first.text.indexOf(value)
    if (at < 0) continue
    const [before, after] = [first.text.slice(0, at), first.text.slice(at + value.length)]
    if (rows.every(({ row, text }) => text === before + (row[name] ?? '') + after))
      return `${before}\${{ ${name.startsWith('inputs.') ? name : `matrix.${name}`} }}${after}`
  }
  return undefined
}

/** The same text by an input that decides it: a caller that is not in the repository can give another value. */
function byInput({ row, text }: RowText, inputs: readonly string[]): string | undefined {
  for (const name of inputs) {
    const value = row[name] ?? ''
    const at = value === '' ? -1 : text.indexOf(value)
    const [before, after] = [text.slice(0, at), text.slice(at + value.length)]
    const isWord = !/[A-Za-z0-9]$/.test(before) && !/^[A-Za-z0-9]/.test(after)
    if (at >= 0 && isWord) return `${before}\${{ ${name} }}${after}`
  }
  return undefined
}
