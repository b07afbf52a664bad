import type { ArrayNode, DocumentNode, Member, ObjectNode } from '../../files/document/tree.ts'
import {
  bodiesOf,
  memberStart,
  newKey,
  type Range,
  secretNode,
  secretText,
  type Written
} from './entry-text.ts'
import {
  bracketsWith,
  type DashItem,
  type DashList,
  dashesWithout,
  dashLines,
  endOfLine,
  eolOf,
  lineStart,
  readList
} from './lists.ts'
import type { ContainerMoves, ListMember } from './locate.ts'
import { fileOriginOf } from './tree.ts'

/** A range of the text and its replacement. */
export type TextEdit = Range & { readonly text: string }

/** The edits of one container, and the container that the reader must return for the result. */
export type ContainerEdit = { readonly edits: readonly TextEdit[]; readonly container: ObjectNode }

/**
 * editContainer moves the entries of one container. Without an existing `secrets`, if every entry moves, the list is
 * renamed in place. Otherwise both lists must be written in the same style, in brackets without comments between the
 * entries, or with dashes. Returns why another form is not edited.
 */
export function editContainer(written: Written, group: ContainerMoves): ContainerEdit | string {
  const { environment, secrets, leaving, dropped } = group
  const { items } = environment.value
  const isWhole = secrets === undefined && leaving.size === items.length && dropped.size === 0
  if (isWhole) return { edits: renaming(written, group), container: expected(group, true) }
  const from = readList(written, environment)
  const to = secrets && secrets.value.items.length > 0 ? readList(written, secrets) : undefined
  if (from === undefined || (secrets && secrets.value.items.length > 0 && to === undefined))
    return 'a comment or something else is between the entries of its list, which is not rewritten'
  if (to && to.style !== from.style) return 'its two lists are written in two styles'
  const edits =
    from.style === 'brackets'
      ? inBrackets(written, group, { from, ...(to?.style === 'brackets' ? { to } : {}) })
      : withDashes(written, group, { from, ...(to?.style === 'dashes' ? { to } : {}) })
  return { edits, container: expected(group, false) }
}

/** The list stays in place; its name and each entry change. */
function renaming(written: Written, group: ContainerMoves): readonly TextEdit[] {
  const { environment } = group
  const { start, end } = fileOriginOf(environment.keyOrigin)
  const bodies = bodiesOf(written.text, environment.value.items)
  return [
    { start, end, text: newKey(written, environment) },
    ...bodies.map((range, index) => ({ ...range, text: textOf(written, group, index) }))
  ]
}

function textOf(written: Written, group: ContainerMoves, index: number): string {
  const { environment, isTemplate, leaving } = group
  const move = leaving.get(index)
  const item = environment.value.items[index]
  if (move === undefined || item === undefined) throw new Error('an entry that does not move')
  return secretText(written, item, { isTemplate, move })
}

/** The indexes of the entries that get a new entry in `secrets`, in the order of the file. */
function movedIn({ leaving, dropped }: ContainerMoves): readonly number[] {
  return [...leaving.keys()].filter(index => !dropped.has(index)).sort((a, b) => a - b)
}

type Brackets = Extract<NonNullable<ReturnType<typeof readList>>, { style: 'brackets' }>

function inBrackets(
  written: Written,
  group: ContainerMoves,
  { from, to }: { readonly from: Brackets; readonly to?: Brackets }
): readonly TextEdit[] {
  const { secrets, leaving } = group
  const added = movedIn(group).map(index => textOf(written, group, index))
  const rest = bracketsWith(from, { stay: index => !leaving.has(index), added: [] })
  const edits: TextEdit[] = [{ ...from.range, text: rest }]
  if (to) edits.push({ ...to.range, text: bracketsWith(to, { stay: () => true, added }) })
  else {
    const list = bracketsWith(from, { stay: () => false, added })
    edits.push(
      secrets ? { ...fileOriginOf(secrets.value.origin), text: list } : newMember(written, group, list)
    )
  }
  return edits.filter(({ start, end, text }) => written.text.slice(start, end) !== text)
}

