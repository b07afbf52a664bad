import { lastPartOf } from '../arn.ts'
import { AwsError } from '../aws/error.ts'
import { present } from '../present.ts'
import { deploymentUnderWay } from './deployments.ts'
import type { Deployment, EcsPort, ServiceState } from './ports.ts'

/** A rollback by ECS itself that is under way: which deployment it leads away from, and the one that it leads back to. */
export type RollbackUnderWay = {
  readonly from: Pick<Deployment, 'id' | 'taskDefinition' | 'createdAt'>
  readonly to: Deployment
}

/** A deployment lasts 30 days at most, in milliseconds (ECS developer guide, "Lifecycle stages"). */
export const LONGEST_DEPLOYMENT_MS = 30 * 24 * 3_600_000

/**
 * findRollbackUnderWay says whether what a service has under way is ECS's own rollback. ECS makes the deployment that was completed
 * before PRIMARY again, under its old id, whose record says SUCCESSFUL since long ago: to be followed it is by the record of the
 * deployment that is taken back. The list tells by an entry that is newer than PRIMARY, until its tasks are gone; then the newest
 * record does. Undefined where a release is under way, or nothing. Throws nothing: what can't be read tells of no rollback.
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
  // beside a release what was completed before it still runs
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

/** describeRollback says from where to where, e.g. `from web:2 to web:1`. */
export function describeRollback({ from, to }: RollbackUnderWay): string {
  const left = from.taskDefinition === '' ? from.id : lastPartOf(from.taskDefinition)
  return `from ${left} to ${lastPartOf(to.taskDefinition)}`
}
