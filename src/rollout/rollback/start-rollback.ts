import { AwsError } from '../../aws/error.ts'
import type { Clock } from '../../clock.ts'
import { present } from '../../present.ts'
import { primaryOf, type WatchedDeployment, watchedDeployment } from '../deployments.ts'
import type { EcsPort, ServiceState } from '../ports.ts'
import { findRecord } from '../records.ts'
import { confirmDeployment, updateServiceOnce } from '../update-service.ts'
import { newerThanMine } from '../watch/deployment-list.ts'
import { goodRevisionOf } from './good-revision.ts'

/** A rollout that is to be rolled back. */
export type RollbackRequest = {
  readonly service: string
  readonly cluster: string
  readonly target: WatchedDeployment
  /** When it was started, in milliseconds since 1970. */
  readonly startedAt: number
  /** The service as it was before the rollout. */
  readonly before: ServiceState
  /** ARN of our deployment's record, if already known. */
  readonly recordArn?: string
  /** The desired count to restore, if this run has changed it. */
  readonly restoreCount?: number
}

/**
 * How the rollback was started: ECS rolls our deployment back (follow it), the previous revision was deployed again
 * (follow that), or neither was possible.
 */
export type StartedRollback =
  | { readonly kind: 'stopped' }
  | {
      readonly kind: 'redeployed'
      readonly state: ServiceState
      readonly target: WatchedDeployment
      /** Why ECS does not roll back although it was asked to: which call failed, and how. */
      readonly because?: string
    }
  | { readonly kind: 'impossible'; readonly reason: string }

export type RollbackPorts = {
  readonly ecs: EcsPort
  readonly clock: Clock
  /** Aborted when the run is cancelled. */
  readonly signal?: AbortSignal
}

/** Delays before each attempt to find the record, in milliseconds. */
const LOOK_AGAIN_MS = [0, 2_000, 5_000]

/**
 * startRollback asks ECS to roll our deployment back (StopServiceDeployment, which also works without a circuit
 * breaker). If that is not possible (no permission, an endpoint without the operation, a deployment that has already
 * ended), it deploys the last good revision again. Throws nothing: a rejection by AWS is returned as the reason.
 */
export async function startRollback(
  subject: RollbackRequest,
  ports: RollbackPorts
): Promise<StartedRollback> {
  if (goodRevisionOf(subject.before) === undefined) return NOTHING_BEFORE
  try {
    if (await stopOurs(subject, ports)) return { kind: 'stopped' }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const begun = await redeploy(subject, ports)
    return begun.kind === 'redeployed' ? { ...begun, because: `${error.operation}: ${error.awsName}` } : begun
  }
  return redeploy(subject, ports)
}

const NOTHING_BEFORE: StartedRollback = {
  kind: 'impossible',
  reason: 'no earlier deployment of the service was completed'
}

/** Returns false if the record is not known; throws if ECS rejects the request. */
async function stopOurs(subject: RollbackRequest, ports: RollbackPorts): Promise<boolean> {
  const arn = subject.recordArn ?? (await lookForRecord(subject, ports))
  if (arn === undefined) return false
  await ports.ecs.stopServiceDeployment(arn)
  return true
}

/**
 * The record of our deployment and no other: stopping the one that the service names as current could stop somebody
 * else's. A record that is not listed yet is looked for again, unless the run was cancelled and has no time for that.
 */
async function lookForRecord(
  { cluster, service, target, startedAt }: RollbackRequest,
  { ecs, clock, signal }: RollbackPorts
): Promise<string | undefined> {
  for (const wait of LOOK_AGAIN_MS) {
    if (wait > 0) await clock.sleep(wait, signal)
    const { deploymentId } = target
    const record = await findRecord(ecs, { cluster, service, deploymentId, startedAt })
    if (record || signal?.aborted) return record?.arn
  }
  return undefined
}

/** redeploy starts a deployment of the last good revision. Throws nothing. */
export async function redeploy(subject: RollbackRequest, ports: RollbackPorts): Promise<StartedRollback> {
  const { before, target } = subject
  const good = goodRevisionOf(before)
  if (good === undefined) return NOTHING_BEFORE
  if (good === target.taskDefinition) {
    return {
      kind: 'impossible',
      reason: 'the service ran the same revision before, so there is no other one to roll back to'
    }
  }
  try {
    return await startAgain(subject, good, ports)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { kind: 'impossible', reason: `${error.operation} failed (${error.awsName}: ${error.message})` }
  }
}

async function startAgain(
  subject: RollbackRequest,
  good: string,
  ports: RollbackPorts
): Promise<StartedRollback> {
  const { service, cluster, restoreCount, target: ours } = subject
  const { ecs, clock } = ports
  const { services } = await ecs.describeServices(cluster, [service])
  const now = services[0]
  if (!now) return { kind: 'impossible', reason: 'ECS no longer knows the service' }
  const newer = newerThanMine(ours, now)
  if (newer?.state === 'superseded') return { kind: 'impossible', reason: newer.reason }
  const scaled = present({ desiredCount: restoreCount })
  const request = { cluster, service, taskDefinition: good, ...scaled }
  const update = { request, before: now }
  const answer = await updateServiceOnce(ecs, clock, update)
  const state = await confirmDeployment(ecs, clock, { ...update, answer })
  const primary = state && primaryOf(state)
  if (!state || !primary) {
    return { kind: 'impossible', reason: 'ECS accepted the update but shows no new deployment' }
  }
  const target = watchedDeployment({ ...primary, taskDefinition: good }, now)
  return { kind: 'redeployed', state, target }
}
