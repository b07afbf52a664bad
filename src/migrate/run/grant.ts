import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { PrintedPolicy, RoleRow } from '../../report/migration/migration.ts'
import { count } from '../../report/text.ts'
import { planPolicy, printPolicy } from '../policy.ts'
import type { JournalWriter } from './journal-file.ts'
import type { MigrationContext } from './ports.ts'
import {
  type Decision,
  grantsFor,
  notVerified,
  type ReadingRole,
  roleNameOf,
  simulateReads
} from './roles.ts'
import { cancelled } from './store.ts'
import type { LocatedSecret } from './stored.ts'

/** The result for the roles. With problems, no file may be changed. */
export type Granted = {
  readonly rows: readonly RoleRow[]
  readonly policies: readonly PrintedPolicy[]
  readonly remarks: readonly string[]
  readonly problems: readonly Problem[]
}

type GrantedOne = {
  readonly state?: RoleRow['state']
  readonly policy?: PrintedPolicy
  readonly remark?: string
  readonly problem?: Problem
}

/** A change in IAM is visible to the simulator immediately and to the rest of AWS some seconds later. */
const SETTLE_MS = 10_000
const WAITS_MS = [0, 1000, 2000, 2000, 5000, 5000, 10_000, 15_000]

/**
 * grantRoles allows each execution role to read its secrets, by exact ARN, or prints the policy for it; then it repeats
 * the simulation until it succeeds. The task role is never changed: ECS does not use it to read secrets.
 */
export async function grantRoles(
  needs: readonly ReadingRole[],
  located: ReadonlyMap<string, LocatedSecret>,
  run: { readonly context: MigrationContext; readonly writer: JournalWriter }
): Promise<Granted> {
  const { clock, signal } = run.context.ports
  const all: (GrantedOne & { readonly need: ReadingRole })[] = []
  for (const need of needs) {
    const own = need.secrets.flatMap(name => located.get(name) ?? [])
    const one = signal.aborted
      ? { problem: cancelled() }
      : await grantOne(need, own, run).catch((error: unknown) => ({
          problem: refusalOf(error, { subject: `role ${roleNameOf(need.arn)}` })
        }))
    all.push({ need, ...one })
  }
  if (all.some(({ state }) => state === 'granted')) await clock.sleep(SETTLE_MS, signal)
  return {
    rows: all.flatMap(({ need: { arn, services, secrets }, state }) =>
      state ? [{ arn, services, secrets, state }] : []
    ),
    policies: all.flatMap(({ policy }) => policy ?? []),
    remarks: all.flatMap(({ remark }) => remark ?? []),
    problems: all.flatMap(({ problem }) => problem ?? [])
  }
}

async function grantOne(
  need: ReadingRole,
  located: readonly LocatedSecret[],
  { context, writer }: { readonly context: MigrationContext; readonly writer: JournalWriter }
): Promise<GrantedOne> {
  const { policyOutput, verifyPermissions } = context.configuration
  const before = await simulateReads(need.arn, located, context)
  if (before.kind === 'allowed') return { state: 'allowed' }
  if (before.kind === 'forbidden') return { problem: stillDenied(need, before.why) }
  const isPrinted = policyOutput === 'json'
  const name = roleNameOf(need.arn)
  const inline = isPrinted ? [] : await context.cloud.policies.listInline(name)
  const planned = planPolicy(name, inline, grantsFor(located))
  if (planned.kind === 'problem') return { problem: planned.problem }
  // the user applies the policy; the next run finds that and continues
  if (isPrinted)
    return {
      state: 'printed',
      ...(planned.kind === 'put' ? { policy: printPolicy(name, planned) } : {}),
      ...(verifyPermissions === 'off' ? {} : { problem: grantNeeded(need) })
    }
  if (planned.kind === 'put') {
    writer.begin()
    await context.cloud.policies.put(name, planned.policyName, planned.document)
    const more = count(planned.added.length, 'more secret', 'more secrets')
    const sentence = `Granted execution role ${name} access to ${more} by exact ARN (inline policy ${planned.policyName}).`
    writer.finish(sentence)
  }
  const state = planned.kind === 'put' ? 'granted' : 'allowed'
  const after = await waitUntilAllowed(need, located, context)
  if (after.kind === 'allowed') return { state }
  if (after.kind === 'unknown') return { state, remark: `${notVerified(need, after)} The grant was put.` }
  if (after.kind === 'forbidden') return { state, problem: stillDenied(need, after.why) }
  const why = 'IAM does not show the grant after 40 seconds'
  return { state, problem: context.ports.signal.aborted ? cancelled() : stillDenied(need, why) }
}

async function waitUntilAllowed(
  { arn }: ReadingRole,
  located: readonly LocatedSecret[],
  context: MigrationContext
): Promise<Decision> {
  let decision: Decision = { kind: 'missing', why: '' }
  for (const ms of WAITS_MS) {
    if (ms > 0) await context.ports.clock.sleep(ms, context.ports.signal)
    decision = await simulateReads(arn, located, context)
    if (decision.kind !== 'missing') break
  }
  return decision
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
