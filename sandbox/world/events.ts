import { drawUuid } from './random.ts'
import type { Deployment, Service, World } from './state.ts'

/** say adds a service event (newest first, at most 100, as DescribeServices returns them). */
export function say(world: World, service: Service, text: string): void {
  service.events.unshift({
    id: drawUuid(world),
    createdAt: world.now,
    message: `(service ${service.name}) ${text}`
  })
  service.events.length = Math.min(service.events.length, 100)
}

/** sayOnce adds an event unless this deployment has already added it. */
export function sayOnce(
  world: World,
  service: Service,
  what: { deployment: Deployment; text: string }
): void {
  if (what.deployment.said.includes(what.text)) return
  what.deployment.said.push(what.text)
  say(world, service, what.text)
}
