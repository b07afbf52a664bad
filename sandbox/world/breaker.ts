import { say, sayOnce } from './events.ts'
import { enqueue } from './queue.ts'
import { wake } from './schedule.ts'
import type { Deployment, Service, ServiceDeployment, World } from './state.ts'

const TRIPPED = 'because the circuit breaker threshold was exceeded.'

/**
 * threshold is how many failures trip the breaker: by default half of the desired count, rounded up, from 3 to 200 (AWS:
 * deployment circuit breaker); COUNT is fixed, UNBOUNDED_PERCENT is not clamped. The latest desired count is used.
 */
export function threshold(service: Service): number {
  const { type, value } = service.configuration.circuitBreaker.threshold
  if (type === 'COUNT') return value
  const share = Math.ceil((service.desiredCount * value) / 100)
  return type === 'UNBOUNDED_PERCENT' ? Math.max(1, share) : Math.min(200, Math.max(3, share))
}

/** recordOfDeployment is the service deployment that is responsible for a deployment now (its own, or as its rollback). */
export function recordOfDeployment(service: Service, deployment: Deployment): ServiceDeployment | undefined {
  return service.serviceDeployments.find(
    one =>
      one.finishedAt === undefined &&
      one.stoppedAt === undefined &&
      (one.rollback ? one.rollback.toDeployment === deployment.id : one.deploymentId === deployment.id)
  )
}

/** countFailure notes one more failed task of a deployment that is in progress and trips the breaker at its threshold. */
export function countFailure(world: World, service: Service, deployment: Deployment): void {
  deployment.consecutiveFailures += 1
  backOff(world, deployment)
  if (deployment.rolloutState !== 'IN_PROGRESS' || deployment.status !== 'PRIMARY') return
  deployment.failedTasks += 1
  deployment.updatedAt = world.now
  if (deployment.failedTasks >= 3 && !service.configuration.circuitBreaker.enable)
    sayOnce(world, service, {
      deployment,
      text: 'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.'
    })
  const record = recordOfDeployment(service, deployment)
  if (record) {
    record.breaker.failureCount = deployment.failedTasks
    record.breaker.threshold = threshold(service)
    record.updatedAt = world.now
  }
  if (service.configuration.circuitBreaker.enable && deployment.failedTasks >= threshold(service))
    trip(world, service, deployment)
}

/** countHealthy resets the count of consecutive failures (unless the service counts all of them). */
export function countHealthy(service: Service, deployment: Deployment): void {
  deployment.consecutiveFailures = 0
  deployment.nextStartAt = 0
  if (!service.configuration.circuitBreaker.resetOnHealthyTask) return
  deployment.failedTasks = 0
  const record = recordOfDeployment(service, deployment)
  if (record) record.breaker.failureCount = 0
}

/** AWS spaces launches out after repeated failures: doubling waits up to a limit (service throttle logic). */
function backOff(world: World, deployment: Deployment): void {
  const wait = world.timing.retry * 2 ** Math.min(20, deployment.consecutiveFailures - 1)
  deployment.nextStartAt = world.now + Math.min(world.timing.retryMax, wait)
}

function trip(world: World, service: Service, deployment: Deployment): void {
  const record = recordOfDeployment(service, deployment)
  if (record) record.breaker.status = 'TRIGGERED'
  say(world, service, `(deployment ${deployment.id}) deployment failed: tasks failed to start.`)
  const target = service.lastCompleted
  const wanted = service.configuration.circuitBreaker.rollback
  if (!record?.rollback && wanted && target && target.id !== deployment.id) {
    rollBack(world, service, { from: deployment, target, record, reason: TRIPPED })
    return
  }
  fail(world, deployment)
  if (record) endRecord(world, record, endOfFailure(record, wanted))
}

function endOfFailure(record: ServiceDeployment, wanted: boolean): { status: string; reason: string } {
  if (record.rollback)
    return { status: 'ROLLBACK_FAILED', reason: `Service deployment rollback failed ${TRIPPED}` }
  return wanted
    ? { status: 'ROLLBACK_FAILED', reason: NO_CANDIDATE }
    : { status: 'STOPPED', reason: `Service deployment stopped ${TRIPPED}` }
}

/** What a service deployment says when a rollback is wanted and nothing was ever completed. */
export const NO_CANDIDATE = 'No rollback candidate was found to run the rollback.'

/**
 * rollBack makes the last completed deployment PRIMARY again under its old id; the failed one becomes ACTIVE, still in
 * progress at first, and is marked FAILED a little later.
 */
export function rollBack(
  world: World,
  service: Service,
  how: {
    from: Deployment
    target: Deployment
    record: ServiceDeployment | undefined
    /** Ends the sentence "Service deployment rolled back …". */
    reason: string
  }
): void {
  const { from, target, record } = how
  say(world, service, `rolling back to deployment ${target.id}.`)
  for (const one of service.deployments) {
    one.status = 'ACTIVE'
    one.desiredCount = 0
  }
  from.updatedAt = world.now
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
  if (record) {
    const reason = `Service deployment rolled back ${how.reason}`
    record.status = 'ROLLBACK_IN_PROGRESS'
    record.statusReason = reason
    record.updatedAt = world.now
    record.rollback = {
      reason,
      startedAt: world.now,
      revision: target.revisionArn,
      toDeployment: target.id
    }
  }
  const where = { region: service.region, cluster: service.cluster, service: service.name }
  const due = world.now + Math.max(1, world.timing.markFailed)
  enqueue(world, due, { kind: 'mark-failed', ...where, deployment: from.id })
  wake(world, service)
}

/** markFailed gives a deployment that was rolled back its FAILED, when it is still listed. */
export function markFailed(world: World, service: Service, id: string): void {
  const deployment = service.deployments.find(one => one.id === id)
  if (!deployment || deployment.status === 'PRIMARY') return
  fail(world, deployment)
  wake(world, service)
}

function fail(world: World, deployment: Deployment): void {
  deployment.rolloutState = 'FAILED'
  deployment.rolloutStateReason = 'ECS deployment circuit breaker: tasks failed to start.'
  deployment.updatedAt = world.now
}

/** endRecord gives a service deployment its last state. */
export function endRecord(
  world: World,
  record: ServiceDeployment,
  how: { status: string; reason?: string }
): void {
  record.status = how.status
  if (how.reason !== undefined) record.statusReason = how.reason
  record.updatedAt = world.now
  if (how.status === 'STOPPED') record.stoppedAt = world.now
  record.finishedAt = world.now
  if (record.breaker.status === 'MONITORING') record.breaker.status = 'MONITORING_COMPLETE'
}
