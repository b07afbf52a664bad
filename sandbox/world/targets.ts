import type { Service, TargetHealth, Task, World } from './state.ts'

/** A task as a target group sees it. */
export type Target = { readonly id: string; readonly port: number; readonly health: TargetHealth }

/** A target group in which a service's tasks are registered. */
export type Registration = { readonly targetGroup: string; readonly port: number }

/** registrationsOf lists the target groups of a service's load balancers. */
export function registrationsOf(service: Service | undefined): Registration[] {
  const { loadBalancers = [] } = service?.settings ?? {}
  return loadBalancers.flatMap(({ targetGroupArn: targetGroup, containerPort: port = 80 }) =>
    targetGroup === undefined ? [] : [{ targetGroup, port }]
  )
}

/** targetsIn lists the targets of a target group: running tasks and draining ones. */
export function targetsIn(world: World, region: string, targetGroup: string): Target[] {
  const clusters = [...(world.regions.get(region)?.clusters.values() ?? [])]
  return clusters.flatMap(cluster =>
    [...cluster.tasks.values()].flatMap(task => {
      const found = registrationsOf(task.owner).find(one => one.targetGroup === targetGroup)
      const health = found && healthOf(task)
      return health ? [{ id: addressOf(task), port: found.port, health }] : []
    })
  )
}

function healthOf(task: Task): TargetHealth | undefined {
  if (task.lastStatus === 'STOPPING')
    return {
      state: 'draining',
      reason: 'Target.DeregistrationInProgress',
      description: 'Target deregistration is in progress'
    }
  if (task.lastStatus !== 'RUNNING') return
  if (task.behaviour.targetHealth) return task.behaviour.targetHealth
  if (task.healthy) return { state: 'healthy' }
  return {
    state: 'initial',
    reason: 'Elb.RegistrationInProgress',
    description: 'Target registration is in progress'
  }
}

/** A private address derived from the task's ID. */
function addressOf({ id }: Task): string {
  const part = (at: number) => Number.parseInt(id.slice(at, at + 2), 16)
  return `10.0.${part(0)}.${part(2)}`
}

/** staysUnhealthy reports whether the targets of a task never become healthy, so that the task does not either. */
export function staysUnhealthy({ behaviour, owner }: Task): boolean {
  const { state = 'healthy' } = behaviour.targetHealth ?? {}
  return state !== 'healthy' && registrationsOf(owner).length > 0
}

/**
 * failsAfter is the time from RUNNING to the failed checks of an unhealthy target: two of them, half a minute apart,
 * after the grace period.
 */
export function failsAfter(task: Task): number | undefined {
  const { state, after = 60_000 } = task.behaviour.targetHealth ?? {}
  if (state !== 'unhealthy' || !staysUnhealthy(task)) return
  return Math.max((task.owner?.settings.healthCheckGracePeriodSeconds ?? 0) * 1000, after)
}
