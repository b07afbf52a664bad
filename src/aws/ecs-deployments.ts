import type {
  DeploymentLifecycleHookDetail,
  ServiceDeployment as SdkServiceDeployment,
  ServiceDeploymentBrief
} from '@aws-sdk/client-ecs'
import { lastPartOf } from '../arn.ts'
import { present } from '../present.ts'
import type { DeploymentPause, EcsPort, ServiceDeployment } from '../rollout/ports.ts'
import { inBatches, type Link, listAll, orUnsupported, repeatable, send, unusable } from './send.ts'
import type { EcsSdk } from './services.ts'

/** Limits of the API reference: records and revisions per call, and entries per page. */
const recordsAtOnce = 20
const perPage = 100

type Reading = Pick<
  EcsPort,
  'listServiceDeployments' | 'describeServiceDeployments' | 'describeServiceRevisions'
>

/**
 * readsOfDeployments implements the reads of the service deployments API. An endpoint without it is reported as
 * `unsupported`. Every method throws AwsError.
 */
export function readsOfDeployments({ reads }: Link<EcsSdk>): Reading {
  return {
    listServiceDeployments: async (cluster, service, from) => {
      // AWS may store times in seconds, and `after` may or may not include its own moment, so one more second is
      // included
      const since = Math.floor(from / 1000) * 1000
      const asked = { cluster, service, createdAt: { after: new Date(since - 1000) }, maxResults: perPage }
      const listed = await orUnsupported(
        listAll(
          reads,
          'ecs:ListServiceDeployments',
          (sdk, nextToken) => new sdk.ListServiceDeploymentsCommand({ ...asked, ...present({ nextToken }) }),
          ({ serviceDeployments }) => serviceDeployments?.map(toBriefDeployment)
        )
      )
      return listed
        .filter(({ createdAt }) => createdAt === undefined || createdAt >= since)
        .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    },
    describeServiceDeployments: arns =>
      orUnsupported(
        inBatches(arns, recordsAtOnce, async batch => {
          const command = (sdk: EcsSdk) =>
            new sdk.DescribeServiceDeploymentsCommand({ serviceDeploymentArns: batch })
          const { serviceDeployments = [] } = await send(reads, 'ecs:DescribeServiceDeployments', command)
          return serviceDeployments.map(toServiceDeployment)
        })
      ),
    describeServiceRevisions: async arns =>
      new Map(
        await orUnsupported(
          inBatches([...new Set(arns)], recordsAtOnce, batch => definitionsOf(reads, batch))
        )
      )
  }
}

/** The task definition of each service revision that ECS still has. */
async function definitionsOf(
  reads: Link<EcsSdk>['reads'],
  serviceRevisionArns: string[]
): Promise<readonly (readonly [revision: string, taskDefinition: string])[]> {
  const operation = 'ecs:DescribeServiceRevisions'
  const command = (sdk: EcsSdk) => new sdk.DescribeServiceRevisionsCommand({ serviceRevisionArns })
  const { serviceRevisions = [], failures = [] } = await send(reads, operation, command)
  // what is neither described nor refused is unknown: it could be a rollback target
  const answered = [
    ...serviceRevisions.map(({ serviceRevisionArn }) => serviceRevisionArn),
    ...failures.map(({ arn }) => arn)
  ]
  for (const arn of serviceRevisionArns)
    if (!answered.includes(arn)) unusable(operation, `revision ${lastPartOf(arn)}`)
  return serviceRevisions.map(({ serviceRevisionArn = '', taskDefinition = '' }) => [
    serviceRevisionArn,
    taskDefinition
  ])
}

/**
 * writesOfDeployments implements the two writes about a service deployment. Both are harmless when repeated, so a lost
 * response is retried like that of a read. Both methods throw AwsError.
 */
