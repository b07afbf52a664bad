import type { HouseRules } from '../../checking/house-rules.ts'
import type { Layout } from '../../configuration/layout.ts'
import { loadProjectFile } from '../../configuration/load.ts'
import { resolveLayout } from '../../configuration/resolve-layout.ts'
import type { ResolvedEntry } from '../../configuration/resolved.ts'
import { OPTIONAL_RULE_IDS, RULE_IDS } from '../../detector/rule-ids.ts'
import { scalarTextOf } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { JournalMove } from '../journal.ts'
import type { MigrationPlan, PlannedMove } from '../plan.ts'
import { rewriteOverlay } from '../rewrite/rewrite-overlay.ts'
import type { LoadedMigration } from './load.ts'
import { diffOf } from './overlay-diff.ts'
import { entriesOf } from './overlay-values.ts'

/** The configuration file after the migration. `text` is the current text if nothing in it moves. */
export type OverlayPreview = {
  readonly file: string
  readonly before: string
  readonly text: string
  readonly isChanged: boolean
  /** The changes, for review. */
  readonly diff: readonly string[]
}

/** The configuration file after the migration, with the house rules read from it. */
export type ComingOverlay = {
  readonly overlay: OverlayPreview
  readonly house: HouseRules
  readonly problems: readonly Problem[]
}

/**
 * comingOverlay rewrites the configuration file in memory and reads it again: in every environment, each definition
 * must get the same as before, except for the variables that move in this environment.
 */
export async function comingOverlay(
  { house, context }: Pick<LoadedMigration, 'house' | 'context'>,
  { moves }: Pick<MigrationPlan, 'moves'>
): Promise<ComingOverlay> {
  const { file } = house.layout.document
  const own = moves.flatMap(move => (move.overlay ? [{ ...move, overlay: move.overlay }] : []))
  const before = house.text
  const unchanged = {
    overlay: { file, before, text: before, isChanged: false, diff: [] },
    house,
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
  const { environment } = house.resolved
  const references = new Set(own.map(({ reference }) => reference))
  const diff = await diffOf({ file, before, after: text }, references)
  const strange = otherThanWanted({ before: house.layout, after: layout, environment }, own)
  return {
    overlay: { file, before, text, isChanged: text !== before, diff },
    house: { ...house, text, layout, resolved: resolveLayout(layout, environment) },
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

/** isTaken reports whether an entry of the new configuration file uses a reference that was moved there. */
export function isTaken(
  { variable, reference }: Pick<JournalMove, 'variable' | 'reference'>,
  entry: ResolvedEntry
): boolean {
  const own = entry.overlay.secrets.get(variable)
  return own !== undefined && scalarTextOf(own.node) === reference
}
