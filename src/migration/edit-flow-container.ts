import {
  type CommaItem,
  cutItemLead,
  printCommaList,
  readCommaList,
  separatorOf,
  withItem,
  withoutItems
} from './comma-list.ts'
import type { Edit, Lists } from './edit-container.ts'
import type { Written } from './entry-text.ts'
import { quoted, quotingOf } from './scalar-text.ts'
import { fileOriginOf, type ListMember, type Site } from './site.ts'
import { hasComment, hasLineBreak } from './trivia.ts'

/** What became of a container: its edits, and whether `environment` is no member any more. */
export type Edited = { readonly edits: readonly Edit[]; readonly isGone: boolean }

/** editFlowContainer changes a container in braces: JSON, or YAML's flow style, where both lists stand in brackets. */
export function editFlowContainer(written: Written, site: Site, lists: Lists): Edited | undefined {
  const { container, environment, secrets } = site
  if (lists.environment.style !== 'comma' || lists.secrets.style !== 'comma') return undefined
  const range = fileOriginOf(container.origin)
  const items = container.members.map(({ keyOrigin, value }) => ({
    start: fileOriginOf(keyOrigin).start,
    end: fileOriginOf(value.origin).end
  }))
  let list = readCommaList(written.text, range, { items, syntax: written.syntax })
  if (list === undefined) return undefined
  const at = container.members.findIndex(({ value }) => value === environment.value)
  const item = list.items[at] as CommaItem
  const body = memberText(written, environment, printCommaList(lists.environment.list))
  list = { ...list, items: list.items.with(at, { ...item, body }) }
  const text = printCommaList(lists.secrets.list)
  const own = container.members.findIndex(({ value }) => value === secrets?.value)
  if (secrets && own >= 0) {
    const changed = { ...(list.items[own] as CommaItem), body: memberText(written, secrets, text) }
    list = { ...list, items: list.items.with(own, changed) }
  } else {
    const lead = at > 0 || hasLineBreak(item.lead) ? item.lead : separatorOf(list)
    list = withItem(list, at + 1, { lead: blanksOf(lead), body: newMember(written, site, text), tail: '' })
  }
  const isGone = lists.isGone && !hasComment(item.tail)
  // a comment above the name of the list stays where it was
  const remains = hasComment(item.lead) ? cutItemLead(item.lead) : ''
  if (isGone) list = withoutItems(list, new Map([[at, remains]]))
  return { edits: [{ ...range, text: printCommaList(list) }], isGone }
}

function blanksOf(lead: string): string {
  return /(?:\r\n|\r|\n)?[ \t]*$/.exec(lead)?.[0] ?? ''
}

/** memberText is a member with another list as its value. */
function memberText({ text }: Written, { keyOrigin, value }: ListMember, list: string): string {
  return `${text.slice(fileOriginOf(keyOrigin).start, fileOriginOf(value.origin).start)}${list}`
}

/** newMember is `secrets`, quoted and spaced like `environment`. */
export function newMember(written: Written, { environment, spelling }: Site, list: string): string {
  const key = fileOriginOf(environment.keyOrigin)
  const name = quoted(spelling.secrets, quotingOf(written.text.slice(key.start, key.end)), written.syntax)
  const between = written.text.slice(key.end, fileOriginOf(environment.value.origin).start)
  return `${name}${/^[ \t]*:[ \t]*$/.test(between) ? between : ': '}${list}`
}
