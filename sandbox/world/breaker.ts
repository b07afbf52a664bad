import { sayOnce } from './events.ts'
import { recordOfDeployment } from './records.ts'
import { failDeployment, TASKS_FAILED } from './rollback.ts'
import type { Deployment, Service, World } from './state.ts'

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
