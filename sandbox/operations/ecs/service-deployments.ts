import type * as ecs from '@aws-sdk/client-ecs'
import { AwsFault } from '../../fault.ts'
import { serviceSeen, timeSeen } from '../../world/lag.ts'
import { isWaiting, lastStageOf } from '../../world/lifecycle.ts'
import { tasksOf } from '../../world/lookup.ts'
import { wake } from '../../world/queue.ts'
import { isShifting, summaryOf } from '../../world/records.ts'
import { settleHook } from '../../world/stage-ends.ts'
import type { Service, ServiceDeployment } from '../../world/state.ts'
import { type Call, existing, here, type Operations, paged } from '../operation.ts'
import { eachOf, refuse, serviceIn, theArns, theService } from './common.ts'
import { clusterArnOf, viewConfiguration } from './views.ts'

function allServices(call: Call): Service[] {
  return [...here(call).clusters.values()].flatMap(cluster => [...cluster.services.values()])
}

/** The service deployment that a call names. Throws AwsFault ServiceDeploymentNotFoundException. */
function deploymentIn(call: Call<{ serviceDeploymentArn: string | undefined }>): {
  service: Service
  one: ServiceDeployment
} {
  const known = allServices(call).flatMap(service =>
    service.serviceDeployments.map(one => ({ service, one }))
  )
  return existing(
    known.find(({ one }) => one.arn === call.input.serviceDeploymentArn),
    'ServiceDeploymentNotFoundException',
    'The service deployment was not found.'
  )
}

/** viewRecord is a service deployment as DescribeServiceDeployments returns it, and (in fewer members) the list. */
export function viewRecord(service: Service, one: ServiceDeployment): object {
  const { alarms, rollback, targetRevision } = one
  return {
    ...one,
    serviceDeploymentArn: one.arn,
    serviceArn: service.arn,
    clusterArn: clusterArnOf(service),
    targetServiceRevisionArn: targetRevision,
    sourceServiceRevisions: one.sourceRevisions.map(arn => revisionIn(service, one, arn)),
    targetServiceRevision: revisionIn(service, one, targetRevision),
    deploymentConfiguration: viewConfiguration(one.configuration),
    deploymentCircuitBreaker: one.breaker,
    alarms: {
      status: alarms.status,
      alarmNames: alarms.names.length > 0 ? alarms.names : undefined,
      triggeredAlarmNames: alarms.triggered.length > 0 ? alarms.triggered : undefined
    },
    ...viewLifecycle(one),
    rollback: rollback && { ...rollback, serviceRevisionArn: rollback.revision }
  }
}

function viewLifecycle(one: ServiceDeployment): object {
  const lifecycleStage = lastStageOf(one)
  if (!one.lifecycle || lifecycleStage === undefined) return {}
  const hooks = one.lifecycle.hooks.map(({ id, setting, status, expiresAt }) => ({
    hookId: id,
    targetType: setting.type,
    targetArn: setting.target,
    status,
    expiresAt,
    timeoutAction: setting.timeoutAction
  }))
  return { lifecycleStage, lifecycleHookDetails: hooks.length > 0 ? hooks : undefined }
}

/** One of its revisions with its tasks and the share of the traffic; the rest goes to the one that runs beside it. */
function revisionIn(service: Service, record: ServiceDeployment, arn: string): object {
  const summary = { arn, ...summaryOf(service, { record, revision: arn }) }
  if (!isShifting(record)) return summary
  const { production = 0, test = 0, blue } = record.lifecycle ?? {}
  const isTarget = arn === record.targetRevision
  const isBeside = blue !== undefined && arn.endsWith(`/${blue.split('/')[1]}`)
  const share = (weight: number) => (isTarget ? weight : isBeside ? Math.round((100 - weight) * 10) / 10 : 0)
  return {
    ...summary,
    requestedTestTrafficWeight: share(test),
    requestedProductionTrafficWeight: share(production)
  }
}

function viewRevision(service: Service, one: Service['revisions'][number]): object {
  // the digests to which its image tags were resolved, once a task has pulled the images
  const mine = tasksOf(service).find(task => one.arn.endsWith(`/${task.deploymentId.split('/')[1]}`))
  const images = mine?.containers.filter(({ imageDigest }) => imageDigest !== undefined) ?? []
  return {
    serviceRevisionArn: one.arn,
    serviceArn: service.arn,
    clusterArn: clusterArnOf(service),
    taskDefinition: one.taskDefinition,
    launchType: service.launchType,
    createdAt: one.createdAt,
    containerImages:
      images.length > 0 ? images.map(image => ({ ...image, containerName: image.name })) : undefined
  }
}

