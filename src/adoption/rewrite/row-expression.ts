import { guessedInput } from '../workflow/cell.ts'
import { withOutcomes } from '../workflow/evaluate-choice.ts'
import type { Texts } from '../workflow/texts.ts'

/**
 * One combination of a matrix and of inputs, and the text for it. `made` has the expressions that choose in it, with
 * their values, and `evaluate` evaluates another one.
 */
export type RowText = {
  readonly row: Texts
  readonly text: string
  readonly made?: Texts
  readonly evaluate?: (expression: string) => string | undefined
}

/**
 * expressionFor returns one text for all combinations: the text itself if it is always the same, otherwise an
 * expression on a member of the matrix, with the common prefix and suffix. It returns undefined if no member gives the
 * text.
 */
export function expressionFor(rows: readonly RowText[], inputs: readonly string[] = []): string | undefined {
  const [first] = rows
  if (first === undefined) return undefined
  if (rows.every(({ text }) => text === first.text)) return byInput(first, inputs) ?? first.text
  const members = Object.entries(first.row).filter(
    ([name]) => !name.startsWith(guessedInput('')) && !name.startsWith('github.')
  )
  for (const [name, value] of [...Object.entries(first.made ?? {}), ...members]) {
    const at = value === '' ? -1 : first.text.indexOf(value)
    if (at < 0) continue
    const [before, after] = [first.text.slice(0, at), first.text.slice(at + value.length)]
    const isMember = first.made?.[name] === undefined
    if (
      rows.every(({ row, made, text }) => text === before + ((isMember ? row : made)?.[name] ?? '') + after)
    )
      return `${before}\${{ ${!isMember || name.startsWith('inputs.') ? name : `matrix.${name}`} }}${after}`
  }
  return bySameChoice(rows)
}

/** An expression of the workflow with other texts to choose from, which gives the text of each row. */
function bySameChoice(rows: readonly RowText[]): string | undefined {
  for (const name of Object.keys(rows[0]?.made ?? {})) {
    const texts = new Map(rows.map(({ made, text }) => [made?.[name] ?? '', text]))
    const expression = withOutcomes(name, outcome => texts.get(outcome))
    if (expression !== undefined && rows.every(({ evaluate, text }) => evaluate?.(expression) === text))
      return `\${{ ${expression} }}`
  }
  return undefined
}

/** The same text by an input that decides it: a caller that is not in the repository can give another value. */
function byInput({ row, made, text }: RowText, inputs: readonly string[]): string | undefined {
  for (const name of inputs) {
    const value = made?.[name] ?? row[name] ?? ''
    const at = value === '' ? -1 : text.indexOf(value)
    const [before, after] = [text.slice(0, at), text.slice(at + value.length)]
    const isWord = !/[A-Za-z0-9]$/.test(before) && !/^[A-Za-z0-9]/.test(after)
    if (at >= 0 && isWord) return `${before}\${{ ${name} }}${after}`
  }
  return undefined
}
