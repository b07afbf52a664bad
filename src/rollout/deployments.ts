import { type JsonObject, type JsonValue, objectsIn } from '../json.ts'
import { present } from '../present.ts'
import type {
  KeyedService,
  LifecycleStage,
  Outcome,
  PauseResult,
  RollbackState,
  RolloutCourse
} from './outcome.ts'
import type { Deployment, EcsPort, ServiceDeployment, ServiceState, Site } from './ports.ts'

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

/**
 * settingOf returns a setting of a service as DescribeServices returns it. A service of another deployment controller
 * has it on its primary task set; the newest deployment has it too.
 */
export function settingOf(service: JsonObject, name: string): JsonValue | undefined {
  const entries = [service['taskSets'], service['deployments']].flatMap(objectsIn)
  return isUnset(service[name]) ? entries.find(one => one['status'] === 'PRIMARY')?.[name] : service[name]
}

/** isUnset returns whether a setting is absent, or an empty list. */
export function isUnset(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/** deploymentInProgress returns the service's deployment in progress, if any. */
export function deploymentInProgress(state: Pick<ServiceState, 'deployments'>): Deployment | undefined {
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

/** Callbacks for information that the watcher does not have, called once per rollout or for new evidence. */
export type WatchAdvice = {
  /** A rollout is known to fail, although ECS may still be rolling back. */
  readonly onFailure: (rollout: RolloutStart) => Promise<void>
  /** Whether the revision of another deployment has the content that the rollout is to bring. */
  readonly isEqual: (rollout: RolloutStart, other: OtherDeployment) => Promise<boolean>
  /** What the failed task starts so far show, if there are any. */
  readonly weigh: (rollout: RolloutStart, service: ServiceState) => Promise<WeighedEvidence | undefined>
}

/** What failed task starts show while a rollout is in progress. */
export type WeighedEvidence = {
  /** The cause of a failed start, for the user, whatever the outcome; undefined if ECS does not show it yet. */
  readonly cause?: string
  /** Set if waiting longer is clearly pointless. */
  readonly giveUp?: ReasonToGiveUp
}

/** `waitForEcs` is set if ECS will roll the service back, which is then watched to its end. */
export type ReasonToGiveUp = { readonly reason: string; readonly waitForEcs: boolean }

/** A rollout to be watched to its end. Times are in milliseconds since 1970. */
export type RolloutStart = {
  readonly service: string
  /** The service's key in the configuration file, if it differs from its name. */
  readonly key?: string
  readonly site: Site
  readonly ecs: EcsPort
  readonly target: WatchedDeployment
  readonly startedAt: number
  /** When to stop waiting, whatever the state. */
  readonly deadline: number
  /** IDs of events from before the start, which are not printed. */
  readonly seenEvents: readonly string[]
  /**
   * Whether this is a rollout of this run, its rollback, or somebody else's rollout that the run waits for. Only the
   * first is investigated.
   */
  readonly purpose: 'ours' | 'rollback' | 'foreign'
  /** The run rolls it back when it is cancelled. */
  readonly isRolledBackOnCancel?: true
  /** For a rollback: the deployment was to be stopped, so that `succeeded` means that it completed all the same. */
  readonly isStopped?: true
  /** For a rollback: it is what the run was started for. */
  readonly isRequested?: true
}

/**
 * rolloutOf creates the rollout that a watcher follows, for every purpose. `about` is the service as it was before,
 * whose events are already known, and `target` is the deployment.
 */
export function rolloutOf(
  about: KeyedService & { readonly site: Site; readonly before: ServiceState },
  target: WatchedDeployment,
  watch: Pick<RolloutStart, 'ecs' | 'startedAt' | 'deadline' | 'purpose'>
): RolloutStart {
  const { service, key, site, before } = about
  const { ecs, startedAt, deadline, purpose } = watch
  const seenEvents = before.events.map(({ id }) => id)
  return { service, ...present({ key }), site, ecs, target, startedAt, deadline, seenEvents, purpose }
}

/** How a watched rollout ended. `target` is the deployment that was followed last. */
export type RolloutEnd = RolloutCourse & {
  /** The awaited stage was reached, and the deployment itself continues. */
  readonly isOngoing?: true
  /** It could not be watched any more, and no failure of it was known. */
  readonly isUnverified?: true
  /** The reason is a warning, although the outcome is good. */
  readonly isWarning?: true
  /** The state of its rollback; absent if none was started. */
  readonly rollback?: RollbackState
  readonly service: string
  readonly target: WatchedDeployment
  readonly outcome: Exclude<Outcome, 'requested' | 'unchanged' | 'not-started'>
  readonly reason: string
  readonly finishedAt: number
  /** ARN of the deployment's own record, if it was found. */
  readonly recordArn?: string
  /** Set if the deployment was paused for approval when the wait ended. */
  readonly paused?: PauseResult
  /** Why the error that ended the watch leaves the outcome unverified rather than failed. */
  readonly error?: Error
  /** The service itself was deleted during the rollout. */
  readonly isDeleted?: true
}
