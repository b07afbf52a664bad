import type { PlaceFinder } from '../../files/document/place.ts'
import {
  type DocumentNode,
  type FileOrigin,
  type ObjectNode,
  type Origin,
  type SourceDocument,
  stringOf
} from '../../files/document/tree.ts'
import { nearestName } from '../../nearest.ts'
import { present } from '../../present.ts'
import type { AllowComment } from './exception.ts'

/** The beginning of every comment for this program; a file without it is not searched. */
export const MARK = 'ecs-sealed:'

/** A file that was checked. */
export type LocatedDocument = { readonly document: SourceDocument; readonly place: PlaceFinder }

const OPENERS: Record<SourceDocument['format'], RegExp> = {
  // Terraform and jsonnet, too, where # begins a comment
  json: /(?:\/\/|\/\*|#)[ \t]*ecs-sealed:((?:(?!\*\/)[^\r\n])*)/g,
  yaml: /#[ \t]*ecs-sealed:([^\r\n]*)/g
}

/**
 * readComments lists the comments `ecs-sealed: allow <rule> <reason>` of a file, each with the leaves that it refers
 * to; `rules` are the IDs that a comment can name. The same words inside a text of the document are not a comment.
 */
export function readComments(
  { document, place }: LocatedDocument,
  rules: readonly string[]
): readonly AllowComment[] {
  const { text, file, format } = document
  if (!text.includes(MARK)) return []
  const { leaves, texts } = textsOf(document, place)
  const sorted = [...texts].sort((a, b) => a.start - b.start)
  const entriesAt = new Map<number, Map<string, string>>()
  for (const { name, keys, lines } of leaves)
    for (const line of lines) {
      const entries = entriesAt.get(line) ?? new Map<string, string>()
      for (const key of keys) entries.set(key, name)
      entriesAt.set(line, entries)
    }
  const lines = text.split(/\r\n|\r|\n/)
  const below = contentBelow(lines)
  let [next, covered] = [0, 0]
  return [...text.matchAll(OPENERS[format])].flatMap(match => {
    const start = match.index
    for (; (sorted[next]?.start ?? Number.POSITIVE_INFINITY) <= start; next += 1)
      covered = Math.max(covered, sorted[next]?.end ?? 0)
    if (covered > start) return []
    const at = place({ kind: 'file', file, pointer: '', start, end: start + match[0].length })
    if (!at) return []
    const words = (match[1] ?? '')
      .replace(/\*\/.*$/, '')
      .trim()
      .split(/\s+/)
    const [word, rule = '', ...reason] = words
    const known = word === 'allow' && rules.includes(rule)
    const isBehind = (lines[at.line - 1] ?? '').slice(0, at.column - 1).trim() !== ''
    const line = isBehind ? at.line : (below[at.line] ?? at.line + 1)
    return [
      {
        file,
        ...(known ? { rule } : present({ nearest: nearestName(rule, rules) })),
        hasReason: reason.length > 0,
        line,
        place: at,
        entries: entriesAt.get(line) ?? new Map()
      }
    ]
  })
}

/**
 * For each line, counted from 0, the number of the first line from it on that is neither empty nor a comment: what a
 * comment in front of it refers to. A comment behind something refers to its own line.
 */
function contentBelow(lines: readonly string[]): readonly (number | undefined)[] {
  const below: (number | undefined)[] = new Array(lines.length)
  let line: number | undefined
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    if (!/^\s*(?:$|#|\/\/|\/\*|\*)/.test(lines[index] ?? '')) line = index + 1
    below[index] = line
  }
  return below
}

/**
 * entryKey returns the key of a leaf in `entries`. What is read tolerantly can have several leaves with one pointer,
 * such as the lists in a `concat` of Terraform, so that the line is part of it.
 */
export function entryKey(pointer: string, line: number | undefined): string {
  return `${line} ${pointer}`
}

/** A text of a document, and the lines by which a comment can refer to it. */
type Leaf = {
  /** Its place on each of its lines, as entryKey. */
  readonly keys: readonly string[]
  /**
   * The entry that it belongs to, independently of lines and positions: an entry of a list by its name, if it has one,
   * and entries with the same name by their order.
   */
  readonly name: string
  /** Where the text starts, its key and, in `{"name": …, "value": …}`, the entry and its name: a comment above it. */
  readonly lines: ReadonlySet<number>
}

/** The leaves of a document, and where its texts and keys stand. */
function textsOf({ file, root }: SourceDocument, place: PlaceFinder) {
  const leaves: Leaf[] = []
  const texts: FileOrigin[] = []
  // not what Terraform takes from another file
  const isOwn = (origin: Origin): origin is FileOrigin => origin.kind === 'file' && origin.file === file
  const addText = (origin: Origin) => {
    if (isOwn(origin)) texts.push(origin)
  }
  const visit = (node: DocumentNode, name: string, about: readonly Origin[]): void => {
    if (node.kind === 'object') {
      const around = namesOf(node)
      for (const { key, keyOrigin, value } of node.members) {
        // a key that is not written, such as that of the variables of an environment file, covers all of them
        if (keyOrigin !== node.origin) addText(keyOrigin)
        visit(value, `${name}/${JSON.stringify(key)}`, [keyOrigin, ...around])
      }
    } else if (node.kind === 'array') {
      const seen = new Map<string, number>()
      for (const [index, item] of node.items.entries()) {
        const own = item.kind === 'object' ? nameOf(item) : undefined
        const word = own === undefined ? `#${index}` : JSON.stringify(own)
        const count = seen.get(word) ?? 0
        seen.set(word, count + 1)
        visit(item, `${name}[${word}${count === 0 ? '' : ` ${count}`}]`, [])
      }
    } else if (isOwn(node.origin)) {
      texts.push(node.origin)
      const lines = [node.origin, ...about].flatMap(origin => place(origin)?.line ?? [])
      const { pointer } = node.origin
      const { line = 0, endLine = 0 } = place(node.origin) ?? {}
      const keys = Array.from({ length: endLine - line + 1 }, (_, index) => entryKey(pointer, line + index))
      leaves.push({ keys, name, lines: new Set(lines) })
    }
  }
  visit(root, '', [])
  return { leaves, texts }
}

/** All names of an entry, since one that is added beside the approved one may be the one that ECS takes. */
function nameOf({ members }: ObjectNode): string | undefined {
  const names = members.flatMap(({ key, value }) => (NAMING.test(key) ? [stringOf(value) ?? value.kind] : []))
  return names.length === 0 ? undefined : names.join('\n')
}

/** Members that identify an entry: the name of a variable or an option, the key of a tag. */
const NAMING = /^(?:name|key)$/i

/** A container has a name too, but a comment above it does not refer to each of its fields. */
function namesOf({ members, origin }: ObjectNode): readonly Origin[] {
  const naming = members.filter(({ key }) => NAMING.test(key))
  const isFlat = members.every(({ value }) => value.kind !== 'object' && value.kind !== 'array')
  return naming.length > 0 && isFlat ? [origin, ...naming.map(({ keyOrigin }) => keyOrigin)] : []
}
