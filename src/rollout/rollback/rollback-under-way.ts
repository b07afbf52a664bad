import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { present } from '../../present.ts'
import { deploymentUnderWay } from '../deployments.ts'
import type { Deployment, EcsPort, ServiceState } from '../ports.ts'

/**
 * A rollback in progress that ECS itself started: the deployment that it rolls back, and the one that it returns to.
 */
export type RollbackUnderWay = {
  readonly from: Pick<Deployment, 'id' | 'taskDefinition' | 'createdAt'>
  readonly to: Deployment
}

/** The longest that a deployment can last, 30 days, in milliseconds (ECS developer guide, "Lifecycle stages"). */
export const LONGEST_DEPLOYMENT_MS = 30 * 24 * 3_600_000

/**
 * findRollbackUnderWay returns whether a service's deployment in progress is a rollback started by ECS. ECS makes the
 * previously completed deployment PRIMARY again, under its old ID and with a record that has long been SUCCESSFUL, so
 * the rollback has to be followed by the record of the deployment that is rolled back. The list shows it as an entry
 * that is newer than PRIMARY, until its tasks are gone; after that, the newest record shows it. Returns undefined if a
 * release or nothing is in progress. Throws nothing: unreadable records count as no rollback.
 */
export async function findRollbackUnderWay(
  ecs: Pick<EcsPort, 'listServiceDeployments' | 'describeServiceRevisions'>,
  state: ServiceState,
  now: number
): Promise<RollbackUnderWay | undefined> {
  const to = deploymentUnderWay(state)
  if (!to) return undefined
  const { createdAt = Number.POSITIVE_INFINITY } = to
  const newer = state.deployments.find(other => (other.createdAt ?? 0) > createdAt)
  if (newer) return { from: newer, to }
  // during a release, the previously completed deployment is still running
  if (state.deployments.some(({ rolloutState }) => rolloutState === 'COMPLETED')) return undefined
  try {
    return await findByRecord(ecs, { state, to, since: now - LONGEST_DEPLOYMENT_MS })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return undefined
  }
}

async function findByRecord(
  ecs: Pick<EcsPort, 'listServiceDeployments' | 'describeServiceRevisions'>,
  { state, to, since }: { readonly state: ServiceState; readonly to: Deployment; readonly since: number }
): Promise<RollbackUnderWay | undefined> {
  const { clusterArn, service } = state
  const [newest] = await ecs.listServiceDeployments(clusterArn, service, since)
  const arn = newest?.targetRevisionArn
  const isBack = newest?.status === 'ROLLBACK_REQUESTED' || newest?.status === 'ROLLBACK_IN_PROGRESS'
  if (!isBack || arn === undefined) return undefined
  const id = `ecs-svc/${lastPartOf(arn)}`
  if (id === to.id) return undefined
  const taskDefinition = (await ecs.describeServiceRevisions([arn])).get(arn) ?? ''
  return { from: { id, taskDefinition, ...present({ createdAt: newest?.createdAt }) }, to }
}

/** describeRollback says from which revision to which, e.g. `from web:2 to web:1`. */
export function describeRollback({ from, to }: RollbackUnderWay): string {
  const left = from.taskDefinition === '' ? from.id : lastPartOf(from.taskDefinition)
  return `from ${left} to ${lastPartOf(to.taskDefinition)}`
}
