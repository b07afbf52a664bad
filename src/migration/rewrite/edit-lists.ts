import { afterBreak, endOfLine, printBlockList } from './block-list.ts'
import {
  type CommaItem,
  leadWithoutIndent,
  lineStart,
  printCommaList,
  type Range,
  readCommaList,
  separatorOf,
  withItem,
  withoutItems
} from './comma-list.ts'
import type { ContainerMoves, ListMember } from './container-moves.ts'
import { quoted, quotingOf, type Written } from './entry-text.ts'
import { eolOf, type ListText } from './moved-entries.ts'
import { fileOriginOf } from './source-index.ts'
import { hasComment, hasLineBreak } from './trivia.ts'

/** A range of the text and its replacement. */
export type TextEdit = Range & { readonly text: string }

/** Both lists after the change. `isGone`: nothing is left of `environment`, not even a comment. */
export type Lists = {
  readonly environment: ListText
  readonly secrets: ListText
  readonly isGone: boolean
}

/** The result for a container: its edits, and whether `environment` was removed. */
export type Edited = { readonly edits: readonly TextEdit[]; readonly isGone: boolean }

/** editFlowContainer changes a container in braces: JSON, or YAML's flow style, where both lists are in brackets. */
export function editFlowContainer(written: Written, group: ContainerMoves, lists: Lists): Edited | undefined {
  const { container, environment, secrets } = group
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
    list = withItem(list, at + 1, { lead: blanksOf(lead), body: newMember(written, group, text), tail: '' })
  }
  const isGone = lists.isGone && !hasComment(item.tail)
  // a comment above the name of the list stays in place
  const remains = hasComment(item.lead) ? leadWithoutIndent(item.lead) : ''
  if (isGone) list = withoutItems(list, new Map([[at, remains]]))
  return { edits: [{ ...range, text: printCommaList(list) }], isGone }
}

function blanksOf(lead: string): string {
  return /(?:\r\n|\r|\n)?[ \t]*$/.exec(lead)?.[0] ?? ''
}

/** memberText returns a member with another list as its value. */
function memberText({ text }: Written, { keyOrigin, value }: ListMember, list: string): string {
  return `${text.slice(fileOriginOf(keyOrigin).start, fileOriginOf(value.origin).start)}${list}`
}

/** newMember returns the member `secrets`, quoted and spaced like `environment`. */
function newMember(written: Written, { environment, spelling }: ContainerMoves, list: string): string {
  const key = fileOriginOf(environment.keyOrigin)
  const name = quoted(spelling.secrets, quotingOf(written.text.slice(key.start, key.end)), written.syntax)
  const between = written.text.slice(key.end, fileOriginOf(environment.value.origin).start)
  return `${name}${/^[ \t]*:[ \t]*$/.test(between) ? between : ': '}${list}`
}

/** editBlockContainer changes a container in YAML's block style, whose lists are in either style. */
export function editBlockContainer(
  written: Written,
  group: ContainerMoves,
  lists: Lists
): Edited | undefined {
  const { text } = written
  const { secrets } = group
  const old = extentOf(group.environment.value, lists.environment)
  const removed = lists.isGone ? removal(written, group, old) : undefined
  const environment = removed ?? environmentEdits(written, group, { old, now: lists.environment })
  if (environment === undefined) return undefined
  if (secrets !== undefined)
    return {
      edits: [...environment, ...secretsEdits(written, group, lists.secrets)],
      isGone: removed !== undefined
    }
  const at = endOfLine(text, old.end)
  const eol = eolOf(text)
  const list = lists.secrets
  const indent = marginOf(written, group)
  const member =
    list.style === 'comma'
      ? newMember(written, group, printCommaList(list.list))
      : blockMember(written, group, printBlockList(list.list))
  const added = { start: at, end: at, text: `${eol}${indent}${member}` }
  return { edits: [...environment, added], isGone: false }
}

/** The extent of a list in the text; a block list consists of whole lines. */
function extentOf(node: ContainerMoves['environment']['value'], list: ListText): Range {
  return list.style === 'block' ? list.list.range : fileOriginOf(node.origin)
}

function blockMember(written: Written, { environment, spelling }: ContainerMoves, lines: string): string {
  const key = fileOriginOf(environment.keyOrigin)
  const name = quoted(spelling.secrets, quotingOf(written.text.slice(key.start, key.end)), written.syntax)
  return `${name}:${eolOf(written.text)}${lines}`
}

/** The indentation before the name of a member; a dash that begins the container on that line counts as a space. */
function marginOf({ text }: Written, { environment }: ContainerMoves): string {
  const { start } = fileOriginOf(environment.keyOrigin)
  return text.slice(lineStart(text, start), start).replace(/\S/g, ' ')
}

function environmentEdits(
  { text }: Written,
  group: ContainerMoves,
  change: { readonly old: Range; readonly now: ListText }
): readonly TextEdit[] | undefined {
  const { old, now } = change
  if (now.style === 'comma') return [{ ...old, text: printCommaList(now.list) }]
  const lines = printBlockList(now.list)
  if (now.list.items.length > 0) return [{ ...old, text: lines }]
  const key = fileOriginOf(group.environment.keyOrigin)
  const colon = text.indexOf(':', key.end)
  if (colon < 0 || colon >= old.start) return undefined
  const empty = { start: colon + 1, end: colon + 1, text: ' []' }
  const start = lines === '' ? old.start - now.list.eol.length : old.start
  return [empty, { start, end: old.end, text: lines }]
}

function secretsEdits(written: Written, { secrets }: ContainerMoves, now: ListText): readonly TextEdit[] {
  if (secrets === undefined) return []
  if (now.style === 'comma')
    return [{ ...fileOriginOf(secrets.value.origin), text: printCommaList(now.list) }]
  if (secrets.value.items.length > 0) return [{ ...now.list.range, text: printBlockList(now.list) }]
  // `secrets: []` becomes a block list like `environment`
  const key = fileOriginOf(secrets.keyOrigin)
  const { end } = fileOriginOf(secrets.value.origin)
  return [{ start: key.end, end, text: `:${eolOf(written.text)}${printBlockList(now.list)}` }]
}

/** Removes the lines of `environment`; undefined if the lines contain anything else. */
function removal(
  { text }: Written,
  { environment }: ContainerMoves,
  old: Range
): readonly TextEdit[] | undefined {
  const key = fileOriginOf(environment.keyOrigin)
  const start = lineStart(text, key.start)
  const end = endOfLine(text, old.end)
  const isAlone =
    /^[ ]*$/.test(text.slice(start, key.start)) &&
    /^[ \t]*:\s*$/.test(text.slice(key.end, old.start)) &&
    /^[ \t]*$/.test(text.slice(old.end, end))
  if (!isAlone) return undefined
  if (end < text.length) return [{ start, end: afterBreak(text, end), text: '' }]
  return [{ start: start - (text.startsWith('\r\n', start - 2) ? 2 : 1), end, text: '' }]
}
