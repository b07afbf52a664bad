import type { Shown } from '../gate/shown.ts'
import type { Remark } from '../report/report.ts'
import type { ServiceResult } from '../rollout/outcome.ts'

/**
 * DeploymentRecorder keeps one GitHub deployment for a run. It never throws and never holds a deploy up: what
 * GitHub does not take is one remark at the end.
 */
export interface DeploymentRecorder {
  /**
   * Creates the deployment, in progress, and returns at once. Nothing is created for no services. A run that goes on with services that an
   * earlier one has left at a pause takes up the deployment of that one.
   */
  start(services: readonly string[], isContinuing?: boolean): void
  /**
   * Gives it its last status; takes at most 10 s, after a cancellation 3 s. Does nothing when `start` was not
   * called. A run that is not good, whatever its services say, is no success there either.
   */
  finish(results: readonly ServiceResult[], isGoodRun?: boolean): Promise<readonly Remark[]>
}

/** A comment to be kept: `always` is written where there is none; `only-replaces` only takes the place of an earlier one. */
export type CommentText = { readonly kind: 'always' | 'only-replaces'; readonly markdown: Shown }

/** PullRequestComments keeps one comment a pull request and marker. */
export interface PullRequestComments {
  /**
   * Finds our earlier comment by its marker, with which the text begins, and replaces its text, or writes a new one. Throws GithubError; takes
   * at most 10 s.
   */
  upsert(pullRequest: number, marker: string, comment: CommentText): Promise<void>
}

/** Files of commits, as GitHub's API gives them. */
export interface CommittedFiles {
  /** Takes at most 10 s. Throws nothing: what is not known is said in a few words. */
  read(path: string, commit: string): Promise<FileOfCommit>
}

export type FileOfCommit =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string }

/** GithubClient is the part of GitHub's REST API that is used. Every method throws GithubError. */
export interface GithubClient {
  /** Gives the deployment's id. */
  createDeployment(deployment: NewDeployment, signal: AbortSignal): Promise<number>
  createStatus(deployment: number, status: DeploymentStatus, signal: AbortSignal): Promise<void>
  /** The newest ten of an environment, newest first. */
  listDeployments(environment: string, signal: AbortSignal): Promise<readonly KnownDeployment[]>
  /** What a deployment's newest status says. */
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
  /** A tree like another with some files replaced; gives its id. */
  createTree(tree: NewTree, signal: AbortSignal): Promise<string>
  createCommit(commit: NewCommit, signal: AbortSignal): Promise<string>
  /** Refused (`invalid`) when the branch is there. */
  createBranch(branch: string, commit: string, signal: AbortSignal): Promise<void>
  moveBranch(branch: string, commit: string, signal: AbortSignal): Promise<void>
  /** The page of an open pull request from a branch of this repository. */
  findPullRequest(branch: string, signal: AbortSignal): Promise<string | undefined>
  /** Gives its page. */
  createPullRequest(pullRequest: NewPullRequest, signal: AbortSignal): Promise<string>
  /** The text of a file of a commit. Throws GithubError (missing) also where the token may not see the repository. */
  fileAt(path: string, commit: string, signal: AbortSignal): Promise<string>
  /** Login of the token's owner; tokens of an app, like GITHUB_TOKEN, may not ask. */
  ownLogin(signal: AbortSignal): Promise<string>
}

export type NewDeployment = {
  readonly ref: string
  readonly environment: string
  readonly description: Shown
  readonly services: readonly Shown[]
}

/** A deployment that is there, with the services that its payload names: none, where somebody else made it. */
export type KnownDeployment = { readonly id: number; readonly services: readonly string[] }

/** The states that GitHub documents for a deployment's status, those that are used here. */
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
