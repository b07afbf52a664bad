import { isGood, labelOf, type Milestone } from '../../rollout/outcome.ts'
import { formatDuration } from '../../rollout/progress.ts'
import type { ServiceStory } from '../rollouts/rollout-details.ts'
import { outcomeInWords } from '../rollouts/service-facts.ts'
import { momentInWords, momentsOf } from '../rollouts/timeline.ts'
import { folded, type Html, type HtmlPart, html, list } from './html.ts'
import { clock, counted, percent } from './units.ts'

/** The state of a service during a part of its rollout; also the CSS class of that part. */
type Phase = 'waits' | 'replaces' | 'fails' | 'goes-back' | 'paused'

const PHASES: Readonly<Record<Phase, string>> = {
  waits: 'waiting for the first task',
  replaces: 'new tasks replacing old ones',
  fails: 'tasks failing',
  'goes-back': 'rolling back',
  paused: 'paused'
}

type Part = { readonly phase: Phase; readonly from: number; readonly to: number }
type Bar = ServiceStory & { readonly from: number; readonly to: number; readonly parts: readonly Part[] }

/** Number of rows that are not folded. */
const ROWS_OPEN = 40

/** rolloutBars shows the rollouts as bars on one time axis, by wave. Empty if no rollout has a duration. */
export function rolloutBars(stories: readonly ServiceStory[]): readonly HtmlPart[] {
  const bars = stories.flatMap(barOf)
  if (bars.length === 0) return []
  const axis = {
    from: Math.min(...bars.map(({ from }) => from)),
    to: Math.max(...bars.map(({ to }) => to))
  }
  const waves = [...new Set(bars.map(waveOf))].toSorted((a, b) => a - b)
  const rows = waves.flatMap(wave => {
    const own = bars.filter(bar => waveOf(bar) === wave)
    const title =
      waves.length > 1 ? html`<h3>${wave === 0 ? 'Without a wave' : `Wave ${wave}`}</h3>` : undefined
    return [title, ...own.map(bar => barRow(bar, axis))]
  })
  const left = rows.slice(ROWS_OPEN)
  return [
    legend(bars),
    html`<div class="bars">${rows.slice(0, ROWS_OPEN)}</div>`,
    left.length > 0 &&
      folded(counted(left.length, 'more row', 'more rows'), html`<div class="bars">${left}</div>`),
    html`<p class="axis of-bars"><span>${clock(axis.from)}</span><span>${formatDuration(axis.to - axis.from)}</span><span>${clock(axis.to)} UTC</span></p>`,
    moments(bars)
  ]
}

function waveOf({ timeline }: Bar): number {
  return timeline?.wave ?? 0
}

function barOf(story: ServiceStory): readonly Bar[] {
  const { result, timeline } = story
  const { milestones = [], samples = [] } = timeline ?? {}
  const moments = milestones.map(({ at }) => at)
  const from = Math.min(Date.parse(result.startedAt ?? ''), ...moments)
  const known = Number.isNaN(from) ? moments[0] : from
  const to = Math.max(Date.parse(result.finishedAt ?? '') || 0, ...moments, samples.at(-1)?.at ?? 0)
  if (known === undefined || to <= known) return []
  return [{ ...story, from: known, to, parts: partsOf(story, { from: known, to }) }]
}

/** The consecutive parts of a bar; a successful service has no failing part. */
function partsOf({ result, timeline }: ServiceStory, { from, to }: Span): readonly Part[] {
  const { milestones = [], samples = [] } = timeline ?? {}
  const at = (what: Milestone['what']) => milestones.find(one => one.what === what)?.at
  const isBad = !isGood(result.outcome)
  const failing = isBad ? (samples.find(({ failed }) => failed > 0)?.at ?? at('failing')) : undefined
  const back = at('rolling-back') ?? to
  const fails = Math.min(failing ?? back, back)
  const runs = Math.min(at('first-task') ?? fails, fails)
  const pauses = milestones.flatMap(({ what, at: begun }, index): readonly Part[] =>
    what === 'paused' ? [{ phase: 'paused', from: begun, to: milestones[index + 1]?.at ?? to }] : []
  )
  const parts: readonly Part[] = [
    { phase: 'waits', from, to: runs },
    { phase: 'replaces', from: runs, to: fails },
    { phase: 'fails', from: fails, to: back },
    { phase: 'goes-back', from: back, to },
    ...pauses
  ]
  return parts.filter(part => part.to > part.from)
}

type Span = { readonly from: number; readonly to: number }

