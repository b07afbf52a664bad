import { present } from '../present.ts'
import type { OtherDeployment, WatchedDeployment } from './deployments.ts'
import type { KeyedService, Outcome, PauseResult, RollbackState, RolloutCourse } from './outcome.ts'
import type { EcsPort, ServiceState, Site } from './ports.ts'

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
  /** For a rollback: ECS was asked to stop the deployment, so that `succeeded` means that it completed all the same. */
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
