import { assertNever } from '../fault.ts'
import { isWaiting, proceed, stageOf } from './lifecycle.ts'
import { placeOf } from './lookup.ts'
import { enqueue } from './queue.ts'
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

/**
 * enforceLimits fails a service deployment that has been in one stage, or in progress overall, for as long as AWS
 * allows (developer guide, lifecycle stages: 24 hours and 30 days), and schedules the next check. Hooks end by their
 * own timeout (up to 14 days for a pause), and a bake may take all of the 24 hours.
 */
export function enforceLimits(world: World, service: Service, record: ServiceDeployment): void {
  const { lifecycle } = record
  if (record.status !== 'IN_PROGRESS' || !lifecycle || lifecycle.back) return
  const waiting = lifecycle.hooks.filter(isWaiting).map(({ expiresAt }) => expiresAt)
  const stageEnds = Math.max(lifecycle.enteredAt + world.timing.stageLimit, lifecycle.due, ...waiting) + 1
  const ends = record.createdAt + world.timing.deploymentLimit
  if (world.now >= ends) giveUp(world, service, { record, what: 'service deployment' })
  else if (world.now >= stageEnds) {
    giveUp(world, service, { record, what: `${stageOf(record)} lifecycle stage` })
  } else {
    enqueue(world, Math.min(stageEnds, ends), {
      kind: 'limit',
      ...placeOf(service),
      serviceDeployment: record.arn
    })
  }
}

function giveUp(
  world: World,
  service: Service,
  { record, what }: { readonly record: ServiceDeployment; readonly what: string }
): void {
  const deployment = service.deployments.find(one => one.id === record.deploymentId)
  if (!deployment) return
  const because = `because ${what} timed out.`
  failDeployment(world, service, {
    deployment,
    failure: {
      event: `Service deployment rolled back ${because}`,
      because,
      state: 'ECS deployment failed: timed out.',
      rollback: true
    }
  })
}
