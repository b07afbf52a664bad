import { lastPartOf } from '../arn.ts'
import { mapBounded } from '../bounded.ts'
import { callsRunTask, definitionOf, objectOf, runsTasksIn } from '../deploy/schedules/found.ts'
import type { RulesPort, ScheduleSummary, SchedulesPort } from '../deploy/schedules/ports.ts'
import { type JsonObject, type JsonValue, objectsIn } from '../json.ts'
import { someOf } from '../list.ts'
import { present } from '../present.ts'
import type { EcsPort, ServiceState } from '../rollout/ports.ts'
import type { GivenToTask, Use } from './audit.ts'
import { type Gap, readOrGap } from './gap.ts'
import { givenBy, givenByTarget } from './overrides.ts'
import type { InventoryPort, RunningTask } from './ports.ts'

/** A cluster to audit: all of its services, or the named ones. */
export type ClusterTarget = { readonly cluster: string; readonly services?: readonly string[] }

/** What runs in a cluster. */
export type ClusterSnapshot = {
  /** As the caller named it. */
  readonly cluster: string
  readonly services: readonly ServiceState[]
  /** Named services that ECS does not find. */
  readonly missing: readonly string[]
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
    missing: found.missing,
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

/** The AWS services that start tasks on a schedule or for an event. */
export type ScheduleReaders = { readonly rules: RulesPort; readonly schedules: SchedulesPort }

/** What starts tasks on a schedule or for an event. A `revision` without a number means the newest of the family. */
export type ScheduledUses = { readonly uses: readonly Use[]; readonly gaps: readonly Gap[] }

/**
 * scheduledUses finds the rules (default event bus) and schedules (all groups) that run tasks, in one cluster, or in
 * any cluster without `clusterArn`. Throws AwsError unless a request is only denied.
 */
export async function scheduledUses(
  ports: ScheduleReaders,
  clusterArn: string | undefined
): Promise<ScheduledUses> {
  const looks = await Promise.all([
    readOrGap('EventBridge rules', () => usesOfRules(ports.rules, clusterArn)),
    readOrGap('EventBridge Scheduler’s schedules', () => usesOfSchedules(ports.schedules, clusterArn))
  ])
  return {
    uses: looks.flatMap(look => ('found' in look ? look.found.uses : [])),
    gaps: looks.flatMap(look => ('found' in look ? look.found.gaps : [look.gap]))
  }
}

async function usesOfRules(port: RulesPort, clusterArn: string | undefined): Promise<ScheduledUses> {
  const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn))
  const uses = await mapBounded(names, AT_ONCE, async rule => {
    const targets = await port.listTargetsByRule(rule)
    return targets.flatMap(target => {
      const { Arn: arn } = target
      if (typeof arn !== 'string' || !runsTasksIn(arn, clusterArn)) return []
      const given = givenByTarget(target, `rule ${rule}`)
      return useOf({ kind: 'rule', name: rule, cluster: arn, revision: definitionOf(target), given })
    })
  })
  return { uses: uses.flat(), gaps: [] }
}

async function usesOfSchedules(port: SchedulesPort, clusterArn: string | undefined): Promise<ScheduledUses> {
  const all = await port.listSchedules()
  const wanted = all.filter(({ targetArn }) => runsTasksIn(targetArn, clusterArn))
  const universal = all.filter(callsRunTask)
  const templated = await mapBounded(wanted, AT_ONCE, async ({ group, name, targetArn }) => {
    const schedule = await port.getSchedule(group, name)
    const target = objectOf(schedule?.['Target']) ?? {}
    const given = givenByTarget(target, `schedule ${group}/${name}`)
    const revision = definitionOf(target)
    return useOf({ kind: 'schedule', name: `${group}/${name}`, cluster: targetArn, revision, given })
  })
  const direct = await Promise.all(universal.map(one => universalUse(one, port)))
  const named = direct.flatMap(look => ('use' in look ? [look.use] : []))
  const inCluster = ({ cluster }: Use) => clusterArn === undefined || cluster === lastPartOf(clusterArn)
  return {
    uses: [...templated.flat(), ...named.filter(inCluster)],
    gaps: direct.flatMap(look => ('gap' in look ? [look.gap] : []))
  }
}

/**
 * A universal target calls ecs:RunTask with its own input, which names the task definition and the cluster as RunTask
 * does.
 */
async function universalUse(
  { group, name }: ScheduleSummary,
  port: SchedulesPort
): Promise<{ readonly use: Use } | { readonly gap: Gap }> {
  const schedule = await port.getSchedule(group, name)
  const target = objectOf(schedule?.['Target']) ?? {}
  const input = readInput(target['Input'])
  const revision = input?.['TaskDefinition'] ?? input?.['taskDefinition']
  const cluster = input?.['Cluster'] ?? input?.['cluster']
  if (typeof revision !== 'string') {
    const why = 'its input for ecs:RunTask names no task definition that can be read'
    return { gap: { what: `schedule ${group}/${name}`, why } }
  }
  const where = lastPartOf(typeof cluster === 'string' ? cluster : 'default')
  const given = givenByTarget(target, `schedule ${group}/${name}`, 'overrides')
  return {
    use: { kind: 'schedule', name: `${group}/${name}`, revision, cluster: where, ...present({ given }) }
  }
}

function readInput(text: JsonValue | undefined): JsonObject | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return objectOf(JSON.parse(text) as JsonValue)
  } catch {
    // The parser's message quotes the text, so it is discarded.
    return undefined
  }
}

function useOf(found: {
  readonly kind: 'rule' | 'schedule'
  readonly name: string
  readonly cluster: string
  readonly revision: string | undefined
  readonly given: GivenToTask | undefined
}): readonly Use[] {
  const { kind, name, revision, given } = found
  if (revision === undefined) return []
  return [{ kind, name, revision, cluster: lastPartOf(found.cluster), ...present({ given }) }]
}

const AT_ONCE = 5
