import type { Texts } from './texts.ts'

/** One row of a matrix, and what is to be said for it. */
export type RowText = { readonly row: Texts; readonly text: string }

/**
 * expressionFor says one text for all rows: itself where it is the same for each, else an expression over a member of the row, with what stands
 * before and after it in all of them. Undefined where no member says it.
 */
export function expressionFor(rows: readonly RowText[]): string | undefined {
  const [first] = rows
  if (first === undefined) return undefined
  if (rows.every(({ text }) => text === first.text)) return first.text
  for (const [name, value] of Object.entries(first.row)) {
    const at = value === '' ? -1 : first.text.indexOf(value)
    if (at < 0) continue
    const [before, after] = [first.text.slice(0, at), first.text.slice(at + value.length)]
    if (rows.every(({ row, text }) => text === before + (row[name] ?? '') + after))
      return `${before}\${{ ${name.startsWith('inputs.') ? name : `matrix.${name}`} }}${after}`
  }
  return undefined
}
