import { tasksOf } from './lookup.ts'
import { draw } from './queue.ts'
import type { Service, World } from './state.ts'

/**
 * The read paths of ECS that can lag, each independently: three parts of DescribeServices' answer, then operations.
 * (AWS: the ECS API follows an eventual consistency model; kayac/ecspresso#945 observed the first.)
 */
export const LAG_PATHS = [
  'currentServiceDeployment',
  'deployments',
  'events',
  'ListServiceDeployments',
  'DescribeServiceDeployments',
  'DescribeServiceRevisions',
  'ListTasks',
  'DescribeTasks',
  'DescribeTaskDefinition',
  'ListTaskDefinitions'
] as const

export type LagPath = (typeof LAG_PATHS)[number]

/** The lag of a path in milliseconds: constant, or (`upTo`) a maximum, drawn anew for every read. */
export type Delay = { readonly ms: number; readonly upTo: boolean }

/** A copy of a service as it was from a given time on. */
export type Sighting = { readonly at: number; readonly service: Service }

/** The lag of a world: the delays, and what the services were, by ARN, oldest first. Plain data. */
export type Lag = {
  readonly delays: Partial<Record<LagPath, Delay>>
  /** The random state for `upTo`, so that reads change nothing else in the world. */
  random: number
  readonly past: Map<string, Sighting[]>
}

/** Anything with a time and possibly lag, such as the world. */
export type Lagging = { readonly now: number; readonly lag?: Lag }

/** lags reports whether a path lags in this world. */
export function lags(world: Lagging, path: LagPath): boolean {
  return world.lag?.delays[path] !== undefined
}

/** timeSeen is the time that a read of this path shows now; the present if it does not lag. */
export function timeSeen(world: Lagging, path: LagPath): number {
  const delay = world.lag?.delays[path]
  if (!world.lag || !delay) return world.now
  return world.now - (delay.upTo ? Math.floor(draw(world.lag) * (delay.ms + 1)) : delay.ms)
}

/** note copies a service that may have changed, and drops the copies that are too old for any read. */
export function note(world: Lagging, service: Service): void {
  if (!world.lag) return
  const { delays, past } = world.lag
  const longest = Math.max(...Object.values(delays).map(({ ms }) => ms))
  const known = past.get(service.arn) ?? []
  const oldest = known.findLastIndex(one => one.at <= world.now - longest)
  const kept = known.slice(Math.max(0, oldest)).filter(one => one.at < world.now)
  past.set(service.arn, [...kept, { at: world.now, service: copyOf(service) }])
}

/** A copy of what changes in a service; events and revisions are filtered by their own times. */
function copyOf(service: Service): Service {
  const tasks = tasksOf(service).map(task => ({
    ...task,
    containers: task.containers.map(one => ({ ...one }))
  }))
  return {
    ...service,
    deployments: service.deployments.map(one => ({ ...one })),
    serviceDeployments: service.serviceDeployments.map(one =>
      one.finishedAt === undefined ? structuredClone(one) : one
    ),
    tasks: new Map(tasks.map(task => [task.id, task]))
  }
}

/** noteAll is note for every service. */
export function noteAll(world: World): void {
  if (!world.lag) return
  for (const region of world.regions.values())
    for (const cluster of region.clusters.values())
      for (const service of cluster.services.values()) note(world, service)
}

/** serviceSeen is a service as this read of a path shows it; undefined if it did not exist yet at that time. */
export function serviceSeen(world: Lagging, service: Service, path: LagPath): Service | undefined {
  if (!lags(world, path)) return service
  const then = timeSeen(world, path)
  return world.lag?.past.get(service.arn)?.findLast(one => one.at <= then)?.service
}
