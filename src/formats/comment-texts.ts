import type { SourceDocument } from '../document/tree.ts'
import type { LoosePair } from './pair-giver.ts'

/** A private key in a comment has this many lines at most. */
const MOST_LINES = 100

/** What begins a comment. */
const MARKS: Readonly<Record<SourceDocument['format'], RegExp>> = {
  yaml: /(?:^|\s)#/g,
  json: /(?<!:)\/\/+|\/\*+/g
}

/** Within a comment over several lines, each line is one, after a star or nothing. */
const WITHIN = new RegExp(`${MARKS.json.source}|^\\s*(?:\\*(?!/))?`, 'g')

/**
 * commentTexts passes the comments of a file to `use`, each line as a text without a name, and a private key as a
 * whole. What only looks like a comment, in a text of the document, is among them: the caller knows the texts. Linear.
 */
export function commentTexts(
  text: string,
  format: SourceDocument['format'],
  use: (pair: LoosePair) => void
): void {
  let key: { readonly start: number; readonly lines: string[] } | undefined
  for (const { value, start, end, isFirst } of commentsIn(text, format)) {
    if (key && isFirst && key.lines.length < MOST_LINES) key.lines.push(value)
    else key = value.includes('-----BEGIN') ? { start, lines: [value] } : undefined
    if (key === undefined) use({ name: '', value, start, end })
    else if (value.includes('-----END')) {
      use({ name: '', value: key.lines.join('\n'), start: key.start, end })
      key = undefined
    }
  }
}

type Comment = Omit<LoosePair, 'name'> & { readonly isFirst: boolean }

/** Each from its mark to the next one in its line, since the first may be in a text. */
function* commentsIn(text: string, format: SourceDocument['format']): Generator<Comment> {
  let from = 0
  let isWithin = false
  for (const line of text.split('\n')) {
    let open: { readonly at: number; readonly isFirst: boolean } | undefined
    const upTo = function* (to: number): Generator<Comment> {
      if (open === undefined) return
      const whole = line.slice(open.at, to)
      const close = whole.indexOf('*/')
      const written = close < 0 ? whole : whole.slice(0, close)
      const value = written.trim()
      const start = from + open.at + written.length - written.trimStart().length
      if (value !== '') yield { value, start, end: start + value.length, isFirst: open.isFirst }
    }
    for (const { 0: opening, index } of line.matchAll(isWithin ? WITHIN : MARKS[format])) {
      yield* upTo(index)
      open = { at: index + opening.length, isFirst: open === undefined }
    }
    yield* upTo(line.length)
    if (format === 'json') isWithin = staysOpen(line, isWithin)
    from += line.length + 1
  }
}

/** Whether a comment is open after a line. One that only seems to begin, as in `src/*`, ends in the same way. */
function staysOpen(line: string, isWithin: boolean): boolean {
  const opened = line.lastIndexOf('/*')
  const closed = line.lastIndexOf('*/')
  // the star of `/*/` does not close
  return opened < 0 ? isWithin && closed < 0 : opened >= closed - 1
}
