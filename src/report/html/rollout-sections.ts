import { lastPartOf } from '../../arn.ts'
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { isGood, labelOf } from '../../rollout/outcome.ts'
import { formatDuration } from '../../rollout/progress.ts'
import { clipped } from '../fitting.ts'
import { consoleLinks } from '../links.ts'
import { logTitle } from '../rollouts/diagnosis.ts'
import type { ServiceStory } from '../rollouts/rollout-details.ts'
import {
  changedImages,
  endInWords,
  hasNoOutcome,
  outcomeInWords,
  type RunsNow,
  revisionsInWords,
  runsNow
} from '../rollouts/service-facts.ts'
import { folded, type Html, type HtmlPart, html, joinedHtml, lines, link, list, section } from './html.ts'
import { differences } from './plan-section.ts'
import { rolloutBars } from './rollout-bars.ts'
import { type TaskPart, type TaskPicture, taskPicture } from './task-picture.ts'
import { clock, counted } from './units.ts'

/** Maximum failures with full details, and the number of those that are not folded. */
const TOLD = 60
const OPEN = 5
const LINE_LENGTH = 2000
const LOG_LINES = 60

/** whySection explains why services did not succeed: the cause, the last log lines, and what this revision changed. */
export function whySection(stories: readonly ServiceStory[]): Html | undefined {
  const bad = stories.filter(({ result: { outcome } }) => !isGood(outcome) && outcome !== 'not-started')
  const told = bad.slice(0, TOLD).map((story, index) => {
    const title = html`<b>${labelOf(story.result)}</b> <span class="bad">${outcomeInWords(story.result.outcome, story.result.isUnverified)}</span>`
    return folded(title, causeOf(story), index < OPEN)
  })
  const left = bad.length - told.length
  return section('why', whyTitle(bad), [
    ...told,
    left > 0 && html`<p>… and ${left} more, in the data at the end of this page.</p>`
  ])
}

/** A deployment that is paused or whose run was cancelled has not failed. */
function whyTitle(bad: readonly ServiceStory[]): string {
  const [outcome, ...others] = new Set(bad.map(({ result }) => result.outcome))
  if (others.length === 0 && (outcome === 'cancelled' || outcome === 'superseded'))
    return `What was ${outcome}`
  const it = bad.length === 1 ? 'it' : 'they'
  return bad.every(({ result: { paused } }) => paused !== undefined)
    ? `Why ${it} did not finish`
    : bad.every(({ result: { isUnverified } }) => isUnverified)
      ? 'What was not verified'
      : `Why ${it} failed`
}

function causeOf(story: ServiceStory): readonly HtmlPart[] {
  const { result, diagnosis, definition } = story
  const isChanged = definition !== undefined && definition.registration.kind === 'register'
  return [
    html`<p>${clipped(result.reason, LINE_LENGTH)}</p>`,
    ...(diagnosis ? evidence(diagnosis) : []),
    isChanged &&
      definition.differences.length > 0 &&
      folded('What this revision changed', differences(definition.differences)),
    linksOf(story)
  ]
}

function evidence(diagnosis: Diagnosis): readonly HtmlPart[] {
  const { stops, eventCauses, logs, targets, events, notVerified } = diagnosis
  const explanations = [...stops, ...eventCauses].flatMap(({ explanation }) => explanation ?? [])
  return [
    ...[...new Set(explanations)].map(text => html`<p class="cause">${clipped(text, LINE_LENGTH)}</p>`),
    list(
      stops.map(({ count, reason, exits }) => {
        const ended = exits.length === 0 ? '' : ` (${exits.join(', ')})`
        return html`${counted(count, 'task')} stopped: <bdi>${clipped(reason, LINE_LENGTH)}</bdi>${ended}`
      })
    ),
    ...logs
      .slice(0, 10)
      .map(
        excerpt =>
          html`<p class="soft">${logTitle(excerpt)}</p>${lines(
            logTitle(excerpt),
            excerpt.lines.slice(-LOG_LINES).map(marked)
          )}`
      ),
    list(
      targets.flatMap(({ name, check, states }) =>
        states.map(
          ({ count, state, reason, description }) =>
            html`Target group ${name}${check === undefined ? '' : ` (checks ${check})`}: ${count} ${state}${[reason, description].flatMap(text => (text === undefined ? [] : [`, ${text}`]))}`
        )
      )
    ),
    list(notVerified),
    events.length > 0 &&
      folded(
        'Last events of the service',
        lines(
          'Last events of the service',
          events.map(text => clipped(text, LINE_LENGTH))
        )
      )
  ]
}

