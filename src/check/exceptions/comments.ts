import type { Place } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import type { DocumentNode, Origin, SourceDocument } from '../../files/document/tree.ts'
import { nearestName } from '../../nearest.ts'
import { present } from '../../present.ts'
import type { AllowComment } from './exception.ts'

/** The beginning of every comment for this program; a file without it is not searched. */
export const MARK = 'ecs-sealed:'

/** A file whose comments are read; `rules` are the IDs that a comment can name. */
export type CommentSource = {
  readonly document: SourceDocument
  readonly place: PlaceFinder
  readonly rules: readonly string[]
}

const OPENERS: Record<SourceDocument['format'], RegExp> = {
  json: /(?:\/\/|\/\*)[ \t]*ecs-sealed:((?:(?!\*\/)[^\r\n])*)/g,
  yaml: /#[ \t]*ecs-sealed:([^\r\n]*)/g
}

/**
 * readComments lists the comments `ecs-sealed: allow <rule> <reason>` of a file. The same words inside a text of the
 * document are not a comment, wherever the quotes are.
 */
export function readComments({ document, place, rules }: CommentSource): readonly AllowComment[] {
  const { text, file, format } = document
  if (!text.includes(MARK)) return []
  const isInText = insideOf(rangesOf(document.root, file))
  const linesDown = linesToContent(text)
  return [...text.matchAll(OPENERS[format])].flatMap(match => {
    const start = match.index
    if (isInText(start)) return []
    const [word, rule = '', ...reason] = (match[1] ?? '')
      .replace(/\*\/.*$/, '')
      .trim()
      .split(/\s+/)
    const at = place({ kind: 'file', file, pointer: '', start, end: start + match[0].length })
    if (!at) return []
    const known = word === 'allow' && rules.includes(rule)
    const nearest = known ? undefined : nearestName(rule, rules)
    return [
      {
        file,
        ...(known ? { rule } : {}),
        ...present({ nearest }),
        hasReason: reason.length > 0,
        line: at.line + linesDown(at),
        place: at
      }
    ]
  })
}

/**
 * Returns 0 for a comment at the end of a line; otherwise the number of lines to the next one that is neither empty nor
 * a comment.
 */
function linesToContent(text: string): (place: Place) => number {
  const lines = text.split(/\r\n|\r|\n/)
  const down: number[] = new Array(lines.length).fill(1)
  for (let index = lines.length - 2; index >= 0; index--) {
    const isSilent = /^\s*(?:$|#|\/\/|\/\*|\*)/.test(lines[index + 1] ?? '')
    down[index] = isSilent ? (down[index + 1] ?? 0) + 1 : 1
  }
  return ({ line, column }) => {
    const before = (lines[line - 1] ?? '').slice(0, column - 1)
    return before.trim() === '' ? (down[line - 1] ?? 1) : 0
  }
}

type Range = { readonly start: number; readonly end: number }

/** The ranges of the keys and texts of a document in its file. */
function rangesOf(node: DocumentNode, file: string): readonly Range[] {
  const ranges: Range[] = []
  const add = (origin: Origin) => {
    if (origin.kind === 'file' && origin.file === file) ranges.push(origin)
  }
  const open: DocumentNode[] = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'array') open.push(...next.items)
    else if (next.kind === 'object') {
      for (const { keyOrigin, value } of next.members) {
        add(keyOrigin)
        open.push(value)
      }
    } else add(next.origin)
  }
  return ranges
}

/** Returns whether an offset is in one of the ranges; must be called from left to right. */
function insideOf(ranges: readonly Range[]): (offset: number) => boolean {
  const sorted = [...ranges].sort((a, b) => a.start - b.start)
  let next = 0
  let reach = 0
  return offset => {
    for (; next < sorted.length && (sorted[next] as Range).start <= offset; next++) {
      reach = Math.max(reach, (sorted[next] as Range).end)
    }
    return offset < reach
  }
}
