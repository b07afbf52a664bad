import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { TextGate } from '../gate/shown.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import { problemsToMarkdown, remarksToMarkdown } from '../report/check/check-page.ts'
import { bytesOf, clipped } from '../report/fitting.ts'
import { escapeMarkdown } from '../report/markdown.ts'
import { permissionsToMarkdown } from '../report/permissions.ts'
import { isEmptyPlan, planToMarkdown } from '../report/plan/plan-page.ts'
import type { Remark, Report } from '../report/report.ts'
import { selectionToMarkdown } from '../report/selection.ts'
import { targetToMarkdown } from '../report/target.ts'
import { judgeReport } from '../report/verdict.ts'
import { connectGithub, type GithubVariables } from './connect.ts'
import { explainGithub, GithubError } from './error.ts'
import {
  type CommentDraft,
  findingsAdvice,
  findingsTables,
  ofCommit,
  reportToPullRequest,
  unscannedList
} from './report-to-pull-request.ts'

/** What commenting needs besides the report. */
export type CommentRequest = {
  readonly token: string
  readonly variables: GithubVariables
  /** The `github` context with its event. */
  readonly github: JsonObject
  /** The inputs that say what is checked and where, which distinguish the jobs of a matrix. */
  readonly configuration: readonly string[]
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly gate: TextGate
}

/** GitHub accepts 65,536 characters, and no text has more characters than bytes. */
const COMMENT_BYTES = 60_000

/** The sizes of the parts in bytes; the plan gets the rest. */
const ROOM = {
  verdict: 3000,
  target: 2000,
  findings: 9000,
  advice: 4000,
  problems: 7000,
  unscanned: 2000,
  selection: 8000,
  permissions: 6000,
  remarks: 5000
}

const VERDICT_LENGTH = 1000

const LABEL_LENGTH = 100

/** Which step wrote a comment, for the reader. */
type PlannedBy = { readonly workflow: string; readonly job: string }

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
  const pullRequest = member(github['event'], 'pull_request')
  const number = member(pullRequest, 'number')
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return undefined
  const head = member(member(member(pullRequest, 'head'), 'repo'), 'full_name')
  return { number, isFork: head !== github['repository'] }
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined
}

/**
 * markerOf returns the hidden first line of a comment. `parts` identify the step that wrote it, because several steps
 * may check or plan one pull request.
 */
export function markerOf(what: 'plan' | 'check', parts: readonly string[]): string {
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
  return `<!-- ecs-sealed-deploy:${what}:${key} -->`
}

/**
 * planToPullRequest is the text of a comment about a plan: verdict, place, problems, then the plan, permissions and
 * images that are missing or not verified, and notes. At most 60,000 bytes. It is also written if there is nothing to
 * do, so that a reviewer knows that the plan ran.
 */
export function planToPullRequest(report: Report, github: JsonObject, by: PlannedBy): CommentDraft {
  const { kind, sentence } = judgeReport(report)
  const head = [
    `### ${kind === 'good' ? '📋' : '❌'} ecs-sealed-deploy: plan`,
    within(escapeMarkdown(clipped(sentence, VERDICT_LENGTH)), ROOM.verdict),
    within(targetToMarkdown(report.target ?? []), ROOM.target),
    deeper(problemsToMarkdown(report, ROOM.problems)),
    findingsAdvice(report.findings, ROOM.advice),
    findingsTables(report.findings, github, ROOM.findings),
    unscannedList(report.unscanned, ROOM.unscanned),
    selectionToMarkdown(report.selection, ROOM.selection, '#### What changed')
  ]
  const tail = [
    openPermissions(report, ROOM.permissions),
    deeper(remarksToMarkdown(report.remarks, ROOM.remarks)),
    footer(github, by)
  ]
  const used = [...head, ...tail].reduce((sum, part) => sum + bytesOf(part) + 2, 0)
  const plan = hasPlan(report) ? planToMarkdown(report.plan, COMMENT_BYTES - used, 'comment') : ''
  const markdown = [...head, plan, ...tail].filter(part => part !== '').join('\n\n')
  return { kind: 'always', markdown }
}

function hasPlan(report: Report): report is Report & Required<Pick<Report, 'plan'>> {
  return report.plan !== undefined && !isEmptyPlan(report.plan)
}

function within(section: string, room: number): string {
  return bytesOf(section) <= room ? section : ''
}

/** Sections are written for a page, where their headings have a higher level. */
function deeper(section: string): string {
  return section.replace(/^## /, '#### ')
}

/** Granted permissions are only counted, because a reviewer looks for missing ones. */
function openPermissions({ permissions }: Report, room: number): string {
  if (permissions.length === 0) return ''
  const open = permissions.filter(({ verdict }) => verdict !== 'allowed')
  const allowed = permissions.length - open.length
  const count = `Permissions and images: ${allowed} of ${permissions.length} verified.`
  if (open.length === 0) return `✅ ${count}`
  const table = permissionsToMarkdown(open).replace(/^## .*/, '#### Permissions and images')
  const counted = `${count} ${open.length} are denied or not verified; the step summary names them.`
  return bytesOf(table) <= room ? `${table.trimEnd()}\n\n${count}` : counted
}

function footer(github: JsonObject, { workflow, job }: PlannedBy): string {
  const names = [workflow, job]
    .filter(name => name !== '')
    .map(name => escapeMarkdown(clipped(name, LABEL_LENGTH)))
  const by = names.length === 0 ? '' : ` by ${names.join(' / ')}`
  return `<sub>Plan${ofCommit(github)}${by}; nothing was changed. Values that could be credentials are never shown. This comment is replaced at the next run.</sub>`
}
