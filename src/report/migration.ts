import { lastPartOf } from '../arn.ts'
import { assertNever } from '../errors.ts'
import type { SecretToRotate } from '../migration/rotate.ts'

/** What becomes, or became, of one secret. `present`: a run before this one made it, and no file has its value any more. */
export type MigratedSecret = {
  readonly name: string
  readonly state: 'create' | 'overwrite' | 'reuse' | 'present' | 'created' | 'overwritten'
  readonly variables: readonly string[]
  readonly keys: readonly string[]
  readonly arn?: string
  readonly warnings: readonly string[]
}

/** One variable that leaves a file. `revision`: the file is new, written from that revision. */
export type MoveRow = {
  readonly file: string
  readonly line?: number
  readonly container: string
  readonly variable: string
  readonly reference: string
  readonly service?: string
  readonly revision?: string
  /** In the configuration file: the levels that get the reference, where those are not the one that has the value. */
  readonly into?: string
}

/** The configuration file, where it changes: its lines with `-` and `+`, without values. */
export type ConfigurationChange = { readonly file: string; readonly diff: readonly string[] }

/** One execution role. */
export type RoleRow = {
  readonly arn: string
  readonly services: readonly string[]
  readonly secrets: readonly string[]
  readonly state: 'allowed' | 'to-grant' | 'to-print' | 'granted' | 'printed'
}

/**
 * What happens to a service. `previous` is what it ran before, `plaintext` where credentials stand in that. `isDone`: it
 * has happened.
 */
export type ServiceRow = {
  readonly service: string
  readonly action: 'redeploy' | 'create' | 'register' | 'task' | 'absent'
  readonly isDone?: true
  readonly previous?: string
  readonly plaintext: readonly string[]
}

/**
 * A task definition of a CloudFormation template, which its stack deploys. `grant`: its role is granted `here` (it is named by its
 * ARN), in the `template` that makes it (`role` is its logical id), or `elsewhere`, where this program can't see.
 */
export type TemplateRow = {
  readonly file: string
  readonly resource: string
  readonly secrets: readonly string[]
  readonly grant: 'here' | 'template' | 'elsewhere'
  readonly role?: string
}

/** What uses a family of a migration and is not deployed by it. `plaintext`: where credentials stand in the revision that it runs. */
export type ExposedUse = {
  readonly kind: 'service' | 'task' | 'rule' | 'schedule'
  /** Its name; for tasks that were run by themselves their revision's. */
  readonly name: string
  readonly cluster: string
  readonly revision: string
  readonly plaintext: readonly string[]
}

/** A policy that a person is to add, as it is printed. */
export type PrintedPolicy = { readonly roleName: string; readonly text: string; readonly note: string }

/** All that a migration has to say: names, places and ARNs; there is no member for a value, its hash or its length. */
export type MigrationReport = {
  readonly applied: boolean
  readonly project: string
  readonly store: 'secretsmanager' | 'ssm'
  readonly secrets: readonly MigratedSecret[]
  readonly moves: readonly MoveRow[]
  /** Moves that an interrupted run before this one has made. */
  readonly earlierMoves: number
  readonly roles: readonly RoleRow[]
  readonly services: readonly ServiceRow[]
  readonly templates: readonly TemplateRow[]
  /** US dollars a month for all secrets of the plan, and for those that are new. */
  readonly monthlyCostUsd: number
  readonly newCostUsd: number
  readonly policies: readonly PrintedPolicy[]
  readonly rotate: readonly SecretToRotate[]
  /** Revisions that services ran before and that hold plaintext. */
  readonly oldRevisions: readonly string[]
  /** Places where a value that moves also stands, and stays: `file:line`. */
  readonly left: readonly string[]
  readonly settings?: ConfigurationChange
  /** What else uses the families, is not deployed here and holds plaintext. */
  readonly exposed: readonly ExposedUse[]
  /** Places where nobody could look for such users, with the reason. */
  readonly notLooked: readonly string[]
  /** What was done, in order, each a sentence. */
  readonly done: readonly string[]
  /** The journal's file, as it can be named in a message. */
  readonly journal?: string
  readonly pullRequest?: string
}

