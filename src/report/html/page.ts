import { checkToJson } from '../check-json.ts'
import type { Sources } from '../findings.ts'
import type { MigrationReport } from '../migration.ts'
import { migrationSections } from '../migration-tables.ts'
import { nextSteps } from '../next-steps.ts'
import { runToJson } from '../outputs.ts'
import type { Report } from '../report.ts'
import { storiesOf } from '../rollout-details.ts'
import { clipped, placeToText } from '../text.ts'
import { type Judgement, judgeReport } from '../verdict.ts'
import { auditSections } from './audit-sections.ts'
import { findingsSections } from './findings-section.ts'
import { pageOf } from './frame.ts'
import { headOf } from './head.ts'
import { folded, type Html, type HtmlPart, html, joinedHtml, lines, list, section } from './html.ts'
import { permissionsSection, planSection } from './plan-section.ts'
import { nowSection, timeSections, whySection } from './rollout-sections.ts'
import { statusRows } from './status-rows.ts'

/** What a page needs besides the report: the texts of files with findings, and the time, milliseconds since 1970. */
export type PageContext = { readonly sources: Sources; readonly now: number }

/** reportToHtml is the report of a run as one page, with the run's JSON as its data. */
export function reportToHtml(report: Report, context: PageContext): string {
  const judgement = judgeReport(report)
  const stories = storiesOf({ ...report, results: judgement.results })
  return pageOf({
    title: `${report.mode}: ${judgement.sentence}`,
    main: [
      headOf(report, { judgement, stories, now: context.now }),
      bodyOf(report, { judgement, stories, ...context })
    ],
    json: report.mode === 'check' ? checkToJson(report) : runToJson(report)
  })
}

type BodyContext = PageContext & {
  readonly judgement: Judgement
  readonly stories: ReturnType<typeof storiesOf>
}

/** In the order in which somebody asks: why, what now, what runs, when, and then all the rest. */
function bodyOf(report: Report, { judgement, stories, sources, now }: BodyContext): readonly HtmlPart[] {
  const { audit, migration, status } = report
  return [
    problemsSection(report),
    whySection(stories),
    nextSection(report, judgement),
    ...(audit === undefined ? [] : auditSections(audit, now)),
    ...(report.findings.length + report.excepted.length + report.unscanned.length === 0
      ? []
      : findingsSections(report, sources)),
    status && section('status', 'What runs', [statusRows(status.services)]),
    nowSection(stories),
    ...timeSections(stories),
    migration &&
      section(
        'migration',
        migration.applied ? 'What was moved' : 'What would be moved',
        migrationParts(migration)
      ),
    planSection(report),
    permissionsSection(report),
    notesSection(report)
  ]
}

/** Longer lists are folded. */
const ITEMS_OPEN = 12

function migrationParts(migration: MigrationReport): readonly HtmlPart[] {
  return migrationSections(migration).map(one => {
    if (one.kind === 'policy') {
      const { roleName, note, text } = one.policy
      const title = `Policy for ${roleName}`
      return folded(title, html`<p>${note}</p>${lines(title, text.trimEnd().split('\n'))}`)
    }
    const items = one.rows.flatMap(row => row.lines)
    if (items.length === 0) return undefined
    const content = [list(items), one.note !== undefined && html`<p class="soft">${one.note}</p>`]
    return folded(`${one.title} (${one.rows.length})`, content, items.length <= ITEMS_OPEN)
  })
}

function problemsSection({ problems }: Report): Html | undefined {
  return section('problems', problems.length === 1 ? 'Problem' : 'Problems', [
    list(
      problems.map(({ service, place, message, hint }) => {
        const where = [service, place && placeToText(place)].filter(part => part !== undefined).join(', ')
        return html`${where === '' ? '' : html`<b>${where}</b>: `}${message}${hint === undefined ? '' : html`<br><span class="soft">${hint}</span>`}`
      }),
      'cards'
    )
  ])
}

/** A flag stays on one line with its value, where that is short. */
function wordsOf(command: string): Html {
  const words = command.split(/ (?=--)/)
  return joinedHtml(
    words.map(word => (word.length > WORD ? word : html`<span class="whole">${word}</span>`)),
    ' '
  )
}

const WORD = 32

/** Steps that are shown; more would be a manual. */
const STEPS = 6

function nextSection(report: Report, { results }: Judgement): Html | undefined {
  const steps = nextSteps(report, results).slice(0, STEPS)
  return section(
    'next',
    'What to do next',
    steps.map(
      ({ text, command }) =>
        html`<p>${clipped(text, STEP)}</p>${command !== undefined && lines(text, [wordsOf(command)], 'command')}`
    )
  )
}

/** A policy that is missing is in it whole. */
const STEP = 2000

function notesSection({ remarks, schedules, oldRevisions = [] }: Report): Html | undefined {
  const moved = schedules.map(
    ({ kind, name, from, to, state, reason }) =>
      html`${kind} <b>${name}</b>: ${state}${to === undefined ? '' : `, ${from} → ${to}`}${reason === undefined ? '' : `: ${reason}`}`
  )
  const old = oldRevisions.map(({ revision, outcome, reason }) => html`${revision} ${outcome}: ${reason}`)
  return section('notes', 'Notes', [
    list(remarks.map(({ message, place }) => html`${place ? `${placeToText(place)}: ` : ''}${message}`)),
    moved.length > 0 && folded(`Rules and schedules (${moved.length})`, list(moved)),
    old.length > 0 && folded(`Old revisions (${old.length})`, list(old))
  ])
}
