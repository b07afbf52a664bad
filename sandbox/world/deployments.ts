import { newLifecycle } from './lifecycle.ts'
import { arnOf, tasksOf } from './lookup.ts'
import { drawDigits, drawLetters, wake } from './queue.ts'
import { inProgress } from './records.ts'
import { threshold, watchAlarms } from './rollback.ts'
import type { Deployment, Service, ServiceDeployment, Settings, World } from './state.ts'
import { isGone } from './task-state.ts'

/** primaryOf is the service's PRIMARY deployment. */
export function primaryOf(service: Service): Deployment | undefined {
  return service.deployments.find(deployment => deployment.status === 'PRIMARY')
}

/** newDeployment creates a deployment with its service revision, whose ARN ends with the same 19 digits. */
export function newDeployment(world: World, service: Service, taskDefinition: string): Deployment {
  const digits = drawDigits(world, 19)
  const path = `${service.cluster}/${service.name}`
  const revisionArn = arnOf(world, ['ecs', service.region], `service-revision/${path}/${digits}`)
  service.revisions.unshift({ arn: revisionArn, taskDefinition, createdAt: world.now })
  const id = `ecs-svc/${digits}`
  return {
    id,
    status: 'PRIMARY',
    taskDefinition,
    revisionArn,
    failedTasks: 0,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment ${id} in progress.`,
    createdAt: world.now,
    updatedAt: world.now,
    nextStartAt: 0,
    consecutiveFailures: 0,
    said: [],
    settings: settingsOf(service)
  }
}

/** The settings that DescribeServices returns on a deployment, as they were when the deployment started. */
function settingsOf({ settings, hidden }: Service): Settings {
  const { networkConfiguration, capacityProviderStrategy } = settings
  return structuredClone({ networkConfiguration, capacityProviderStrategy, ...hidden })
}

/**
 * startDeployment creates a new PRIMARY; the previous one becomes ACTIVE and keeps running until it is replaced. A
 * rollout in progress is superseded: its service deployment is asked to stop.
 */
export function startDeployment(world: World, service: Service, taskDefinition: string): Deployment {
  const before = [...service.deployments]
  const blue = blueOf(service)
  supersede(world, service)
  for (const deployment of service.deployments) {
    deployment.status = 'ACTIVE'
    deployment.updatedAt = world.now
  }
  const deployment = newDeployment(world, service, taskDefinition)
  service.deployments.unshift(deployment)
  service.taskDefinition = taskDefinition
  service.steady = false
  service.serviceDeployments.unshift(newRecord(world, service, { deployment, before, blue }))
  wake(world, service)
  return deployment
}

/**
 * The deployment that keeps running beside a new revision: the last completed one, otherwise the previous PRIMARY; only
 * if it has tasks.
 */
function blueOf(service: Service): string | undefined {
  const last = service.lastCompleted
  const found = service.deployments.find(one => one === last) ?? primaryOf(service)
  return found && (found === last || hasTasks(service, found)) ? found.id : undefined
}

function hasTasks(service: Service, deployment: Deployment): boolean {
  return !tasksOf(service, deployment.id).every(isGone)
}

function supersede(world: World, service: Service): void {
  const current = inProgress(service)
  if (!current) return
  current.status = 'STOP_REQUESTED'
  current.statusReason = 'Service deployment stopped because a new service deployment was started.'
  current.updatedAt = world.now
}

/** newRecord creates the service deployment of a deployment that starts now; `before` is the one that it replaces. */
export function newRecord(
  world: World,
  service: Service,
  what: { deployment: Deployment; before: Deployment[]; blue: string | undefined }
): ServiceDeployment {
  const others = what.before.filter(one => hasTasks(service, one)).length
  const lifecycle = newLifecycle(service.configuration, { blue: what.blue, others })
  const path = `${service.cluster}/${service.name}`
  const enabled = service.configuration.circuitBreaker.enable
  return {
    arn: arnOf(world, ['ecs', service.region], `service-deployment/${path}/${drawLetters(world, 21)}`),
    status: 'PENDING',
    deploymentId: what.deployment.id,
    targetRevision: what.deployment.revisionArn,
    sourceRevisions: what.before.map(one => one.revisionArn),
    createdAt: world.now,
    updatedAt: world.now,
    breaker: {
      status: enabled ? 'MONITORING' : 'DISABLED',
      failureCount: 0,
      threshold: threshold(service)
    },
    alarms: watchAlarms(world, service),
    configuration: structuredClone(service.configuration),
    ...(lifecycle ? { lifecycle } : {})
  }
}
