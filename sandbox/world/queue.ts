import type { Happening, Service, World } from './state.ts'

/** enqueue schedules a happening at a virtual time; those of the same time keep the order of their calls. */
export function enqueue(world: World, at: number, what: Happening): void {
  world.sequence += 1
  const event = { at, sequence: world.sequence, what }
  let low = 0
  let high = world.queue.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((world.queue[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  world.queue.splice(low, 0, event)
}

/** wake schedules the scheduler's turn for a service after its usual reaction time, or at `at` if that is later. */
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
