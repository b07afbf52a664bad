import { assertNever } from '../fault.ts'
import { isWaiting } from './hooks.ts'
import { proceed, stageOf } from './lifecycle.ts'
import { failDeployment } from './rollback.ts'
import type { Hook, Service, ServiceDeployment, Stage, World } from './state.ts'

/**
 * settleHook ends a waiting hook: the stage continues if none of its hooks still waits, or the deployment rolls back.
 */
export function settleHook(
  world: World,
  service: Service,
  what: { record: ServiceDeployment; hook: string; status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' }
): void {
  const { record, status } = what
  if (!['IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'].includes(record.status)) return
  const hook = record.lifecycle?.hooks.find(one => one.id === what.hook)
  if (!hook || !isWaiting(hook)) return
  hook.status = status
  record.updatedAt = world.now
  const bad = status === 'FAILED' || (status === 'TIMED_OUT' && hook.setting.timeoutAction === 'ROLLBACK')
  if (!bad) {
    proceed(world, service, record)
    return
  }
  const id = record.rollback?.toDeployment ?? record.deploymentId
  const deployment = service.deployments.find(one => one.id === id)
  if (!deployment) return
  const because = `because ${reasonOf(hook, { stage: stageOf(record), status })}`
  failDeployment(world, service, {
    deployment,
    failure: {
      event: `Service deployment rolled back ${because}`,
      because,
      state: 'ECS deployment failed: lifecycle hook failed.',
      rollback: true
    }
  })
}

function reasonOf(
  hook: Hook,
  how: { stage: Stage | undefined; status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' }
): string {
  const { type, target } = hook.setting
  switch (type) {
    case 'PAUSE':
      return how.status === 'TIMED_OUT'
        ? `${how.stage} pause hook timed out.`
        : `${how.stage} pause hook was rolled back by a user request.`
    case 'AWS_LAMBDA':
      return how.status === 'TIMED_OUT'
        ? `${how.stage} lifecycle hook(s) failed. Lifecycle hook target ${target} timed out.`
        : `${how.stage} lifecycle hook(s) failed. Lifecycle hook target ${target} returned FAILED status.`
    default:
      return assertNever(type)
  }
}
