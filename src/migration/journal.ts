import { createHash } from 'node:crypto'
import { present } from '../present.ts'
import type { MigrationPlan, PlannedMove } from './plan.ts'
import type { SecretToRotate } from './rotate.ts'
import type { SecretNameRule } from './secret-names.ts'

/** Where a migration takes place; one journal is of one place. */
export type JournalPlace = { readonly region: string; readonly account: string; readonly cluster?: string }

/** A move as the journal has it: names and places, no value. */
export type JournalMove = Pick<
  PlannedMove,
  'container' | 'variable' | 'secret' | 'key' | 'reference' | 'service'
> & {
  readonly file: string
}

export type StepKind = 'create' | 'overwrite' | 'grant' | 'rewrite' | 'pull-request' | 'deploy'

/** One step of a migration: noted before it is begun and after it is done. `at` is ISO 8601. */
export type JournalStep = {
  readonly step: StepKind
  /** Name of the secret, ARN of the role, file, or what was deployed. */
  readonly subject: string
  readonly state: 'begun' | 'done'
  readonly at: string
}

/** The diary of one migration. There is no member that could hold a value, or a hash of one. */
export type Journal = {
  readonly version: 1
  readonly id: string
  readonly state: 'running' | 'finished'
  readonly startedAt: string
  readonly place: JournalPlace
  readonly store: string
  readonly moves: readonly JournalMove[]
  readonly steps: readonly JournalStep[]
  readonly rotate: readonly SecretToRotate[]
  /** Revisions that services ran before, with plaintext in them. */
  readonly oldRevisions: readonly string[]
}

/** journalId makes an id of what tells one run from another. */
export function journalId(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

/**
 * requestToken is the client request token for storing a secret: the same for the same journal, name and number of
 * values stored before, so that a repeated run makes the same request. It has the form of a UUID, as version ids
 * have.
 */
export function requestToken({ id, steps }: Pick<Journal, 'id' | 'steps'>, name: string): string {
  const stored = steps.filter(
    ({ step, subject, state }) =>
      state === 'done' && subject === name && (step === 'create' || step === 'overwrite')
  ).length
  const hex = createHash('sha256')
    .update(JSON.stringify([id, name, stored]))
    .digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-'
  )
}

/** printJournal gives the file's text. */
export function printJournal(journal: Journal): string {
  return `${JSON.stringify(journal, null, 2)}\n`
}

/** parseJournal reads a journal's text; undefined for anything that this version has not written. */
export function parseJournal(text: string): Journal | undefined {
  try {
    const value = JSON.parse(text) as Partial<Journal> | null
    const isOurs =
      value?.version === 1 &&
      typeof value.id === 'string' &&
      (value.state === 'running' || value.state === 'finished') &&
      typeof value.place === 'object' &&
      [value.moves, value.steps, value.rotate, value.oldRevisions].every(Array.isArray)
    return isOurs ? (value as Journal) : undefined
  } catch {
    return undefined
  }
}

/** sameMove tells whether two moves are of the same variable in the same place. */
function sameMove(a: JournalMove, b: JournalMove): boolean {
  return a.file === b.file && a.container === b.container && a.variable === b.variable
}

/** wasBegun tells whether a step of a kind was begun, for a subject or for any. */
function wasBegun({ steps }: Pick<Journal, 'steps'>, step: StepKind, subject?: string): boolean {
  return steps.some(one => one.step === step && (subject === undefined || one.subject === subject))
}

/**
 * differencesFrom lists what a plan of now has that an unfinished journal has not, as sentences without their end:
 * another place, store, or a move that goes elsewhere. Empty: it is the same migration, or what is left of it.
 */
export function differencesFrom(
  journal: Journal,
  now: { readonly place: JournalPlace; readonly store: string; readonly moves: readonly JournalMove[] }
): readonly string[] {
  const differences: string[] = []
  for (const member of ['region', 'account', 'cluster'] as const) {
    const [before, after] = [journal.place[member], now.place[member]]
    if (before !== after) differences.push(`${member} ${before ?? 'none'} then, ${after ?? 'none'} now`)
  }
  if (journal.store !== now.store) differences.push(`store ${journal.store} then, ${now.store} now`)
  for (const move of now.moves) {
    // two task definitions of a template may have the same container and variable
    const same = journal.moves.filter(other => sameMove(other, move))
    const [before] = same
    if (before === undefined) differences.push(`${move.variable} in ${move.file} was not part of it`)
    else if (!same.some(({ reference }) => reference === move.reference))
      differences.push(
        `${move.variable} in ${move.file} became ${before.reference} then, ${move.reference} now`
      )
  }
  return differences
}

/**
 * namesFrom keeps the names that an unfinished migration has given: a name may depend on what else is migrated, and
 * once files are rewritten that is less. Before the first file is touched everything is as it was and names itself
 * again.
 */
export function namesFrom(journal: Journal | undefined): readonly SecretNameRule[] {
  if (journal === undefined || !wasBegun(journal, 'rewrite')) return []
  const rules = new Map<string, SecretNameRule | undefined>()
  for (const { service, variable, secret, key } of journal.moves) {
    const rule = {
      variable,
      secret,
      ...present({ service, key })
    }
    const id = `${service ?? ''} ${variable}`
    const known = rules.get(id)
    // two files without a service that give one name two secrets: the template tells them apart, as it did before
    const isAmbiguous = rules.has(id) && (known?.secret !== secret || known.key !== key)
    rules.set(id, isAmbiguous ? undefined : rule)
  }
  return [...rules.values()].filter(rule => rule !== undefined)
}

/** movesInFiles lists what a plan moves out of files, as a journal has it. */
export function movesInFiles({ moves }: MigrationPlan): readonly JournalMove[] {
  return moves.flatMap(({ source, container, variable, secret, key, reference, service }) => {
    if (source.kind !== 'file') return []
    const move = { file: source.file, container, variable, secret, reference }
    return [{ ...move, ...present({ key, service }) }]
  })
}

/** allMoves joins what an unfinished migration has moved with what is left to move, each once. */
export function allMoves(journal: Journal | undefined, now: readonly JournalMove[]): readonly JournalMove[] {
  const before = journal?.moves ?? []
  return [...before, ...now.filter(move => !before.some(other => sameMove(other, move)))]
}
