import type { Service, TargetHealth, Task, World } from './state.ts'

/** A task as a target group sees it. */
export type Target = { readonly id: string; readonly port: number; readonly health: TargetHealth }

/** A target group in which a service's tasks are registered. */
export type Registration = { readonly targetGroup: string; readonly port: number }

/** registrationsOf lists the target groups of a service's load balancers. */
export function registrationsOf(service: Service): Registration[] {
  const { loadBalancers = [] } = service.settings
  return loadBalancers.flatMap(({ targetGroupArn: targetGroup, containerPort: port = 80 }) =>
    targetGroup === undefined ? [] : [{ targetGroup, port }]
  )
}

/** targetsIn lists the targets of a target group: running tasks and draining ones. */
export function targetsIn(world: World, region: string, targetGroup: string): Target[] {
  const clusters = [...(world.regions.get(region)?.clusters.values() ?? [])]
  return clusters.flatMap(cluster =>
    [...cluster.tasks.values()].flatMap(task => {
      const service = cluster.services.get(task.service)
      const found = service && registrationsOf(service).find(one => one.targetGroup === targetGroup)
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
function addressOf(task: Task): string {
  const [a = 0, b = 0] = [task.id.slice(0, 2), task.id.slice(2, 4)].map(part => Number.parseInt(part, 16))
  return `10.0.${a}.${b}`
}

/** staysUnhealthy reports whether the targets of a task never become healthy, so that the task does not either. */
export function staysUnhealthy(service: Service, task: Task): boolean {
  const scripted = task.behaviour.targetHealth
  return scripted !== undefined && scripted.state !== 'healthy' && registrationsOf(service).length > 0
}

/**
 * The time from RUNNING to the failed checks of an unhealthy target: two of them, half a minute apart, after the grace
 * period.
 */
export function failsAfter(service: Service, task: Task): number | undefined {
  const scripted = task.behaviour.targetHealth
  if (scripted?.state !== 'unhealthy' || !staysUnhealthy(service, task)) return
  const grace = (service.settings.healthCheckGracePeriodSeconds ?? 0) * 1000
  return Math.max(grace, scripted.after ?? 60_000)
}
