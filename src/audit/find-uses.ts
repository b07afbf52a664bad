import { lastPartOf } from '../arn.ts'
import { objectsIn } from '../json.ts'
import { someOf } from '../list.ts'
import { missingNames } from '../nearest.ts'
import { present } from '../present.ts'
import type { EcsPort, ServiceState } from '../rollout/ports.ts'
import type { Use } from './audit.ts'
import { type Gap, readOrGap } from './gap.ts'
import type { InventoryPort, RunningTask } from './ports.ts'
import { givenBy, type ScheduleReaders, scheduledUses } from './scheduled-uses.ts'

/** A cluster to audit: all of its services, or the named ones. */
export type ClusterTarget = { readonly cluster: string; readonly services?: readonly string[] }

/** What runs in a cluster. */
export type ClusterSnapshot = {
  /** As the caller named it. */
  readonly cluster: string
  readonly services: readonly ServiceState[]
  /**
   * Named services that ECS does not find; `meant` is the question with the nearest name, if services may be listed.
   */
  readonly missing: readonly { readonly service: string; readonly meant: string }[]
  /** Named services that were deleted and that ECS still returns. */
  readonly inactive: readonly string[]
  /** Tasks of the services and, if all services are read, tasks without a service. */
  readonly tasks: readonly RunningTask[]
  readonly uses: readonly Use[]
  /** Set if the tasks could not be listed. */
  readonly tasksGap?: Gap
  readonly gaps: readonly Gap[]
}

/** readCluster finds what runs in a cluster. Throws AwsError unless a request is only denied. */
export async function readCluster(
  { cluster, services }: ClusterTarget,
  {
    ecs,
    inventory
  }: {
    readonly ecs: EcsPort
    readonly inventory: Pick<InventoryPort, 'listServices' | 'listRunningTasks'>
  }
): Promise<ClusterSnapshot> {
  const [states, tasks] = await Promise.all([
    readOrGap(`services of cluster ${lastPartOf(cluster)}`, async () => {
      const names = services ?? (await inventory.listServices(cluster)).map(lastPartOf)
      return names.length === 0 ? { services: [], missing: [] } : ecs.describeServices(cluster, names)
    }),
    readOrGap(`running tasks of cluster ${lastPartOf(cluster)}`, () => inventory.listRunningTasks(cluster))
  ])
  const found = 'found' in states ? states.found : { services: [], missing: [] }
  const all = 'found' in tasks ? tasks.found : []
  const wanted = services === undefined ? all : all.filter(task => services.includes(serviceOf(task) ?? ''))
  const active = found.services.filter(({ status }) => status !== 'INACTIVE')
  const deleted = found.services.filter(({ status }) => status === 'INACTIVE')
  const gaps = [states, tasks].flatMap(look => ('gap' in look ? [look.gap] : []))
  const what = `services of cluster ${lastPartOf(cluster)}`
  if (services === undefined && found.missing.length > 0)
    gaps.push({ what, why: `ECS lists ${someOf(found.missing, 3)} and does not describe it` })
  return {
    cluster,
    services: active,
    missing: await missingNames(found.missing, () => inventory.listServices(cluster)),
    inactive: services === undefined ? [] : deleted.map(({ service }) => service),
    tasks: wanted,
    uses: [...active.flatMap(usesOfService), ...wanted.map(task => useOfTask(task, cluster))],
    gaps,
    ...('gap' in tasks ? { tasksGap: tasks.gap } : {})
  }
}

/** serviceOf returns the service that a task belongs to, or undefined for a standalone task. */
export function serviceOf({ group }: RunningTask): string | undefined {
  return group?.startsWith('service:') ? group.slice('service:'.length) : undefined
}

function useOfTask(task: RunningTask, cluster: string): Use {
  const service = serviceOf(task)
  return {
    kind: 'task',
    name: task.arn,
    revision: task.taskDefinition,
    cluster: lastPartOf(cluster),
    ...present({ service, given: givenBy(task.overrides, `task ${lastPartOf(task.arn)}`) })
  }
}

/** usesOfService lists what a service's deployments and task sets run, and what it would start next. Pure. */
function usesOfService(state: ServiceState): readonly Use[] {
  const of = { cluster: lastPartOf(state.clusterArn), service: state.service }
  const deployments = state.deployments.map(({ id, taskDefinition }) => ({
    kind: 'deployment' as const,
    name: id,
    revision: taskDefinition,
    ...of
  }))
  const taskSets = objectsIn(state.raw['taskSets']).flatMap((set): Use[] => {
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

/** Everything that may use a revision in an account and Region, and what could not be read. */
export type UsesEverywhere = {
  readonly uses: readonly Use[]
  readonly services: readonly ServiceState[]
  readonly gaps: readonly Gap[]
}

/**
 * usesEverywhere reads every cluster, also of those `known` that ECS does not list, every rule and every schedule.
 * Throws AwsError unless a request is only denied.
 */
export async function usesEverywhere(
  ports: ScheduleReaders & {
    readonly ecs: EcsPort
    readonly inventory: Pick<InventoryPort, 'listClusters' | 'listServices' | 'listRunningTasks'>
  },
  known: readonly string[] = []
): Promise<UsesEverywhere> {
  const clusters = await readOrGap('the clusters of the account', () => ports.inventory.listClusters())
  const found = 'found' in clusters ? clusters.found : []
  const listed = new Set(found.map(lastPartOf))
  const uses: Use[] = []
  const services: ServiceState[] = []
  const gaps: Gap[] = 'gap' in clusters ? [clusters.gap] : []
  for (const cluster of [...found, ...known.filter(one => !listed.has(lastPartOf(one)))]) {
    const look = await readCluster({ cluster }, ports)
    uses.push(...look.uses)
    services.push(...look.services)
    gaps.push(...look.gaps)
  }
  const scheduled = await scheduledUses(ports, undefined)
  return { uses: [...uses, ...scheduled.uses], services, gaps: [...gaps, ...scheduled.gaps] }
}
