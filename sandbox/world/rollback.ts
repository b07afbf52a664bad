import { turnBack } from './lifecycle.ts'
import { enqueue, wake } from './queue.ts'
import { endRecord, recordOfDeployment, say, sayOnce } from './records.ts'
import type { AlarmWatch, Deployment, Service, ServiceDeployment, World } from './state.ts'

/** The status reason of a service deployment that should roll back when no deployment ever completed. */
const NO_CANDIDATE = 'No rollback candidate was found to run the rollback.'

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
  for (const one of service.deployments) one.status = 'ACTIVE'
  from.updatedAt = world.now
  from.failure = failure.state
  restore(world, service, target)
  if (record) noteRollback(world, record, { target, because: failure.because })
  const due = world.now + Math.max(1, world.timing.markFailed)
  enqueue(world, due, { kind: 'mark-failed', service, deployment: from })
  if (record) turnBack(world, service, record)
  wake(world, service)
}

function restore(world: World, service: Service, target: Deployment): void {
  service.deployments = [target, ...service.deployments.filter(one => one.id !== target.id)]
  Object.assign(target, {
    status: 'PRIMARY',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${target.id}.`,
    failedTasks: 0,
    consecutiveFailures: 0,
    nextStartAt: 0,
    updatedAt: world.now
  })
  const { taskDefinition } = target
  Object.assign(service, { taskDefinition, steady: false, lastCompleted: undefined })
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
export function markFailed(world: World, service: Service, deployment: Deployment): void {
  if (!service.deployments.includes(deployment) || deployment.status === 'PRIMARY') return
  fail(world, deployment, deployment.failure ?? TASKS_FAILED)
  wake(world, service)
}

/** The reason of a deployment whose tasks tripped the circuit breaker. */
const TASKS_FAILED = 'ECS deployment circuit breaker: tasks failed to start.'

function fail(world: World, deployment: Deployment, reason: string): void {
  deployment.rolloutState = 'FAILED'
  deployment.rolloutStateReason = reason
  deployment.updatedAt = world.now
}

/**
 * threshold is the number of failures that trips the breaker: by default half of the desired count, rounded up, from 3
 * to 200 (AWS: deployment circuit breaker); COUNT is fixed, UNBOUNDED_PERCENT is not clamped. It uses the latest
 * desired count.
 */
export function threshold(service: Service): number {
  const { type, value } = service.configuration.circuitBreaker.threshold
  if (type === 'COUNT') return value
  const share = Math.ceil((service.desiredCount * value) / 100)
  return type === 'UNBOUNDED_PERCENT' ? Math.max(1, share) : Math.min(200, Math.max(3, share))
}

/**
 * countFailure counts one more failed task of a deployment that is in progress and trips the breaker at its threshold.
 */
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

/** AWS spaces out launches after repeated failures: the wait doubles up to a limit (service throttle logic). */
function backOff(world: World, deployment: Deployment): void {
  const wait = world.timing.retry * 2 ** Math.min(20, deployment.consecutiveFailures - 1)
  deployment.nextStartAt = world.now + Math.min(world.timing.retryMax, wait)
}

function trip(world: World, service: Service, deployment: Deployment): void {
  const record = recordOfDeployment(service, deployment)
  if (record) record.breaker.status = 'TRIGGERED'
  failDeployment(world, service, {
    deployment,
    failure: {
      event: 'tasks failed to start.',
      because: 'because the circuit breaker threshold was exceeded.',
      state: TASKS_FAILED,
      rollback: service.configuration.circuitBreaker.rollback
    }
  })
}

/** The states of a CloudWatch alarm. */
export const ALARM_STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA']

/** alarmKey is the key of a Region's alarm in the world. */
function alarmKey(region: string, name: string): string {
  return `${region}/${name}`
}

/**
 * watchAlarms starts watching a service's deployment alarms; those already in ALARM are ignored for this deployment.
 */
export function watchAlarms(world: World, service: Service): AlarmWatch {
  const { enable, names } = service.configuration.alarms
  const ignored = names.filter(name => world.alarms.get(alarmKey(service.region, name)) === 'ALARM')
  const watching = enable && names.length > ignored.length
  return {
    status: watching ? 'MONITORING' : 'DISABLED',
    names: enable ? [...names] : [],
    ignored,
    triggered: []
  }
}

/** setAlarm sets the state of an alarm; ALARM fails the deployments that watch it. */
export function setAlarm(world: World, alarm: { region: string; name: string; state: string }): void {
  world.alarms.set(alarmKey(alarm.region, alarm.name), alarm.state)
  if (alarm.state !== 'ALARM') return
  for (const cluster of world.regions.get(alarm.region)?.clusters.values() ?? [])
    for (const service of cluster.services.values()) trigger(world, service, alarm.name)
}

function trigger(world: World, service: Service, name: string): void {
  const deployment = service.deployments.find(one => one.status === 'PRIMARY')
  const record = deployment && recordOfDeployment(service, deployment)
  if (!record || !['PENDING', 'IN_PROGRESS'].includes(record.status)) return
  const { alarms } = record
  if (alarms.status !== 'MONITORING' || !alarms.names.includes(name) || alarms.ignored.includes(name)) return
  alarms.status = 'TRIGGERED'
  alarms.triggered.push(name)
  failDeployment(world, service, {
    deployment,
    failure: {
      event: 'alarm detected.',
      because: 'because one or more CloudWatch alarms were triggered.',
      state: 'ECS deployment failed: alarm detected.',
      rollback: record.configuration.alarms.rollback
    }
  })
}
