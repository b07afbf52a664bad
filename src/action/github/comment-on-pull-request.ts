import { createHash } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import { type JsonObject, memberIn } from '../../json.ts'
import type { TextGate } from '../../report/gate/shown.ts'
import type { Remark, Report } from '../../report/report.ts'
import { connectGithub, type GithubVariables } from './connect.ts'
import { explainGithub, GithubError } from './error.ts'
import { type CommentDraft, planToPullRequest, reportToPullRequest } from './report-to-pull-request.ts'

/** What commenting needs besides the report. */
export type CommentRequest = {
  readonly token: string
  readonly variables: GithubVariables
  /** The `github` context with its event. */
  readonly github: JsonObject
  /** The inputs for what is checked and where, which distinguish the jobs of a matrix. */
  readonly configuration: readonly string[]
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly gate: TextGate
}

/**
 * commentOnPullRequest maintains the comment about this check or plan on its pull request. It does nothing without a
 * pull request. It never throws: what GitHub rejects becomes a remark.
 */
export async function commentOnPullRequest(
  report: Report,
  request: CommentRequest
): Promise<readonly Remark[]> {
  const { github, variables, gate } = request
  if (github['event_name'] === 'pull_request_target') return [{ message: NOT_FOR_TARGET }]
  const pullRequest = pullRequestOf(github)
  if (!pullRequest) return []
  const { GITHUB_WORKFLOW = '', GITHUB_JOB = '', GITHUB_ACTION = '' } = variables
  const what = report.mode === 'plan' ? 'plan' : 'check'
  const marker = markerOf(what, [GITHUB_WORKFLOW, GITHUB_JOB, GITHUB_ACTION, ...request.configuration])
  const step = { workflow: GITHUB_WORKFLOW, job: GITHUB_JOB }
  const comment = gate.write({ report, step }, (clean): CommentDraft => {
    const { kind, markdown } =
      what === 'plan'
        ? planToPullRequest(clean.report, github, clean.step)
        : reportToPullRequest(clean.report, github)
    return { kind, markdown: `${marker}\n${markdown}` }
  })
  try {
    const { comments } = connectGithub(request)
    await comments.upsert(pullRequest.number, marker, comment)
    return []
  } catch (error) {
    const denied = error instanceof GithubError && error.failure === 'denied'
    const why = denied && pullRequest.isFork ? readOnly(what) : explainGithub(error, 'pull-requests: write')
    return [{ message: `Pull request comment not written: ${why}.` }]
  }
}

/** That event runs with the permissions of the base repository; nothing is done there without an explicit request. */
const NOT_FOR_TARGET =
  'Pull request comment not written: comments are for the event pull_request, not for pull_request_target.'

function readOnly(what: 'plan' | 'check'): string {
  const where =
    what === 'plan'
      ? 'plan is in the step summary'
      : 'findings are in the annotations and in the step summary'
  return `on pull requests from forks the token only reads. The ${where}`
}

/** The pull request of a run, from the `github` context. */
export type PullRequest = {
  readonly number: number
  /** From a fork, or from a deleted fork: GitHub gives such runs a read-only token. */
  readonly isFork: boolean
}

/** pullRequestOf returns the pull request of a `pull_request` event; undefined for every other event. */
export function pullRequestOf(github: JsonObject): PullRequest | undefined {
  if (github['event_name'] !== 'pull_request') return undefined
  const pullRequest = memberIn(github['event'], 'pull_request')
  const number = memberIn(pullRequest, 'number')
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return undefined
  const head = memberIn(pullRequest, 'head', 'repo', 'full_name')
  return { number, isFork: head !== github['repository'] }
}

/**
 * markerOf returns the hidden first line of a comment. `parts` identify the step that wrote it, because several steps
 * may check or plan one pull request.
 */
export function markerOf(what: 'plan' | 'check', parts: readonly string[]): string {
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
  return `<!-- ecs-sealed-deploy:${what}:${key} -->`
}
