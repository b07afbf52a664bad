import type { JsonObject } from '../json.ts'
import { problemsToMarkdown, remarksToMarkdown } from '../report/check-page.ts'
import { escapeMarkdown } from '../report/markdown.ts'
import { permissionsToMarkdown } from '../report/permissions.ts'
import { isEmptyPlan, planToMarkdown } from '../report/plan-page.ts'
import type { Report } from '../report/report.ts'
import { selectionToMarkdown } from '../report/selection.ts'
import { targetToMarkdown } from '../report/target.ts'
import { bytesOf, clipped } from '../report/text.ts'
import { judgeReport } from '../report/verdict.ts'
import {
  type CommentDraft,
  findingsAdvice,
  findingsTables,
  ofCommit,
  unscannedList
} from './report-to-pull-request.ts'

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
export type PlannedBy = { readonly workflow: string; readonly job: string }

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
