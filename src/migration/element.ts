import { hasComment, linesOf, type Syntax } from './trivia.ts'

/**
 * What goes before an item of a list, cut in three: `kept` are the lines that belong to nothing below (a comment and the
 * blank line after it), `above` the comments on the lines right above the item, `indent` what is before it on its line.
 */
export type Lead = { readonly kept: string; readonly above: readonly string[]; readonly indent: string }

/** cutLead takes apart what goes before an item. A text without a line break is all indentation. */
export function cutLead(lead: string, syntax: Syntax): Lead {
  const lines = linesOf(lead, syntax)
  const indent = lines.at(-1) ?? ''
  // the first line is the end of the one before
  let from = lines.length - 1
  while (from > 1 && hasComment(lines[from - 1] as string)) from--
  return {
    kept: lines.slice(0, from).join(''),
    above: lines.slice(from, -1).map(line => line.trim()),
    indent
  }
}

/**
 * An entry on its way from one list to another. `body` is the entry itself; its lines after the first are indented from
 * `base`. `above` are the comments of the lines above it, `beside` the one behind it on its line, with the blanks before.
 */
export type Entry = {
  readonly body: string
  readonly base: string
  readonly above: readonly string[]
  readonly beside: string
}

/** hasComments tells whether an entry brings comments along. */
export function hasComments({ above, beside }: Entry): boolean {
  return above.length > 0 || beside !== ''
}