/** A log line that contains one of these words is highlighted. */
const TELLING =
  /\b(?:error|fatal|panic|exception|traceback|refused|denied|cannot|can't|failed|no such|not found|unable|unauthorized|timed? ?out|killed)\b/i

function marked(line: string): HtmlPart {
  const text = clipped(line, LINE_LENGTH)
  return TELLING.test(text) ? html`<mark>${text}</mark>` : text
}

function linksOf({ result, definition }: ServiceStory): Html | undefined {
  const links = consoleLinks(result, definition?.definition).map(({ title, url }) => link(title, url))
  return links.length === 0 ? undefined : html`<p class="links">AWS console: ${joinedHtml(links, ' · ')}</p>`
}

/** Number of services that are not folded. */
const ROWS_OPEN = 60

function tasksNow({ liveness, sample }: RunsNow): string {
  if (sample === undefined)
    return liveness === 'untouched' || liveness === 'refused'
      ? 'not changed by this run'
      : 'number of tasks unknown'
  const running = sample.running + sample.old
  if (liveness === 'gone') return 'the service was deleted'
  if (liveness === 'none-wanted') return 'desired count 0'
  const said =
    running > sample.desired
      ? `${running} tasks running, ${sample.desired} desired`
      : `${running} of ${counted(sample.desired, 'task')} running`
  // what was read before the connection was lost may not be true any more
  return liveness === 'unknown' ? `last read at ${clock(sample.at)} UTC: ${said}` : said
}

/**
 * nowSection has a row for each service: what it runs at the end of this run, what it was meant to run, and its number
 * of tasks.
 */
export function nowSection(stories: readonly ServiceStory[]): Html | undefined {
  const rows = stories.map(story => {
    const { result, definition, timeline } = story
    const now = runsNow(result, timeline)
    const { revisions, liveness } = now
    const wanted = result.taskDefinitionArn
    const other =
      wanted !== undefined && !revisions.includes(wanted) ? `, requested: ${lastPartOf(wanted)}` : ''
    // if the new revision does not run, its image changes are not shown
    const images = definition === undefined || other !== '' ? [] : changedImages(definition)
    const took = Date.parse(result.finishedAt ?? '') - Date.parse(result.startedAt ?? '')
    const ended = hasNoOutcome(result) ? 'the run ended without an outcome' : endInWords(result)
    return html`${signOf(story)}
<span class="name">${labelOf(result)}</span>
<span><b>${revisionsInWords(now, lastPartOf)}</b>${other}<br><span class="soft">${ended}${Number.isNaN(took) ? '' : `, ${formatDuration(took)}`}</span>${images.map(
      ({ container, before = '?', after = '?' }) =>
        html`<br><span class="soft">image of ${container}: ${tagOf(before)} → ${tagOf(after)}</span>`
    )}</span>
<span class="${liveness === 'down' || liveness === 'gone' ? 'bad' : liveness === 'reduced' || liveness === 'unstable' ? 'warn' : 'soft'}">${tasksNow(now)}</span>`
  })
  const left = rows.slice(ROWS_OPEN)
  return section('now', 'What runs now', [
    list(rows.slice(0, ROWS_OPEN), 'rows'),
    left.length > 0 && folded(counted(left.length, 'more service', 'more services'), list(left, 'rows'))
  ])
}

function signOf({ result }: ServiceStory): Html {
  const { outcome } = result
  if (outcome === 'requested') return html`<span class="soft" aria-hidden="true">…</span>`
  if (isGood(outcome)) return html`<span class="good" aria-hidden="true">✓</span>`
  if (hasNoOutcome(result) || result.isUnverified) return html`<span class="warn" aria-hidden="true">?</span>`
  return outcome === 'not-started'
    ? html`<span class="soft" aria-hidden="true">–</span>`
    : html`<span class="bad" aria-hidden="true">✗</span>`
}

/** The image without its registry, which is the same in every row. */
function tagOf(image: string): string {
  return image.includes('/') ? image.slice(image.lastIndexOf('/') + 1) : image
}

/** Number of charts that are not folded, and maximum number of charts. */
const PICTURES_OPEN = 6
const PICTURES = 80

/**
 * timeSections shows the rollouts as bars, and the tasks of each service over time: failed services open, the others
 * folded.
 */
export function timeSections(stories: readonly ServiceStory[]): readonly HtmlPart[] {
  const drawn = stories.slice(0, PICTURES).flatMap(story => {
    const picture = taskPicture(story)
    return picture === undefined ? [] : [{ picture, isBad: !isGood(story.result.outcome) }]
  })
  const bad = drawn.filter(({ isBad }) => isBad)
  const open = (bad.length > 0 ? bad : drawn.slice(0, 1)).slice(0, PICTURES_OPEN)
  const rest = drawn.filter(one => !open.includes(one))
  return [
    section('when', 'Timeline of the rollouts', rolloutBars(stories)),
    section('tasks', 'Tasks over time', [
      open.length > 0 && legendOf(drawn.map(({ picture }) => picture)),
      ...open.map(({ picture }) => picture.figure),
      rest.length > 0 &&
        folded(
          counted(rest.length, 'more service', 'more services'),
          rest.map(({ picture }) => picture.figure)
        )
    ])
  ]
}

const key = (name: string) =>
  html`<svg class="key" width="18" height="12" aria-hidden="true"><rect class="${name}" width="18" height="12"/></svg>`
const LEGEND: Readonly<Record<TaskPart, Html>> = {
  old: html`${key('old')} running, other deployments`,
  new: html`${key('new')} running, this deployment`,
  pending: html`${key('pending')} starting`,
  wanted: html`<svg class="key" width="18" height="12" aria-hidden="true"><line class="wanted" x1="0" x2="18" y1="6" y2="6"/></svg> desired`,
  fail: html`<b class="bad">×</b> failed starts`,
  decided: html`<svg class="key" width="6" height="12" aria-hidden="true"><line class="decided" x1="3" x2="3" y1="0" y2="12"/></svg> ECS decided`
}

/** Explains only what one of the charts shows. */
function legendOf(pictures: readonly TaskPicture[]): Html | undefined {
  const parts = (Object.keys(LEGEND) as TaskPart[]).filter(part => pictures.some(one => one.parts.has(part)))
  return list(
    parts.map(part => LEGEND[part]),
    'legend'
  )
}