/** The member `secrets` after `environment`, spaced like it. */
function newMember({ text, format }: Written, group: ContainerMoves, list: string): TextEdit {
  const { container, environment } = group
  const key = fileOriginOf(environment.keyOrigin)
  const value = fileOriginOf(environment.value.origin)
  const between = text.slice(key.end, value.start)
  const name = newKey({ text, format }, environment)
  const member = `${name}${/^[ \t]*:[ \t]*$/.test(between) ? between : ': '}${list}`
  if (text.charAt(fileOriginOf(container.origin).start) === '{') {
    const before = /(?:\r\n|\r|\n)?[ \t]*$/.exec(text.slice(0, key.start))?.[0] ?? ''
    const lead = before === '' && between.includes(' ') ? ' ' : before
    return { start: value.end, end: value.end, text: `,${lead}${member}` }
  }
  const at = endOfLine(text, value.end)
  return { start: at, end: at, text: `${eolOf(text)}${marginOf(text, environment)}${member}` }
}

/** The indentation before the name of a member; a dash that begins the container on that line counts as a space. */
function marginOf(text: string, member: Member): string {
  const start = memberStart(member)
  return text.slice(lineStart(text, start), start).replace(/\S/g, ' ')
}

function withDashes(
  written: Written,
  group: ContainerMoves,
  { from, to }: { readonly from: DashList; readonly to?: DashList }
): readonly TextEdit[] {
  const { text } = written
  const { environment, secrets, leaving } = group
  const eol = eolOf(text)
  const moved = movedIn(group).flatMap((index): DashItem[] => {
    const item = from.items[index]
    return item ? [{ ...item, body: textOf(written, group, index) }] : []
  })
  const dash = (to ?? from).items.at(-1)?.dash ?? '- '
  const lines = dashLines(moved, dash)
    .map(line => `${eol}${line}`)
    .join('')
  const rest = dashesWithout(text, from, index => !leaving.has(index))
  const isEmptied = leaving.size === from.items.length
  const edits: TextEdit[] = isEmptied ? emptied(text, environment, { from, rest }) : []
  const member = secrets ? '' : `${eol}${marginOf(text, environment)}${newKey(written, environment)}:${lines}`
  if (!isEmptied) edits.push({ ...from.range, text: `${rest}${member}` })
  else if (member !== '') edits.push({ start: from.range.end, end: from.range.end, text: member })
  if (to) edits.push({ start: to.range.end, end: to.range.end, text: lines })
  else if (secrets && moved.length > 0) {
    const { end } = fileOriginOf(secrets.value.origin)
    edits.push({ start: fileOriginOf(secrets.keyOrigin).end, end, text: `:${lines}` })
  }
  return edits
}

/** A list of which nothing stays becomes `[]`; comments that belong to no entry stay below it. */
function emptied(
  text: string,
  environment: ListMember,
  { from, rest }: { readonly from: DashList; readonly rest: string }
): TextEdit[] {
  const colon = text.indexOf(':', fileOriginOf(environment.keyOrigin).end)
  const start = rest === '' ? from.range.start - eolOf(text).length : from.range.start
  return [
    { start: colon + 1, end: colon + 1, text: ' []' },
    { start, end: from.range.end, text: rest }
  ]
}

function expected(group: ContainerMoves, isRenamed: boolean): ObjectNode {
  const { container, environment, secrets, isTemplate, leaving } = group
  const { items } = environment.value
  const added = movedIn(group).map(index =>
    secretNode(
      group,
      items[index] as DocumentNode,
      leaving.get(index) as NonNullable<ReturnType<typeof leaving.get>>
    )
  )
  const own = secrets?.value ?? { ...environment.value, items: [] }
  const list: ArrayNode = { ...own, items: [...own.items, ...added] }
  const rest = { ...environment.value, items: items.filter((_, index) => !leaving.has(index)) }
  const members = container.members.flatMap((member): readonly Member[] => {
    if (member.value === secrets?.value) return [{ ...member, value: list }]
    if (member.value !== environment.value) return [member]
    const kept = isRenamed ? [] : [{ ...member, value: rest }]
    return secrets ? kept : [...kept, { ...member, key: isTemplate ? 'Secrets' : 'secrets', value: list }]
  })
  return { ...container, members }
}
