import { compact, isMap, type Json, type JsonMap, listOf, seconds } from '../../json.ts'
import { type LagPath, lags, note, recall, timeSeen } from '../../world/lag.ts'
import { lastStageOf } from '../../world/lifecycle.ts'
import { tasksOf } from '../../world/lookup.ts'
import { inProgress, isShifting, summaryOf } from '../../world/records.ts'
import type { Service, ServiceDeployment, World } from '../../world/state.ts'
import { clusterArnOf, viewConfiguration, viewService, viewTask } from './views.ts'

/**
 * What each path with a history shows of a service. Events, revisions and definitions are filtered by their own times.
 */
const SHOWN: Readonly<Partial<Record<LagPath, (world: World, service: Service) => Json | undefined>>> = {
  // none in progress: the newest one, which a late read returns after an update
  currentServiceDeployment: (_world, service) => (inProgress(service) ?? service.serviceDeployments[0])?.arn,
  deployments: (_world, service) => viewService(service, ['TAGS']),
  ListServiceDeployments: (_world, service) =>
    service.serviceDeployments.map(one => briefRecord(service, one)),
  DescribeServiceDeployments: (_world, service) =>
    service.serviceDeployments.map(one => fullRecord(service, one)),
  ListTasks: (_world, service) =>
    tasksOf(service).map(task => ({ arn: task.arn, desiredStatus: task.desiredStatus })),
  DescribeTasks: (world, service) => tasksOf(service).map(task => viewTask(world, task, []))
}

const PATHS = Object.keys(SHOWN) as LagPath[]

/** observe records what the lagging paths now show of a service. Called after everything that may have changed it. */
export function observe(world: World, service: Service): void {
  for (const path of PATHS) {
    const show = SHOWN[path]
    if (show && lags(world, path)) note(world, { path, arn: service.arn, seen: show(world, service) })
  }
}

/** observeAll is observe for every service. */
export function observeAll(world: World): void {
  if (!world.lag) return
  for (const region of world.regions.values())
    for (const cluster of region.clusters.values())
      for (const service of cluster.services.values()) observe(world, service)
}

/** describedService is a service as DescribeServices returns it at this read. */
export function describedService(world: World, service: Service, include: readonly string[]): JsonMap {
  const present = viewService(service, include)
  const past = lags(world, 'deployments')
    ? recall(world, { path: 'deployments', arn: service.arn, first: present })
    : present
  const { tags, ...shown } = isMap(past) ? past : present
  const latest = timeSeen(world, 'events') / 1000
  return {
    ...withCurrentDeployment(world, service, shown),
    events: listOf(present, 'events').filter(one => isMap(one) && Number(one['createdAt']) <= latest),
    ...(include.includes('TAGS') ? { tags } : {})
  }
}

/** withCurrentDeployment adds to a view of a service the `currentServiceDeployment` of this read. */
export function withCurrentDeployment(world: World, service: Service, view: JsonMap): JsonMap {
  if (!lags(world, 'currentServiceDeployment')) return view
  const { currentServiceDeployment: _present, ...rest } = view
  const named = recall(world, { path: 'currentServiceDeployment', arn: service.arn, first: undefined })
  return named === undefined ? rest : { ...rest, currentServiceDeployment: named }
}

/** recordsSeen is the service deployments of a service as a path returns them at this read, newest first. */
export function recordsSeen(
  world: World,
  service: Service,
  path: 'ListServiceDeployments' | 'DescribeServiceDeployments'
): JsonMap[] {
  const view = path === 'ListServiceDeployments' ? briefRecord : fullRecord
  if (!lags(world, path)) return service.serviceDeployments.map(one => view(service, one))
  const past = recall(world, { path, arn: service.arn, first: [] })
  return Array.isArray(past) ? past.filter(isMap) : []
}

/**
 * tasksSeen is the tasks of a service as DescribeTasks or ListTasks returns them; undefined if that path does not lag.
 */
export function tasksSeen(
  world: World,
  service: Service,
  path: 'ListTasks' | 'DescribeTasks'
): JsonMap[] | undefined {
  if (!lags(world, path)) return
  const past = recall(world, { path, arn: service.arn, first: [] })
  return Array.isArray(past) ? past.filter(isMap) : []
}

/** briefRecord is a service deployment as ListServiceDeployments returns it. */
function briefRecord(service: Service, one: ServiceDeployment): JsonMap {
  return {
    serviceDeploymentArn: one.arn,
    serviceArn: service.arn,
    clusterArn: clusterArnOf(service),
    startedAt: seconds(one.startedAt),
    createdAt: seconds(one.createdAt),
    finishedAt: seconds(one.finishedAt),
    targetServiceRevisionArn: one.targetRevision,
    status: one.status,
    statusReason: one.statusReason
  }
}

/** fullRecord is a service deployment as DescribeServiceDeployments returns it. */
export function fullRecord(service: Service, one: ServiceDeployment): JsonMap {
  const { targetServiceRevisionArn: _arn, ...members } = briefRecord(service, one)
  return {
    ...members,
    stoppedAt: seconds(one.stoppedAt),
    updatedAt: seconds(one.updatedAt),
    sourceServiceRevisions: one.sourceRevisions.map(arn => revision(service, { one, arn })),
    targetServiceRevision: revision(service, { one, arn: one.targetRevision }),
    deploymentConfiguration: viewConfiguration(one.configuration),
    deploymentCircuitBreaker: { ...one.breaker },
    alarms: viewAlarms(one),
    ...viewLifecycle(one),
    ...(one.rollback
      ? {
          rollback: {
            reason: one.rollback.reason,
            startedAt: seconds(one.rollback.startedAt),
            serviceRevisionArn: one.rollback.revision
          }
        }
      : {})
  }
}

function viewAlarms({ alarms }: ServiceDeployment): JsonMap {
  if (alarms.names.length === 0) return { status: alarms.status }
  return {
    status: alarms.status,
    alarmNames: [...alarms.names],
    ...(alarms.triggered.length > 0 ? { triggeredAlarmNames: [...alarms.triggered] } : {})
  }
}

function viewLifecycle(one: ServiceDeployment): JsonMap {
  const stage = lastStageOf(one)
  if (!one.lifecycle || stage === undefined) return {}
  const hooks = one.lifecycle.hooks.map(hook =>
    compact({
      hookId: hook.id,
      targetType: hook.setting.type,
      targetArn: hook.setting.target,
      status: hook.status,
      expiresAt: seconds(hook.expiresAt),
      timeoutAction: hook.setting.timeoutAction
    })
  )
  return { lifecycleStage: stage, ...(hooks.length > 0 ? { lifecycleHookDetails: hooks } : {}) }
}

function revision(service: Service, what: { one: ServiceDeployment; arn: string }): JsonMap {
  const { one, arn } = what
  return {
    arn,
    ...summaryOf(service, { record: one, revision: arn }),
    ...(isShifting(one) ? weightsOf(one, arn) : {})
  }
}

/** The target's share of the traffic, and the remainder for the revision that runs beside it. */
function weightsOf({ lifecycle, targetRevision }: ServiceDeployment, arn: string): JsonMap {
  const { production = 0, test = 0, blue } = lifecycle ?? {}
  if (arn === targetRevision)
    return { requestedTestTrafficWeight: test, requestedProductionTrafficWeight: production }
  const beside = blue !== undefined && arn.endsWith(`/${blue.split('/')[1]}`)
  return {
    requestedTestTrafficWeight: beside ? 100 - test : 0,
    requestedProductionTrafficWeight: beside ? Math.round((100 - production) * 10) / 10 : 0
  }
}
