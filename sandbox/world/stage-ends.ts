import { isWaiting, proceed, stageOf } from './lifecycle.ts'
import { enqueue } from './queue.ts'
import { failDeployment } from './rollback.ts'
import type { Hook, HookEnd, Service, ServiceDeployment, World } from './state.ts'

/**
 * settleHook ends a waiting hook: the stage continues if none of its hooks still waits, or the deployment rolls back.
 */
export function settleHook(world: World, service: Service, { record, hook, status }: HookEnd): void {
  const isCurrent = record.lifecycle?.hooks.includes(hook) && isWaiting(hook)
  if (!isCurrent || !['IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'].includes(record.status)) return
  hook.status = status
  record.updatedAt = world.now
  const bad = status === 'FAILED' || (status === 'TIMED_OUT' && hook.setting.timeoutAction === 'ROLLBACK')
  if (!bad) {
    proceed(world, service, record)
    return
  }
  const id = record.rollback?.toDeployment ?? record.deploymentId
  giveUp(world, service, { id, why: reasonOf(hook, stageOf(record)), state: 'lifecycle hook failed.' })
}

function reasonOf({ status, setting: { type, target } }: Hook, stage: string | undefined): string {
  const timedOut = status === 'TIMED_OUT'
  if (type === 'PAUSE')
    return `${stage} pause hook ${timedOut ? 'timed out.' : 'was rolled back by a user request.'}`
  const how = timedOut ? 'timed out.' : 'returned FAILED status.'
  return `${stage} lifecycle hook(s) failed. Lifecycle hook target ${target} ${how}`
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
  const what =
    world.now >= ends ? 'service deployment' : world.now >= stageEnds && `${stageOf(record)} lifecycle stage`
  if (what)
    giveUp(world, service, { id: record.deploymentId, why: `${what} timed out.`, state: 'timed out.' })
  else enqueue(world, Math.min(stageEnds, ends), { kind: 'limit', service, record })
}

function giveUp(world: World, service: Service, of: { id: string; why: string; state: string }): void {
  const deployment = service.deployments.find(one => one.id === of.id)
  if (!deployment) return
  const because = `because ${of.why}`
  failDeployment(world, service, {
    deployment,
    failure: {
      event: `Service deployment rolled back ${because}`,
      because,
      state: `ECS deployment failed: ${of.state}`,
      rollback: true
    }
  })
}
