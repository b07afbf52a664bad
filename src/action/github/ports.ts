import type { Shown } from '../../report/gate/shown.ts'
import type { Remark } from '../../report/report.ts'
import type { ServiceResult } from '../../rollout/outcome.ts'

/**
 * DeploymentRecorder maintains one GitHub deployment for a run. It never throws and never delays a deploy: what GitHub
 * rejects becomes one remark at the end.
 */
export interface DeploymentRecorder {
  /**
   * Creates the deployment, in progress, and returns immediately. Nothing is created without services. A run that
   * continues services that an earlier run left paused takes over that run's deployment.
   */
  start(services: readonly string[], isContinuing?: boolean): void
  /**
   * Sets the final status; takes at most 10 s, or 3 s after a cancellation. Does nothing if `start` was not called. If
   * the run is not successful, the status is not either, whatever the services' outcomes are.
   */
  finish(results: readonly ServiceResult[], isGoodRun?: boolean): Promise<readonly Remark[]>
}

/** A comment to write: `always` creates it if there is none; `only-replaces` only replaces an earlier one. */
export type CommentText = { readonly kind: 'always' | 'only-replaces'; readonly markdown: Shown }

/** PullRequestComments maintains one comment per pull request and marker. */
export interface PullRequestComments {
  /**
   * Finds the earlier comment by the marker that its text begins with, and replaces its text, or writes a new comment.
   * Throws GithubError; takes at most 10 s.
   */
  upsert(pullRequest: number, marker: string, comment: CommentText): Promise<void>
}

/** Files of commits, read from GitHub's API. */
export interface CommittedFiles {
  /** Takes at most 10 s. Throws nothing: what is unknown is explained briefly. */
  read(path: string, commit: string): Promise<FileOfCommit>
}

export type FileOfCommit =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string }

/** The states of a deployment status in GitHub's documentation that are used here. */
export type DeploymentState = 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'

export type DeploymentStatus = {
  readonly state: DeploymentState
  /** At most 140 characters. */
  readonly description: Shown
  readonly logUrl?: string
}
