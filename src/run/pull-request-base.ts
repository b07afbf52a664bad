import { connectGithub } from '../action/github/connect.ts'
import type { CommittedFiles } from '../action/github/ports.ts'
import type { BaseDoubt, BaseFile, PullRequestBase } from '../check/exceptions/exception.ts'
import type { Clock } from '../clock.ts'
import { type BaseCommits, readBaseFile } from '../files/git/commits.ts'
import type { RawInputs } from '../inputs/tables/specification.ts'
import { type JsonObject, type JsonValue, memberIn } from '../json.ts'
import type { RunGate } from '../report/gate/shown.ts'
import type { Environment } from './github-context.ts'

/** The members of a run that are needed to find its base. */
type BasedRun = {
  readonly raw: RawInputs
  readonly environment: Environment
  readonly workspace: string
  readonly signal: AbortSignal
  readonly gate: RunGate
  readonly clock: Clock
}

/** baseFor returns the base of a run's pull request; it calls GitHub with the job's token if Git cannot answer. */
export function baseFor(
  { raw, environment, workspace, signal, gate, clock }: BasedRun,
  github: JsonObject
): PullRequestBase | undefined {
  const token = raw['github-token']?.trim() ?? ''
  const askGithub = () => connectGithub({ token, variables: environment, clock, signal, gate }).committedFiles
  return pullRequestBase({ github, workspace, env: environment, ...(token === '' ? {} : { askGithub }) })
}

/** How to read the base of a pull request. `askGithub` is present if the run has a token. */
type BaseRequest = {
  /** The `github` context with its event. */
  readonly github: JsonObject
  readonly workspace: string
  readonly env: Environment
  readonly askGithub?: () => CommittedFiles
}

/**
 * pullRequestBase returns the base of the pull request that a run is for; undefined if it is for none. It reads files
 * from Git, otherwise from GitHub's API, and only on demand.
 */
function pullRequestBase({ github, askGithub, ...place }: BaseRequest): PullRequestBase | undefined {
  const commits = baseCommits(github)
  if (commits === undefined) return undefined
  const known = new Map<string, Promise<BaseFile>>()
  const read = async (file: string): Promise<BaseFile> => {
    if (commits === 'unknown') return { kind: 'unknown', why: 'the event has no base commit', help: NO_EVENT }
    const found = readBaseFile(place, file, commits)
    if (found.kind !== 'unknown') return found
    const doubt = doubtOf(found.why, github)
    if (askGithub === undefined || found.path === undefined) return { kind: 'unknown', ...doubt }
    const answer = await askGithub().read(found.path, commits.base)
    return answer.kind === 'unknown'
      ? { kind: 'unknown', ...doubt, why: `${found.why}, and ${answer.why}` }
      : answer
  }
  return {
    read: file => {
      const answer = known.get(file) ?? read(file)
      known.set(file, answer)
      return answer
    }
  }
}

/**
 * The commit that was merged before the pull request. Runs started by a pull request, or by a comment on one, have the
 * commit of the default branch; anything else they check out was written by the author of the pull request.
 */
function baseCommits(github: JsonObject): BaseCommits | 'unknown' | undefined {
  const event = github['event']
  const own = shaOf(github['sha'])
  switch (github['event_name']) {
    case 'pull_request':
    case 'pull_request_review':
    case 'pull_request_review_comment':
    case 'pull_request_target':
      return commitsOf(event, github['event_name'] === 'pull_request_target' ? undefined : own)
    case 'merge_group':
      return oneOf(shaOf(memberIn(event, 'merge_group', 'base_sha')))
    case 'workflow_run': {
      const cause = memberIn(event, 'workflow_run', 'event')
      const isForPullRequest = typeof cause !== 'string' || /^(?:pull_request|merge_group)/.test(cause)
      return isForPullRequest ? oneOf(own) : undefined
    }
    case 'issue_comment':
      return memberIn(event, 'issue', 'pull_request') === undefined && event !== undefined
        ? undefined
        : oneOf(own)
    default:
      return undefined
  }
}

/** A merged pull request is part of the base. */
function commitsOf(event: JsonValue | undefined, merge: string | undefined): BaseCommits | 'unknown' {
  const pullRequest = memberIn(event, 'pull_request')
  const merged = memberIn(pullRequest, 'merged') === true
  const base = merged
    ? shaOf(memberIn(pullRequest, 'merge_commit_sha'))
    : shaOf(memberIn(pullRequest, 'base', 'sha'))
  if (base === undefined) return 'unknown'
  return merge === undefined || merged ? { base } : { base, merge }
}

function oneOf(base: string | undefined): BaseCommits | 'unknown' {
  return base === undefined ? 'unknown' : { base }
}

function shaOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : undefined
}

const NO_EVENT = 'Leave GITHUB_EVENT_PATH and GITHUB_SHA as the runner sets them.'

/**
 * The base commit as a workflow expression. A branch would not work: if a fork is checked out, origin/main belongs to
 * the fork.
 */
const COMMITS: Readonly<Record<string, string>> = {
  merge_group: 'github.event.merge_group.base_sha',
  workflow_run: 'github.sha',
  issue_comment: 'github.sha'
}

/** The workflow lines that make the base commit available. */
function doubtOf(why: string, { event_name: name }: JsonObject): BaseDoubt {
  const commit = COMMITS[String(name)] ?? 'github.event.pull_request.base.sha'
  const depth = name === 'pull_request' ? 'fetch-depth: 2' : 'fetch-depth: 0'
  return {
    why,
    help: `Set ${depth} at actions/checkout, or run: git fetch --no-tags --depth=1 origin \${{ ${commit} }} before this step, or give this step github-token: \${{ github.token }} and its job permissions: contents: read.`
  }
}
