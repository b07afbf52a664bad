import { createHash } from 'node:crypto'
import { bySeverity, type CredentialKind } from '../detector/issuers.ts'
import { jsonObjectIn } from '../json.ts'
import { present } from '../present.ts'
import type { SecretNameRule } from './names.ts'
import type { PlannedMove } from './plan.ts'

/** The place of a migration. A journal belongs to one place. */
export type JournalPlace = { readonly region: string; readonly account: string; readonly cluster?: string }

/** What a service ran before the migration, and the places of plaintext there. */
export type RanBefore = {
  readonly service: string
  readonly previous: string
  readonly plaintext: readonly string[]
}

/**
 * The journal of one migration: what it moves, and what nothing shows once the values are out of the files. It is
 * written before the first step and closed after the last; in between, AWS and the files show how far it got. No member
 * can hold a value or a hash of one.
 */
export type Journal = {
  readonly version: 1
  readonly id: string
  readonly state: 'running' | 'finished'
  readonly startedAt: string
  readonly place: JournalPlace
  readonly store: string
  /** Names and places, no value. */
  readonly moves: readonly PlannedMove[]
  /** The names of the secrets that did not exist before. */
  readonly created: readonly string[]
  readonly rotate: readonly SecretToRotate[]
  readonly ranBefore: readonly RanBefore[]
}

/** digestOf derives 32 hexadecimal digits from texts. */
export function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

/**
 * requestToken returns the client request token for storing a secret, in the format of a UUID, as version IDs have. It
 * follows from the migration, the name, and the version that is replaced, so that a repeated run sends the same
 * request.
 */
export function requestToken({ id }: Pick<Journal, 'id'>, name: string, replaced = ''): string {
  const hex = digestOf([id, name, replaced])
  const ends = [8, 12, 16, 20, 32]
  return ends.map((end, index) => hex.slice(ends[index - 1] ?? 0, end)).join('-')
}

/** printJournal returns the text of the journal file. */
export function printJournal(journal: Journal): string {
  return `${JSON.stringify(journal, null, 2)}\n`
}

/** parseJournal parses the text of a journal; undefined for anything that this version did not write. */
export function parseJournal(text: string): Journal | undefined {
  const value: Partial<Journal> = jsonObjectIn(text) ?? {}
  const isOurs =
    value.version === 1 &&
    typeof value.id === 'string' &&
    (value.state === 'running' || value.state === 'finished') &&
    typeof value.place === 'object' &&
    [value.moves, value.created, value.rotate, value.ranBefore].every(Array.isArray)
  return isOurs ? (value as Journal) : undefined
}

type MovePlace = Pick<PlannedMove, 'file' | 'container' | 'variable'>

/** sameMove reports whether two moves concern the same variable in the same place. */
export function sameMove(a: MovePlace, b: MovePlace): boolean {
  return a.file === b.file && a.container === b.container && a.variable === b.variable
}

/**
 * differencesFrom lists what the current plan contains that an unfinished journal does not, as sentences without a
 * final period: another place, another store, or a move with another target. An empty list means that it is the same
 * migration, or the rest of it.
 */
export function differencesFrom(
  journal: Journal,
  now: Pick<Journal, 'place' | 'store' | 'moves'>
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
 * namesFrom returns the names that an unfinished migration has assigned, once some of its moves are made: a name can
 * depend on what else is migrated. `left` is what can still move; as long as that is everything, it results in the same
 * names again.
 */
export function namesFrom(
  journal: Journal | undefined,
  left: readonly MovePlace[]
): readonly SecretNameRule[] {
  if (journal?.moves.every(move => left.some(other => sameMove(move, other))) !== false) return []
  const rules = new Map<string, SecretNameRule | undefined>()
  for (const { service, variable, secret, key } of journal.moves) {
    const rule = {
      variable,
      secret,
      ...present({ service, key })
    }
    const id = `${service ?? ''} ${variable}`
    const known = rules.get(id)
    // two files without a service assign two secrets to one variable: the naming template distinguishes them, as before
    const isAmbiguous = rules.has(id) && (known?.secret !== secret || known.key !== key)
    rules.set(id, isAmbiguous ? undefined : rule)
  }
  return [...rules.values()].filter(rule => rule !== undefined)
}

/** allMoves combines the moves of an unfinished migration with the remaining ones, without duplicates. */
export function allMoves(journal: Journal | undefined, now: readonly PlannedMove[]): readonly PlannedMove[] {
  const before = journal?.moves ?? []
  return [...before, ...now.filter(move => !before.some(other => sameMove(other, move)))]
}

/**
 * A credential that must be replaced, because its old value is known to git, to old revisions and to everyone who has
 * read them.
 */
export type SecretToRotate = CredentialKind & {
  readonly secret: string
  readonly variables: readonly string[]
}

/** worstFirst sorts rows by severity, then by name. */
export function worstFirst(rows: readonly SecretToRotate[]): readonly SecretToRotate[] {
  return [...rows].sort((a, b) => bySeverity(a, b) || (a.secret < b.secret ? -1 : 1))
}
