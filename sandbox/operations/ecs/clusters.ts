import { type JsonMap, mapsOf, textOf, textsOf } from '../../json.ts'
import { arnOf, lastPart } from '../../world/arns.ts'
import type { Cluster, World } from '../../world/state.ts'
import { isLive } from '../../world/task-state.ts'
import { type Call, here, type Operation, page } from '../operation.ts'
import { invalidParameter } from './common.ts'

/** makeCluster adds a cluster, or returns the existing one of that name (CreateCluster is idempotent). */
export function makeCluster(
  world: World,
  region: string,
  what: { clusters: Map<string, Cluster>; name: string; tags?: JsonMap[]; settings?: JsonMap[] }
): Cluster {
  const known = what.clusters.get(what.name)
  if (known) return known
  const cluster: Cluster = {
    name: what.name,
    arn: arnOf(world, ['ecs', region], `cluster/${what.name}`),
    tags: what.tags ?? [],
    settings: what.settings ?? [],
    instances: 0,
    services: new Map(),
    tasks: new Map()
  }
  what.clusters.set(what.name, cluster)
  return cluster
}

function view(cluster: Cluster, include: readonly string[]): JsonMap {
  const tasks = [...cluster.tasks.values()].filter(isLive)
  const services = [...cluster.services.values()].filter(service => service.status !== 'INACTIVE')
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: cluster.instances,
    runningTasksCount: tasks.filter(task => task.lastStatus === 'RUNNING').length,
    pendingTasksCount: tasks.filter(task => task.lastStatus !== 'RUNNING').length,
    activeServicesCount: services.length,
    statistics: [],
    tags: include.includes('TAGS') ? cluster.tags : [],
    settings: cluster.settings,
    capacityProviders: [],
    defaultCapacityProviderStrategy: []
  }
}

const create: Operation = {
  writes: true,
  run: call => {
    const name = textOf(call.input, 'clusterName') ?? 'default'
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw invalidParameter('Invalid cluster name.')
    const cluster = makeCluster(call.world, call.region, {
      clusters: here(call).clusters,
      name,
      tags: mapsOf(call.input, 'tags'),
      settings: mapsOf(call.input, 'settings')
    })
    return { cluster: view(cluster, ['TAGS']) }
  }
}

const describe: Operation = {
  resources: call => wanted(call).map(name => arnOf(call.world, ['ecs', call.region], `cluster/${name}`)),
  run: call => {
    const clusters: JsonMap[] = []
    const failures: JsonMap[] = []
    for (const name of wanted(call)) {
      const cluster = here(call).clusters.get(name)
      if (cluster) clusters.push(view(cluster, textsOf(call.input, 'include')))
      else
        failures.push({ arn: arnOf(call.world, ['ecs', call.region], `cluster/${name}`), reason: 'MISSING' })
    }
    return { clusters, failures }
  }
}

function wanted(call: Call): string[] {
  const names = textsOf(call.input, 'clusters')
  return names.length > 0 ? names.map(lastPart) : ['default']
}

const list: Operation = {
  run: call => {
    const arns = [...here(call).clusters.values()].map(cluster => cluster.arn)
    const found = page(arns, {
      size: typeof call.input['maxResults'] === 'number' ? call.input['maxResults'] : 100,
      token: textOf(call.input, 'nextToken'),
      refusal: () => invalidParameter('Invalid token.')
    })
    return { clusterArns: found.items, nextToken: found.next }
  }
}

/** Cluster operations; capacity providers are not simulated. */
export const CLUSTERS: Readonly<Record<string, Operation>> = {
  CreateCluster: create,
  DescribeClusters: describe,
  ListClusters: list
}
