/** What stands between values: white space, commas and comments. `json`: slash comments; `yaml`: comments with `#`. */
export type Syntax = 'json' | 'yaml'

/** A run of one kind, with its extent in the text that was read. */
type Piece = {
  readonly kind: 'space' | 'newline' | 'comma' | 'comment' | 'other'
  readonly start: number
  readonly end: number
}

const PATTERNS: Readonly<Record<Syntax, RegExp>> = {
  json: /(?<newline>\r\n|\r|\n)|(?<space>[ \t]+)|(?<comma>,)|(?<comment>\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)|(?<other>[\s\S])/g,
  yaml: /(?<newline>\r\n|\r|\n)|(?<space>[ \t]+)|(?<comma>,)|(?<comment>#[^\r\n]*)|(?<other>[\s\S])/g
}

function* piecesOf(text: string, syntax: Syntax): Generator<Piece> {
  for (const found of text.matchAll(PATTERNS[syntax])) {
    const { newline, space, comma, comment } = found.groups ?? {}
    const kind = newline ? 'newline' : space ? 'space' : comma ? 'comma' : comment ? 'comment' : 'other'
    yield { kind, start: found.index, end: found.index + found[0].length }
  }
}

/**
 * commasIn gives the offsets of the commas outside comments; undefined where the text is not only what may stand
 * between values.
 */
export function commasIn(text: string, syntax: Syntax): readonly number[] | undefined {
  const commas: number[] = []
  for (const { kind, start } of piecesOf(text, syntax)) {
    if (kind === 'other') return undefined
    if (kind === 'comma') commas.push(start)
  }
  return commas
}

/**
 * restOfLine is the length of what goes before the first line break; 0 where there is none. A break inside a
 * comment is none.
 */
export function restOfLine(text: string, syntax: Syntax): number {
  for (const { kind, start } of piecesOf(text, syntax)) if (kind === 'newline') return start
  return 0
}

/** linesOf splits at the line breaks outside comments; each line keeps its own, so that joined they are the text. */
export function linesOf(text: string, syntax: Syntax): readonly string[] {
  const lines: string[] = []
  let from = 0
  for (const { kind, end } of piecesOf(text, syntax)) {
    if (kind !== 'newline') continue
    lines.push(text.slice(from, end))
    from = end
  }
  return [...lines, text.slice(from)]
}

/** hasComment tells whether anything but white space and commas stands in a text between values. */
export function hasComment(text: string): boolean {
  return /[^\s,]/.test(text)
}

/** hasLineBreak tells whether a text goes over several lines. */
export function hasLineBreak(text: string): boolean {
  return /[\r\n]/.test(text)
}

/** rebase gives the lines after the first another indentation; a line that does not have the old one stays as it is. */
export function rebase(text: string, from: string, to: string): string {
  if (from === to) return text
  return text.replace(/(\r\n|\r|\n)([ \t]*)/g, (whole, newline: string, indent: string) =>
    indent.startsWith(from) ? `${newline}${to}${indent.slice(from.length)}` : whole
  )
}

/**
 * What goes before an item of a list, cut in three: `kept` are the lines that belong to nothing below (a comment
 * and the blank line after it), `above` the comments on the lines right above the item, `indent` what is before it
 * on its line.
 */
export type Lead = { readonly kept: string; readonly above: readonly string[]; readonly indent: string }

/** splitLead takes apart what goes before an item. A text without a line break is all indentation. */
export function splitLead(lead: string, syntax: Syntax): Lead {
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
 * An entry on its way from one list to another. `body` is the entry itself; its lines after the first are indented
 * from `base`. `above` are the comments of the lines above it, `beside` the one behind it on its line, with the
 * blanks before.
 */
export type Entry = {
  readonly body: string
  readonly base: string
  readonly above: readonly string[]
  readonly beside: string
}
