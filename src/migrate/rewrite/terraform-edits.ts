import { resourceName } from '../../detector/advice.ts'
import type { Member } from '../../files/document/tree.ts'
import type { TextEdit } from './edits.ts'
import { endOfLine, eolOf, fieldMember, lineStart, type Range, rangeOf } from './lists.ts'
import type { HolderMoves, Move } from './moves.ts'

/**
 * valueFromOf returns the new `valueFrom` as a reader finds it: `${…arn}` of a data source or a resource, or the ARN. A
 * parameter has no data source, because that would have its value in the state; the default of a variable has none
 * either, because it cannot refer to anything.
 */
export function valueFromOf({ pointer, secret, key, arn, reference, byArn, byResource }: Move): string {
  const isLiteral =
    byArn || secret === undefined || reference.startsWith('ssm:') || /^\/variable\//.test(pointer)
  if (isLiteral) return arn ?? reference
  const tail = key === undefined ? '' : `:${key}::`
  return `\${${byResource ? '' : 'data.'}aws_secretsmanager_secret.${resourceName(secret)}.arn}${tail}`
}

/** How a part of a file is written: JSON in a heredoc or in HCL, or HCL's own way. */
type Style = { readonly isJson: boolean }

function expressionOf(move: Move, { isJson }: Style): string {
  const value = valueFromOf(move)
  const [, alone] = /^\$\{([^{}]*)\}$/.exec(value) ?? []
  return alone !== undefined && !isJson ? alone : JSON.stringify(value)
}

/** editTerraform moves the entries of one object: each one is cut out, and the new list stands before the old one. */
export function editTerraform(text: string, group: HolderMoves): readonly TextEdit[] {
  const { from, to, leaving, dropped, name } = group
  const style = styleAt(text, from)
  const items = from.value.kind === 'array' ? from.value.items : from.value.members
  const ranges = items.map(item =>
    'key' in item ? { start: rangeOf(item).start, end: rangeOf(item.value).end } : rangeOf(item)
  )
  const leaves = [...leaving.keys()].sort((a, b) => a - b)
  const cuts = cutsOf(
    text,
    leaves.flatMap(index => ranges[index] ?? [])
  )
  const added = leaves.filter(index => !dropped.has(index)).map(index => entryText(text, group, index))
  if (added.length === 0) return cuts
  const isMap = name === 'map_secrets'
  const separator = isMap && !style.isJson ? '' : ','
  const like = indentOf(text, rangeOf(from.value).start, ranges[0]?.start)
  if (to && (to.value.kind === 'array' ? to.value.items : to.value.members).length > 0) {
    const open = rangeOf(to.value).start
    const first = to.value.kind === 'array' ? to.value.items[0] : to.value.members[0]
    const indent = indentOf(text, open, first && rangeOf(first).start)
    const isSpaced = /\s/.test(text.charAt(open + 1))
    const lead = indent === undefined ? (isSpaced ? ' ' : '') : eolOf(text) + indent
    const inserted = added.map(one => `${lead}${one}${indent === undefined ? ',' : separator}`).join('')
    const gap = indent === undefined && !isSpaced ? ' ' : ''
    return [...cuts, { start: open + 1, end: open + 1, text: inserted + gap }]
  }
  const { start } = rangeOf(from)
  const margin = /^[ \t]*/.exec(text.slice(lineStart(text, start), start))?.[0] ?? ''
  const list = listText(added, {
    indent: like,
    margin,
    separator,
    marks: isMap ? '{}' : '[]',
    eol: eolOf(text)
  })
  if (to) return [...cuts, { ...rangeOf(to.value), text: list }]
  const isFirst = /^[ \t]*$/.test(text.slice(lineStart(text, start), start))
  const key = text.charAt(start) === '"' ? JSON.stringify(name) : name
  const sign = /^[ \t]*:/.test(text.slice(rangeOf(from).end)) ? ': ' : ' = '
  const after = isFirst ? `${style.isJson ? ',' : ''}${eolOf(text)}${margin}` : ', '
  return [...cuts, { start, end: start, text: `${key}${sign}${list}${after}` }]
}

