import type { Difference } from '../../deploy/comparison/compare.ts'
import type { Remark } from '../../errors.ts'
import { someOf } from '../../list.ts'
import type { SecretToRotate } from '../../migrate/journal.ts'
import { count } from '../text.ts'

/**
 * The planned or completed change of one secret. `present`: an earlier run created it, and no file contains its value
 * any more.
 */
export type MigratedSecret = {
  readonly name: string
  readonly state: 'create' | 'overwrite' | 'reuse' | 'present' | 'created' | 'overwritten'
  readonly variables: readonly string[]
  readonly keys: readonly string[]
  readonly arn?: string
  readonly warnings: readonly string[]
}

/** One variable that is moved out of a file. `revision`: the file is new, generated from that revision. */
export type MoveRow = {
  readonly file: string
  readonly line?: number
  readonly container: string
  readonly variable: string
  readonly reference: string
  readonly service?: string
  readonly revision?: string
}

/** One execution role. */
export type RoleRow = {
  readonly arn: string
  readonly services: readonly string[]
  readonly secrets: readonly string[]
  readonly state: 'allowed' | 'to-grant' | 'to-print' | 'granted' | 'printed'
}

/**
 * The change of a service. `previous` is the revision it ran before, `plaintext` where that revision contains
 * credentials. `isDone`: the change has happened. `isUnchanged`: it already runs the definition that the deploy gives
 * it. `differences`: what it changes in the running revision besides the moves.
 */
export type ServiceRow = {
  readonly service: string
  readonly action: 'redeploy' | 'create' | 'register' | 'task'
  readonly isDone?: true
  readonly isUnchanged?: true
  readonly previous?: string
  readonly plaintext: readonly string[]
  readonly differences?: readonly Difference[]
}

/**
 * A credential that stays in plaintext because the project accepts it. `exception` is the place of the exception in the
 * configuration file, or of the comment; `until` its last day.
 */
export type ExceptedRow = {
  readonly file: string
  readonly line?: number
  readonly container?: string
  readonly variable: string
  readonly by: 'exception' | 'comment'
  readonly exception: string
  readonly until?: string
}

/**
 * A value that no run can move: what a workflow gives to containers, a value of Terraform outside of them, a label, a
 * secret that is filled in. `isCertain`: a check refuses it, and does not only warn.
 */
export type LeftRow = { readonly file: string; readonly line?: number; readonly isCertain: boolean }

/** A CloudFormation template that gets references to these secrets. Its stack deploys it and has the role. */
export type TemplateRow = { readonly file: string; readonly secrets: readonly string[] }

/** A policy to add manually, as printed. */
export type PrintedPolicy = { readonly roleName: string; readonly text: string; readonly note: string }

/**
 * The complete result of a migration: names, places and ARNs; there is no member for a value, its hash or its length.
 */
export type MigrationReport = {
  readonly applied: boolean
  readonly project: string
  readonly store: 'secretsmanager' | 'ssm'
  readonly secrets: readonly MigratedSecret[]
  readonly moves: readonly MoveRow[]
  /** Moves made by an earlier, interrupted run. */
  readonly earlierMoves: number
  readonly roles: readonly RoleRow[]
  readonly services: readonly ServiceRow[]
  readonly templates: readonly TemplateRow[]
  /** US dollars per month for all secrets of the plan, and for the new ones. */
  readonly monthlyCostUsd: number
  readonly newCostUsd: number
  readonly policies: readonly PrintedPolicy[]
  readonly rotate: readonly SecretToRotate[]
  /** Revisions that services ran before and that contain plaintext. */
  readonly oldRevisions: readonly string[]
  /** Credentials that an exception or a comment keeps in plaintext: they are neither moved nor to rotate here. */
  readonly excepted: readonly ExceptedRow[]
  /** What stays because no run can move it. */
  readonly left: readonly LeftRow[]
  /** The completed steps in order, one sentence each. */
  readonly done: readonly string[]
  /** The path of the journal file, as it can be shown in a message. */
  readonly journal?: string
  readonly pullRequest?: string
}

/**
 * migrationToJson returns the plan file and the output `plan`: names, places, references and ARNs; no value, hash or
 * length.
 */
export function migrationToJson(migration: MigrationReport): object {
  const { applied, project, store, secrets, moves, roles, services, templates, ...rest } = migration
  const { monthlyCostUsd, newCostUsd, rotate, oldRevisions, excepted, left, pullRequest } = rest
  return {
    ...{ version: 1, kind: 'migration', applied, project, store, secrets, moves, roles, services, templates },
    ...{ monthlyCostUsd, newCostUsd, rotate, oldRevisions, excepted, left, pullRequest }
  }
}

/** EXCEPTED_NEXT explains how to move credentials that exceptions keep in plaintext. */
export const EXCEPTED_NEXT =
  'What is left stays in these files and in every revision that is registered from them. To move it, remove the exceptions, or name the variables in "include", and run again.'

