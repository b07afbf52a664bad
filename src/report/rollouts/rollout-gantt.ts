import { isGood, labelOf } from '../../rollout/outcome.ts'
import type { ServiceStory } from './rollout-details.ts'
import { outcomeInWords } from './service-facts.ts'

/** Maximum bars in a readable diagram; failures are never omitted in favor of other services. */
const MOST_BARS = 60

const NAME_LENGTH = 60

/** GitHub replaces a longer diagram with a message. */
const MOST_CHARACTERS = 50_000

/** Words at the start of a line that Mermaid does not read as a task. */
const KEYWORDS =
  /^(?:section|title|click|call|href|accTitle|accDescr|dateFormat|axisFormat|tickInterval|includes|excludes|inclusiveEndDates|topAxis|todayMarker|weekday|weekend|gantt|end)\b/i

type Bar = { readonly story: ServiceStory; readonly from: number; readonly to: number }

/**
 * rolloutGantt returns the rollouts as a Mermaid code block, by wave, for pages on GitHub. The table beside it has the
 * same content as text. Empty with fewer than two rollouts. Service names are reduced to letters, digits and `_ . ( ) /
 * -`.
 */
export function rolloutGantt(stories: readonly ServiceStory[]): string {
  const bars = stories.flatMap(barOf)
  if (bars.length < 2) return ''
  // failures are first in the stories
  const shown = bars.slice(0, MOST_BARS)
  const waves = [...new Set(shown.map(waveOf))].toSorted((a, b) => a - b)
  const lines = waves.flatMap(wave => [
    `section ${wave === 0 ? 'Rollouts' : `Wave ${wave}`}`,
    ...shown.filter(bar => waveOf(bar) === wave).map(taskLine)
  ])
  const diagram = [
    '```mermaid',
    'gantt',
    'dateFormat x',
    ...axisOf(shown),
    'todayMarker off',
    ...lines,
    '```'
  ]
  const text = diagram.join('\n')
  if (text.length > MOST_CHARACTERS) return ''
  const left = bars.length - shown.length
  const note = left > 0 ? `\n\n${left} more rollouts are in the table.` : ''
  const red = lines.some(line => line.includes(' :crit,')) ? '; failed ones are red' : ''
  return `Rollouts over time, in your time zone${red}:\n\n${text}${note}`
}

/** Seconds between the labels of the axis that are easy to read. */
const STEPS: readonly number[] = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200
]

/** Labels of more steps overlap on a phone. */
const MOST_STEPS = 5

/** The labels of the axis, without seconds where none are needed. */
function axisOf(bars: readonly Bar[]): readonly string[] {
  const span = Math.max(...bars.map(({ to }) => to)) - Math.min(...bars.map(({ from }) => from))
  const step = STEPS.find(seconds => span <= seconds * 1000 * MOST_STEPS)
  if (step === undefined) return ['axisFormat %H:%M']
  const interval = step < 60 ? `${step}second` : step < 3600 ? `${step / 60}minute` : `${step / 3600}hour`
  return [`axisFormat ${step < 60 ? '%H:%M:%S' : '%H:%M'}`, `tickInterval ${interval}`]
}

function waveOf({ story }: Bar): number {
  return story.timeline?.wave ?? 0
}

function barOf(story: ServiceStory): readonly Bar[] {
  const from = Date.parse(story.result.startedAt ?? '')
  const to = Date.parse(story.result.finishedAt ?? '')
  // Mermaid does not draw a bar of zero length
  return Number.isNaN(from) || Number.isNaN(to) ? [] : [{ story, from, to: Math.max(to, from + 1000) }]
}

/** `crit` is red, `done` grey; an ongoing one is `active`. */
function taskLine({ story: { result }, from, to }: Bar): string {
  const tag = result.isOngoing ? 'active' : isGood(result.outcome) ? 'done' : 'crit'
  const outcome = isGood(result.outcome) ? '' : ` (${outcomeInWords(result.outcome, result.isUnverified)})`
  return `${taskName(labelOf(result))}${outcome} :${tag}, ${from}, ${to}`
}

/** A colon in a name would end it; `#` and `;` have a special meaning. */
function taskName(label: string): string {
  const name = label
    .replace(/[^\w .()/-]/g, '_')
    .trim()
    .slice(0, NAME_LENGTH)
  return KEYWORDS.test(name) || name === '' ? `service ${name}` : name
}
