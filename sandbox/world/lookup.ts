import type { Cluster, Definition, Place, Region, Service, Task, TaskDefinition, World } from './state.ts'
import { isLive } from './task-state.ts'

/** regionOf is a Region's state, created on first use. */
export function regionOf(world: World, name: string): Region {
  const known = world.regions.get(name)
  if (known) return known
  const region: Region = {
    name,
    clusters: new Map(),
    families: new Map(),
    daemonDefinitions: [],
    secrets: new Map(),
    parameters: new Map(),
    codedeploy: { groups: new Map(), deployments: new Map() },
    repositories: new Map(),
    rules: new Map(),
    schedules: new Map(),
    taskTokens: new Map(),
    logGroups: new Map(),
    targetGroups: new Map()
  }
  world.regions.set(name, region)
  return region
}

/** clusterOf finds a cluster by name. */
export function clusterOf(world: World, where: { region: string; cluster: string }): Cluster | undefined {
  return world.regions.get(where.region)?.clusters.get(where.cluster)
}

/** serviceOf finds a service by name. */
export function serviceOf(world: World, where: Place): Service | undefined {
  return clusterOf(world, where)?.services.get(where.service)
}

/** tasksOf lists a service's (or only one deployment's) tasks that are not yet forgotten, oldest first. */
export function tasksOf(service: Service, deploymentId?: string): Task[] {
  const tasks = [...service.tasks.values()]
  return deploymentId === undefined ? tasks : tasks.filter(task => task.deploymentId === deploymentId)
}

/** countsOf counts tasks as ECS shows them: those that run, and those that are starting. */
export function countsOf(tasks: readonly Task[]): { runningCount: number; pendingCount: number } {
  const live = tasks.filter(isLive)
  const running = live.filter(task => task.lastStatus === 'RUNNING').length
  return { runningCount: running, pendingCount: live.length - running }
}

/** addTask adds a task to its cluster and service. */
export function addTask(world: World, task: Task): void {
  clusterOf(world, task)?.tasks.set(task.id, task)
  task.owner?.tasks.set(task.id, task)
}

/** forgetTask removes a stopped task, which can then no longer be described. */
export function forgetTask(world: World, task: Task): void {
  clusterOf(world, task)?.tasks.delete(task.id)
  task.owner?.tasks.delete(task.id)
}

/** definitionByArn finds a revision by its full ARN. */
export function definitionByArn(world: World, region: string, arn: string): TaskDefinition | undefined {
  const match = /task-definition\/([^:]+):(\d+)$/.exec(arn)
  if (!match) return
  const family = world.regions.get(region)?.families.get(match[1] ?? '')
  return family?.revisions.find(revision => revision.revision === Number(match[2]))
}

/** hasHealthCheck reports whether a container of the task definition has a health check. */
export function hasHealthCheck({ containerDefinitions }: Definition): boolean {
  return containerDefinitions.some(one => one.healthCheck)
}

/** portProblem is why traffic can't go to a port of a container; undefined if it can. */
export function portProblem(
  { containerDefinitions }: Definition,
  name: string,
  port: number | undefined
): string | undefined {
  const container = containerDefinitions.find(one => one.name === name)
  if (!container) return `The container ${name} does not exist in the task definition.`
  if (port === undefined || container.portMappings?.some(one => one.containerPort === port)) return
  return `The container ${name} did not have a container port ${port} defined.`
}

/** arnOf builds an ARN of this world's account, e.g. `arnOf(world, ['ecs', region], 'cluster/x')`. */
export function arnOf(
  world: World,
  where: readonly [service: string, region: string],
  resource: string
): string {
  return `arn:${world.partition}:${where[0]}:${where[1]}:${world.account}:${resource}`
}

/** A parsed ARN; `resource` keeps its colons. */
export type Arn = {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  readonly resource: string
}

/** parseArn splits an ARN; undefined for any other text. */
export function parseArn(text: string): Arn | undefined {
  const [head, partition, service, region, account, ...rest] = text.split(':')
  if (head !== 'arn' || !partition || !service || region === undefined || account === undefined) return
  if (rest.length === 0) return
  return { partition, service, region, account, resource: rest.join(':') }
}

/** lastPart is the text after the last slash: names and IDs may be given as ARNs. */
export function lastPart(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1)
}

/** roleArn is the ARN of a role of this account; the path has the role's name at its end. */
export function roleArn(world: World, path: string): string {
  return `arn:${world.partition}:iam::${world.account}:role${path}`
}