function styleAt(text: string, member: Member): Style {
  const { start, end } = rangeOf(member)
  return { isJson: text.charAt(start) === '"' && /^\s*:/.test(text.slice(end, end + 64)) }
}

/** The indentation of the items if they have lines of their own. */
function indentOf(text: string, open: number, first: number | undefined): string | undefined {
  if (first === undefined || !text.slice(open, first).includes('\n')) return undefined
  return /^[ \t]*/.exec(text.slice(lineStart(text, first)))?.[0]
}

type ListStyle = {
  readonly indent: string | undefined
  readonly margin: string
  readonly separator: string
  readonly marks: string
  readonly eol: string
}

function listText(entries: readonly string[], { indent, margin, separator, marks, eol }: ListStyle): string {
  const [open = '', close = ''] = marks
  if (indent === undefined) return open === '{' ? `{ ${entries.join(', ')} }` : `[${entries.join(', ')}]`
  return `${open}${eol}${indent}${entries.join(`${separator}${eol}${indent}`)}${eol}${margin}${close}`
}

/** An entry of the new list: that of the old one with another value, or one that is written anew. */
function entryText(text: string, { from, leaving, name }: HolderMoves, index: number): string {
  const move = leaving.get(index) as Move
  if (from.value.kind === 'object') {
    const member = from.value.members[index] as Member
    const { start, end } = rangeOf(member)
    const style = styleAt(text, member)
    const key = text.slice(start, end)
    const value = expressionOf(move, style)
    if (name === 'map_secrets') return `${text.slice(start, rangeOf(member.value).start)}${value}`
    const quoted = JSON.stringify(move.variable)
    return style.isJson
      ? `{ "name": ${key}, "valueFrom": ${value} }`
      : `{ name = ${quoted}, valueFrom = ${value} }`
  }
  const entry = from.value.items[index]
  const member = fieldMember(entry, 'value')
  if (entry === undefined || member === undefined) throw new Error('an entry without the value that it had')
  const [whole, key, value] = [rangeOf(entry), rangeOf(member), rangeOf(member.value)]
  const isQuoted = text.charAt(key.start) === '"'
  const before = text.slice(whole.start, key.start)
  return [
    // as terraform fmt aligns two lines
    !isQuoted && before.includes('\n') ? before.replace(/\bname +=/, 'name      =') : before,
    isQuoted ? '"valueFrom"' : 'valueFrom',
    text.slice(key.end, value.start),
    expressionOf(move, styleAt(text, member)),
    text.slice(value.end, whole.end)
  ].join('')
}

/** The cuts for entries, each with one comma, and with its lines if nothing else stands there. */
function cutsOf(text: string, ranges: readonly Range[]): readonly TextEdit[] {
  const cuts: Range[] = []
  for (const { start, end } of ranges) {
    const [comma = ''] = /^\s*,/.exec(text.slice(end)) ?? []
    let cut = { start, end: end + comma.length }
    if (comma === '') {
      for (
        let last = cuts.at(-1);
        last && /^\s*$/.test(text.slice(last.end, cut.start));
        last = cuts.at(-1)
      ) {
        cut = { ...cut, start: last.start }
        cuts.pop()
      }
      const [before = ''] = /,\s*$/.exec(text.slice(0, cut.start)) ?? []
      cut = { ...cut, start: cut.start - before.length }
    }
    cuts.push(cut)
  }
  return cuts.map(cut => ({ ...withLines(text, cut), text: '' }))
}

function withLines(text: string, { start, end }: Range): Range {
  const first = lineStart(text, start)
  const last = endOfLine(text, end)
  const isAlone = /^[ \t]*$/.test(text.slice(first, start)) && /^[ \t]*$/.test(text.slice(end, last))
  if (!isAlone) return { start, end }
  const eol = /^\r?\n/.exec(text.slice(last))?.[0] ?? ''
  return { start: first, end: last + eol.length }
}
