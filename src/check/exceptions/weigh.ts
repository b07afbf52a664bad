import type { Finding } from '../../detector/finding.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import {
  type DocumentNode,
  type ObjectNode,
  type Origin,
  type SourceDocument,
  stringOf
} from '../../files/document/tree.ts'
import { present } from '../../present.ts'
import { type Applied, type Approval, applyExceptions, type ExceptionContext } from './apply.ts'
import { MARK, readComments } from './comments.ts'
import { type AllowComment, type BaseDoubt, type Exception, lastMoment } from './exception.ts'

/** A file that was checked. */
export type LocatedDocument = { readonly document: SourceDocument; readonly place: PlaceFinder }

/** Everything that decides besides the comments; `rules` are the IDs that a comment can name. */
export type Weights = Omit<ExceptionContext, 'comments' | 'lines' | 'approval'> & {
  readonly rules: readonly string[]
  /** On a pull request: each file with comments as it is on the base, or undefined if it does not exist there. */
  readonly base?: ReadonlyMap<string, LocatedDocument | BaseDoubt>
}

/** weighFindings reads the comments of the files and applies them together with the exceptions. */
export function weighFindings(
  findings: readonly Finding[],
  files: readonly LocatedDocument[],
  { rules, base, ...given }: Weights
): Applied {
  const marked = files.filter(({ document }) => document.text.includes(MARK))
  return applyExceptions(findings, {
    ...given,
    comments: marked.flatMap(file => readComments({ ...file, rules })),
    lines: new Map(
      marked.map(({ document, place }) => [document.file, entryLines(document.root, place)] as const)
    ),
    ...present({ approval: base && approvalBy(base, { marked, rules }) })
  })
}

type Commented = { readonly marked: readonly LocatedDocument[]; readonly rules: readonly string[] }

/** A comment counts if the base has one for the same rule at the same entry. */
function approvalBy(
  base: ReadonlyMap<string, LocatedDocument | BaseDoubt>,
  { marked, rules }: Commented
): (finding: Finding) => Approval {
  const approved = new Map<string, ReadonlySet<string>>()
  for (const [file, before] of base) {
    if (!('document' in before)) continue
    const comments = readComments({ ...before, rules })
    approved.set(file, approvedEntries({ root: before.document.root, place: before.place, comments }))
  }
  const names = new Map(marked.map(({ document }) => [document.file, entryNames(document.root)]))
  return ({ file, pointer, rule }) => {
    const before = base.get(file)
    if (before !== undefined && 'why' in before) return before
    const name = names.get(file)?.get(pointer)
    const isApproved = name !== undefined && approved.get(file)?.has(approvalOf(name, rule))
    return isApproved ? 'counts' : 'pending'
  }
}

/** Exceptions of a pull request's file, by whether they count. */
export type Standing = { readonly counted: readonly Exception[]; readonly pending: readonly Exception[] }

/** Lines (counted from 1) at which a comment about a leaf can be placed, by the leaf's JSON pointer. */
export type EntryLines = ReadonlyMap<string, ReadonlySet<number>>

/**
 * Members that identify an object as an entry about one thing: the name of a variable or an option, the key of a tag.
 */
const NAMING = new Set(['name', 'key'])

/**
 * standingOnBase decides which exceptions count on a pull request: those of its base, with the base's expiration day.
 * What the pull request adds, widens or renews is pending. What it removes counts until it is merged, and is not
 * reported.
 */
export function standingOnBase(
  head: readonly Exception[],
  base: readonly Exception[],
  now: number
): Standing {
  const approved = new Map(base.map(exception => [keyOf(exception), exception]))
  const own = new Map(head.map(exception => [keyOf(exception), exception]))
  const isOver = ({ expires }: Exception) => (lastMoment(expires) ?? 0) < now
  const counted: Exception[] = []
  const pending: Exception[] = []
  for (const exception of head) {
    const before = approved.get(keyOf(exception))
    if (before === undefined || (isOver(before) && !isOver(exception))) pending.push(exception)
    else
      counted.push({
        ...exception,
        expires: earlier(exception.expires, before.expires)
      })
  }
  for (const exception of base)
    if (!own.has(keyOf(exception))) counted.push({ ...exception, isOnBaseOnly: true })
  return { counted, pending }
}