export function writesOfDeployments({
  writes
}: Link<EcsSdk>): Pick<EcsPort, 'stopServiceDeployment' | 'continueServiceDeployment'> {
  const again = repeatable(writes)
  return {
    // a deployment that is stopping continues to do so; another update would interrupt a rollback that may have begun
    stopServiceDeployment: async serviceDeploymentArn => {
      const command = (sdk: EcsSdk) =>
        new sdk.StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' })
      await orUnsupported(send(again, 'ecs:StopServiceDeployment', command))
    },
    // the pause has an ID: the call never ends another pause
    continueServiceDeployment: async ({ arn: serviceDeploymentArn, hookId, action }) => {
      const command = (sdk: EcsSdk) =>
        new sdk.ContinueServiceDeploymentCommand({ serviceDeploymentArn, hookId, action })
      await orUnsupported(send(again, 'ecs:ContinueServiceDeployment', command))
    }
  }
}

function toServiceDeployment(deployment: SdkServiceDeployment): ServiceDeployment {
  const { alarms, deploymentCircuitBreaker: breaker } = deployment
  return {
    arn: deployment.serviceDeploymentArn ?? '',
    status: deployment.status ?? '',
    triggeredAlarms: alarms?.triggeredAlarmNames ?? [],
    pauses: (deployment.lifecycleHookDetails ?? []).flatMap(hook => toPause(hook, timeoutOf(deployment))),
    ...present({
      statusReason: deployment.statusReason,
      targetRevisionArn: deployment.targetServiceRevision?.arn,
      sourceRevisionArns: deployment.sourceServiceRevisions?.flatMap(({ arn }) => arn ?? []),
      createdAt: deployment.createdAt?.getTime(),
      finishedAt: (deployment.finishedAt ?? deployment.stoppedAt)?.getTime(),
      rollbackReason: deployment.rollback?.reason,
      lifecycleStage: deployment.lifecycleStage as string | undefined,
      unusedAlarms: alarms?.status === 'DISABLED' ? alarms.alarmNames : undefined,
      trafficPercent: deployment.targetServiceRevision?.requestedProductionTrafficWeight,
      circuitBreaker: breaker && {
        status: breaker.status ?? '',
        failureCount: breaker.failureCount ?? 0,
        threshold: breaker.threshold ?? 0
      }
    })
  }
}

function toPause(
  { status, hookId, expiresAt: end, timeoutAction }: DeploymentLifecycleHookDetail,
  timeout: number | undefined
): readonly DeploymentPause[] {
  if (status !== 'AWAITING_ACTION' || hookId === undefined) return []
  const expiresAt = end?.getTime()
  const since = expiresAt === undefined || timeout === undefined ? undefined : expiresAt - timeout
  return [{ hookId, ...present({ since, expiresAt, timeoutAction: timeoutAction as string | undefined }) }]
}

/** Source: ECS API, DeploymentLifecycleHookTimeoutConfiguration. */
const USUAL_TIMEOUT_MINUTES = 1440

/** Duration of the pauses of the current stage in milliseconds: ECS returns when a pause ends, not when it began. */
function timeoutOf({ deploymentConfiguration, lifecycleStage }: SdkServiceDeployment): number | undefined {
  const minutes = (deploymentConfiguration?.lifecycleHooks ?? [])
    .filter(
      ({ targetType, lifecycleStages = [] }) =>
        targetType === 'PAUSE' && lifecycleStages.some(stage => stage === lifecycleStage)
    )
    .map(({ timeoutConfiguration }) => timeoutConfiguration?.timeoutInMinutes ?? USUAL_TIMEOUT_MINUTES)
  const [first] = minutes
  return first !== undefined && minutes.every(one => one === first) ? first * 60_000 : undefined
}

/** An entry of ListServiceDeployments, which lacks circuit breaker and rollback. */
function toBriefDeployment(deployment: ServiceDeploymentBrief): ServiceDeployment {
  return {
    arn: deployment.serviceDeploymentArn ?? '',
    status: deployment.status ?? '',
    triggeredAlarms: [],
    pauses: [],
    ...present({
      statusReason: deployment.statusReason,
      targetRevisionArn: deployment.targetServiceRevisionArn,
      createdAt: deployment.createdAt?.getTime(),
      finishedAt: deployment.finishedAt?.getTime()
    })
  }
}
