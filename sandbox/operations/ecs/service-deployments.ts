import { AwsFault } from '../../fault.ts'
import { compact, type JsonMap, mapOf, numberOf, seconds, textOf, textsOf } from '../../json.ts'
import { lastStageOf } from '../../world/lifecycle.ts'
import { wake } from '../../world/queue.ts'
import { isShifting, summaryOf } from '../../world/records.ts'
import type { Service, ServiceDeployment } from '../../world/state.ts'
import { type Call, here, must, type Operation, page } from '../operation.ts'
import { clusterIn, invalidParameter, serviceIn, theArns, theService } from './common.ts'
import { viewConfiguration } from './service-view.ts'

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

function full(service: Service, one: ServiceDeployment): JsonMap {
  const { targetServiceRevisionArn: _arn, ...members } = brief(service, one)
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

/** The target's share of the traffic, and what is left for the revision that runs beside it. */
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

function allServices(call: Call): Service[] {
  return [...here(call).clusters.values()].flatMap(cluster => [...cluster.services.values()])
}

/** findDeployment finds a service deployment of the call's region by its ARN. */
export function findDeployment(
  call: Call,
  arn: string
): { service: Service; one: ServiceDeployment } | undefined {
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
    const found = arns.map(arn => ({ arn, hit: findDeployment(call, arn) }))
    return {
      serviceDeployments: found.flatMap(({ hit }) => (hit ? [full(hit.service, hit.one)] : [])),
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
    const hit = findDeployment(call, arn)
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
