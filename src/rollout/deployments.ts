import { present } from '../present.ts'
import type { Deployment, ServiceDeployment, ServiceState } from './ports.ts'
import type { LifecycleStage } from './stages.ts'

/**
 * What is waited for: the outcome, a calm service after it, a pause or the outcome without one, or one stage of a deployment
 * that shifts traffic.
 */
export type RolloutGoal = 'deployed' | 'stable' | 'paused' | LifecycleStage

/** What is being watched: our deployment, known by its id, never by calm. */
export type WatchedDeployment = {
  readonly deploymentId: string
  readonly taskDefinition: string
  /** Ids of the deployments that were there before ours was started. */
  readonly before: readonly string[]
  /** When ECS made it, milliseconds since 1970, where that is known. */
  readonly createdAt?: number
  /** A change of the desired count alone: no new deployment, the running one has to reach the count. */
  readonly scaleTo?: number
  /** Ids of hooks that this run has continued: a late read may show them waiting still. */
  readonly continued?: readonly string[]
  readonly goal: RolloutGoal
}

/** What earlier looks have shown; a single look can be stale. */
export type RolloutMemory = {
  /** Our deployment was in the list at least once. */
  readonly sawMine: boolean
  /** How many looks in a row did not show it. */
  readonly gone: number
  /** Why it failed, once that was seen, although the service may still be rolling back. */
  readonly failure?: string
  /** How many looks in a row showed it failed while a rollback was expected but none had begun. */
  readonly failedLooks: number
  /** How many looks in a row showed the record stopped while nothing told what for. */
  readonly stoppedLooks: number
  /** How many looks in a row showed somebody else's newer deployment. */
  readonly replacedLooks: number
}

export const FRESH_MEMORY: RolloutMemory = {
  sawMine: false,
  gone: 0,
  failedLooks: 0,
  stoppedLooks: 0,
  replacedLooks: 0
}

/** One look at ECS. `service` is undefined when ECS says that there is no such service. */
export type ServiceSnapshot = {
  readonly service: ServiceState | undefined
  /** Our deployment's own record, where it is known and may be read. */
  readonly record?: ServiceDeployment
}

/**
 * What one look means. `rolling-back` is decided but not over; `adopted` means: go on with this id, same
 * definition.
 */
export type RolloutVerdict =
  | { readonly state: 'in-progress' }
  | { readonly state: 'rolling-back'; readonly reason: string }
  | { readonly state: 'adopted'; readonly deploymentId: string }
  | { readonly state: 'succeeded'; readonly reason?: string; readonly isOngoing?: true }
  | { readonly state: 'rolled-back' | 'superseded'; readonly reason: string }
  /** `isGone`: the service itself was deleted, so that nothing can be taken back. */
  | { readonly state: 'failed'; readonly reason: string; readonly isGone?: true }

/** workOf orders verdicts by the work that they make: what is investigated takes its time, and is told last. */
export function workOf({ state }: RolloutVerdict): number {
  return state === 'succeeded' || state === 'superseded' || state === 'adopted' ? 0 : 1
}

/**
 * primaryOf is the deployment that a service is meant to be; undefined where ECS lists none (services of
 * CodeDeploy).
 */
export function primaryOf(state: Pick<ServiceState, 'deployments'>): Deployment | undefined {
  return state.deployments.find(({ status }) => status === 'PRIMARY')
}

/** deploymentUnderWay is a service's rollout that is not over yet, if there is one. */
export function deploymentUnderWay(state: Pick<ServiceState, 'deployments'>): Deployment | undefined {
  const primary = primaryOf(state)
  return primary?.rolloutState === 'IN_PROGRESS' ? primary : undefined
}

/** deploymentOf is the entry of a service's list with this id; undefined where it is not (or no longer) listed. */
export function deploymentOf(service: ServiceState, id: string): Deployment | undefined {
  return service.deployments.find(deployment => deployment.id === id)
}

/**
 * watchedDeployment is a deployment as it is watched: by its id, against the others that `list` has beside it.
 * `list` is the service as it was when the deployment was started, or is now.
 */
export function watchedDeployment(
  { id, taskDefinition, createdAt }: Pick<Deployment, 'id' | 'taskDefinition' | 'createdAt'>,
  list: Pick<ServiceState, 'deployments'>,
  goal: RolloutGoal = 'deployed'
): WatchedDeployment {
  const before = list.deployments.map(other => other.id).filter(other => other !== id)
  return { deploymentId: id, taskDefinition, before, goal, ...present({ createdAt }) }
}
