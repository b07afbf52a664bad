import type { Milestone, Timeline } from '../rollout/outcome.ts'
import { formatDuration } from '../rollout/progress.ts'
import { escapeMarkdown } from './markdown.ts'
import { clipped } from './summary-room.ts'

/** What a milestone is called where it has no text of its own. */
const NAMES: Readonly<Record<Milestone['what'], string>> = {
  registered: 'registered',
  updated: 'service updated',
  'first-task': 'first task running',
  stage: 'next stage',
  traffic: 'traffic moved',
  paused: 'waits for a person',
  failing: 'failing',
  'rolling-back': 'rolling back',
  ended: 'done'
}

/** Rows at the start and at the end of a long timeline; a canary of eight hours has a step every few minutes. */
const ROWS_AT_EACH_END = 12
const TEXT_LENGTH = 300

/** timelineToMarkdown is a table of moments: clock time (UTC), time since the first one, what happened. Empty without any. */
export function timelineToMarkdown({ milestones }: Pick<Timeline, 'milestones'>): string {
  if (milestones.length === 0) return ''
  const start = milestones[0]?.at ?? 0
  const rows = milestones.map(milestone => row(milestone, start))
  const hidden = rows.length - 2 * ROWS_AT_EACH_END
  const shown =
    hidden <= 1
      ? rows
      : [
          ...rows.slice(0, ROWS_AT_EACH_END),
          `| | | … ${hidden} more |`,
          ...rows.slice(rows.length - ROWS_AT_EACH_END)
        ]
  return ['| time (UTC) | since start | |', '| --- | --- | --- |', ...shown].join('\n')
}

function row({ at, what, text }: Milestone, start: number): string {
  const since = at > start ? `+${formatDuration(at - start)}` : ''
  const said = text.trim() === '' ? NAMES[what] : clipped(text, TEXT_LENGTH)
  return `| ${clockTime(at, start)} | ${since} | ${escapeMarkdown(said)} |`
}

/** `17:03:12`, with the date before it once that is another one than at the start. Empty for what is no time. */
function clockTime(at: number, start: number): string {
  const [date, time] = isoOf(at)
  if (date === undefined || time === undefined) return ''
  return date === isoOf(start)[0] ? time : `${date} ${time}`
}

function isoOf(at: number): readonly string[] {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? [] : date.toISOString().slice(0, 19).split('T')
}