function barRow(bar: Bar, axis: Span): Html {
  const { result, timeline, from, to, parts } = bar
  const x = (at: number) => percent((at - axis.from) / (axis.to - axis.from))
  const width = (part: Span) => percent(Math.max(part.to - part.from, 0) / (axis.to - axis.from))
  const rects = parts.map(
    part =>
      html`<rect class="${part.phase}" x="${x(part.from)}" width="${width(part)}" y="2" height="16"><title>${PHASES[part.phase]}: ${formatDuration(part.to - part.from)}</title></rect>`
  )
  const { decision } = timeline ?? {}
  const decided =
    decision &&
    html`<line class="decided" x1="${x(decision.at)}" x2="${x(decision.at)}" y1="0" y2="20"><title>ECS decided at ${clock(decision.at)} UTC: ${decision.what}</title></line>
<line class="noticed" x1="${x(decision.seenAt)}" x2="${x(decision.seenAt)}" y1="0" y2="20"><title>noticed by this run at ${clock(decision.seenAt)}</title></line>`
  const fails = failuresOf(bar).map(
    ({ at, count }) =>
      html`<text class="fail" x="${x(at)}" y="15"><title>${counted(count, 'failed start')} by ${clock(at)} UTC</title>×</text>`
  )
  const said = parts.map(part => `${PHASES[part.phase]} for ${formatDuration(part.to - part.from)}`)
  const good = isGood(result.outcome)
  return html`<div class="bar"><span class="name">${sign(good)} ${labelOf(result)}</span><span class="took">${outcomeInWords(result.outcome, result.isUnverified)}, ${formatDuration(to - from)}</span><svg role="img" aria-label="${labelOf(result)}: ${said.join(', then ')}" width="100%" height="20">${rects}${decided}${fails}</svg>${decisionNote(bar)}</div>`
}

/** A decision that was read later than this (milliseconds) is noted below the bar even if the service succeeded. */
const LATE = 10_000

/** The delay between a decision of ECS and the poll that read it, so that a reader can judge the detection time. */
function decisionNote({ result, timeline }: Bar): HtmlPart {
  const { decision, milestones = [] } = timeline ?? {}
  if (decision === undefined) return undefined
  if (isGood(result.outcome) && decision.seenAt - decision.at < LATE) return undefined
  const known = milestones.find(({ what }) => what === 'failing')?.at
  const early =
    known !== undefined && known < decision.at && decision.what === 'failed'
      ? `; known to fail ${formatDuration(decision.at - known)} earlier`
      : ''
  const late = formatDuration(Math.max(0, decision.seenAt - decision.at))
  return html`<span class="note">ECS decided at ${clock(decision.at)} (${decision.what}), noticed ${late} later${early}</span>`
}

function sign(good: boolean): Html {
  return good ? html`<span class="good">✓</span>` : html`<span class="bad">✗</span>`
}

/** The polls at which the number of failed starts had increased, with the total at that poll. */
export function failuresOf({
  timeline
}: Pick<ServiceStory, 'timeline'>): readonly { readonly at: number; readonly count: number }[] {
  const { samples = [] } = timeline ?? {}
  return samples.flatMap(({ at, failed }, index) =>
    failed > (samples[index - 1]?.failed ?? 0) ? [{ at, count: failed }] : []
  )
}

/** Explains only what the chart shows. */
function legend(bars: readonly Bar[]): Html | undefined {
  const phases = (Object.keys(PHASES) as Phase[]).filter(phase =>
    bars.some(({ parts }) => parts.some(part => part.phase === phase))
  )
  const keys = phases.map(
    phase =>
      html`<svg class="key" width="18" height="12" aria-hidden="true"><rect class="${phase}" width="18" height="12"/></svg> ${PHASES[phase]}`
  )
  const marks = [
    bars.some(bar => failuresOf(bar).length > 0) && html`<b class="bad">×</b> failed starts`,
    bars.some(({ timeline }) => timeline?.decision) &&
      html`<svg class="key" width="18" height="12" aria-hidden="true"><line class="decided" x1="5" x2="5" y1="0" y2="12"/><line class="noticed" x1="13" x2="13" y1="0" y2="12"/></svg> ECS decided, then this run noticed`
  ].filter(mark => mark !== false)
  return list([...keys, ...marks], 'legend')
}

/** Maximum services whose moments are listed, and maximum moments per service. */
const SERVICES_TOLD = 100
const MOMENTS_TOLD = 60

function moments(bars: readonly Bar[]): HtmlPart {
  const told = bars.slice(0, SERVICES_TOLD).map(({ result, timeline }) => {
    const milestones = timeline === undefined ? [] : momentsOf(timeline)
    const start = milestones[0]?.at ?? 0
    const decided = timeline?.decision
    const told = milestones.slice(0, MOMENTS_TOLD).map(one => ({ at: one.at, text: momentInWords(one) }))
    const seen = decided && {
      at: decided.at,
      text: `ECS decided: ${decided.what}, noticed at ${clock(decided.seenAt)}`
    }
    const rows = [...told, ...(seen === undefined ? [] : [seen])]
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, text }) => {
        const since = at > start ? html`<span class="soft">+${formatDuration(at - start)}</span>` : undefined
        return html`<li><time>${clock(at)}</time> <bdi>${text}</bdi> ${since}</li>`
      })
    return html`<h3>${labelOf(result)}</h3><ul class="moments">${rows}</ul>`
  })
  return folded('All events as text', told)
}