/** exceptedPlace returns the place of a credential that an exception covers. */
export function exceptedPlace({ file, line }: Pick<LeftRow, 'file' | 'line'>): string {
  return line === undefined ? file : `${file}:${line}`
}

/** keptBy counts the credentials that exceptions keep in plaintext, as a clause. */
export function keptBy({ length }: MigrationReport['excepted']): string {
  return `${count(length, 'credential')} ${length === 1 ? 'stays' : 'stay'} in plaintext because of exceptions`
}

const EXCEPTED_SHOWN = 10

/** exceptedRemarks warns about the credentials that exceptions keep in plaintext. */
export function exceptedRemarks(rows: MigrationReport['excepted']): readonly Remark[] {
  if (rows.length === 0) return []
  const places = rows.map(row => `${exceptedPlace(row)} ${row.variable} (${row.by} at ${row.exception})`)
  const message = `${keptBy(rows)}: ${someOf(places, EXCEPTED_SHOWN)}. ${EXCEPTED_NEXT}`
  return [{ message, isWarning: true }]
}

/** migratedSentence describes the plan or result of a migration in one sentence, with what stays in plaintext. */
export function migratedSentence(migration: MigrationReport): string {
  const { applied, rotate, templates, pullRequest, excepted, moves, earlierMoves, secrets, left } = migration
  const beside = leftWords(left)
  const kept = `${excepted.length === 0 ? '' : ` ${keptBy(excepted)}. ${MOVE_REST}`}${beside}`
  const head =
    excepted.length === 0
      ? 'Migrated'
      : `Migrated, with ${count(excepted.length, 'credential')} left in plaintext by exceptions`
  const rest = `${excepted.length === 0 ? '' : ` ${MOVE_REST}`}${beside}`
  const services = servicesOf(migration)
  if (movesNothing(migration))
    return `Nothing to migrate: ${excepted.length + left.length > 0 ? 'no variable is moved' : `no plaintext credentials ${runsPlaintext(migration) ? 'in the files, but in what runs' : 'found'}`}.${services === '' ? '' : ` ${services}.`}${kept}`
  const files = count(new Set(moves.map(({ file }) => file)).size, 'file')
  const earlier = earlierMoves === 0 ? '' : ` (with ${earlierMoves} that the run before moved)`
  const what = `${count(moves.length, 'variable')} in ${files}${earlier} as ${count(secrets.length, 'secret')}${services === '' ? '' : `, ${services}`}`
  if (!applied)
    return `Migration plan: ${what}; nothing was changed. Run again with apply: true to apply.${kept}`
  if (pullRequest !== undefined)
    return `${head}: secrets stored; merge ${pullRequest} to change the files.${rest}`
  const next = [
    'commit the files',
    ...(rotate.length === 0 ? [] : [`rotate ${count(rotate.length, 'secret')}`]),
    'purge the old revisions',
    ...(templates.length === 0 ? [] : ['deploy the rewritten templates'])
  ]
  return `${head}: ${what}. Next: ${next.join(', ')}.${rest}`
}

/** What stays because no run can move it, with its places; empty if nothing does. */
function leftWords(left: MigrationReport['left']): string {
  const said = (isCertain: boolean, words: string) => {
    const places = left.filter(one => one.isCertain === isCertain).map(exceptedPlace)
    return places.length === 0 ? '' : ` Not moved, ${words}: ${someOf(places, PLACES)}.`
  }
  return said(true, 'and refused by a check') + said(false, 'and a check warns of it')
}

const PLACES = 3

/** leavesCredentials returns whether a migration is done, and a check still refuses what it cannot move. */
export function leavesCredentials(migration: MigrationReport): boolean {
  return (migration.applied || movesNothing(migration)) && migration.left.some(({ isCertain }) => isCertain)
}

/** movesNothing returns whether a migration has nothing to store or rewrite. */
export function movesNothing({ moves, earlierMoves, secrets, templates }: MigrationReport): boolean {
  return moves.length + earlierMoves + secrets.length + templates.length === 0
}

function runsPlaintext({ applied, services }: MigrationReport): boolean {
  return !applied && services.some(({ plaintext }) => plaintext.length > 0)
}

const MOVE_REST = 'To move what is left, remove the exceptions and run again.'

/** What the deploy of the files does or did; a service that already ran its definition was not deployed. */
function servicesOf({ applied, services }: MigrationReport): string {
  const unchanged = services.filter(({ isUnchanged }) => isUnchanged).length
  const others = services.length - unchanged
  const word = applied ? 'deployed or registered' : 'to deploy or register'
  return [
    ...(others === 0 ? [] : [`${count(others, 'service')} ${word}`]),
    ...(unchanged === 0 ? [] : [`${others === 0 ? count(unchanged, 'service') : unchanged} unchanged`])
  ].join(', ')
}
