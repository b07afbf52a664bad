import { oldRevisionsToMarkdown } from './audit/old-revisions.ts'
import {
  exceptedToMarkdown,
  findingsToMarkdown,
  problemsToMarkdown,
  remarksToMarkdown
} from './check/check-page.ts'
import { bytesOf, clipped } from './fitting.ts'
import { escapeMarkdown, FRAME_BYTES } from './markdown.ts'
import { migrationToMarkdown } from './migration/migration-tables.ts'
import { permissionsToMarkdown } from './permissions.ts'
import { isEmptyPlan, planToMarkdown } from './plan/plan-page.ts'
import { waysOut } from './problem-text.ts'
import type { Report } from './report.ts'
import { resultsToMarkdown, schedulesToMarkdown } from './rollouts/rollouts.ts'
import { selectionToMarkdown } from './selection.ts'
import { targetToMarkdown } from './target.ts'
import { type Judgment, judgeReport } from './verdict.ts'

/** GitHub rejects a step summary above 1 MiB as a whole; the difference leaves room for other code in the step. */
export const SUMMARY_BYTES = 1_000_000

/** The limit of each section as a fraction of the whole; the rollouts get the rest. */
const PARTS = {
  target: 0.02,
  problems: 0.15,
  next: 0.03,
  findings: 0.25,
  excepted: 0.05,
  plan: 0.1,
  selection: 0.05,
  permissions: 0.05,
  schedules: 0.03,
  migration: 0.2,
  /** A report has a migration or an audit, never both. */
  audit: 0.3,
  remarks: 0.05
}
const VERDICT_LENGTH = 3000

/** The verdict and the ending of a run that are known already; a check has no ending. */
export type Judged = Pick<Judgment, 'sentence' | 'kind'> & {
  /** The sign before the verdict of a good run, if it is not the usual one. */
  readonly sign?: string
  /** Markdown that says whether any service is down. */
  readonly standing?: string
  /** The section of the next steps in at most that many bytes. */
  readonly stepsWithin?: (room: number) => string
}

/** summaryToMarkdown returns the step summary like reportToMarkdown. */
export function summaryToMarkdown(
  report: Report,
  { sentence, kind, sign = kind === 'good' ? '✅' : '❌', standing, stepsWithin }: Judged = judgeReport(
    report
  ),
  bytes = SUMMARY_BYTES
): string {
  const head = [
    `# ecs-sealed-deploy ${report.mode}`,
    '',
    `${sign} **${escapeMarkdown(clipped(sentence, VERDICT_LENGTH))}**`,
    ...(standing === undefined ? [] : ['', standing]),
    ...targetLines(report, PARTS.target * bytes)
  ].join('\n')
  const problems = problemsToMarkdown(report, PARTS.problems * bytes)
  const findings = findingsToMarkdown(report.findings, {
    room: PARTS.findings * bytes,
    filesUrl: report.run?.filesUrl,
    said: sentence,
    ways: report.findings.length === 0 ? [] : waysOut(report)
  })
  const excepted = exceptedWithin(report, PARTS.excepted * bytes)
  const plan = planWithin(report, PARTS.plan * bytes)
  const migration = report.migration ? migrationToMarkdown(report.migration, PARTS.migration * bytes) : ''
  const audit = within(report.audit?.markdown ?? '', PARTS.audit * bytes)
  const status = within(report.status?.markdown ?? '', PARTS.audit * bytes)
  const remarks = remarksToMarkdown(report.remarks, PARTS.remarks * bytes)
  const permissions = permissionsWithin(report, PARTS.permissions * bytes)
  const schedules = schedulesWithin(report, PARTS.schedules * bytes)
  const selection = selectionToMarkdown(report.selection, PARTS.selection * bytes)
  const old = oldRevisionsToMarkdown(report.oldRevisions ?? [], PARTS.schedules * bytes)
  const last = [selection, plan, permissions, schedules, old, remarks]
  const steps = stepsWithin?.(PARTS.next * bytes) ?? ''
  const others = [head, status, audit, migration, problems, steps, findings, excepted, ...last]
  const used = others.reduce((sum, section) => sum + bytesOf(section) + SEPARATOR.length, SEPARATOR.length)
  const rollouts = resultsToMarkdown(report, bytes - used)
  return [head, problems, steps, status, audit, migration, findings, excepted, rollouts, ...last]
    .filter(section => section !== '')
    .join(SEPARATOR)
}

const SEPARATOR = '\n\n'

/** Where the run acts, below the verdict. */
function targetLines({ target = [] }: Report, room: number): readonly string[] {
  const table = within(targetToMarkdown(target), room)
  return table === '' ? [] : ['', table]
}

/** A section that was rendered earlier and cannot be shortened here. */
function within(section: string, room: number): string {
  return bytesOf(section) <= room ? section : ''
}

function permissionsWithin({ permissions }: Report, room: number): string {
  if (permissions.length === 0) return ''
  const table = permissionsToMarkdown(permissions)
  if (bytesOf(table) <= room) return table
  const open = permissions.filter(({ verdict }) => verdict !== 'allowed')
  const rest = permissionsToMarkdown(open)
  return bytesOf(rest) <= room ? rest : ''
}

function schedulesWithin({ schedules }: Report, room: number): string {
  const table = schedulesToMarkdown(schedules)
  return bytesOf(table) <= room ? table : schedulesToMarkdown(schedules.filter(isOpen).slice(0, 100))
}

function isOpen({ state }: Report['schedules'][number]): boolean {
  return state === 'failed' || state === 'planned'
}

function exceptedWithin({ excepted }: Report, room: number): string {
  const whole = exceptedToMarkdown(excepted)
  return bytesOf(whole) <= room ? whole : `${excepted.length} excepted, too many for this page.`
}

/** If there are outcomes, the plan is less important and is folded. */
function planWithin({ plan, results }: Report, room: number): string {
  if (!plan || isEmptyPlan(plan)) return ''
  if (results.length === 0) return planToMarkdown(plan, room - FRAME_BYTES)
  return `<details><summary>Plan</summary>\n\n${planToMarkdown(plan, room - FRAME_BYTES, 'folded')}\n\n</details>`
}
