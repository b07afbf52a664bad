import { type JsonMap, mapsOf, textsOf } from '../../json.ts'
import { arnOf, lastPart } from '../../world/lookup.ts'
import type { Cluster, World } from '../../world/state.ts'
import { isLive } from '../../world/task-state.ts'
import { type Call, callArn, here, type Operations, page, text } from '../operation.ts'
import { eachOf } from './common.ts'

/** makeCluster adds a cluster, or returns the existing one of that name (CreateCluster is idempotent). */
export function makeCluster(
  world: World,
  region: string,
  what: { clusters: Map<string, Cluster>; name: string; tags: JsonMap[] }
): Cluster {
  const { clusters, name, tags } = what
  const known = clusters.get(name)
  if (known) return known
  const arn = arnOf(world, ['ecs', region], `cluster/${name}`)
  const cluster: Cluster = { name, arn, tags, instances: 0, services: new Map(), tasks: new Map() }
  clusters.set(name, cluster)
  return cluster
}

function view(cluster: Cluster, include: readonly string[]): JsonMap {
  const tasks = [...cluster.tasks.values()].filter(isLive)
  const running = tasks.filter(task => task.lastStatus === 'RUNNING').length
  const services = [...cluster.services.values()].filter(service => service.status !== 'INACTIVE')
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: cluster.instances,
    runningTasksCount: running,
    pendingTasksCount: tasks.length - running,
    activeServicesCount: services.length,
    tags: include.includes('TAGS') ? cluster.tags : []
  }
}

function wanted(call: Call): string[] {
  const names = textsOf(call.input, 'clusters')
  return names.length > 0 ? names.map(lastPart) : ['default']
}

/** Cluster operations; capacity providers are not simulated. */
export const CLUSTERS: Operations = {
  CreateCluster: {
    writes: true,
    run: call => {
      const name = text(call, 'clusterName') || 'default'
      const { clusters } = here(call)
      const tags = mapsOf(call.input, 'tags')
      return { cluster: view(makeCluster(call.world, call.region, { clusters, name, tags }), ['TAGS']) }
    }
  },
  DescribeClusters: {
    resources: call => wanted(call).map(name => callArn(call, 'ecs', `cluster/${name}`)),
    run: call => {
      const { found, failures } = eachOf(
        wanted(call),
        name => here(call).clusters.get(name),
        name => callArn(call, 'ecs', `cluster/${name}`)
      )
      return { clusters: found.map(one => view(one, textsOf(call.input, 'include'))), failures }
    }
  },
  ListClusters: {
    run: call => {
      const found = page(call, [...here(call).clusters.values()])
      return { clusterArns: found.items.map(({ arn }) => arn), nextToken: found.next }
    }
  }
}