/** secretWord says what becomes, or became, of a secret. */
export function secretWord({ state }: MigratedSecret): string {
  switch (state) {
    case 'create':
      return 'to create'
    case 'overwrite':
      return 'to overwrite by a new version'
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

/** roleWord says what becomes, or became, of an execution role's grant. */
export function roleWord({ state, secrets }: RoleRow): string {
  const number = `${secrets.length} secret${secrets.length === 1 ? '' : 's'}`
  switch (state) {
    case 'allowed':
      return `may read ${number} already`
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

/** serviceWord says what is to happen to a service, or has happened. */
export function serviceWord({ action, previous, plaintext, isDone }: ServiceRow): string {
  const number = `${plaintext.length} credential${plaintext.length === 1 ? '' : 's'} in plaintext`
  const held = plaintext.length === 0 ? '' : ` with ${number} (${plaintext.join(', ')})`
  switch (action) {
    case 'redeploy': {
      const before = previous === undefined ? '' : `; ${isDone ? 'ran' : 'runs'} ${lastPartOf(previous)}`
      return `${isDone ? 'deployed' : 'to redeploy'}${before}${held}`
    }
    case 'create':
      return isDone ? 'created from its service definition' : 'to create from its service definition'
    case 'task':
      return isDone
        ? 'a task: its definition was registered with the services that it is for'
        : 'a task: its definition is registered with the services that it is for'
    case 'absent':
      return 'not in ECS: it gets the references, and nothing is deployed'
    case 'register':
      return isDone
        ? 'not in ECS: its definition was registered'
        : 'not in ECS: only its definition is registered'
    default:
      return assertNever(action)
  }
}

/** templateWord says who grants the role of a template's task definition, and that its stack deploys it. */
export function templateWord({ grant, role = '', secrets }: TemplateRow): string {
  const number = `${secrets.length} secret${secrets.length === 1 ? '' : 's'}`
  switch (grant) {
    case 'here':
      return `read ${number} with ${role}; the stack deploys it`
    case 'template':
      return `read ${number} with ${role}, which the template makes: not granted here, add the statement there before the stack is deployed`
    case 'elsewhere':
      return `read ${number} with a role that is known to the stack only: not granted here (execution-role-arn names it), grant it before the stack is deployed`
    default:
      return assertNever(grant)
  }
}

/** EXPOSED_NEXT is what takes those off plaintext that a migration did not deploy. */
export const EXPOSED_NEXT =
  'They keep running with plaintext. A service: run again with its cluster, and with source: files where it has a file. A rule or schedule: deploy with update-schedules: true, or name the family there without a revision. A task: stop it, or wait for its end.'

/** LEFT_NEXT is what becomes of a value that stands in other files too. */
export const LEFT_NEXT =
  'These places have a value that is moved, and are not changed here. Take it out there too; rotating the credential makes what is left worthless.'

/** placeOf is where a variable stands. */
export function placeOf({ file, line, revision }: MoveRow): string {
  if (revision !== undefined) return `${file} (new, from ${revision})`
  return line === undefined ? file : `${file}:${line}`
}

/** costSentence says what the secrets cost. */
export function costSentence({ store, monthlyCostUsd, newCostUsd, secrets }: MigrationReport): string {
  const number = `${secrets.length} secret${secrets.length === 1 ? '' : 's'}`
  if (store === 'ssm') return `${number} as standard parameters: no cost.`
  return `${number}: $${monthlyCostUsd.toFixed(2)} a month, $${newCostUsd.toFixed(2)} of it new (and $0.05 per 10,000 reads).`
}

/** PURGE_NEXT is the step after a migration. */
export const PURGE_NEXT =
  'They stay readable to everyone with ecs:DescribeTaskDefinition until they are deregistered and deleted. Next: mode audit with purge: true, which also checks older revisions of these families.'

/** ROTATE_NEXT is why a moved credential is not a safe one yet. */
export const ROTATE_NEXT =
  'Their old values are known to git history, old revisions and whoever read them. Replace each where it is issued, store the new value in its secret, then restart the services that read it.'
