import { labelOf, type TaskSample } from '../../rollout/outcome.ts'
import { formatDuration } from '../../rollout/progress.ts'
import type { ServiceStory } from '../rollouts/rollout-details.ts'
import { type Html, type HtmlPart, html } from './html.ts'
import { failuresOf } from './rollout-bars.ts'
import { clock, counted, percent } from './units.ts'

/** Width and height of the drawing's coordinate system, which is stretched to the page. */
const WIDE = 1000
const HIGH = 100
/** Headroom above the highest area, as a factor. */
const HEADROOM = 1.25

/** A chart of the tasks of one service, and the parts of it that a legend must explain. */
export type TaskPicture = { readonly figure: Html; readonly parts: ReadonlySet<TaskPart> }

/** The possible parts of the chart, in the order of the legend. */
export type TaskPart = 'old' | 'new' | 'pending' | 'wanted' | 'fail' | 'decided'

/**
 * taskPicture charts the tasks of one service over time: tasks of other deployments as an area below, new tasks on top.
 * It shows at a glance whether the old tasks ever dropped. Undefined with fewer than two polls, or if only the last
 * poll saw tasks.
 */
export function taskPicture(story: ServiceStory): TaskPicture | undefined {
  const { samples = [], decision } = story.timeline ?? {}
  const [first] = samples
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.at <= first.at) return undefined
  const drawn = samples.slice(0, -1)
  if (drawn.every(({ old, running, pending }) => old + running + pending === 0)) return undefined
  const most = Math.max(
    1,
    ...samples.map(({ desired, old, running, pending }) => Math.max(desired, old + running + pending))
  )
  const plane = { from: first.at, to: last.at, most: most * HEADROOM }
  const name = labelOf(story.result)
  const figure = html`<figure class="tasks"><figcaption><b>${name}</b> ${captionOf(samples)}</figcaption><div class="plot"><svg role="img" aria-label="Tasks of ${name} over time. ${captionOf(samples)}" width="100%" height="120">${areas(samples, plane)}${marks(story, samples, plane)}</svg></div><p class="axis"><span>${clock(first.at)}</span><span>${formatDuration(last.at - first.at)}</span><span>${clock(last.at)} UTC</span></p></figure>`
  const has: Readonly<Record<TaskPart, boolean>> = {
    old: drawn.some(({ old }) => old > 0),
    new: drawn.some(({ running }) => running > 0),
    pending: drawn.some(({ pending }) => pending > 0),
    wanted: true,
    fail: failuresOf(story).length > 0,
    decided: decision !== undefined
  }
  const parts = (Object.keys(has) as TaskPart[]).filter(part => has[part])
  return { figure, parts: new Set(parts) }
}

type Plane = { readonly from: number; readonly to: number; readonly most: number }

function areas(samples: readonly TaskSample[], plane: Plane): Html {
  const old = edge(samples, plane, ({ old: tasks }) => tasks)
  const running = edge(samples, plane, sample => sample.old + sample.running)
  const pending = edge(samples, plane, sample => sample.old + sample.running + sample.pending)
  const ground = [`${WIDE},${HIGH}`, `0,${HIGH}`]
  const area = (name: string, upper: readonly string[], lower: readonly string[]) =>
    html`<polygon class="${name}" points="${[...upper, ...lower].join(' ')}"/>`
  return html`<svg viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" width="100%" height="100%">${area('old', old, ground)}${area('new', running, old.toReversed())}${area('pending', pending, running.toReversed())}</svg>`
}

/** The upper edge of an area: each value holds until the next poll. */
function edge(
  samples: readonly TaskSample[],
  plane: Plane,
  height: (sample: TaskSample) => number
): readonly string[] {
  return samples.flatMap((sample, index) => {
    const until = samples[index + 1]?.at ?? sample.at
    const y = round(HIGH - (height(sample) / plane.most) * HIGH)
    return [sample.at, until].map(at => `${round(((at - plane.from) / (plane.to - plane.from)) * WIDE)},${y}`)
  })
}

function round(number: number): number {
  return Math.round(number * 100) / 100
}

function marks(story: ServiceStory, samples: readonly TaskSample[], plane: Plane): readonly HtmlPart[] {
  const x = (at: number) => percent((at - plane.from) / (plane.to - plane.from))
  const y = (tasks: number) => percent(1 - tasks / plane.most)
  const desired = samples.at(-1)?.desired ?? 0
  const { decision } = story.timeline ?? {}
  return [
    html`<line class="wanted" x1="0" x2="100%" y1="${y(desired)}" y2="${y(desired)}"><title>${counted(desired, 'desired task')}</title></line>`,
    decision &&
      html`<line class="decided" x1="${x(decision.at)}" x2="${x(decision.at)}" y1="0" y2="100%"><title>ECS decided at ${clock(decision.at)}: ${decision.what}</title></line>`,
    ...failuresOf(story).map(
      ({ at, count }) =>
        html`<text class="fail" x="${x(at)}" y="16"><title>${counted(count, 'failed start')} by ${clock(at)} UTC</title>×</text>`
    )
  ]
}

function captionOf(samples: readonly TaskSample[]): string {
  const failed = samples.at(-1)?.failed ?? 0
  const mostNew = Math.max(...samples.map(({ running }) => running))
  return [
    standingOf(samples),
    mostNew === 0 ? 'No new task was seen running.' : `At most ${counted(mostNew, 'new task')}.`,
    failed === 0 ? '' : `${counted(failed, 'failed start')}.`
  ]
    .filter(text => text !== '')
    .join(' ')
}

/** Whether the desired number of tasks was running throughout, or how long none was running. */
function standingOf(samples: readonly TaskSample[]): string {
  const wanted = samples[0]?.desired ?? 0
  const fewestOld = Math.min(...samples.map(({ old }) => old))
  if (fewestOld >= wanted && wanted > 0)
    return `The old tasks never dipped: at least ${fewestOld} ran at every poll (${wanted} desired).`
  const fewest = Math.min(...samples.map(({ old, running }) => old + running))
  if (fewest > 0)
    return `At least ${counted(fewest, 'task')}, old or new, ran at every poll (${wanted} desired).`
  const empty = samples.reduce((sum, { at, old, running }, index) => {
    const until = samples[index + 1]?.at ?? at
    return old + running === 0 ? sum + until - at : sum
  }, 0)
  const whole = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)
  const long = empty === 0 ? 'at one poll' : `for ${formatDuration(empty)} of ${formatDuration(whole)}`
  return `No task, old or new, ran ${long} (${wanted} desired).`
}
