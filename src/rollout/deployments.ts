import { present } from '../present.ts'
import type { Deployment, ServiceDeployment, ServiceState } from './ports.ts'
import type { LifecycleStage } from './stages.ts'

/**
 * What the run waits for: the outcome, a stable service after it, a pause (or the outcome if there is none), or one
 * stage of a traffic-shifting deployment.
 */
export type RolloutGoal = 'deployed' | 'stable' | 'paused' | LifecycleStage

/** What is being watched: our deployment, identified by its ID and never by the service being stable. */
export type WatchedDeployment = {
  readonly deploymentId: string
  readonly taskDefinition: string
  /** IDs of the deployments that existed before ours was started. */
  readonly before: readonly string[]
  /** When ECS created it, in milliseconds since 1970, if known. */
  readonly createdAt?: number
  /** A change of the desired count alone: no new deployment, the running one has to reach the count. */
  readonly scaleTo?: number
  /** IDs of hooks that this run has continued; a delayed read may still show them as waiting. */
  readonly continued?: readonly string[]
  readonly goal: RolloutGoal
}

/** What earlier polls have shown; a single poll can be stale. */
export type RolloutMemory = {
  /** Our deployment has been in the list at least once. */
  readonly sawMine: boolean
  /** Number of consecutive polls that did not show it. */
  readonly gone: number
  /** Why it failed, once known, even if the service is still rolling back. */
  readonly failure?: string
  /** Number of consecutive polls that showed it as failed while an expected rollback had not begun. */
  readonly failedLooks: number
  /** Number of consecutive polls that showed the record as stopped without a visible reason. */
  readonly stoppedLooks: number
  /** Number of consecutive polls that showed a newer deployment of somebody else. */
  readonly replacedLooks: number
}

export const FRESH_MEMORY: RolloutMemory = {
  sawMine: false,
  gone: 0,
  failedLooks: 0,
  stoppedLooks: 0,
  replacedLooks: 0
}

/** A deployment that somebody else has started. `taskDefinition` is the ARN of its revision. */
export type OtherDeployment = { readonly deploymentId: string; readonly taskDefinition: string }

/** One poll of ECS. `service` is undefined if ECS reports that the service does not exist. */
export type ServiceSnapshot = {
  readonly service: ServiceState | undefined
  /** Our deployment's own record, if it is known and can be read. */
  readonly record?: ServiceDeployment
}

/**
 * The meaning of one poll. `rolling-back`: the outcome is decided, but the rollback has not finished. `adopted`:
 * continue with this deployment, which has the same definition.
 */
export type RolloutVerdict =
  | { readonly state: 'in-progress' }
  | { readonly state: 'rolling-back'; readonly reason: string }
  | ({ readonly state: 'adopted' } & OtherDeployment)
  | { readonly state: 'succeeded'; readonly reason?: string; readonly isOngoing?: true }
  | { readonly state: 'rolled-back'; readonly reason: string }
  /** `by` is absent if the other deployment has left the list. */
  | { readonly state: 'superseded'; readonly reason: string; readonly by?: OtherDeployment }
  /** `isDeleted`: the service itself was deleted, so there is nothing to roll back. `rollback`: its rollback failed. */
  | {
      readonly state: 'failed'
      readonly reason: string
      readonly isDeleted?: true
      readonly rollback?: 'failed'
    }

/**
 * workOf orders verdicts by the work that they cause: those that need an investigation take longer and are reported
 * last.
 */
export function workOf({ state }: RolloutVerdict): number {
  return state === 'succeeded' || state === 'superseded' || state === 'adopted' ? 0 : 1
}

/**
 * primaryOf returns the deployment that a service is meant to run; undefined if ECS lists none (services of
 * CodeDeploy).
 */
export function primaryOf(state: Pick<ServiceState, 'deployments'>): Deployment | undefined {
  return state.deployments.find(({ status }) => status === 'PRIMARY')
}

/** deploymentUnderWay returns the service's deployment in progress, if any. */
export function deploymentUnderWay(state: Pick<ServiceState, 'deployments'>): Deployment | undefined {
  const primary = primaryOf(state)
  return primary?.rolloutState === 'IN_PROGRESS' ? primary : undefined
}

/** deploymentOf returns the entry with this ID in a service's list; undefined if it is not, or no longer, listed. */
export function deploymentOf(service: ServiceState, id: string): Deployment | undefined {
  return service.deployments.find(deployment => deployment.id === id)
}

/**
 * watchedDeployment returns the deployment to watch: identified by its ID, with the other deployments in `list` to
 * compare it to. `list` is the service as it was when the deployment was started, or as it is now.
 */
export function watchedDeployment(
  { id, taskDefinition, createdAt }: Pick<Deployment, 'id' | 'taskDefinition' | 'createdAt'>,
  list: Pick<ServiceState, 'deployments'>,
  goal: RolloutGoal = 'deployed'
): WatchedDeployment {
  const before = list.deployments.map(other => other.id).filter(other => other !== id)
  return { deploymentId: id, taskDefinition, before, goal, ...present({ createdAt }) }
}
