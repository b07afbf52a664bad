import { AwsError } from '../aws/error.ts'
import type { EcsPort, ServiceDeployment, ServiceState } from './ports.ts'

/** A revision to go back to and how it is known to be good, or why there is none. */
export type PreviousGood = { readonly arn: string; readonly how: string } | { readonly none: string }

/** ECS keeps the records of service deployments for 90 days. */
const HISTORY_MS = 90 * 24 * 3_600_000

/**
 * goodRevisionOf names the revision that a service ran well: the one of its PRIMARY deployment if that was
 * completed, else one that still runs beside it and was. Pure; undefined where the service's own list does not tell.
 */
export function goodRevisionOf(service: ServiceState): string | undefined {
  const completed = service.deployments.filter(
    ({ rolloutState }) => rolloutState === 'COMPLETED' || rolloutState === undefined
  )
  const primary = completed.find(({ status }) => status === 'PRIMARY')
  return (primary ?? completed[0])?.taskDefinition
}

/**
 * findPreviousGood looks for the revision that was deployed successfully before the one the service runs now:
 * among what still runs, then in the records of service deployments, newest first. Throws nothing: a missing
 * permission is a reason.
 */
export async function findPreviousGood(
  ecs: EcsPort,
  service: ServiceState,
  now: number
): Promise<PreviousGood> {
  const running = service.deployments.find(
    ({ status, rolloutState, taskDefinition }) =>
      status !== 'PRIMARY' && rolloutState === 'COMPLETED' && taskDefinition !== service.taskDefinition
  )
  if (running) return { arn: running.taskDefinition, how: 'it still runs beside the new one' }
  try {
    const cluster = service.clusterArn
    const records = await ecs.listServiceDeployments(cluster, service.service, now - HISTORY_MS)
    return await newestOther(ecs, service, records)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const why = error.kind === 'denied' ? 'no permission for' : `${error.awsName} from`
    return { none: `the service's history can't be read (${why} ${error.operation})` }
  }
}

async function newestOther(
  ecs: EcsPort,
  service: ServiceState,
  records: readonly ServiceDeployment[]
): Promise<PreviousGood> {
  const successful = records.filter(
    ({ status, targetRevisionArn }) => status === 'SUCCESSFUL' && targetRevisionArn !== undefined
  )
  const arns = successful.map(({ targetRevisionArn }) => targetRevisionArn as string)
  const definitions = await ecs.describeServiceRevisions(arns)
  for (const record of successful) {
    const arn = definitions.get(record.targetRevisionArn as string)
    if (arn === undefined || arn === service.taskDefinition) continue
    const day = new Date(record.finishedAt ?? record.createdAt ?? 0).toISOString().slice(0, 16)
    return { arn, how: `deployed successfully until ${day.replace('T', ' ')} UTC` }
  }
  return { none: 'no other revision was deployed successfully in the last 90 days' }
}
