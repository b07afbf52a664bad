import type { Cluster, Region, Service, World } from './world/state.ts'

/**
 * describeWorld is GET /_sandbox/state: what exists and what runs. It returns names, ARNs and counts; never the value
 * of a secret or parameter.
 */
export function describeWorld(world: World): unknown {
  return {
    now: world.now,
    account: world.account,
    regions: Object.fromEntries([...world.regions.values()].map(region => [region.name, viewRegion(region)])),
    roles: [...world.roles.values()].map(role => ({
      arn: role.arn,
      policies: [...role.inline.keys()],
      attached: [...role.attached.keys()]
    })),
    alarms: Object.fromEntries(world.alarms),
    outside: world.outside
  }
}

function viewRegion(region: Region): unknown {
  return {
    clusters: [...region.clusters.values()].map(viewCluster),
    taskDefinitions: [...region.families.values()].flatMap(family =>
      family.revisions.map(one => ({ arn: one.arn, status: one.status, registeredBy: one.registeredBy }))
    ),
    secrets: [...region.secrets.values()].map(secret => ({
      name: secret.name,
      arn: secret.arn,
      deletedAt: secret.deletedAt,
      versions: secret.versions.map(one => ({ id: one.id, stages: one.stages }))
    })),
    parameters: [...region.parameters.values()].map(one => ({
      name: one.name,
      arn: one.arn,
      type: one.type,
      version: one.version
    }))
  }
}

function viewCluster(cluster: Cluster): unknown {
  return {
    name: cluster.name,
    services: [...cluster.services.values()].map(viewService),
    tasks: [...cluster.tasks.values()].map(task => ({
      id: task.id,
      service: task.service,
      deployment: task.deploymentId,
      taskDefinition: task.taskDefinition,
      lastStatus: task.lastStatus,
      desiredStatus: task.desiredStatus,
      healthy: task.healthy,
      stopCode: task.stopCode,
      stoppedReason: task.stoppedReason
    }))
  }
}

function viewService(service: Service): unknown {
  return {
    name: service.name,
    arn: service.arn,
    status: service.status,
    taskDefinition: service.taskDefinition,
    desiredCount: service.desiredCount,
    deployments: service.deployments.map(one => ({
      id: one.id,
      status: one.status,
      taskDefinition: one.taskDefinition,
      rolloutState: one.rolloutState,
      rolloutStateReason: one.rolloutStateReason,
      failedTasks: one.failedTasks,
      createdAt: one.createdAt
    })),
    serviceDeployments: service.serviceDeployments,
    events: service.events
  }
}
