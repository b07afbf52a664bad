import { present } from '../present.ts'
import { auditSections } from './audit/audit.ts'
import { findingsSections, problemsSection, remarksSection } from './check/findings-section.ts'
import { pageToHtml } from './html-sections.ts'
import { clipped, escapeMarkdown, sectionsToMarkdown } from './markdown.ts'
import { migrationSections } from './migration/migration-sections.ts'
import { checkToJson, runToJson } from './outputs.ts'
import { planSection } from './plan/plan.ts'
import type { Report } from './report.ts'
import { type DownReport, standingOfStatus, whatIsDown, whatStatusSaysIsDown } from './rollouts/down.ts'
import { rolloutsSection, schedulesSection } from './rollouts/rollouts.ts'
import { storiesOf } from './rollouts/stories.ts'
import { permissionsSection, selectionSection, targetSection } from './run-sections.ts'
import { codePiece, detailsBlock, listBlock, type ReportSection } from './section.ts'
import { statusSection } from './status-section.ts'
import { endingOf, nextSteps } from './steps.ts'
import { count } from './text.ts'
import { type Judgment, judgeReport } from './verdict.ts'

/** GitHub rejects a step summary above 1 MiB as a whole; the difference leaves room for other code in the step. */
export const SUMMARY_BYTES = 1_000_000
const VERDICT_LENGTH = 3000

/** What the sections need besides the report: its judgment, and the base URL of the files, if not that of the run. */
type SectionsContext = { readonly judgment: Judgment; readonly filesUrl?: string | undefined }

/**
 * reportSections returns all sections of a report, in the order of a reader's questions: what is wrong, what to do,
 * what runs, then the rest. Every page is made of them; those without content are not shown.
 */
export function reportSections(
  report: Report,
  { judgment, filesUrl = report.run?.filesUrl }: SectionsContext
): readonly ReportSection[] {
  const { audit, status, migration } = report
  return [
    targetSection(report.target ?? []),
    problemsSection(report.problems),
    nextSection(report, judgment),
    ...(status === undefined ? [] : [statusSection(status)]),
    ...(audit === undefined ? [] : auditSections(audit.audit, audit.history)),
    ...(migration === undefined ? [] : migrationSections(migration)),
    ...findingsSections(report, filesUrl),
    // also those without an outcome
    rolloutsSection({ ...report, results: judgment.results }),
    selectionSection(report.selection),
    planSection(report.plan, report.results.length > 0),
    permissionsSection(report.permissions),
    schedulesSection(report.schedules),
    remarksSection(report.remarks)
  ]
}

function nextSection(report: Report, { results }: Judgment): ReportSection {
  // a check states with its findings what to do
  const steps = report.mode === 'check' ? [] : nextSteps(report, results)
  const blocks = steps.length === 0 ? [] : [{ kind: 'steps' as const, steps }]
  return { id: 'next', heading: 'What to do next', share: 0.03, blocks }
}

const SIGNS: Readonly<Record<DownReport['state'], string>> = {
  ...{ up: '✅', recovered: '⚠️', reduced: '⚠️', down: '❌', unknown: '❔', same: '➖' }
}

/** What is shown of the services of a good run too. */
const WORTH_SAYING: ReadonlySet<DownReport['state'] | undefined> = new Set(['recovered', 'reduced', 'down'])

/** What a run states above all: its sign, and whether any service is down. */
function standingOf(report: Report, { kind, results }: Judgment) {
  const { status } = report
  // the status of a service that is down is read without a fault, and is no good news
  const state = status && kind === 'good' ? standingOfStatus(status.services) : undefined
  const seen = status ? whatStatusSaysIsDown(status.services) : whatIsDown(storiesOf({ ...report, results }))
  // that nothing is down is shown after a failure; a success states only what is not as it should be
  const isSaid = status || endingOf(report, results).steps.length > 0 || WORTH_SAYING.has(seen?.state)
  const down = isSaid ? seen : undefined
  return { sign: state ? SIGNS[state] : kind === 'good' ? '✅' : '❌', ...present({ down, state }) }
}

/**
 * reportToMarkdown returns the step summary: the verdict, then the sections. It has at most `bytes` bytes of UTF-8: a
 * section that is too long shows less and counts the rest; markup is never cut.
 */
export function reportToMarkdown(report: Report, bytes = SUMMARY_BYTES): string {
  const judgment = judgeReport(report)
  const { sign, down } = standingOf(report, judgment)
  const head = [
    `# ecs-sealed-deploy ${report.mode}`,
    `${sign} **${escapeMarkdown(clipped(judgment.sentence, VERDICT_LENGTH))}**`,
    ...(down === undefined ? [] : [`${SIGNS[down.state]} **${escapeMarkdown(down.sentence)}**`])
  ].join('\n\n')
  const room = bytes - Buffer.byteLength(head) - 2
  const sections = sectionsToMarkdown(reportSections(report, { judgment }), room)
  return sections === '' ? head : `${head}\n\n${sections}`
}

/** reportToHtml returns the same as one page, with the JSON of the run as its data. `now`: milliseconds since 1970. */
export function reportToHtml(report: Report, { now }: { readonly now: number }): string {
  const judgment = judgeReport(report)
  const { down, state } = standingOf(report, judgment)
  const at = new Date(now).toISOString().slice(0, 16).replace('T', ' ')
  return pageToHtml(
    {
      title: `ecs-sealed-deploy ${report.mode} · ${at} UTC`,
      verdict: judgment.sentence,
      isGood: judgment.kind === 'good' && (state === undefined || state === 'up'),
      below: [...(down === undefined ? [] : [down.sentence]), ...originOf(report)]
    },
    [...reportSections(report, { judgment }), filesSection(report)],
    report.mode === 'check' ? checkToJson(report) : runToJson(report)
  )
}

/** Which workflow run made the page. */
function originOf({ run }: Report): readonly string[] {
  if (run === undefined) return []
  const { repository, commit, ref, actor, workflow, runId } = run
  const parts = [
    repository,
    commit && `commit ${commit.slice(0, 10)}`,
    ref && `of ${ref}`,
    actor && `started by ${actor}`,
    runId && `${workflow ?? 'workflow'}, run ${runId}`
  ]
  return [parts.filter(Boolean).join(' · ')]
}

/** The checked or rendered files, so that a reader can see whether a file was included. */
function filesSection({ mode, files, renderedFiles }: Report): ReportSection {
  const all = mode === 'check' ? files : mode === 'render' ? renderedFiles : []
  const items = listBlock(all.map(file => [codePiece(file)]))
  return { id: 'files', heading: 'Files', blocks: detailsBlock(count(all.length, 'file'), items) }
}
