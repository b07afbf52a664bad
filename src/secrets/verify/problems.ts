import { lastPartOf } from '../../arn.ts'
import { assertNever, type Problem, type Remark } from '../../errors.ts'
import { groupBy } from '../../group.ts'
import type { JsonObject } from '../../json.ts'
import { someOf } from '../../list.ts'
import { pageUrl } from '../../nearest.ts'
import { present } from '../../present.ts'
import { joinStatements } from './simulate.ts'
import {
  type PermissionHolder,
  type PermissionRow,
  type PermissionTopic,
  type PermissionUse,
  type Unknown,
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
 * reports once per reason what is not verified. Rows that are out of reach appear only in the table.
 */
export function problemsOfVerification(verification: Verification, mode: VerifyMode): VerificationProblems {
  const denied = verification.rows.filter(row => row.verdict === 'denied')
  const open = verification.rows.filter(
    row => row.verdict === 'not-verified' && row.unknown.kind !== 'out-of-reach'
  ) as readonly NotVerified[]
  const problems = groupBy(denied, groupOfDenied).map(problemOf)
  const unknowns = groupBy(open, ({ unknown }) => unverifiedReason(unknown))
  if (mode === 'auto') {
    const remarks = unknowns.map(rows => ({
      message: `${openText(rows)} ${openHint(rows)}`,
      isUnverified: true as const
    }))
    return { problems, remarks }
  }
  const blocking = unknowns.map(rows => ({
    code: 'not-verified',
    fault: 'cloud' as const,
    message: openText(rows),
    hint: openHint(rows),
    ...placeOf(rows)
  }))
  return { problems: [...problems, ...blocking], remarks: [] }
}

/**
 * Denials of one action for one reason are one problem; every role and image that is itself invalid is its own problem.
 */
function groupOfDenied(row: Denied): string {
  const note = row.remedy.kind === 'statement' ? row.remedy.note : ''
  const merged = row.remedy.kind === 'statement' || row.action !== undefined
  return JSON.stringify([row.code, row.holder, row.action, row.why, note, merged ? '' : row.what])
}

/** What the files or inputs name does not exist, or does not fit: no call was refused. */
const NAMED: ReadonlySet<Denied['code']> = new Set(['role-missing', 'image-missing'])

function problemOf(rows: readonly Denied[]): Problem {
  const [first] = rows
  if (!first) throw new Error('a group without rows')
  return {
    code: first.code,
    fault: NAMED.has(first.code) ? 'user' : 'cloud',
    message: messageOf(first, rows),
    hint: hintOf(first, rows),
    ...placeOf(rows)
  }
}

function messageOf(first: Denied, rows: readonly Denied[]): string {
  const used = `used by ${describeUses(rows.flatMap(({ uses }) => uses))}`
  switch (first.code) {
    case 'permission-denied':
    case 'pass-role':
      return `${subjectOf(first.holder)} is not authorized to perform ${first.action ?? ''} on ${describeAll(rows)}: ${first.why}.`
    case 'role-missing':
      return `${subjectOf(first.holder)} does not exist (${used}): ${first.why}.`
    case 'role-trust':
      return `${subjectOf(first.holder)} cannot be assumed by ECS (${used}): ${first.why}.`
    case 'image-missing':
      return `The image ${first.what} does not exist (${used}): ${first.why}.`
    default:
      return assertNever(first.code)
  }
}

function subjectOf(holder: PermissionHolder): string {
  switch (holder.kind) {
    case 'execution-role':
      return `The execution role ${holder.arn}`
    case 'task-role':
      return `The task role ${holder.arn}`
    case 'deployer':
      return `The deploying role (${holder.arn})`
    case 'nobody':
      return 'ECS'
    default:
      return assertNever(holder)
  }
}

function hintOf(first: Denied, rows: readonly Denied[]): string {
  const { remedy } = first
  switch (remedy.kind) {
    case 'advice':
      return remedy.text
    case 'trust':
      return `Add to the trust policy of the role ${lastPartOf(first.what)}: ${JSON.stringify(remedy.statement)}`
    case 'statement': {
      const note = remedy.note === undefined ? '' : ` ${remedy.note}`
      return `Add to ${targetOf(first.holder)}: ${JSON.stringify(joinStatements(statementsOf(rows)))}${note}`
    }
    default:
      return assertNever(remedy)
  }
}

function targetOf(holder: PermissionHolder): string {
  switch (holder.kind) {
    case 'execution-role':
      return `the policies of the execution role ${lastPartOf(holder.arn)} (not of the task role, which the application uses)`
    case 'task-role':
      return `the policies of the task role ${lastPartOf(holder.arn)}`
    case 'deployer':
      return `the policies of ${lastPartOf(holder.arn)}, the deploying role`
    case 'nobody':
      return 'the policies'
    default:
      return assertNever(holder)
  }
}

function statementsOf(rows: readonly Denied[]): readonly JsonObject[] {
  return rows.flatMap(({ remedy }) => (remedy.kind === 'statement' ? [remedy.statement] : []))
}

function describeAll(rows: readonly Denied[]): string {
  return rows.map(({ what, uses }) => `${what} (${describeUses(uses)})`).join(', ')
}

const usesShown = 3

function describeUses(uses: readonly PermissionUse[]): string {
  const names = [...new Set(uses.map(({ service, file, name }) => `${name} of ${service ?? file}`))]
  return someOf(names, usesShown)
}

/** The line of the template, and the service if it concerns one. */
function placeOf(rows: readonly PermissionRow[]): Pick<Problem, 'place' | 'service'> {
  const uses = rows.flatMap(row => row.uses)
  const place = uses.find(use => use.place)?.place
  const services = new Set(uses.map(({ service }) => service))
  const [service] = services
  return {
    ...present({ place, service: services.size === 1 ? service : undefined })
  }
}

function openText(rows: readonly NotVerified[]): string {
  const [first] = rows
  const why = first ? unverifiedReason(first.unknown) : ''
  const parts = groupBy(rows, ({ check }) => check).map(some =>
    openQuestion(some[0]?.check ?? 'role', new Set(some.map(({ what }) => what)))
  )
  return `Not verified: ${why}, so it is not known whether ${parts.join(', or whether ')}.`
}

/** A single item is named; for several, only their number is given. */
function openQuestion(check: PermissionTopic, things: ReadonlySet<string>): string {
  const [only = ''] = things
  const count = (one: string, many: string) =>
    things.size === 1 ? `the ${one} ${only}` : `${things.size} ${many}`
  const plural = things.size !== 1
  switch (check) {
    case 'role':
      return `${count('role', 'roles')} ${plural ? 'exist and trust' : 'exists and trusts'} ECS`
    case 'secret':
      return `tasks may read ${count('secret', 'secrets')}`
    case 'parameter':
      return `tasks may read ${count('parameter', 'parameters')}`
    case 'key':
      return `tasks may decrypt with ${count('key', 'keys')}`
    case 'pass-role':
      return `${count('role', 'roles')} may be passed to ECS`
    case 'image':
      return `${count('image', 'images')} ${plural ? 'exist' : 'exists'}`
    default:
      return assertNever(check)
  }
}

function openHint(rows: readonly NotVerified[]): string {
  const unknown: Unknown | undefined = rows[0]?.unknown
  return unknown?.kind === 'no-permission'
    ? `Allow ${unknown.operation} to the deploying role, or set verify-permissions to off.`
    : `See ${pageUrl('permissions')}, or set verify-permissions to off.`
}
