import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { PrintedPolicy, RoleRow } from '../../report/migration/migration.ts'
import { planPolicy, printPolicy } from '../policy.ts'
import { type Decision, grantsFor, type ReadingRole, roleNameOf, simulateReads } from './access.ts'
import type { JournalWriter } from './journal-file.ts'
import type { MigrationContext } from './ports.ts'
import { cancelled } from './store.ts'
import type { LocatedSecret } from './stored.ts'

/** The result for the roles. With problems, no file may be changed. */
export type Granted = {
  readonly rows: readonly RoleRow[]
  readonly policies: readonly PrintedPolicy[]
  readonly remarks: readonly string[]
  readonly problems: readonly Problem[]
}

/** A change in IAM is visible to the simulator immediately and to the rest of AWS some seconds later. */
const SETTLE_MS = 10_000
const WAITS_MS = [1000, 2000, 2000, 5000, 5000, 10_000, 15_000]

/**
 * grantRoles allows each execution role to read its secrets, by exact ARN, or prints the policy for it; then it repeats
 * the simulation until it succeeds. The task role is never changed: ECS does not use it to read secrets.
 */
export async function grantRoles(
  needs: readonly ReadingRole[],
  located: ReadonlyMap<string, LocatedSecret>,
  run: { readonly context: MigrationContext; readonly writer: JournalWriter }
): Promise<Granted> {
  const all: Granted[] = []
  for (const need of needs) {
    if (run.context.ports.signal.aborted) {
      all.push({ rows: [], policies: [], remarks: [], problems: [cancelled()] })
      break
    }
    try {
      all.push(
        await grantOne(
          need,
          need.secrets.flatMap(name => located.get(name) ?? []),
          run
        )
      )
    } catch (error) {
      const problem = refusalOf(error, { subject: `role ${roleNameOf(need.arn)}` })
      all.push({ rows: [], policies: [], remarks: [], problems: [problem] })
    }
  }
  const isNew = all.some(({ rows }) => rows.some(({ state }) => state === 'granted'))
  if (isNew) await run.context.ports.clock.sleep(SETTLE_MS, run.context.ports.signal)
  return {
    rows: all.flatMap(({ rows }) => rows),
    policies: all.flatMap(({ policies }) => policies),
    remarks: all.flatMap(({ remarks }) => remarks),
    problems: all.flatMap(({ problems }) => problems)
  }
}

async function grantOne(
  need: ReadingRole,
  located: readonly LocatedSecret[],
  { context, writer }: { readonly context: MigrationContext; readonly writer: JournalWriter }
): Promise<Granted> {
  const nothing = { policies: [], remarks: [], problems: [] }
  const before = await simulateReads(need.arn, located, context)
  if (before.kind === 'allowed') return { ...nothing, rows: [rowOf(need, 'allowed')] }
  if (before.kind === 'forbidden') return { ...nothing, rows: [], problems: [stillDenied(need, before.why)] }
  if (context.configuration.policyOutput !== 'attach') return printedFor(need, located, context)
  const name = roleNameOf(need.arn)
  const planned = planPolicy(name, await context.cloud.policies.listInline(name), grantsFor(located))
  if (planned.kind === 'problem') return { ...nothing, rows: [], problems: [planned.problem] }
  if (planned.kind === 'put') {
    writer.begin('grant', need.arn)
    await context.cloud.policies.put(name, planned.policyName, planned.document)
    writer.finish(
      'grant',
      need.arn,
      `Granted execution role ${name} access to ${planned.added.length} more ${planned.added.length === 1 ? 'secret' : 'secrets'} by exact ARN (inline policy ${planned.policyName}).`
    )
  }
  const after = await waitUntilAllowed(need, located, context)
  const row = rowOf(need, planned.kind === 'put' ? 'granted' : 'allowed')
  if (after.kind === 'allowed') return { ...nothing, rows: [row] }
  if (after.kind === 'unknown') {
    const remark = `Not verified: whether execution role ${need.arn} may read the secrets (${after.why}). The grant was put.`
    return { ...nothing, rows: [row], remarks: [remark] }
  }
  if (after.kind === 'missing' && context.ports.signal.aborted)
    return { ...nothing, rows: [row], problems: [cancelled()] }
  const why = after.kind === 'forbidden' ? after.why : 'IAM does not show the grant after 40 seconds'
  return { ...nothing, rows: [row], problems: [stillDenied(need, why)] }
}

async function waitUntilAllowed(
  need: ReadingRole,
  located: readonly LocatedSecret[],
  context: MigrationContext
): Promise<Decision> {
  let decision: Decision = { kind: 'missing', why: '' }
  for (const ms of [0, ...WAITS_MS]) {
    if (ms > 0) await context.ports.clock.sleep(ms, context.ports.signal)
    decision = await simulateReads(need.arn, located, context)
    if (decision.kind !== 'missing') return decision
  }
  return decision
}

/** If roles are managed as code, the user has to apply the grant; the next run detects it and continues. */
function printedFor(
  need: ReadingRole,
  located: readonly LocatedSecret[],
  context: MigrationContext
): Granted {
  const { policyOutput, verifyPermissions } = context.configuration
  const name = roleNameOf(need.arn)
  const planned = planPolicy(name, [], grantsFor(located))
  if (planned.kind === 'problem') return { rows: [], policies: [], remarks: [], problems: [planned.problem] }
  const form = policyOutput === 'attach' ? 'json' : policyOutput
  const policies = planned.kind === 'put' ? [{ roleName: name, ...printPolicy(form, name, planned) }] : []
  const problems = verifyPermissions === 'off' ? [] : [grantNeeded(need)]
  return { rows: [rowOf(need, 'printed')], policies, remarks: [], problems }
}

function rowOf({ arn, services, secrets }: ReadingRole, state: RoleRow['state']): RoleRow {
  return { arn, services, secrets, state }
}

function grantNeeded({ arn }: ReadingRole): Problem {
  return {
    code: 'migration-grant-needed',
    fault: 'user',
    message: `Execution role ${arn} is not authorized to read the secrets yet, and policy-output leaves the grant to you. The secrets are stored; no file was changed.`,
    hint: 'Apply the policy that is printed with this message, then run the same command again: the migration continues from here. Without access to the policy simulator, verify-permissions: off continues without this check.'
  }
}

function stillDenied({ arn }: ReadingRole, why: string): Problem {
  return {
    code: 'migration-grant',
    fault: 'user',
    message: `Execution role ${arn} is still not authorized to read the secrets: ${why}. The secrets are stored; no file was changed.`,
    hint: 'Remove what denies it, then run the same command again: the migration continues from here.'
  }
}
