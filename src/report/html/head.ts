import { isGood } from '../../rollout/outcome.ts'
import { clipped } from '../fitting.ts'
import type { Report } from '../report.ts'
import { standingOfStatus, whatIsDown, whatStatusSaysIsDown } from '../rollouts/down.ts'
import type { ServiceStory } from '../rollouts/rollout-details.ts'
import { hasNoOutcome } from '../rollouts/service-facts.ts'
import type { Judgment } from '../verdict.ts'
import { folded, type Html, type HtmlPart, html, link, type Tile, tiles } from './html.ts'
import { dotted } from './plan-section.ts'
import { counted, moment } from './units.ts'

type Head = {
  readonly judgment: Judgment
  readonly stories: readonly ServiceStory[]
  readonly now: number
}

const SENTENCE = 1200
/** The maximum length of a heading; a longer sentence is shown in full below, folded. */
const HEADING = 240

/**
 * headOf renders the top of the page: the verdict in a sentence, whether any service is down, the key numbers, and
 * details of the run.
 */
export function headOf(report: Report, { judgment, stories, now }: Head): Html {
  const good = judgment.kind === 'good'
  const standing = whatIsDown(stories) ?? (report.status && whatStatusSaysIsDown(report.status.services))
  // The heading is only the first sentence.
  const [first = ''] = /^.*?[.!?](?=\s|$)/s.exec(judgment.sentence) ?? [judgment.sentence]
  const rest = judgment.sentence.slice(first.length).trim()
  const tone = {
    up: 'good',
    recovered: 'warn',
    reduced: 'warn',
    down: 'bad',
    unknown: 'warn',
    same: 'warn'
  } as const
  const sign = { up: '✓', recovered: '⚠', reduced: '⚠', down: '✗', unknown: '?', same: '–' } as const
  const [mark, look] = !good
    ? (['✗', 'bad'] as const)
    : report.status
      ? ([
          sign[standingOfStatus(report.status.services)],
          tone[standingOfStatus(report.status.services)]
        ] as const)
      : (['✓', 'good'] as const)
  return html`<header class="${good ? 'is-good' : 'is-bad'}">
<p class="kicker">ecs-sealed-deploy ${report.mode} · ${moment(now)} UTC</p>
<h1><span class="${look}">${mark}</span> ${clipped(first, HEADING)}</h1>
${first.length > HEADING && folded('The whole sentence', html`<p>${clipped(first, 10 * SENTENCE)}</p>`)}
${rest.length > 0 && html`<p>${clipped(rest, SENTENCE)}</p>`}
${standing && html`<p class="standing ${tone[standing.state]}">${sign[standing.state]} ${standing.sentence}</p>`}
${tilesOf(report, stories)}
${placesOf(report)}
${originOf(report)}
</header>`
}

function tilesOf(report: Report, stories: readonly ServiceStory[]): Html | undefined {
  return tiles(stories.length > 0 ? rolloutTiles(stories) : otherTiles(report))
}

/** Outcomes that have their own tile. */
const NAMED: ReadonlySet<ServiceStory['result']['outcome']> = new Set([
  'rolled-back',
  'timed-out',
  'superseded',
  'cancelled',
  'not-started'
])

function rolloutTiles(stories: readonly ServiceStory[]): readonly Tile[] {
  const requested = stories.filter(({ result }) => result.outcome === 'requested')
  const unverified = stories.filter(({ result }) => result.isUnverified)
  const told = stories.filter(story => !requested.includes(story) && !unverified.includes(story))
  const of = (which: (outcome: ServiceStory['result']['outcome']) => boolean) =>
    told.filter(({ result }) => which(result.outcome)).length
  return [
    [of(isGood), 'on the requested revision', 'good'],
    [requested.length, 'requested, not waited for', 'soft'],
    [of(outcome => outcome === 'rolled-back'), 'failed and rolled back', 'bad'],
    [of(outcome => !isGood(outcome) && !NAMED.has(outcome)), 'failed', 'bad'],
    [unverified.length, 'not verified', 'warn'],
    [of(outcome => outcome === 'timed-out'), 'timed out', 'bad'],
    [of(outcome => outcome === 'superseded'), 'superseded', 'bad'],
    [of(outcome => outcome === 'cancelled'), 'cancelled', 'bad'],
    [stories.filter(({ result }) => hasNoOutcome(result)).length, 'unknown', 'warn'],
    [
      stories.filter(({ result }) => result.outcome === 'not-started' && !hasNoOutcome(result)).length,
      'not started',
      'soft'
    ]
  ]
}

function otherTiles({ audit, findings, files, mode, plan }: Report): readonly Tile[] {
  if (audit !== undefined) {
    const { items, exposedRevisions } = audit.audit
    const of = (verdict: (typeof items)[number]['verdict']) =>
      items.filter(item => item.verdict === verdict).length
    const old = exposedRevisions.filter(({ usedBy }) => usedBy.length === 0).length
    return [
      [of('exposed'), 'exposed', 'bad'],
      [of('unknown'), 'unknown', 'warn'],
      [of('clean'), 'clean', 'good'],
      [old, 'old revisions with plaintext', 'warn']
    ]
  }
  if (mode === 'check') {
    const of = (level: (typeof findings)[number]['level']) =>
      findings.filter(one => one.level === level).length
    return [
      [of('error'), of('error') === 1 ? 'error' : 'errors', 'bad'],
      [of('warning'), of('warning') === 1 ? 'warning' : 'warnings', 'warn'],
      [of('notice'), of('notice') === 1 ? 'notice' : 'notices', 'soft'],
      [files.length, files.length === 1 ? 'file checked' : 'files checked', 'soft']
    ]
  }
  const changed = plan?.services.filter(({ action }) => action.kind !== 'unchanged').length ?? 0
  return [
    [changed, `${changed === 1 ? 'service changes' : 'services change'}`, 'warn'],
    [(plan?.services.length ?? 0) - changed, 'unchanged', 'good']
  ]
}

function placesOf({ target = [] }: Report): readonly HtmlPart[] {
  return target.map(
    ({ account = 'unknown', region, clusters, identity }) =>
      html`<p class="facts">Account ${account}, ${region}, ${clusters.length === 0 ? 'no cluster' : clusters.join(', ')}${identity && html`, as <code>${identity}</code>`}</p>`
  )
}

function originOf({ run, services }: Report): Html | undefined {
  if (run === undefined) return undefined
  const { repository, commit, ref, actor, workflow, url } = run
  const short = commit === undefined ? undefined : html`<code>${commit.slice(0, 10)}</code>`
  return html`<p class="facts">${dotted([
    repository,
    short && html`commit ${short}${ref === undefined ? '' : ` of ${ref}`}`,
    actor !== undefined && `started by ${actor}`,
    url === undefined ? workflow : link(`${workflow ?? 'workflow'}, run ${run.runId ?? ''}`, url),
    services.length > 0 && counted(services.length, 'service')
  ])}</p>`
}
