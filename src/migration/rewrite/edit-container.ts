import type { ArrayNode, DocumentNode, Member, ObjectNode } from '../../document/tree.ts'
import { withBlockEntries, withoutBlockItems } from './block-list.ts'
import {
  type CommaList,
  inLines,
  lineStyleOf,
  type Range,
  takesComments,
  withEntries,
  withoutItems
} from './comma-list.ts'
import type { ContainerMoves, LeavingEntry } from './container-moves.ts'
import { editBlockContainer, editFlowContainer, type TextEdit } from './edit-lists.ts'
import { bodiesOf, quoted, quotingOf, secretNode, secretText, type Written } from './entry-text.ts'
import { type ListText, type MovedEntry, movedEntriesOf, readList, remainsOf } from './moved-entries.ts'
import { fileOriginOf } from './source-index.ts'
import { hasComment } from './trivia.ts'

/** The edits of one container, and the container that the reader must return for the result. */
export type ContainerEdit = { readonly edits: readonly TextEdit[]; readonly container: ObjectNode }

/**
 * editContainer moves the entries of one container. An empty `environment` is removed, unless comments stay in it.
 * Without an existing `secrets`, if every entry moves, the list is renamed in place. Undefined for a form that cannot
 * be rewritten.
 */
export function editContainer(written: Written, group: ContainerMoves): ContainerEdit | undefined {
  const from = readList(written, group.environment.value)
  if (from === undefined) return undefined
  if (isWhole(group)) return rename(written, group)
  const movedEntries = movedEntriesOf(written, group, from)
  const target = withRoom(targetList(written, group, from), movedEntries, from)
  if (target === undefined) return undefined
  const pattern = from.style === 'comma' ? from.list : undefined
  const carried =
    target.style === 'block' ||
    takesComments(target.list.items.length > 0 ? target.list : (pattern ?? target.list))
  const environment = withoutLeaving(from, remainsOf(written, group, { from, carried }))
  const secrets = withMovedEntries(target, movedEntries, from)
  const isGone = group.secrets !== undefined && isEmpty(environment)
  const lists = { environment, secrets, isGone }
  const edited = isFlow(written, group.container)
    ? editFlowContainer(written, group, lists)
    : editBlockContainer(written, group, lists)
  return edited && { edits: edited.edits, container: expected(group, movedEntries, edited.isGone) }
}

function isWhole({ environment, secrets, leaving }: ContainerMoves): boolean {
  const all = [...leaving.values()]
  return (
    secrets === undefined &&
    all.length === environment.value.items.length &&
    all.every(({ fate }) => fate === 'moved')
  )
}

/** Reports whether an object or array is written in brackets or braces. */
function isFlow({ text }: Written, node: DocumentNode): boolean {
  const first = text.charAt(fileOriginOf(node.origin).start)
  return first === '{' || first === '['
}

/** The list stays in place; its name and each entry change. */
function rename(written: Written, group: ContainerMoves): ContainerEdit {
  const { environment, container, spelling, leaving } = group
  const key = fileOriginOf(environment.keyOrigin)
  const name = quoted(spelling.secrets, quotingOf(written.text.slice(key.start, key.end)), written.syntax)
  const items = environment.value.items
  const edits = items.flatMap((item, index) => {
    const text = secretText(written, item, { group, leaving: leaving.get(index) as LeavingEntry })
    return [{ ...entryRange(written, item), text }]
  })
  const nodes = items.map((item, index) => secretNode(group, item, leaving.get(index) as LeavingEntry))
  const renamed: Member = {
    ...environment,
    key: spelling.secrets,
    value: { ...environment.value, items: nodes }
  }
  const members = container.members.map(member => (member.value === environment.value ? renamed : member))
  return {
    edits: [{ start: key.start, end: key.end, text: name }, ...edits],
    container: { ...container, members }
  }
}

function targetList(written: Written, { secrets }: ContainerMoves, from: ListText): ListText | undefined {
  if (secrets && secrets.value.items.length > 0) return readList(written, secrets.value)
  if (from.style === 'block') return { style: 'block', list: { ...from.list, items: [], foot: '' } }
  if (secrets) return readList(written, secrets.value)
  const list: CommaList = { syntax: from.list.syntax, open: '[', items: [], foot: '', close: ']' }
  return { style: 'comma', list }
}

/**
 * Comments do not fit into a single-line list. If moved entries have comments, the list is split into lines like the
 * list that the entries come from.
 */
function withRoom(
  target: ListText | undefined,
  movedEntries: readonly MovedEntry[],
  from: ListText
): ListText | undefined {
  if (target?.style !== 'comma' || target.list.items.length === 0 || takesComments(target.list)) return target
  if (!movedEntries.some(({ entry }) => entry.above.length > 0 || entry.beside !== '')) return target
  if (from.style === 'comma')
    return takesComments(from.list)
      ? { style: 'comma', list: inLines(target.list, lineStyleOf(from.list)) }
      : target
  const lead = `${from.list.eol}${' '.repeat(from.list.items[0]?.dash.length ?? 0)}`
  return { style: 'comma', list: inLines(target.list, { lead, foot: lead }) }
}

function withoutLeaving(from: ListText, remains: ReadonlyMap<number, string>): ListText {
  if (from.style === 'block') return { style: 'block', list: withoutBlockItems(from.list, remains) }
  const list = withoutItems(from.list, remains)
  if (list.items.length > 0 || hasComment(list.foot) || hasComment(list.open.slice(1)))
    return { style: 'comma', list }
  return { style: 'comma', list: { ...list, open: '[', foot: '' } }
}

function withMovedEntries(target: ListText, movedEntries: readonly MovedEntry[], from: ListText): ListText {
  const entries = movedEntries.map(({ entry }) => entry)
  if (target.style === 'block') {
    const pattern = from.style === 'block' ? from.list : target.list
    return { style: 'block', list: withBlockEntries(target.list, entries, pattern) }
  }
  return {
    style: 'comma',
    list: withEntries(target.list, entries, from.style === 'comma' ? from.list : target.list)
  }
}

function isEmpty({ style, list }: ListText): boolean {
  if (list.items.length > 0) return false
  return style === 'block' ? list.foot === '' : list.open === '[' && list.foot === ''
}

function expected(group: ContainerMoves, movedEntries: readonly MovedEntry[], isGone: boolean): ObjectNode {
  const { container, environment, secrets, spelling, leaving } = group
  const rest: ArrayNode = {
    ...environment.value,
    items: environment.value.items.filter((_, index) => !leaving.has(index))
  }
  const added = movedEntries.map(({ node }) => node)
  const own = secrets?.value ?? { ...environment.value, items: [] }
  const list: ArrayNode = { ...own, items: [...own.items, ...added] }
  const members = container.members.flatMap(member => {
    if (member.value === secrets?.value) return [{ ...member, value: list }]
    if (member.value !== environment.value) return [member]
    const kept = isGone ? [] : [{ ...member, value: rest }]
    return secrets ? kept : [...kept, { key: spelling.secrets, keyOrigin: member.keyOrigin, value: list }]
  })
  return { ...container, members }
}

function entryRange(written: Written, item: DocumentNode): Range {
  const [range] = bodiesOf(written.text, { kind: 'array', items: [item], origin: item.origin })
  return range as Range
}
