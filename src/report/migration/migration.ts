import { lastPartOf } from '../../arn.ts'
import type { Difference } from '../../deploy/comparison/compare.ts'
import { assertNever } from '../../errors.ts'
import { grouped } from '../../group.ts'
import type { SecretToRotate } from '../../migrate/rotate.ts'
import { present } from '../../present.ts'
import type { ExceptedRow } from './excepted-credentials.ts'

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
  /** The completed steps in order, one sentence each. */
  readonly done: readonly string[]
  /** The number of files that an unfinished migration still has to rewrite; absent if it is not known. */
  readonly filesLeft?: number
  /** The path of the journal file, as it can be shown in a message. */
  readonly journal?: string
  readonly pullRequest?: string
}

/** secretWord describes the planned or completed change of a secret. */
export function secretWord({ state }: MigratedSecret): string {
  switch (state) {
    case 'create':
      return 'to create'
    case 'overwrite':
      return 'to overwrite with a new version'
    case 'reuse':
      return 'exists, with the same value'
    case 'present':
      return 'created by an earlier run'
    case 'created':
    case 'overwritten':
      return state
    default:
      return assertNever(state)
  }
}

/** roleWord describes the planned or completed grant of an execution role. */
export function roleWord({ state, secrets }: RoleRow): string {
  const number = `${secrets.length} secret${secrets.length === 1 ? '' : 's'}`
  switch (state) {
    case 'allowed':
      return `can already read ${number}`
    case 'to-grant':
      return `to be granted ${number} by exact ARN`
    case 'to-print':
      return `a policy for ${number} will be printed`
    case 'granted':
      return `granted ${number} by exact ARN`
    case 'printed':
      return `a policy for ${number} is printed`
    default:
      return assertNever(state)
  }
}

/** serviceWord describes the planned or completed change of a service. */
export function serviceWord({ action, previous, plaintext, isDone, isUnchanged }: ServiceRow): string {
  const number = `${plaintext.length} credential${plaintext.length === 1 ? '' : 's'} in plaintext`
  const held = plaintext.length === 0 ? '' : ` with ${number} (${spotsByContainer(plaintext)})`
  switch (action) {
    case 'redeploy': {
      if (isUnchanged)
        return `unchanged${previous === undefined ? '' : `; runs ${lastPartOf(previous)}`}${held}`
      const before = previous === undefined ? '' : `; ${isDone ? 'ran' : 'runs'} ${lastPartOf(previous)}`
      return `${isDone ? 'deployed' : 'to redeploy'}${before}${held}`
    }
    case 'create':
      return isDone ? 'created from its service definition' : 'to create from its service definition'
    case 'task':
      return isDone
        ? 'a task: its definition was registered with its services'
        : 'a task: its definition is registered with its services'
    case 'register':
      return isDone
        ? 'not in ECS: its definition was registered'
        : 'not in ECS: only its definition is registered'
    default:
      return assertNever(action)
  }
}

/** Groups `NAME of container app` by container, so that each container is named once. */
function spotsByContainer(spots: readonly string[]): string {
  const parts = spots.map(spot => spot.split(/(?= of container )/))
  return [...grouped(parts, ([, place = '']) => place)]
    .map(([place, own]) => `${own.map(([name]) => name).join(', ')}${place}`)
    .join('; ')
}

/** templateWord describes who grants a template's role access, and that its stack deploys it. */
export function templateWord({ secrets }: TemplateRow): string {
  return `gets references to ${secrets.length} secret${secrets.length === 1 ? '' : 's'}: grant them to its execution role (the statement is printed), then deploy its stack`
}

/** placeOf returns the place of a variable. */
export function placeOf({ file, line, revision }: MoveRow): string {
  if (revision !== undefined) return `${file} (new, from ${revision})`
  return line === undefined ? file : `${file}:${line}`
}

/** costSentence states what the secrets cost. */
export function costSentence({ store, monthlyCostUsd, newCostUsd, secrets }: MigrationReport): string {
  const number = `${secrets.length} secret${secrets.length === 1 ? '' : 's'}`
  if (store === 'ssm') return `${number} as standard parameters: no cost.`
  return `Cost of ${number}: $${monthlyCostUsd.toFixed(2)} per month, ${newCostUsd === monthlyCostUsd ? 'all' : `$${newCostUsd.toFixed(2)}`} of it new, plus $0.05 per 10,000 API calls.`
}

/** PURGE_NEXT is the step after a migration. */
export const PURGE_NEXT =
  'They stay readable to everyone with ecs:DescribeTaskDefinition until they are deregistered and deleted. Next: mode audit with purge: true, which also checks older revisions of these families.'

/** ROTATE_NEXT explains why a moved credential is not safe yet. */
export const ROTATE_NEXT =
  'The old values remain in git history, in old revisions and with anyone who has read them. Replace each credential where it is issued, store the new value in its secret, then restart the services that read it.'

/**
 * migrationToJson returns the plan file and the output `plan`: names, places, references and ARNs; no value, hash or
 * length.
 */
export function migrationToJson(migration: MigrationReport): object {
  const { applied, project, store, secrets, moves, roles, services, rotate, oldRevisions } = migration
  const { monthlyCostUsd, newCostUsd, pullRequest, templates, excepted } = migration
  return {
    version: 1,
    kind: 'migration',
    applied,
    project,
    store,
    secrets,
    moves,
    roles,
    services,
    templates,
    monthlyCostUsd,
    newCostUsd,
    rotate,
    oldRevisions,
    excepted,
    ...present({ pullRequest })
  }
}
