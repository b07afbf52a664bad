import { compact, type JsonMap, seconds } from '../../json.ts'
import { lastStageOf } from '../../world/lifecycle.ts'
import { isShifting, summaryOf } from '../../world/records.ts'
import type { Service, ServiceDeployment } from '../../world/state.ts'
import { viewConfiguration } from './service-view.ts'

/** briefRecord is a service deployment as ListServiceDeployments returns it. */
export function briefRecord(service: Service, one: ServiceDeployment): JsonMap {
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