function earlier(one: string, other: string): string {
  return one < other ? one : other
}

/** The reason may be reworded, and the entry may move. */
function keyOf({ file, container, variable, rule }: Exception): string {
  return JSON.stringify([file, container ?? null, variable ?? null, rule])
}

/** A file of the base that contains comments. */
export type CommentedFile = {
  readonly root: DocumentNode
  readonly place: PlaceFinder
  readonly comments: readonly AllowComment[]
}

/**
 * approvedEntries lists what the comments of a file allow, in the form of `approvalOf`, whether there is a finding or
 * not.
 */
export function approvedEntries({ root, place, comments }: CommentedFile): ReadonlySet<string> {
  const rules = new Map<number, Set<string>>()
  for (const { line, rule, hasReason } of comments)
    if (rule !== undefined && hasReason) rules.set(line, (rules.get(line) ?? new Set()).add(rule))
  const names = entryNames(root)
  const approved = new Set<string>()
  for (const [pointer, lines] of entryLines(root, place)) {
    const name = names.get(pointer)
    if (name === undefined) continue
    for (const line of lines) for (const rule of rules.get(line) ?? []) approved.add(approvalOf(name, rule))
  }
  return approved
}

/** approvalOf identifies one rule at one entry. */
export function approvalOf(name: string, rule: string): string {
  return `${rule} ${name}`
}

/**
 * entryNames maps JSON pointers to the entry that a text belongs to, identified independently of lines and positions:
 * an entry of a list by its name, if it has one, and entries with the same name by their order.
 */
export function entryNames(root: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const open: { readonly node: DocumentNode; readonly name: string }[] = [{ node: root, name: '' }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, name } = next
    if (node.kind === 'object') {
      for (const { key, value } of node.members)
        open.push({ node: value, name: `${name}/${JSON.stringify(key)}` })
    } else if (node.kind === 'array') {
      const seen = new Map<string, number>()
      for (const [index, item] of node.items.entries()) {
        const own = item.kind === 'object' ? nameOf(item) : undefined
        const word = own === undefined ? `#${index}` : JSON.stringify(own)
        const count = seen.get(word) ?? 0
        seen.set(word, count + 1)
        open.push({ node: item, name: `${name}[${word}${count === 0 ? '' : ` ${count}`}]` })
      }
    } else if (node.origin.kind === 'file') names.set(node.origin.pointer, name)
  }
  return names
}

/** All names of an entry, since one that is added beside the approved one may be the one that ECS takes. */
function nameOf({ members }: ObjectNode): string | undefined {
  const names = members.flatMap(({ key, value }) =>
    /^(?:name|key)$/i.test(key) ? [stringOf(value) ?? value.kind] : []
  )
  return names.length === 0 ? undefined : names.join('\n')
}

/**
 * entryLines returns the lines at which a comment can refer to each leaf: where its text starts, where its key is and,
 * in an entry such as `{"name": …, "value": …}`, where the entry starts and its name is. A comment above `- name: X`
 * also refers to the value.
 */
export function entryLines(root: DocumentNode, place: PlaceFinder): EntryLines {
  const lines = new Map<string, Set<number>>()
  const add = (leaf: Origin, origins: readonly Origin[]) => {
    if (leaf.kind !== 'file') return
    const own = lines.get(leaf.pointer) ?? new Set()
    for (const origin of origins) {
      const line = place(origin)?.line
      if (line !== undefined) own.add(line)
    }
    lines.set(leaf.pointer, own)
  }
  const open: DocumentNode[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'array') open.push(...node.items)
    else if (node.kind === 'object') {
      const about = namesOf(node)
      for (const { keyOrigin, value } of node.members) {
        open.push(value)
        if (value.kind !== 'object' && value.kind !== 'array') add(value.origin, [keyOrigin, ...about])
      }
    } else add(node.origin, [node.origin])
  }
  return lines
}

function namesOf(node: ObjectNode): readonly Origin[] {
  const naming = node.members.filter(({ key }) => NAMING.has(key.toLowerCase()))
  const leaves = node.members.every(({ value }) => value.kind !== 'object' && value.kind !== 'array')
  // A container has a name too, but a comment above it does not refer to each of its fields.
  if (naming.length === 0 || !leaves) return []
  return [node.origin, ...naming.map(({ keyOrigin }) => keyOrigin)]
}
