import { isWaiting } from './hooks.ts'
import { stageOf } from './lifecycle.ts'
import { enqueue } from './queue.ts'
import { failDeployment } from './rollback.ts'
import type { Service, ServiceDeployment, World } from './state.ts'

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
      region: service.region,
      cluster: service.cluster,
      service: service.name,
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
