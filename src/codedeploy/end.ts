import type { AwsError } from '../aws/error.ts'
import type { Problem } from '../errors.ts'
import type { Milestone, Outcome } from '../rollout/outcome.ts'

/** How a deployment through CodeDeploy ended. */
export type CodeDeployEnd = {
  readonly outcome: Exclude<Outcome, 'unchanged'>
  readonly reason: string
  /** Absent if no deployment was created. */
  readonly deploymentId?: string
  /** The task set that was deployed (`ecs-svc/…`), which is the `startedBy` of its tasks. */
  readonly taskSetId?: string
  readonly milestones: readonly Milestone[]
  /** Milliseconds since 1970. */
  readonly finishedAt: number
  /** The deployment was started, and the run does not wait for it. */
  readonly isOngoing?: true
  /** Set if AWS refused to create or to return the deployment. */
  readonly error?: AwsError
  /** Set if a problem must be fixed first. */
  readonly problems?: readonly Problem[]
}

/** What is known as soon as a deployment fails, although CodeDeploy may still be rolling it back. */
export type CodeDeployFailure = { readonly reason: string; readonly taskSetId?: string }
