import { isMap, mapsOf } from '../json.ts'
import type { Cluster, Region, Service, Task, TaskDefinition, World } from './state.ts'

/** regionOf is a region's state, made at its first mention. */
export function regionOf(world: World, name: string): Region {
  const known = world.regions.get(name)
  if (known) return known
  const region: Region = {
    name,
    clusters: new Map(),
    families: new Map(),
    secrets: new Map(),
    parameters: new Map()
  }
  world.regions.set(name, region)
  return region
}

/** clusterOf finds a cluster by name. */
export function clusterOf(world: World, where: { region: string; cluster: string }): Cluster | undefined {
  return world.regions.get(where.region)?.clusters.get(where.cluster)
}

/** serviceOf finds a service by name. */
export function serviceOf(
  world: World,
  where: { region: string; cluster: string; service: string }
): Service | undefined {
  return clusterOf(world, where)?.services.get(where.service)
}

/** taskOf finds a task by id. */
export function taskOf(
  world: World,
  where: { region: string; cluster: string; task: string }
): Task | undefined {
  return clusterOf(world, where)?.tasks.get(where.task)
}

/** tasksOf lists a service's tasks that are still remembered, oldest first. */
export function tasksOf(world: World, service: Service): Task[] {
  const cluster = clusterOf(world, service)
  return cluster ? [...cluster.tasks.values()].filter(task => task.service === service.name) : []
}

/** definitionByArn finds a revision by its full ARN. */
export function definitionByArn(world: World, region: string, arn: string): TaskDefinition | undefined {
  const match = /task-definition\/([^:]+):(\d+)$/.exec(arn)
  if (!match) return
  const family = world.regions.get(region)?.families.get(match[1] ?? '')
  return family?.revisions.find(revision => revision.revision === Number(match[2]))
}

/** hasHealthCheck tells whether a container of the task definition has a health check of its own. */
export function hasHealthCheck(definition: TaskDefinition): boolean {
  return mapsOf(definition.definition, 'containerDefinitions').some(one => isMap(one['healthCheck']))
}
