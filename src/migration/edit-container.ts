import type { ArrayNode, DocumentNode, Member, ObjectNode } from '../document/tree.ts'
import { withBlockEntries, withoutBlockItems } from './block-list.ts'
import { type CommaList, type Range, takesComments, withEntries, withoutItems } from './comma-list.ts'
import { editBlockContainer } from './edit-block-container.ts'
import { editFlowContainer } from './edit-flow-container.ts'
import { bodiesOf, secretNode, secretText, type Written } from './entry-text.ts'
import { quoted, quotingOf } from './scalar-text.ts'
import { fileOriginOf, type Site, type Taken } from './site.ts'
import { type ListText, readList, remainsOf, type Traveller, travellersOf } from './taken-entries.ts'
import { hasComment } from './trivia.ts'

/** A piece of the text and what it becomes. */
export type Edit = Range & { readonly text: string }

/** The edits of one container, and the container as it must be read from the result. */
export type ContainerEdit = { readonly edits: readonly Edit[]; readonly container: ObjectNode }

/** Both lists as they will be. `isGone`: nothing is left of `environment`, not even a comment. */
export type Lists = {
  readonly environment: ListText
  readonly secrets: ListText
  readonly isGone: boolean
}

/**
 * editContainer moves the entries of one container. `environment` that is emptied goes, unless comments stay in it; where
 * there was no `secrets` and every entry moves, the list changes its name and keeps its place. Undefined for a form that is
 * not rewritten.
 */
export function editContainer(written: Written, site: Site): ContainerEdit | undefined {
  const from = readList(written, site.environment.value)
  if (from === undefined) return undefined
  if (isWhole(site)) return rename(written, site)
  const target = targetList(written, site, from)
  if (target === undefined) return undefined
  const travellers = travellersOf(written, site, from)
  const pattern = from.style === 'comma' ? from.list : undefined
  const carried =
    target.style === 'block' ||
    takesComments(target.list.items.length > 0 ? target.list : (pattern ?? target.list))
  const environment = withoutTaken(from, remainsOf(written, site, { from, carried }))
  const secrets = withTravellers(target, travellers, from)
  const isGone = site.secrets !== undefined && isEmpty(environment)
  const lists = { environment, secrets, isGone }
  const edited = isFlow(written, site.container)
    ? editFlowContainer(written, site, lists)
    : editBlockContainer(written, site, lists)
  return edited && { edits: edited.edits, container: expected(site, travellers, edited.isGone) }
}

function isWhole({ environment, secrets, taken }: Site): boolean {
  const all = [...taken.values()]
  return (
    secrets === undefined &&
    all.length === environment.value.items.length &&
    all.every(({ fate }) => fate === 'moved')
  )
}

/** isFlow tells whether an object or array stands in brackets or braces. */
export function isFlow({ text }: Written, node: DocumentNode): boolean {
  const first = text.charAt(fileOriginOf(node.origin).start)
  return first === '{' || first === '['
}

/** The list stays where it is: its name changes, and each entry. */
function rename(written: Written, site: Site): ContainerEdit {
  const { environment, container, spelling, taken } = site
  const key = fileOriginOf(environment.keyOrigin)
  const name = quoted(spelling.secrets, quotingOf(written.text.slice(key.start, key.end)), written.syntax)
  const items = environment.value.items
  const edits = items.flatMap((item, index) => {
    const text = secretText(written, site, item, taken.get(index) as Taken)
    return [{ ...entryRange(written, item), text }]
  })
  const nodes = items.map((item, index) => secretNode(site, item, taken.get(index) as Taken))
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

function targetList(written: Written, { secrets }: Site, from: ListText): ListText | undefined {
  if (secrets && secrets.value.items.length > 0) return readList(written, secrets.value)
  if (from.style === 'block') return { style: 'block', list: { ...from.list, items: [], foot: '' } }
  if (secrets) return readList(written, secrets.value)
  const list: CommaList = { syntax: from.list.syntax, open: '[', items: [], foot: '', close: ']' }
  return { style: 'comma', list }
}

function withoutTaken(from: ListText, remains: ReadonlyMap<number, string>): ListText {
  if (from.style === 'block') return { style: 'block', list: withoutBlockItems(from.list, remains) }
  const list = withoutItems(from.list, remains)
  if (list.items.length > 0 || hasComment(list.foot) || hasComment(list.open.slice(1)))
    return { style: 'comma', list }
  return { style: 'comma', list: { ...list, open: '[', foot: '' } }
}

function withTravellers(target: ListText, travellers: readonly Traveller[], from: ListText): ListText {
  const entries = travellers.map(({ entry }) => entry)
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

function expected(site: Site, travellers: readonly Traveller[], isGone: boolean): ObjectNode {
  const { container, environment, secrets, spelling, taken } = site
  const rest: ArrayNode = {
    ...environment.value,
    items: environment.value.items.filter((_, index) => !taken.has(index))
  }
  const added = travellers.map(({ node }) => node)
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
