import { arnOf } from './arns.ts'
import { threshold } from './breaker.ts'
import { drawDigits, drawLetters } from './random.ts'
import { wake } from './schedule.ts'
import type { Deployment, Service, ServiceDeployment, World } from './state.ts'

/** primaryOf is the deployment that the service is meant to be. */
export function primaryOf(service: Service): Deployment | undefined {
  return service.deployments.find(deployment => deployment.status === 'PRIMARY')
}

/** inProgress is the service deployment that has not ended, if any (`currentServiceDeployment`). */
export function inProgress(service: Service): ServiceDeployment | undefined {
  return service.serviceDeployments.find(one => one.finishedAt === undefined && one.stoppedAt === undefined)
}

/** newDeployment makes a deployment with its service revision, whose ARN ends with the same 19 digits. */
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
    desiredCount: service.desiredCount,
    failedTasks: 0,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment ${id} in progress.`,
    createdAt: world.now,
    updatedAt: world.now,
    nextStartAt: 0,
    consecutiveFailures: 0,
    said: []
  }
}

/**
 * startDeployment makes a new PRIMARY; the one before becomes ACTIVE and keeps running until it is replaced. A rollout that
 * was under way is superseded: its service deployment is asked to stop.
 */
export function startDeployment(world: World, service: Service, taskDefinition: string): Deployment {
  const sources = service.deployments.map(deployment => deployment.revisionArn)
  supersede(world, service)
  for (const deployment of service.deployments) {
    deployment.status = 'ACTIVE'
    deployment.updatedAt = world.now
    deployment.desiredCount = 0
  }
  const deployment = newDeployment(world, service, taskDefinition)
  service.deployments.unshift(deployment)
  service.taskDefinition = taskDefinition
  service.steady = false
  service.serviceDeployments.unshift(recordOf(world, service, { deployment, sources }))
  wake(world, service)
  return deployment
}

function supersede(world: World, service: Service): void {
  const current = inProgress(service)
  if (!current) return
  current.status = 'STOP_REQUESTED'
  current.statusReason = 'Service deployment stopped because a new service deployment was started.'
  current.updatedAt = world.now
}

function recordOf(
  world: World,
  service: Service,
  what: { deployment: Deployment; sources: string[] }
): ServiceDeployment {
  const path = `${service.cluster}/${service.name}`
  const enabled = service.configuration.circuitBreaker.enable
  return {
    arn: arnOf(world, ['ecs', service.region], `service-deployment/${path}/${drawLetters(world, 21)}`),
    status: 'PENDING',
    deploymentId: what.deployment.id,
    targetRevision: what.deployment.revisionArn,
    sourceRevisions: what.sources,
    createdAt: world.now,
    updatedAt: world.now,
    breaker: {
      status: enabled ? 'MONITORING' : 'DISABLED',
      failureCount: 0,
      threshold: threshold(service)
    }
  }
}
