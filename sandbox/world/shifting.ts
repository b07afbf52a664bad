import { hasReached, stageOf } from './lifecycle.ts'
import { byLeastUseful, liveTasks, startTasks, stopTasks } from './scaling.ts'
import type { Deployment, Lifecycle, Service, ServiceDeployment, World } from './state.ts'

/**
 * scaleShifting is the scheduler's turn while traffic shifts (BLUE_GREEN, LINEAR, CANARY): from SCALE_UP on, the new
 * revision has all its tasks in addition to the old one's, regardless of minimumHealthyPercent and maximumPercent; only
 * CLEAN_UP removes the old ones. During a rollback, the roles are reversed.
 */
export function scaleShifting(
  world: World,
  service: Service,
  what: { record: ServiceDeployment; lifecycle: Lifecycle; primary: Deployment }
): void {
  const { record, lifecycle, primary } = what
  const blue = service.deployments.find(one => one.id === lifecycle.blue && one.id !== primary.id)
  const stage = stageOf(record)
  const cleaning = stage === 'CLEAN_UP' || stage === undefined
  if (lifecycle.index >= 0 && cleaning) stopOthers(world, service, [primary])
  else if (stage === 'RECONCILE_SERVICE') stopOthers(world, service, blue ? [primary, blue] : [primary])
  if (blue && !lifecycle.back && !cleaning) fill(world, service, blue)
  if (lifecycle.back || hasReached(lifecycle, 'SCALE_UP')) fill(world, service, primary)
}

function stopOthers(world: World, service: Service, kept: readonly Deployment[]): void {
  const ids = kept.map(one => one.id)
  stopTasks(
    world,
    service,
    liveTasks(service).filter(task => !ids.includes(task.deploymentId))
  )
}

function fill(world: World, service: Service, deployment: Deployment): void {
  const mine = liveTasks(service).filter(task => task.deploymentId === deployment.id)
  const surplus = Math.max(0, mine.length - service.desiredCount)
  stopTasks(world, service, byLeastUseful(mine).slice(0, surplus))
  startTasks(world, service, { deployment, room: service.desiredCount - mine.length })
}
