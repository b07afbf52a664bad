import type { Shown } from '../gate/shown.ts'
import type { Remark } from '../report/report.ts'
import type { ServiceResult } from '../rollout/outcome.ts'

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

/** GithubClient is the part of GitHub's REST API that is used. Every method throws GithubError. */
export interface GithubClient {
  /** Returns the ID of the deployment. */
  createDeployment(deployment: NewDeployment, signal: AbortSignal): Promise<number>
  createStatus(deployment: number, status: DeploymentStatus, signal: AbortSignal): Promise<void>
  /** The ten newest ones of an environment, newest first. */
  listDeployments(environment: string, signal: AbortSignal): Promise<readonly KnownDeployment[]>
  /** The newest status of a deployment. */
  lastStatusOf(
    deployment: number,
    signal: AbortSignal
  ): Promise<{ readonly state: string; readonly description: string } | undefined>
  /** One page of 100, counted from 1. */
  listComments(pullRequest: number, page: number, signal: AbortSignal): Promise<readonly PullRequestComment[]>
  createComment(pullRequest: number, body: Shown, signal: AbortSignal): Promise<void>
  updateComment(comment: number, body: Shown, signal: AbortSignal): Promise<void>
  /** Name of the repository's default branch. */
  defaultBranch(signal: AbortSignal): Promise<string>
  /** The tree of a commit. */
  treeOf(commit: string, signal: AbortSignal): Promise<string>
  /** Creates a tree from another one with some files replaced; returns its ID. */
  createTree(tree: NewTree, signal: AbortSignal): Promise<string>
  createCommit(commit: NewCommit, signal: AbortSignal): Promise<string>
  /** Fails (`invalid`) if the branch exists. */
  createBranch(branch: string, commit: string, signal: AbortSignal): Promise<void>
  moveBranch(branch: string, commit: string, signal: AbortSignal): Promise<void>
  /** The URL of an open pull request from a branch of this repository. */
  findPullRequest(branch: string, signal: AbortSignal): Promise<string | undefined>
  /** Returns the URL. */
  createPullRequest(pullRequest: NewPullRequest, signal: AbortSignal): Promise<string>
  /** The text of a file of a commit. Also throws GithubError (missing) if the token may not read the repository. */
  fileAt(path: string, commit: string, signal: AbortSignal): Promise<string>
  /** Login of the token's owner; tokens of an app, such as GITHUB_TOKEN, may not read it. */
  ownLogin(signal: AbortSignal): Promise<string>
}

export type NewDeployment = {
  readonly ref: string
  readonly environment: string
  readonly description: Shown
  readonly services: readonly Shown[]
}

/** An existing deployment, with the services in its payload; none if somebody else created it. */
export type KnownDeployment = { readonly id: number; readonly services: readonly string[] }

/** The states of a deployment status in GitHub's documentation that are used here. */
export type DeploymentState = 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'

export type DeploymentStatus = {
  readonly state: DeploymentState
  /** At most 140 characters. */
  readonly description: Shown
  readonly logUrl?: string
}

export type PullRequestComment = {
  readonly id: number
  readonly body: string
  readonly login: string
  readonly isBot: boolean
}

export type NewTree = {
  readonly base: string
  readonly files: readonly { readonly path: string; readonly text: string; readonly executable: boolean }[]
}

export type NewCommit = {
  readonly message: Shown
  readonly tree: string
  readonly parents: readonly string[]
}

export type NewPullRequest = {
  readonly head: string
  readonly base: string
  readonly title: Shown
  readonly body: Shown
}
