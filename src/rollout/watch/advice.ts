import type { OtherDeployment } from '../deployments.ts'
import type { ServiceState } from '../ports.ts'
import type { RolloutStart } from './open-rollout.ts'

/** Callbacks for information that the watcher does not have, called once per rollout or for new evidence. */
export type WatchAdvice = {
  /** A rollout is known to fail, although ECS may still be rolling back. */
  readonly onFailure: (rollout: RolloutStart, reason: string) => Promise<void>
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
