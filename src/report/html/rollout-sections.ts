import { lastPartOf } from '../../arn.ts'
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { isGood, labelOf, type Outcome } from '../../rollout/outcome.ts'
import { formatDuration } from '../../rollout/progress.ts'
import { logTitle } from '../diagnosis.ts'
import { consoleLinks } from '../links.ts'
import type { ServiceStory } from '../rollout-details.ts'
import { changedImages, type Liveness, runsNow } from '../service-facts.ts'
import { clipped } from '../text.ts'
import { folded, type Html, type HtmlPart, html, joinedHtml, lines, link, list, section } from './html.ts'
import { differences } from './plan-section.ts'
import { rolloutBars } from './rollout-bars.ts'
import { taskPicture } from './task-picture.ts'

/** Failures that are told whole, and those of them that are not folded. */
const TOLD = 60
const OPEN = 5
const LINE_LENGTH = 2000
const LOG_LINES = 60

/** whySection tells why services did not succeed: cause, last lines of logs, what this revision changed. */
export function whySection(stories: readonly ServiceStory[]): Html | undefined {
  const bad = stories.filter(({ result: { outcome } }) => !isGood(outcome) && outcome !== 'not-started')
  const told = bad.slice(0, TOLD).map((story, index) => {
    const title = html`<b>${labelOf(story.result)}</b> <span class="bad">${story.result.outcome}</span>`
    return folded(title, causeOf(story), index < OPEN)
  })
  const left = bad.length - told.length
  return section('why', bad.length === 1 ? 'Why it failed' : 'Why they failed', [
    ...told,
    left > 0 && html`<p>… and ${left} more, in the data at the end of this page.</p>`
  ])
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
        return html`${count} × ${clipped(reason, LINE_LENGTH)}${ended}`
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
    list(notVerified.map(text => html`Not verified: ${text}`)),
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

/** What a person looks for in a log. */
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

/** Services that are not folded. */
const ROWS_OPEN = 60

const LIVENESS: Readonly<Record<Liveness, string>> = {
  serving: 'all tasks run',
  reduced: 'fewer tasks than wanted',
  down: 'no task runs',
  'none-wanted': 'no task wanted',
  untouched: 'not touched by this run',
  unknown: 'tasks not known'
}

/** nowSection is a row for each service: what it runs at the end of this run, what it was to run, how many tasks. */
export function nowSection(stories: readonly ServiceStory[]): Html | undefined {
  const rows = stories.map(story => {
    const { result, definition, timeline } = story
    const { revisions, liveness, sample } = runsNow(result, timeline)
    const wanted = result.taskDefinitionArn
    const runs = revisions.map(arn => lastPartOf(arn)).join(' and ')
    const other = wanted !== undefined && !revisions.includes(wanted) ? `, wanted ${lastPartOf(wanted)}` : ''
    const tasks = sample === undefined ? '' : `${sample.running + sample.old} of ${sample.desired} tasks`
    // where it does not run, a change of its image is none
    const images = definition === undefined || other !== '' ? [] : changedImages(definition)
    const took = Date.parse(result.finishedAt ?? '') - Date.parse(result.startedAt ?? '')
    return html`${signOf(result.outcome)}
<span class="name">${labelOf(result)}</span>
<span><b>${runs === '' ? 'not known' : runs}</b>${other} <span class="soft">${result.outcome}${Number.isNaN(took) ? '' : `, ${formatDuration(took)}`}</span>${images.map(
      ({ container, before = '?', after = '?' }) =>
        html`<br><span class="soft">${container}: ${tagOf(before)} → ${tagOf(after)}</span>`
    )}</span>
<span class="${liveness === 'down' ? 'bad' : liveness === 'reduced' ? 'warn' : 'soft'}">${[tasks, LIVENESS[liveness]].filter(text => text !== '').join(', ')}</span>`
  })
  const left = rows.slice(ROWS_OPEN)
  return section('now', 'What runs now', [
    list(rows.slice(0, ROWS_OPEN), 'rows'),
    left.length > 0 && folded(`${left.length} more`, list(left, 'rows'))
  ])
}

function signOf(outcome: Outcome): Html {
  if (isGood(outcome)) return html`<span class="good" aria-hidden="true">✓</span>`
  return outcome === 'not-started'
    ? html`<span class="soft" aria-hidden="true">–</span>`
    : html`<span class="bad" aria-hidden="true">✗</span>`
}

/** An image without its registry, which is the same in every row. */
function tagOf(image: string): string {
  return image.includes('/') ? image.slice(image.lastIndexOf('/') + 1) : image
}

/** Pictures that are not folded, and those that are made at all. */
const PICTURES_OPEN = 6
const PICTURES = 80

/** timeSections are the rollouts as bars, and the tasks of each service over time: failing ones open, the others folded. */
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
      open.length > 0 && AREAS,
      ...open.map(({ picture }) => picture),
      rest.length > 0 &&
        folded(
          `${rest.length} more`,
          rest.map(({ picture }) => picture)
        )
    ])
  ]
}

const key = (name: string) =>
  html`<svg class="key" width="18" height="12" aria-hidden="true"><rect class="${name}" width="18" height="12"/></svg>`
const AREAS = html`<ul class="legend"><li>${key('old')} running, other deployments</li><li>${key('new')} running, this deployment</li><li>${key('pending')} starting</li><li><b class="bad">×</b> a start that failed</li></ul>`
