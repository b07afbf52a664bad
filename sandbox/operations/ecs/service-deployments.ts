import { AwsFault } from '../../fault.ts'
import { type JsonMap, mapOf, numberOf, seconds, textOf, textsOf } from '../../json.ts'
import { lastPart } from '../../world/arns.ts'
import { tasksOf } from '../../world/lookup.ts'
import { wake } from '../../world/schedule.ts'
import type { Service, ServiceDeployment } from '../../world/state.ts'
import { type Call, here, must, type Operation, page } from '../operation.ts'
import { clusterIn, invalidParameter, serviceIn, theArns, theService } from './common.ts'
import { revisionCounts, viewConfiguration } from './service-view.ts'

function brief(service: Service, one: ServiceDeployment): JsonMap {
  return {
    serviceDeploymentArn: one.arn,
    serviceArn: service.arn,
    clusterArn: service.arn.replace(/:service\/.*$/, `:cluster/${service.cluster}`),
    startedAt: seconds(one.startedAt),
    createdAt: seconds(one.createdAt),
    finishedAt: seconds(one.finishedAt),
    targetServiceRevisionArn: one.targetRevision,
    status: one.status,
    statusReason: one.statusReason
  }
}

function full(call: Call, service: Service, one: ServiceDeployment): JsonMap {
  const { targetServiceRevisionArn: _arn, ...members } = brief(service, one)
  return {
    ...members,
    stoppedAt: seconds(one.stoppedAt),
    updatedAt: seconds(one.updatedAt),
    sourceServiceRevisions: one.sourceRevisions.map(arn => revision(call, service, arn)),
    targetServiceRevision: revision(call, service, one.targetRevision),
    deploymentConfiguration: viewConfiguration(service),
    deploymentCircuitBreaker: { ...one.breaker },
    alarms: { status: 'DISABLED' },
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

function revision(call: Call, service: Service, arn: string): JsonMap {
  const id = `ecs-svc/${lastPart(arn)}`
  const primary = service.deployments.some(one => one.status === 'PRIMARY' && one.id === id)
  return {
    arn,
    requestedTaskCount: primary ? service.desiredCount : 0,
    ...revisionCounts(tasksOf(call.world, service), { id })
  }
}

function allServices(call: Call): Service[] {
  return [...here(call).clusters.values()].flatMap(cluster => [...cluster.services.values()])
}

function find(call: Call, arn: string): { service: Service; one: ServiceDeployment } | undefined {
  for (const service of allServices(call)) {
    const one = service.serviceDeployments.find(deployment => deployment.arn === arn)
    if (one) return { service, one }
  }
  return
}

const list: Operation = {
  resources: theService,
  run: call => {
    const service = serviceIn(call, clusterIn(call))
    const status = textsOf(call.input, 'status')
    const range = mapOf(call.input, 'createdAt') ?? {}
    const after = (numberOf(range, 'after') ?? 0) * 1000
    const before = (numberOf(range, 'before') ?? Number.POSITIVE_INFINITY) * 1000
    const found = page(
      service.serviceDeployments
        .filter(one => status.length === 0 || status.includes(one.status))
        .filter(one => one.createdAt >= after && one.createdAt <= before),
      {
        size: Math.min(100, numberOf(call.input, 'maxResults') ?? 20),
        token: textOf(call.input, 'nextToken'),
        refusal: () => invalidParameter('Invalid token.')
      }
    )
    return { serviceDeployments: found.items.map(one => brief(service, one)), nextToken: found.next }
  }
}

const describe: Operation = {
  resources: theArns('serviceDeploymentArns'),
  run: call => {
    const arns = textsOf(call.input, 'serviceDeploymentArns')
    if (arns.length === 0 || arns.length > 20)
      throw invalidParameter('serviceDeploymentArns must have between 1 and 20 elements.')
    const found = arns.map(arn => ({ arn, hit: find(call, arn) }))
    return {
      serviceDeployments: found.flatMap(({ hit }) => (hit ? [full(call, hit.service, hit.one)] : [])),
      failures: found.flatMap(({ arn, hit }) => (hit ? [] : [{ arn, reason: 'MISSING' }]))
    }
  }
}

const describeRevisions: Operation = {
  resources: theArns('serviceRevisionArns'),
  run: call => {
    const arns = textsOf(call.input, 'serviceRevisionArns')
    if (arns.length === 0 || arns.length > 20)
      throw invalidParameter('serviceRevisionArns must have between 1 and 20 elements.')
    const known = allServices(call).flatMap(service => service.revisions.map(one => ({ service, one })))
    const found = arns.map(arn => ({ arn, hit: known.find(({ one }) => one.arn === arn) }))
    return {
      serviceRevisions: found.flatMap(({ hit }) => (hit ? [viewRevision(hit)] : [])),
      failures: found.flatMap(({ arn, hit }) => (hit ? [] : [{ arn, reason: 'MISSING' }]))
    }
  }
}

function viewRevision({ service, one }: { service: Service; one: Service['revisions'][number] }): JsonMap {
  return {
    serviceRevisionArn: one.arn,
    serviceArn: service.arn,
    clusterArn: service.arn.replace(/:service\/.*$/, `:cluster/${service.cluster}`),
    taskDefinition: one.taskDefinition,
    launchType: service.launchType,
    createdAt: seconds(one.createdAt)
  }
}

const STOPPABLE = ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS']

const stop: Operation = {
  writes: true,
  resources: call => [textOf(call.input, 'serviceDeploymentArn') ?? '*'],
  run: call => {
    const arn = must(call, 'serviceDeploymentArn', key => invalidParameter(`${key} cannot be empty.`))
    const hit = find(call, arn)
    if (!hit)
      throw new AwsFault('ServiceDeploymentNotFoundException', 'The service deployment was not found.')
    if (!STOPPABLE.includes(hit.one.status))
      throw new AwsFault(
        'ConflictException',
        `The service deployment can't be stopped because it is in the ${hit.one.status} state.`
      )
    const type = textOf(call.input, 'stopType') ?? 'ROLLBACK'
    if (type !== 'ROLLBACK') throw invalidParameter(`The sandbox plays stopType ROLLBACK only, not ${type}.`)
    // what is stopping or rolling back already just goes on (AWS: stopping service deployments)
    if (['PENDING', 'IN_PROGRESS'].includes(hit.one.status)) {
      hit.one.status = 'ROLLBACK_REQUESTED'
      hit.one.updatedAt = call.world.now
      wake(call.world, hit.service)
    }
    return { serviceDeploymentArn: arn }
  }
}

/** Service deployments (the exact record of how a deployment ended) and revisions. */
export const SERVICE_DEPLOYMENTS: Readonly<Record<string, Operation>> = {
  ListServiceDeployments: list,
  DescribeServiceDeployments: describe,
  DescribeServiceRevisions: describeRevisions,
  StopServiceDeployment: stop
}
