import { afterBreak, endOfLine, printBlockList } from './block-list.ts'
import { lineStart, printCommaList, type Range } from './comma-list.ts'
import type { Edit, Lists } from './edit-container.ts'
import { type Edited, newMember } from './edit-flow-container.ts'
import type { Written } from './entry-text.ts'
import { quoted, quotingOf } from './scalar-text.ts'
import { fileOriginOf, type Site } from './site.ts'
import { eolOf, type ListText } from './taken-entries.ts'

/** editBlockContainer changes a container of YAML's block style, whose lists are in either style. */
export function editBlockContainer(written: Written, site: Site, lists: Lists): Edited | undefined {
  const { text } = written
  const { secrets } = site
  const old = extentOf(site.environment.value, lists.environment)
  const removed = lists.isGone ? removal(written, site, old) : undefined
  const environment = removed ?? environmentEdits(written, site, { old, now: lists.environment })
  if (environment === undefined) return undefined
  if (secrets !== undefined)
    return {
      edits: [...environment, ...secretsEdits(written, site, lists.secrets)],
      isGone: removed !== undefined
    }
  const at = endOfLine(text, old.end)
  const eol = eolOf(text)
  const list = lists.secrets
  const indent = marginOf(written, site)
  const member =
    list.style === 'comma'
      ? newMember(written, site, printCommaList(list.list))
      : blockMember(written, site, printBlockList(list.list))
  const added = { start: at, end: at, text: `${eol}${indent}${member}` }
  return { edits: [...environment, added], isGone: false }
}

/** The text that a list takes: a block has whole lines. */
function extentOf(node: Site['environment']['value'], list: ListText): Range {
  return list.style === 'block' ? list.list.range : fileOriginOf(node.origin)
}

function blockMember(written: Written, { environment, spelling }: Site, lines: string): string {
  const key = fileOriginOf(environment.keyOrigin)
  const name = quoted(spelling.secrets, quotingOf(written.text.slice(key.start, key.end)), written.syntax)
  return `${name}:${eolOf(written.text)}${lines}`
}

/** The blanks in front of a member's name; a dash that begins the container there counts as one. */
function marginOf({ text }: Written, { environment }: Site): string {
  const { start } = fileOriginOf(environment.keyOrigin)
  return text.slice(lineStart(text, start), start).replace(/\S/g, ' ')
}

function environmentEdits(
  { text }: Written,
  site: Site,
  change: { readonly old: Range; readonly now: ListText }
): readonly Edit[] | undefined {
  const { old, now } = change
  if (now.style === 'comma') return [{ ...old, text: printCommaList(now.list) }]
  const lines = printBlockList(now.list)
  if (now.list.items.length > 0) return [{ ...old, text: lines }]
  const key = fileOriginOf(site.environment.keyOrigin)
  const colon = text.indexOf(':', key.end)
  if (colon < 0 || colon >= old.start) return undefined
  const empty = { start: colon + 1, end: colon + 1, text: ' []' }
  const start = lines === '' ? old.start - now.list.eol.length : old.start
  return [empty, { start, end: old.end, text: lines }]
}

function secretsEdits(written: Written, { secrets }: Site, now: ListText): readonly Edit[] {
  if (secrets === undefined) return []
  if (now.style === 'comma')
    return [{ ...fileOriginOf(secrets.value.origin), text: printCommaList(now.list) }]
  if (secrets.value.items.length > 0) return [{ ...now.list.range, text: printBlockList(now.list) }]
  // `secrets: []` becomes a block like `environment`
  const key = fileOriginOf(secrets.keyOrigin)
  const { end } = fileOriginOf(secrets.value.origin)
  return [{ start: key.end, end, text: `:${eolOf(written.text)}${printBlockList(now.list)}` }]
}

/** Takes the lines of `environment` away; undefined where something else stands on them. */
function removal({ text }: Written, { environment }: Site, old: Range): readonly Edit[] | undefined {
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
