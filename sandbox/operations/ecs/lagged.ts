import { isMap, type Json, type JsonMap, listOf } from '../../json.ts'
import { type LagPath, lags, note, recall, timeSeen } from '../../world/lag.ts'
import { tasksOf } from '../../world/lookup.ts'
import { inProgress } from '../../world/records.ts'
import type { Service, World } from '../../world/state.ts'
import { briefRecord, fullRecord } from './record-view.ts'
import { viewService } from './service-view.ts'
import { viewTask } from './task-view.ts'

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
