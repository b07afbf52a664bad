import { say } from './events.ts'
import { turnBack } from './lifecycle.ts'
import { enqueue, wake } from './queue.ts'
import { endRecord, recordOfDeployment } from './records.ts'
import type { Deployment, Service, ServiceDeployment, World } from './state.ts'

/** The status reason of a service deployment that should roll back when no deployment ever completed. */
export const NO_CANDIDATE = 'No rollback candidate was found to run the rollback.'

/** The reason of a failed deployment, as worded in the three places that report it. */
export type DeploymentFailure = {
  /**
   * The end of the event "(deployment ID) deployment failed: …"; if absent, there is no such event (a user stopped it).
   */
  readonly event?: string
  /** The end of "Service deployment rolled back …" and similar messages. */
  readonly because: string
  /** rolloutStateReason of the failed deployment. */
  readonly state: string
  /** The mechanism that detected the failure is configured to roll back. */
  readonly rollback: boolean
}

/**
 * failDeployment ends a deployment: it rolls back to the last completed one if that is requested and exists; otherwise
 * the deployment is FAILED in place.
 */
export function failDeployment(
  world: World,
  service: Service,
  what: { deployment: Deployment; failure: DeploymentFailure }
): void {
  const { deployment, failure } = what
  const record = recordOfDeployment(service, deployment)
  if (failure.event !== undefined)
    say(world, service, `(deployment ${deployment.id}) deployment failed: ${failure.event}`)
  const target = service.lastCompleted
  if (!record?.rollback && failure.rollback && target && target.id !== deployment.id) {
    rollBack(world, service, { from: deployment, target, record, failure })
    return
  }
  fail(world, deployment, failure.state)
  if (record) endRecord(world, service, { record, ...endOfFailure(record, failure) })
}

function endOfFailure(
  record: ServiceDeployment,
  failure: DeploymentFailure
): { status: string; reason: string } {
  if (record.rollback)
    return { status: 'ROLLBACK_FAILED', reason: `Service deployment rollback failed ${failure.because}` }
  return failure.rollback
    ? { status: 'ROLLBACK_FAILED', reason: NO_CANDIDATE }
    : { status: 'STOPPED', reason: `Service deployment stopped ${failure.because}` }
}

/**
 * The last completed deployment becomes PRIMARY again under its old ID; the failed one becomes ACTIVE, at first still
 * in progress, and is marked FAILED shortly after. Shifted traffic returns at once.
 */
function rollBack(
  world: World,
  service: Service,
  how: {
    from: Deployment
    target: Deployment
    record: ServiceDeployment | undefined
    failure: DeploymentFailure
  }
): void {
  const { from, target, record, failure } = how
  say(world, service, `rolling back to deployment ${target.id}.`)
  for (const one of service.deployments) {
    one.status = 'ACTIVE'
    one.desiredCount = 0
  }
  from.updatedAt = world.now
  from.failure = failure.state
  restore(world, service, target)
  if (record) noteRollback(world, record, { target, because: failure.because })
  const where = { region: service.region, cluster: service.cluster, service: service.name }
  const due = world.now + Math.max(1, world.timing.markFailed)
  enqueue(world, due, { kind: 'mark-failed', ...where, deployment: from.id })
  if (record) turnBack(world, service, record)
  wake(world, service)
}

function restore(world: World, service: Service, target: Deployment): void {
  service.deployments = [target, ...service.deployments.filter(one => one.id !== target.id)]
  target.status = 'PRIMARY'
  target.desiredCount = service.desiredCount
  target.rolloutState = 'IN_PROGRESS'
  target.rolloutStateReason = `ECS deployment circuit breaker: rolling back to deploymentId ${target.id}.`
  target.failedTasks = 0
  target.consecutiveFailures = 0
  target.nextStartAt = 0
  target.updatedAt = world.now
  service.taskDefinition = target.taskDefinition
  service.steady = false
  service.lastCompleted = undefined
}

function noteRollback(
  world: World,
  record: ServiceDeployment,
  what: { target: Deployment; because: string }
): void {
  const reason = `Service deployment rolled back ${what.because}`
  record.status = 'ROLLBACK_IN_PROGRESS'
  record.statusReason = reason
  record.updatedAt = world.now
  record.rollback = {
    reason,
    startedAt: world.now,
    revision: what.target.revisionArn,
    toDeployment: what.target.id
  }
}

/** markFailed marks a rolled-back deployment FAILED if it is still listed. */
export function markFailed(world: World, service: Service, id: string): void {
  const deployment = service.deployments.find(one => one.id === id)
  if (!deployment || deployment.status === 'PRIMARY') return
  fail(world, deployment, deployment.failure ?? TASKS_FAILED)
  wake(world, service)
}

/** The reason of a deployment whose tasks tripped the circuit breaker. */
export const TASKS_FAILED = 'ECS deployment circuit breaker: tasks failed to start.'

function fail(world: World, deployment: Deployment, reason: string): void {
  deployment.rolloutState = 'FAILED'
  deployment.rolloutStateReason = reason
  deployment.updatedAt = world.now
}
