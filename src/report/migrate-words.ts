import { assertNever } from '../errors.ts'
import type { MigrationReport, MoveRow, RoleRow, SecretRow, ServiceRow, TemplateRow } from './migration.ts'
import { shortArn } from './plan-text.ts'

/** secretWord says what becomes, or became, of a secret. */
export function secretWord({ state }: SecretRow): string {
  switch (state) {
    case 'create':
      return 'to create'
    case 'overwrite':
      return 'to overwrite by a new version'
    case 'reuse':
      return 'there, with an equal value'
    case 'present':
      return 'there since an earlier run'
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

/** serviceWord says what is to happen to a service. */
export function serviceWord({ action, previous, plaintext }: ServiceRow): string {
  switch (action) {
    case 'redeploy':
      return `to redeploy${previous === undefined ? '' : `; runs ${shortArn(previous)}`}${plaintext.length === 0 ? '' : ` with ${plaintext.length} credentials in plaintext`}`
    case 'create':
      return 'to create from its service definition'
    case 'register':
      return 'not in ECS: only its definition is registered'
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
  'They stay readable to everyone with ecs:DescribeTaskDefinition until they are deregistered and deleted. Next: mode audit with purge: true, which also looks at older revisions of these families.'

/** ROTATE_NEXT is why a moved credential is not a safe one yet. */
export const ROTATE_NEXT =
  'Their old values are known to git history, old revisions and whoever read them. Replace each where it is issued, store the new value in its secret, then restart the services that read it.'

/** migrationVerdict is a migration without problems in one sentence. */
export function migrationVerdict({
  applied,
  earlierMoves,
  secrets,
  moves,
  services,
  templates,
  pullRequest
}: MigrationReport): string {
  if (moves.length === 0 && services.length + templates.length === 0)
    return 'Nothing to migrate: no credential in plaintext was found.'
  const files = new Set(moves.map(({ file }) => file)).size
  const stacks = new Set(templates.map(({ file }) => file)).size
  const earlier = earlierMoves === 0 ? '' : ` (${earlierMoves} more were moved by the run before)`
  const parts = `${moves.length} variables in ${files} files${earlier} become ${secrets.length} secrets, ${services.length} services`
  if (!applied)
    return `Migration plan: ${parts} to deploy or register; nothing was changed. Run it with apply: true.`
  if (pullRequest !== undefined) return `Migrated up to the files: they wait in ${pullRequest}.`
  return `Migrated: ${parts} deployed or registered. What is left: commit the files, rotate ${secrets.length} secrets, purge the old revisions${stacks === 0 ? '' : `, deploy the ${stacks === 1 ? 'stack' : `${stacks} stacks`}`}.`
}
