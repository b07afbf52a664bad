import { lastPartOf } from '../arn.ts'
import type { Problem, Remark } from '../errors.ts'
import { groupBy, someOf } from '../list.ts'
import { pageUrl } from '../nearest.ts'
import { present } from '../present.ts'
import { joinStatements } from './simulate.ts'
import {
  type PermissionHolder,
  type PermissionRow,
  type PermissionTopic,
  type PermissionUse,
  unverifiedReason,
  type Verification
} from './verification.ts'

/** `auto`: what is not verified is reported and does not stop the run. `required`: it stops the run like a denial. */
export type VerifyMode = 'auto' | 'required'

/** The consequences of the rows for the run. */
export type VerificationProblems = {
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

type Denied = Extract<PermissionRow, { verdict: 'denied' }>
type NotVerified = Extract<PermissionRow, { verdict: 'not-verified' }>

/**
 * problemsOfVerification turns denials into problems, one per role and action with the one statement that fixes it, and
 * reports once per reason what is not verified (in `auto`, all missing permissions together). Rows that are out of
 * reach appear only in the table.
 */
export function problemsOfVerification({ rows }: Verification, mode: VerifyMode): VerificationProblems {
  const denied = rows.filter(row => row.verdict === 'denied')
  const open = rows.flatMap(row =>
    row.verdict === 'not-verified' && row.unknown.kind !== 'out-of-reach' ? [row] : []
  )
  const problems = groupBy(denied, groupOfDenied).map(problemOf)
  // a role without any of these permissions gets one line in each deploy, not one a permission
  const unknowns = groupBy(open, ({ unknown }) =>
    mode === 'auto' && unknown.kind === 'no-permission' ? unknown.kind : unverifiedReason(unknown)
  ).map(openProblem)
  return mode === 'required'
    ? { problems: [...problems, ...unknowns], remarks: [] }
    : {
        problems,
        remarks: unknowns.map(({ message, hint }) => ({ message: `${message} ${hint}`, isUnverified: true }))
      }
}

/**
 * Denials of one action for one reason are one problem; every role and image that is itself invalid is its own problem.
 */
function groupOfDenied({ code, holder, action, why, what, remedy }: Denied): string {
  const isStatement = remedy.kind === 'statement'
  const note = isStatement ? remedy.note : ''
  return JSON.stringify([code, holder, action, why, note, isStatement || action !== undefined ? '' : what])
}

function problemOf(rows: readonly Denied[]): Problem {
  const [first] = rows as readonly [Denied]
  const { code, holder, what, why, action = '' } = first
  const [subject] = HOLDERS[holder.kind](holder)
  const used = `(used by ${describeUses(rows.flatMap(({ uses }) => uses))}): ${why}.`
  const messages: Readonly<Record<Denied['code'], string>> = {
    'permission-denied': `${subject} is not authorized to perform ${action} on ${describeAll(rows)}: ${why}.`,
    'pass-role': `${subject} is not authorized to perform ${action} on ${describeAll(rows)}: ${why}.`,
    'role-missing': `${subject} does not exist ${used}`,
    'role-trust': `${subject} cannot be assumed by ECS ${used}`,
    'image-missing': `The image ${what} does not exist ${used}`
  }
  const fault = NAMED.has(code) ? ('user' as const) : ('cloud' as const)
  return { code, fault, message: messages[code], hint: hintOf(first, rows), ...placeOf(rows) }
}

/** What the files or inputs name does not exist: no call was refused. */
const NAMED: ReadonlySet<Denied['code']> = new Set(['role-missing', 'image-missing'])

/** Who needs a permission, in a message, and where a statement has to be added. */
const HOLDERS: Readonly<
  Record<PermissionHolder['kind'], (holder: PermissionHolder) => readonly [subject: string, policies: string]>
> = {
  'execution-role': holder => [
    `The execution role ${arnOf(holder)}`,
    `the policies of the execution role ${lastPartOf(arnOf(holder))} (not of the task role, which the application uses)`
  ],
  'task-role': holder => [
    `The task role ${arnOf(holder)}`,
    `the policies of the task role ${lastPartOf(arnOf(holder))}`
  ],
  deployer: holder => [
    `The deploying role (${arnOf(holder)})`,
    `the policies of ${lastPartOf(arnOf(holder))}, the deploying role`
  ],
  nobody: () => ['ECS', 'the policies']
}

function arnOf(holder: PermissionHolder): string {
  return 'arn' in holder ? holder.arn : ''
}

function hintOf({ remedy, what, holder }: Denied, rows: readonly Denied[]): string {
  if (remedy.kind === 'advice') return remedy.text
  if (remedy.kind === 'trust')
    return `Add to the trust policy of the role ${lastPartOf(what)}: ${JSON.stringify(remedy.statement)}`
  const statements = rows.flatMap(one => (one.remedy.kind === 'statement' ? [one.remedy.statement] : []))
  const note = remedy.note === undefined ? '' : ` ${remedy.note}`
  return `Add to ${HOLDERS[holder.kind](holder)[1]}: ${JSON.stringify(joinStatements(statements))}${note}`
}

function describeAll(rows: readonly Denied[]): string {
  return rows.map(({ what, uses }) => `${what} (${describeUses(uses)})`).join(', ')
}

const USES_SHOWN = 3

function describeUses(uses: readonly PermissionUse[]): string {
  const names = [...new Set(uses.map(({ service, file, name }) => `${name} of ${service ?? file}`))]
  return someOf(names, USES_SHOWN)
}

/** The line of the template, and the service if it concerns one. */
function placeOf(rows: readonly PermissionRow[]): Pick<Problem, 'place' | 'service'> {
  const uses = rows.flatMap(row => row.uses)
  const services = new Set(uses.map(({ service }) => service))
  const [service] = services
  return present({
    place: uses.find(use => use.place)?.place,
    service: services.size === 1 ? service : undefined
  })
}

/** What is verified about things of each kind. */
const QUESTIONS: Readonly<Record<PermissionTopic, readonly [one: string, many: string]>> = {
  role: ['the role exists and trusts ECS:', 'roles exist and trust ECS'],
  secret: ['tasks may read the secret', 'secrets may be read by tasks'],
  parameter: ['tasks may read the parameter', 'parameters may be read by tasks'],
  key: ['tasks may decrypt with the key', 'keys may be used by tasks'],
  'pass-role': ['ECS may be passed the role', 'roles may be passed to ECS'],
  image: ['there is the image', 'images exist']
}

function openProblem(rows: readonly NotVerified[]): Problem & { readonly hint: string } {
  const [{ unknown }] = rows as readonly [NotVerified]
  const parts = groupBy(rows, ({ check }) => check).map(some => {
    const things = [...new Set(some.map(({ what }) => what))]
    const [one, many] = QUESTIONS[(some[0] as NotVerified).check]
    return things.length === 1 ? `${one} ${things[0]}` : `${things.length} ${many}`
  })
  const operations = [
    ...new Set(rows.flatMap(row => ('operation' in row.unknown ? [row.unknown.operation] : [])))
  ].join(', ')
  const why = unknown.kind === 'no-permission' ? `no permission for ${operations}` : unverifiedReason(unknown)
  const help =
    unknown.kind === 'no-permission'
      ? `Allow ${operations} to the deploying role`
      : `See ${pageUrl('permissions')}`
  return {
    code: 'not-verified',
    fault: 'cloud',
    message: `Not verified: ${why}, so it is not known whether ${parts.join(', or whether ')}.`,
    hint: `${help}, or set verify-permissions to off.`,
    ...placeOf(rows)
  }
}
