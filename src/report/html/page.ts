import { keyOf } from '../../rollout/outcome.ts'
import type { ServiceStatus } from '../../rollout/status.ts'
import { placeInWords, statusWords } from '../../rollout/status-words.ts'
import { checkToJson } from '../check/check-json.ts'
import type { Sources } from '../check/findings.ts'
import { clipped } from '../fitting.ts'
import type { MigrationReport } from '../migration/migration.ts'
import { migrationSections } from '../migration/migration-tables.ts'
import { joinAlike } from '../problem-text.ts'
import type { Report } from '../report.ts'
import { storiesOf } from '../rollouts/rollout-details.ts'
import { runToJson } from '../run-json.ts'
import { nextSteps } from '../steps/next-steps.ts'
import { groupSteps } from '../steps/step-groups.ts'
import { placeToText } from '../text.ts'
import { type Judgment, judgeReport } from '../verdict.ts'
import { auditSections } from './audit-sections.ts'
import { findingsSections } from './findings-section.ts'
import { pageOf } from './frame.ts'
import { headOf } from './head.ts'
import { folded, type Html, type HtmlPart, html, joinedHtml, lines, list, section } from './html.ts'
import { permissionsSection, planSection, selectionSection } from './plan-section.ts'
import { nowSection, timeSections, whySection } from './rollout-sections.ts'
import { counted } from './units.ts'

/**
 * What a page needs besides the report: the contents of files with findings, and the time in milliseconds since 1970.
 */
export type PageContext = { readonly sources: Sources; readonly now: number }

/** reportToHtml renders the report of a run as one page, with the JSON of the run as its data. */
export function reportToHtml(report: Report, context: PageContext): string {
  const judgment = judgeReport(report)
  const stories = storiesOf({ ...report, results: judgment.results })
  return pageOf({
    title: `${report.mode}: ${judgment.sentence}`,
    main: [
      headOf(report, { judgment, stories, now: context.now }),
      bodyOf(report, { judgment, stories, ...context })
    ],
    json: report.mode === 'check' ? checkToJson(report) : runToJson(report)
  })
}

type BodyContext = PageContext & {
  readonly judgment: Judgment
  readonly stories: ReturnType<typeof storiesOf>
}

/** In the order of a reader's questions: why, what next, what runs, when, then the rest. */
function bodyOf(report: Report, { judgment, stories, sources, now }: BodyContext): readonly HtmlPart[] {
  const { audit, migration, status } = report
  return [
    problemsSection(report),
    whySection(stories),
    nextSection(report, judgment),
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
    selectionSection(report),
    planSection(report),
    filesSection(report),
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
    const items = one.rows.map(({ lines: told }) => joinedHtml(told, html`<br>`))
    if (items.length === 0) return undefined
    const isNumbered = one.rows.every(row => /^\d+\. /.test(row.lines[0] ?? ''))
    const content = [
      list(items, isNumbered ? 'plain' : ''),
      one.note !== undefined && html`<p class="soft">${one.note}</p>`
    ]
    return folded(`${one.title} (${one.rows.length})`, content, items.length <= ITEMS_OPEN)
  })
}

/** Maximum files listed. */
const FILES = 1000

/** The rendered or checked files, so that a reader can see whether a file was included. */
function filesSection({ mode, files, renderedFiles }: Report): Html | undefined {
  if (mode !== 'check' && mode !== 'render') return undefined
  const all = mode === 'check' ? files : renderedFiles
  const title = mode === 'check' ? 'Files checked' : 'Rendered files'
  const named = all.slice(0, FILES).map(file => html`<code>${file}</code>`)
  const more =
    all.length > FILES ? [html`… and ${all.length - FILES} more, in the data at the end of this page`] : []
  return section('files', title, [
    all.length > 0 && folded(counted(all.length, 'file'), list([...named, ...more]), all.length <= ITEMS_OPEN)
  ])
}

function problemsSection(report: Report): Html | undefined {
  const problems = joinAlike(report.problems)
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

/** Keeps a flag on one line with its value, if short. */
function wordsOf(command: string): Html {
  const words = command.split(/ (?=--)/)
  return joinedHtml(
    words.map(word => (word.length > WORD ? word : html`<span class="whole">${word}</span>`)),
    ' '
  )
}

const WORD = 32

/** Number of steps with commands that are not folded, and the maximum number of steps shown. */
const STEPS_OPEN = 2

const STEPS = 8

function nextSection(report: Report, { results }: Judgment): Html | undefined {
  const steps = groupSteps(nextSteps(report, results)).slice(0, STEPS)
  const withCommand = steps.flatMap(({ commands }, index) => (commands.length === 0 ? [] : [index]))
  const end = withCommand[STEPS_OPEN] ?? steps.length
  const shown = steps.map(
    ({ text, commands }) => html`<p>${clipped(text, STEP)}</p>${commandsOf(text, commands)}`
  )
  const more = shown.slice(end)
  return section('next', 'What to do next', [
    ...shown.slice(0, end),
    more.length > 0 && folded(counted(more.length, 'more step'), more)
  ])
}

/** Every command in a block of its own, because a click selects a block. */
function commandsOf(text: string, commands: readonly string[]): HtmlPart {
  const blocks = commands.map(command => lines(text, [wordsOf(command)], 'command'))
  const more = blocks.slice(COMMANDS_OPEN)
  return [
    blocks.slice(0, COMMANDS_OPEN),
    more.length > 0 && folded(counted(more.length, 'more command'), more)
  ]
}

/** Number of commands of one step that are not folded. */
const COMMANDS_OPEN = 5

/** Maximum characters of a step: enough for a complete missing policy. */
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

/** statusRows renders a row for each service that mode status has read. */
function statusRows(services: readonly ServiceStatus[]): Html | undefined {
  return list(
    services.map(one => {
      const { runs, underWayParts, target, drift } = statusWords(one)
      const [first, ...others] = underWayParts
      const open = one.notVerified.map(text => html`<br>Not verified: ${text}`)
      return html`<b>${keyOf(one)}</b> <span class="soft">${placeInWords(one)}</span><br>${runs}${first && html`<br><b class="warn">${first}</b>`}${list(others) ?? html`<br>`}
<span class="soft">${target}; ${drift}${open}</span>`
    }),
    'cards'
  )
}
