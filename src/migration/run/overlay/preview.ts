import type { ProjectRules } from '../../../checking/decisions/rule-decisions.ts'
import type { Layout } from '../../../configuration/layout.ts'
import { loadProjectFile } from '../../../configuration/load.ts'
import { resolveLayout } from '../../../configuration/resolve-layout.ts'
import type { ResolvedEntry } from '../../../configuration/resolved.ts'
import { OPTIONAL_RULE_IDS, RULE_IDS } from '../../../detector/rule-ids.ts'
import { loadDocument } from '../../../document/load.ts'
import { type DocumentNode, type FileOrigin, scalarTextOf } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import type { JournalMove } from '../../journal.ts'
import type { MigrationPlan, PlannedMove } from '../../plan.ts'
import { rewriteOverlay } from '../../rewrite/rewrite-overlay.ts'
import type { LoadedMigration } from '../load.ts'
import { entriesOf } from './values.ts'

/** The configuration file after the migration. `text` is the current text if nothing in it moves. */
export type OverlayPreview = {
  readonly file: string
  readonly before: string
  readonly text: string
  readonly isChanged: boolean
  /** The changes, for review. */
  readonly diff: readonly string[]
}

/** The configuration file after the migration, with the project's rules read from it. */
export type ComingOverlay = {
  readonly overlay: OverlayPreview
  readonly project: ProjectRules
  readonly problems: readonly Problem[]
}

/** A file before and after. */
type Change = { readonly file: string; readonly before: string; readonly after: string }

/**
 * comingOverlay rewrites the configuration file in memory and reads it again: in every environment, each definition
 * must get the same as before, except for the variables that move in this environment.
 */
export async function comingOverlay(
  { project, context }: Pick<LoadedMigration, 'project' | 'context'>,
  { moves }: Pick<MigrationPlan, 'moves'>
): Promise<ComingOverlay> {
  const { file } = project.layout.document
  const own = moves.flatMap(move => (move.overlay ? [{ ...move, overlay: move.overlay }] : []))
  const before = project.text
  const unchanged = {
    overlay: { file, before, text: before, isChanged: false, diff: [] },
    project,
    problems: []
  }
  if (own.length === 0) return unchanged
  const rewritten = await rewriteOverlay(
    { file, text: before },
    own.map(({ variable, reference, overlay: { from, to, stays, container } }) => ({
      variable,
      reference,
      to,
      stays,
      ...present({ from, container })
    }))
  )
  if (rewritten.kind === 'refused') return { ...unchanged, problems: rewritten.problems }
  const { text } = rewritten
  const known = { rules: RULE_IDS, optional: OPTIONAL_RULE_IDS, now: context.ports.clock.now() }
  const { layout } = await loadProjectFile(file, text, known)
  const { environment } = project.resolved
  const references = new Set(own.map(({ reference }) => reference))
  const diff = await diffOf({ file, before, after: text }, references)
  const strange = otherThanWanted({ before: project.layout, after: layout, environment }, own)
  return {
    overlay: { file, before, text, isChanged: text !== before, diff },
    project: { ...project, text, layout, resolved: resolveLayout(layout, environment) },
    problems: strange.map(where => elsewhereToo(file, where))
  }
}

type Layouts = {
  readonly before: Layout
  readonly after: Layout
  readonly environment: string | undefined
}

/**
 * Places (`environment key variable`) whose value changes although it should not, or does not change although it
 * should.
 */
function otherThanWanted(
  { before, after, environment }: Layouts,
  moves: readonly PlannedMove[]
): readonly string[] {
  const wanted = new Map(
    moves.flatMap(({ overlay, variable, reference }) =>
      (overlay?.users ?? []).map(({ kind, key }) => [
        `${environment ?? ''} ${kind} ${key} ${variable}`,
        `secret ${reference}`
      ])
    )
  )
  const old = saidIn(before)
  const now = saidIn(after)
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    place => now.get(place) !== (wanted.get(place) ?? old.get(place))
  )
}

function saidIn(layout: Layout): ReadonlyMap<string, string> {
  const names = [...layout.environments.keys()]
  return new Map(
    (names.length === 0 ? [undefined] : names).flatMap(environment =>
      entriesOf(resolveLayout(layout, environment)).flatMap(entry => pairsOf(entry, environment))
    )
  )
}

