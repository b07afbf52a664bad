import type { JsonObject, JsonValue } from '../json.ts'
import { present } from '../present.ts'
import type { EcsPort, ServiceState } from '../rollout/ports.ts'
import { type Gap, shortRevision, type Use } from './audit.ts'
import { orGap } from './gap.ts'
import type { InventoryPort, RunningTask } from './ports.ts'

/** A cluster to look at: all of its services, or the named ones. */
export type ClusterTarget = { readonly cluster: string; readonly services?: readonly string[] }

/** What runs in a cluster. */
export type ClusterLook = {
  /** As it was asked for. */
  readonly cluster: string
  readonly services: readonly ServiceState[]
  /** Named services that ECS does not know. */
  readonly missing: readonly string[]
  /** Tasks of the services, and where all services are looked at also those without one. */
  readonly tasks: readonly RunningTask[]
  readonly uses: readonly Use[]
  /** Set when the tasks could not be listed. */
  readonly tasksGap?: Gap
  readonly gaps: readonly Gap[]
}

/** lookAtCluster finds what runs in a cluster. Throws AwsError unless a look is only denied. */
export async function lookAtCluster(
  { cluster, services }: ClusterTarget,
  { ecs, inventory }: { readonly ecs: EcsPort; readonly inventory: InventoryPort }
): Promise<ClusterLook> {
  const [states, tasks] = await Promise.all([
    orGap(`services of cluster ${shortRevision(cluster)}`, async () => {
      const names = services ?? (await inventory.listServices(cluster)).map(shortRevision)
      return names.length === 0 ? { services: [], missing: [] } : ecs.describeServices(cluster, names)
    }),
    orGap(`running tasks of cluster ${shortRevision(cluster)}`, () => inventory.listRunningTasks(cluster))
  ])
  const found = 'found' in states ? states.found : { services: [], missing: [] }
  const all = 'found' in tasks ? tasks.found : []
  const wanted = services === undefined ? all : all.filter(task => services.includes(serviceOf(task) ?? ''))
  const active = found.services.filter(({ status }) => status !== 'INACTIVE')
  const gaps = [states, tasks].flatMap(look => ('gap' in look ? [look.gap] : []))
  return {
    cluster,
    services: active,
    missing: found.missing,
    tasks: wanted,
    uses: [...active.flatMap(usesOfService), ...wanted.map(task => useOfTask(task, cluster))],
    gaps,
    ...('gap' in tasks ? { tasksGap: tasks.gap } : {})
  }
}

/** serviceOf is the service that a task belongs to; undefined for one that was run by itself. */
export function serviceOf({ group }: RunningTask): string | undefined {
  return group?.startsWith('service:') ? group.slice('service:'.length) : undefined
}

function useOfTask(task: RunningTask, cluster: string): Use {
  const service = serviceOf(task)
  return {
    kind: 'task',
    name: task.arn,
    revision: task.taskDefinition,
    cluster: shortRevision(cluster),
    ...present({ service })
  }
}

/** usesOfService lists what a service's deployments and task sets run, and what it would start next. Pure. */
export function usesOfService(state: ServiceState): readonly Use[] {
  const of = { cluster: shortRevision(state.clusterArn), service: state.service }
  const deployments = state.deployments.map(({ id, taskDefinition }) => ({
    kind: 'deployment' as const,
    name: id,
    revision: taskDefinition,
    ...of
  }))
  const taskSets = objectsOf(state.raw['taskSets']).flatMap((set): Use[] => {
    const { id, taskDefinition } = set
    return typeof taskDefinition === 'string'
      ? [{ kind: 'task-set', name: typeof id === 'string' ? id : '', revision: taskDefinition, ...of }]
      : []
  })
  const own: Use[] =
    state.taskDefinition === ''
      ? []
      : [{ kind: 'deployment', name: state.service, revision: state.taskDefinition, ...of }]
  const all: readonly Use[] = [...deployments, ...taskSets]
  return [...all, ...own.filter(({ revision }) => all.every(use => use.revision !== revision))].filter(
    ({ revision }) => revision !== ''
  )
}

function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) return []
  return (value as readonly JsonValue[]).filter(
    (item): item is JsonObject => typeof item === 'object' && item !== null && !Array.isArray(item)
  )
}
