/**
 * The syntax of the text between values, which is white space, commas and comments. `json`: comments with slashes;
 * `yaml`: comments with `#`.
 */
export type Syntax = 'json' | 'yaml'

/** A run of one kind, with its extent in the text. */
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
 * commasIn returns the offsets of the commas outside comments; undefined if the text contains anything but white space,
 * commas and comments.
 */
export function commasIn(text: string, syntax: Syntax): readonly number[] | undefined {
  const commas: number[] = []
  for (const { kind, start } of piecesOf(text, syntax)) {
    if (kind === 'other') return undefined
    if (kind === 'comma') commas.push(start)
  }
  return commas
}

/** restOfLine returns the length of the text before the first line break outside comments; 0 if there is none. */
export function restOfLine(text: string, syntax: Syntax): number {
  for (const { kind, start } of piecesOf(text, syntax)) if (kind === 'newline') return start
  return 0
}

/**
 * linesOf splits at the line breaks outside comments; each line keeps its line break, so that the concatenated lines
 * are the text.
 */
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

/** hasComment reports whether a text between values contains anything but white space and commas. */
export function hasComment(text: string): boolean {
  return /[^\s,]/.test(text)
}

/** hasLineBreak reports whether a text spans several lines. */
export function hasLineBreak(text: string): boolean {
  return /[\r\n]/.test(text)
}

/** rebase changes the indentation of the lines after the first; a line without the old indentation stays unchanged. */
export function rebase(text: string, from: string, to: string): string {
  if (from === to) return text
  return text.replace(/(\r\n|\r|\n)([ \t]*)/g, (whole, newline: string, indent: string) =>
    indent.startsWith(from) ? `${newline}${to}${indent.slice(from.length)}` : whole
  )
}

/**
 * The text before an item of a list, in three parts: `kept` are the lines that do not belong to the item (a comment
 * followed by a blank line), `above` the comments on the lines directly above the item, `indent` the text before it on
 * its line.
 */
export type Lead = { readonly kept: string; readonly above: readonly string[]; readonly indent: string }

/** splitLead splits the text before an item. Without a line break, all of it is indentation. */
export function splitLead(lead: string, syntax: Syntax): Lead {
  const lines = linesOf(lead, syntax)
  const indent = lines.at(-1) ?? ''
  // the first line is the end of the previous item's line
  let from = lines.length - 1
  while (from > 1 && hasComment(lines[from - 1] as string)) from--
  return {
    kept: lines.slice(0, from).join(''),
    above: lines.slice(from, -1).map(line => line.trim()),
    indent
  }
}

/**
 * An entry that moves from one list to another. `body` is the entry itself; its lines after the first are indented
 * relative to `base`. `above` contains the comments on the lines above it, `beside` the comment after it on the same
 * line, with the preceding white space.
 */
export type Entry = {
  readonly body: string
  readonly base: string
  readonly above: readonly string[]
  readonly beside: string
}
