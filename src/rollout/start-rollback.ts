import { lastPartOf } from '../arn.ts'
import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import { present } from '../present.ts'
import { newerThanMine } from './deployment-list.ts'
import { deploymentInProgress, primaryOf, type WatchedDeployment, watchedDeployment } from './deployments.ts'
import type { Deployment, EcsPort, ServiceState } from './ports.ts'
import { findRecord } from './records.ts'
import { goodRevisionOf } from './rollback-targets.ts'
import { confirmDeployment, updateServiceOnce } from './update-service.ts'

/**
 * A rollback in progress that ECS itself started: the deployment that it rolls back, and the one that it returns to.
 */
export type RollbackInProgress = {
  readonly from: Pick<Deployment, 'id' | 'taskDefinition' | 'createdAt'>
  readonly to: Deployment
}

/** The longest that a deployment can last, 30 days, in milliseconds (ECS developer guide, "Lifecycle stages"). */
export const LONGEST_DEPLOYMENT_MS = 30 * 24 * 3_600_000

/**
 * findRollbackInProgress returns whether a service's deployment in progress is a rollback started by ECS. ECS makes the
 * previously completed deployment PRIMARY again, under its old ID and with a record that has long been SUCCESSFUL, so
 * the rollback has to be followed by the record of the deployment that is rolled back. The list shows it as an entry
 * that is newer than PRIMARY, until its tasks are gone; after that, the newest record shows it. Returns undefined if a
 * release or nothing is in progress. Throws nothing: unreadable records count as no rollback.
 */
export async function findRollbackInProgress(
  ecs: Pick<EcsPort, 'listServiceDeployments' | 'describeServiceRevisions'>,
  state: ServiceState,
  now: number
): Promise<RollbackInProgress | undefined> {
  const to = deploymentInProgress(state)
  if (!to) return undefined
  const { createdAt = Number.POSITIVE_INFINITY } = to
  const newer = state.deployments.find(other => (other.createdAt ?? 0) > createdAt)
  if (newer) return { from: newer, to }
  // during a release, the previously completed deployment is still running
  if (state.deployments.some(({ rolloutState }) => rolloutState === 'COMPLETED')) return undefined
  try {
    return await findByRecord(ecs, { state, to, since: now - LONGEST_DEPLOYMENT_MS })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return undefined
  }
}

async function findByRecord(
  ecs: Pick<EcsPort, 'listServiceDeployments' | 'describeServiceRevisions'>,
  { state, to, since }: { readonly state: ServiceState; readonly to: Deployment; readonly since: number }
): Promise<RollbackInProgress | undefined> {
  const { clusterArn, service } = state
  const [newest] = await ecs.listServiceDeployments(clusterArn, service, since)
  const arn = newest?.targetRevisionArn
  const isBack = newest?.status === 'ROLLBACK_REQUESTED' || newest?.status === 'ROLLBACK_IN_PROGRESS'
  if (!isBack || arn === undefined) return undefined
  const id = `ecs-svc/${lastPartOf(arn)}`
  if (id === to.id) return undefined
  const taskDefinition = (await ecs.describeServiceRevisions([arn])).get(arn) ?? ''
  return { from: { id, taskDefinition, ...present({ createdAt: newest?.createdAt }) }, to }
}

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
      /** Why ECS does not roll back although that was requested: which call failed, and how. */
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
 * startRollback lets ECS roll our deployment back (StopServiceDeployment, which also works without a circuit
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
  if (!now) return { kind: 'impossible', reason: 'ECS no longer lists the service' }
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