function pairsOf({ kind, key, overlay }: ResolvedEntry, environment = '') {
  const pairs = (map: typeof overlay.secrets, word: string) =>
    [...map].map(
      ([name, { node }]) =>
        [`${environment} ${kind} ${key} ${name}`, `${word} ${scalarTextOf(node) ?? ''}`] as const
    )
  return [...pairs(overlay.environmentVariables, 'plain'), ...pairs(overlay.secrets, 'secret')]
}

function elsewhereToo(file: string, where: string): Problem {
  const [environment = '', , key = '', variable = ''] = where.split(' ')
  const what = environment === '' ? `"${key}"` : `"${key}" in environment ${environment}`
  const reason = `${what} would get another ${variable === '' ? 'value' : variable}`
  return {
    code: 'rewrite-refused',
    fault: 'user',
    message: `${file}: nothing is moved: ${reason}.`,
    hint: 'By hand: take the variable out of "environment-variables" and write it under "secrets" of the level that is meant.'
  }
}

/** usesMovedReference reports whether an entry of the new configuration file uses a reference that was moved there. */
export function usesMovedReference(
  { variable, reference }: Pick<JournalMove, 'variable' | 'reference'>,
  entry: ResolvedEntry
): boolean {
  const own = entry.overlay.secrets.get(variable)
  return own !== undefined && scalarTextOf(own.node) === reference
}

/**
 * diffOf returns the lines of a file that change, each with its number and `-` or `+`. It shows names and the
 * references of the plan; every other value and every comment could contain a credential and is replaced by `…`.
 */
async function diffOf(
  { file, before, after }: Change,
  references: ReadonlySet<string>
): Promise<readonly string[]> {
  const [old, fresh] = await Promise.all(
    [before, after].map(async text => (await withoutValues(file, text, references)).split(/\r\n|\r|\n/))
  )
  return old && fresh ? linesOf(old, fresh) : []
}

async function withoutValues(file: string, text: string, shown: ReadonlySet<string>): Promise<string> {
  const { document } = await loadDocument(file, text)
  if (document === undefined) return ''
  const hidden = new Map<number, FileOrigin>()
  for (const node of scalarsIn(document.root))
    if (node.origin.kind === 'file' && !shown.has(scalarTextOf(node) ?? ''))
      hidden.set(node.origin.start, node.origin)
  let result = document.text
  for (const { start, end } of [...hidden.values()].toSorted((a, b) => b.start - a.start)) {
    const value = result.slice(start, end)
    if (value === '') continue
    // keeps the line numbers
    const breaks = value.match(/\r\n|\r|\n/g) ?? []
    result = `${result.slice(0, start)}…${breaks.join('')}${result.slice(end)}`
  }
  const comment = document.format === 'json' ? /\/[/*].*/g : /(?<=^|\s)#.*/gm
  return result.replace(comment, '# …')
}

function scalarsIn(node: DocumentNode): readonly DocumentNode[] {
  if (node.kind === 'array') return node.items.flatMap(scalarsIn)
  return node.kind === 'object' ? node.members.flatMap(({ value }) => scalarsIn(value)) : [node]
}

function linesOf(old: readonly string[], fresh: readonly string[]): readonly string[] {
  const common = commonLengths(old, fresh)
  const at = (left: number, right: number) => common[left]?.[right] ?? 0
  const lines: string[] = []
  let [left, right] = [0, 0]
  while (left < old.length || right < fresh.length) {
    const isLeft = left < old.length
    if (isLeft && right < fresh.length && old[left] === fresh[right]) {
      left++
      right++
    } else if (right >= fresh.length || (isLeft && at(left + 1, right) >= at(left, right + 1)))
      lines.push(`${left + 1} - ${old[left++]}`)
    else lines.push(`${right + 1} + ${fresh[right++]}`)
  }
  return lines
}

/** The number of lines that both have in common, by the lines from which both are read. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly (readonly number[])[] {
  const table = old.map(() => fresh.map(() => 0))
  const at = (left: number, right: number) => table[left]?.[right] ?? 0
  for (let left = old.length - 1; left >= 0; left--)
    for (let right = fresh.length - 1; right >= 0; right--)
      (table[left] as number[])[right] =
        old[left] === fresh[right]
          ? at(left + 1, right + 1) + 1
          : Math.max(at(left + 1, right), at(left, right + 1))
  return table
}
