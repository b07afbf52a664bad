import type { AwsError } from '../aws/error.ts'
import type { Problem } from '../errors.ts'
import type { Milestone, Outcome } from '../rollout/outcome.ts'

/** How a deployment through CodeDeploy ended. */
export type CodeDeployEnd = {
  readonly outcome: Exclude<Outcome, 'unchanged'>
  readonly reason: string
  /** Absent when none was created. */
  readonly deploymentId?: string
  /** The task set that was deployed (`ecs-svc/…`): its tasks are `startedBy` it. */
  readonly taskSetId?: string
  readonly milestones: readonly Milestone[]
  /** Milliseconds since 1970. */
  readonly finishedAt: number
  /** It was begun and is not waited for. */
  readonly isOngoing?: true
  /** Set when AWS refused to let us look or to begin. */
  readonly error?: AwsError
  /** Set when something has to be put right first. */
  readonly problems?: readonly Problem[]
}

/** What is known as soon as a deployment fails, while CodeDeploy may still be rolling it back. */
export type CodeDeployFailure = { readonly reason: string; readonly taskSetId?: string }
