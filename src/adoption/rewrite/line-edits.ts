import type { Replaced } from '../survey/definition-inputs.ts'
import type { FoundDefinition } from '../survey/entry.ts'
import type { Step, Workflow, YamlPath } from '../workflow/workflow.ts'
import { withoutToldWords } from './told-words.ts'

/** Removes and inserts lines of a file. `line` counts from 1. */
export type LineEdit = { readonly line: number; readonly remove: number; readonly insert: readonly string[] }

/** A range of lines: `start` inclusive, `end` exclusive. */
export type LineRange = { readonly start: number; readonly end: number }

const split = (text: string) => text.split('\n')
const isFiller = (line: string) => /^\s*(?:#.*)?\r?$/.test(line)

/**
 * applyEdits changes only the lines that edits name. All other lines, including comments and line endings, keep their
 * bytes. New lines use the line ending of their neighbors.
 */
export function applyEdits(text: string, edits: readonly LineEdit[]): string {
  const lines = split(text)
  for (const { line, remove, insert } of edits.toSorted((a, b) => b.line - a.line)) {
    const end = (lines[line - 1] ?? lines[line - 2] ?? '').endsWith('\r') ? '\r' : ''
    lines.splice(line - 1, remove, ...insert.map(one => one + end))
  }
  return lines.join('\n')
}

/** joinedEdits combines edits of the same line into one: lines inserted before it, and the line itself. */
export function joinedEdits(edits: readonly LineEdit[]): readonly LineEdit[] {
  const byLine = new Map<number, LineEdit>()
  for (const edit of edits) {
    const before = byLine.get(edit.line)
    byLine.set(edit.line, {
      line: edit.line,
      remove: (before?.remove ?? 0) + edit.remove,
      insert: [...(before?.insert ?? []), ...edit.insert]
    })
  }
  return [...byLine.values()]
}

/** editLines formats edits as a diff without context, because the surrounding lines may contain anything. */
export function editLines(edits: readonly ShownEdit[]): readonly string[] {
  return edits.flatMap(({ line, removed, inserted }) => [
    `@@ line ${line} @@`,
    ...removed.map(one => `-${one}`),
    ...inserted.map(one => `+${one}`)
  ])
}

/**
 * stepLines finds the lines of a step, without the comments before the next step. It returns undefined if a step does
 * not begin on a line of its own.
 */
export function stepLines(workflow: Workflow, step: Step, next: Step | undefined): LineRange | undefined {
  const lines = split(workflow.text)
  const start = workflow.lineOf(step.path)
  const indent = /^(\s*)- /.exec(lines[start - 1] ?? '')?.[1]
  if (indent === undefined) return undefined
  let end = next === undefined ? start + 1 : workflow.lineOf(next.path)
  // The last step ends at the first line with less indentation.
  if (next === undefined) {
    while (
      end <= lines.length &&
      (isFiller(lines[end - 1] ?? '') || blanksBefore(lines[end - 1]) > indent.length)
    )
      end++
  }
  while (end > start + 1 && isFiller(lines[end - 2] ?? '')) end--
  return { start, end }
}

/** blanksBefore counts the leading blanks of a line. */
export const blanksBefore = (line = '') => /^\s*/.exec(line)?.[0].length ?? 0

/** inputLines finds the lines of each input of a step. It returns undefined if they are not written one per line. */
export function inputLines(
  workflow: Workflow,
  step: Step,
  range: LineRange
): ReadonlyMap<string, LineRange> | undefined {
  return memberLines(workflow, { path: [...step.path, 'with'], names: Object.keys(step.with), range })
}

/** memberLines finds the lines of the members of a map, the first of which may follow the dash of a list. */
export function memberLines(
  workflow: Workflow,
  {
    path,
    names,
    range
  }: { readonly path: YamlPath; readonly names: readonly string[]; readonly range: LineRange }
): ReadonlyMap<string, LineRange> | undefined {
  const lines = split(workflow.text)
  const ordered = names
    .map(name => ({ name, start: startOf(lines, { name, from: workflow.lineOf([...path, name]), range }) }))
    .toSorted((a, b) => a.start - b.start)
  const found = new Map<string, LineRange>()
  for (const [index, { name, start }] of ordered.entries()) {
    if (start < 0) return undefined
    let end = Math.min(ordered[index + 1]?.start ?? range.end, range.end)
    const indent = blanksBefore(lines[start - 1]?.replace(/^(\s*)- /, '$1  '))
    // A line that is not indented more than the member's name begins the next member.
    const own = lines.slice(start, end - 1).findIndex(line => !isFiller(line) && blanksBefore(line) <= indent)
    if (own >= 0) end = start + 1 + own
    while (end > start + 1 && isFiller(lines[end - 2] ?? '')) end--
    found.set(name, { start, end })
  }
  return found
}

/**
 * The line of a member's name: the line of its value or the one before it, if the value begins on a separate line; -1
 * if it is neither.
 */
function startOf(
  lines: readonly string[],
  { name, from, range }: { readonly name: string; readonly from: number; readonly range: LineRange }
): number {
  const isName = new RegExp(`^\\s*(?:- )?["']?${name}["']?\\s*:`)
  for (let line = from; line >= range.start; line--) {
    if (isName.test(lines[line - 1] ?? '')) return line
    if (line < from && !isFiller(lines[line - 1] ?? '')) return -1
  }
  return -1
}

/** linesIn returns the lines of a range as written, without line endings. */
export function linesIn({ text }: Workflow, { start, end }: LineRange): readonly string[] {
  return split(text)
    .slice(start - 1, end - 1)
    .map(line => line.replace(/\r$/, ''))
}

/** An edit as data, with the removed lines. */
export type ShownEdit = {
  readonly line: number
  readonly removed: readonly string[]
  readonly inserted: readonly string[]
}

/**
 * removedAndInserted returns edits as data, in the order of the file. `clean` gets each of their lines, which may hold
 * a credential anywhere, such as in a comment or a command.
 */
export function removedAndInserted(
  { text }: { readonly text: string },
  edits: readonly LineEdit[],
  clean: (line: string) => string
): readonly ShownEdit[] {
  const lines = split(text)
  // what is commented out is read as what it was
  const cleanLine = (line: string) =>
    withoutToldWords(line.replace(/^(\s*(?:#+\s*)?)(.*)$/, (_, start, rest) => start + clean(rest)))
  return edits
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, remove, insert }) => ({
      line,
      removed: lines.slice(line - 1, line - 1 + remove).map(one => cleanLine(one.replace(/\r$/, ''))),
      inserted: insert.map(cleanLine)
    }))
}

/** definitionLineEdits returns the line edits of a task definition file. */
export function definitionLineEdits(
  { text }: FoundDefinition,
  replaced: readonly Replaced[]
): readonly LineEdit[] {
  // The longest first, because one literal can be a prefix of another.
  const ordered = replaced.toSorted((a, b) => b.literal.length - a.literal.length)
  return text.split('\n').flatMap((line, index) => {
    const changed = ordered.reduce((now, { literal, by }) => now.split(literal).join(by), line)
    return changed === line ? [] : [{ line: index + 1, remove: 1, insert: [changed.replace(/\r$/, '')] }]
  })
}