const STOPPABLE = ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS']

/** Operations on service deployments (the exact record of a deployment's outcome) and service revisions. */
export const SERVICE_DEPLOYMENTS: Operations<typeof ecs> = {
  ListServiceDeployments: {
    resources: theService,
    run: call => {
      const { status: wanted = [], createdAt: range } = call.input
      const after = Number(range?.after ?? 0)
      const before = Number(range?.before ?? Infinity)
      const service = serviceSeen(call.world, serviceIn(call), 'ListServiceDeployments')
      const records = service?.serviceDeployments.filter(
        ({ status, createdAt }) =>
          (wanted.length === 0 || wanted.some(one => one === status)) &&
          createdAt >= after &&
          createdAt <= before
      )
      const serviceDeployments = records?.map(one => service && viewRecord(service, one)) ?? []
      return paged(call, { serviceDeployments }, 20)
    }
  },
  DescribeServiceDeployments: {
    resources: theArns('serviceDeploymentArns'),
    run: call => {
      const { serviceDeploymentArns: arns = [] } = call.input
      refuse([arns.length > 20, 'serviceDeploymentArns must have between 1 and 20 elements.'])
      const seen = allServices(call).flatMap(
        service => serviceSeen(call.world, service, 'DescribeServiceDeployments') ?? []
      )
      const { found, failures } = eachOf(arns, arn =>
        seen
          .flatMap(service => service.serviceDeployments.map(one => ({ service, one })))
          .find(({ one }) => one.arn === arn)
      )
      return { serviceDeployments: found.map(({ service, one }) => viewRecord(service, one)), failures }
    }
  },
  DescribeServiceRevisions: {
    resources: theArns('serviceRevisionArns'),
    run: call => {
      const { serviceRevisionArns: arns = [] } = call.input
      refuse([arns.length > 20, 'serviceRevisionArns must have between 1 and 20 elements.'])
      const latest = timeSeen(call.world, 'DescribeServiceRevisions')
      const known = allServices(call).flatMap(service =>
        service.revisions.filter(one => one.createdAt <= latest).map(one => ({ service, one }))
      )
      const { found, failures } = eachOf(arns, arn => known.find(({ one }) => one.arn === arn))
      return { serviceRevisions: found.map(({ service, one }) => viewRevision(service, one)), failures }
    }
  },
  /** One that is already stopping or rolling back continues (AWS: stopping service deployments). */
  StopServiceDeployment: {
    resources: theArns('serviceDeploymentArn'),
    run: call => {
      const { service, one } = deploymentIn(call)
      if (!STOPPABLE.includes(one.status))
        throw new AwsFault(
          'ConflictException',
          `The service deployment can't be stopped because it is in the ${one.status} state.`
        )
      const { stopType: type = 'ROLLBACK' } = call.input
      refuse([type !== 'ROLLBACK', `The sandbox plays stopType ROLLBACK only, not ${type}.`])
      if (['PENDING', 'IN_PROGRESS'].includes(one.status)) {
        one.status = 'ROLLBACK_REQUESTED'
        one.updatedAt = call.world.now
        wake(call.world, service)
      }
      return { serviceDeploymentArn: one.arn }
    }
  },
  /**
   * The messages are those of AWS's troubleshooting page for blue/green deployments; the exceptions that carry them are
   * an assumption.
   */
  ContinueServiceDeployment: {
    resources: theArns('serviceDeploymentArn'),
    run: call => {
      const { service, one } = deploymentIn(call)
      const { hookId, action } = call.input
      const hook = one.lifecycle?.hooks.find(({ id }) => id === hookId)
      const waits = hook && isWaiting(hook) && hook.setting.type === 'PAUSE'
      refuse(
        [
          one.finishedAt !== undefined,
          'Continuing a service deployment is not allowed for service deployment in terminal states.'
        ],
        [
          one.status !== 'IN_PROGRESS' || !waits,
          'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN'
        ]
      )
      const status = action === 'ROLLBACK' ? 'FAILED' : 'SUCCEEDED'
      if (hook) settleHook(call.world, service, { record: one, hook, status })
      return { serviceDeploymentArn: one.arn }
    }
  }
}
