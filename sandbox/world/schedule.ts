import { enqueue } from './queue.ts'
import type { Service, World } from './state.ts'

/** wake makes the scheduler look at a service after its usual reaction time, or at `at` when that is later. */
export function wake(world: World, service: Service, at = 0): void {
  const due = Math.max(world.now + Math.max(1, world.timing.scheduler), at)
  if (service.reconcileAt !== undefined && service.reconcileAt <= due) return
  service.reconcileAt = due
  enqueue(world, due, {
    kind: 'reconcile',
    region: service.region,
    cluster: service.cluster,
    service: service.name
  })
}
