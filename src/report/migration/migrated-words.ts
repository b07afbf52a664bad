import { count } from '../text.ts'
import type { MigrationReport } from './migration.ts'

/** migratedSentence describes the plan or the result of a migration without any shortfall in one sentence. */
export function migratedSentence(migration: MigrationReport): string {
  const { applied, rotate, templates, pullRequest, excepted } = migration
  if (movesNothing(migration)) return nothingMoved(migration)
  const stacks = new Set(templates.map(({ file }) => file)).size
  const parts = partsOf(migration)
  if (!applied) {
    return `Migration plan: ${parts}, ${servicesOf(migration)}; nothing was changed. To carry it out, run it with apply: true.${keptAs(excepted)}`
  }
  const number = count(excepted.length, 'credential')
  const head = excepted.length === 0 ? 'Migrated' : `Migrated, with ${number} left in plaintext by exceptions`
  const rest = excepted.length === 0 ? '' : ` ${MOVE_REST}`
  if (pullRequest !== undefined)
    return `${head}: secrets stored; merge ${pullRequest} to change the files.${rest}`
  return `${head}: ${parts}, ${servicesOf(migration)}. Next: commit the files, ${rotate.length === 0 ? '' : `rotate ${count(rotate.length, 'secret')}, `}purge the old revisions${stacks === 0 ? '' : `, deploy the ${stacks === 1 ? 'stack' : `${stacks} stacks`}`}.${rest}`
}

/** Whether neither this run nor an interrupted one before it takes a value out of a file. */
function movesNothing({ moves, earlierMoves, templates, secrets }: MigrationReport): boolean {
  return moves.length + earlierMoves + secrets.length + templates.length === 0
}

function nothingMoved(migration: MigrationReport): string {
  const { applied, services, excepted, oldRevisions } = migration
  const kept = keptAs(excepted)
  const said =
    excepted.length > 0
      ? 'Nothing to migrate: no variable is moved.'
      : 'Nothing to migrate: no plaintext credentials found.'
  if (services.length === 0) return `${said}${kept}`
  if (!applied && services.every(({ isUnchanged }) => isUnchanged))
    return `${said} ${servicesOf(migration)}.${kept}`
  if (!applied)
    return `${said} With apply: true, the files are deployed as they are: ${servicesOf(migration)}.${kept}`
  const next = oldRevisions.length === 0 ? '' : ' Next: purge the old revisions.'
  return `${said} ${servicesOf(migration)}.${next}${kept}`
}

/** keptBy counts the credentials that exceptions keep in plaintext, as a clause. */
export function keptBy({ length }: MigrationReport['excepted']): string {
  return `${count(length, 'credential')} ${length === 1 ? 'stays' : 'stay'} in plaintext because of exceptions`
}

function keptAs(excepted: MigrationReport['excepted']): string {
  return excepted.length === 0 ? '' : ` ${keptBy(excepted)}. ${MOVE_REST}`
}

const MOVE_REST = 'To move what is left, remove the exceptions and run again.'

function partsOf({ applied, earlierMoves, secrets, moves }: MigrationReport): string {
  const files = new Set(moves.map(({ file }) => file)).size
  const earlier =
    earlierMoves === 0
      ? ''
      : ` (${applied ? `${earlierMoves} of them` : `${earlierMoves} more`} moved by the run before)`
  return `${count(moves.length, 'variable')} in ${count(files, 'file')}${earlier} become${moves.length === 1 ? 's' : ''} ${count(secrets.length, 'secret')}`
}

/** What the deploy of the files does or did; a service that already ran its definition was not deployed. */
function servicesOf({ applied, services }: MigrationReport): string {
  const unchanged = services.filter(({ isUnchanged }) => isUnchanged).length
  const word = applied ? 'deployed or registered' : 'to deploy or register'
  if (unchanged === 0) return `${count(services.length, 'service')} ${word}`
  if (unchanged === services.length) return `${count(unchanged, 'service')} unchanged`
  return `${count(services.length - unchanged, 'service')} ${word}, ${unchanged} unchanged`
}
