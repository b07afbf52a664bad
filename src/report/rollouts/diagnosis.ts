import type { Diagnosis, LogExcerpt, TargetReport } from '../../diagnosis/diagnosis.ts'
import { clipped } from '../fitting.ts'
import { escapeCode, escapeHtml, escapeMarkdown } from '../markdown.ts'
import { count } from '../text.ts'

/**
 * diagnosisToText prints the evidence of one failed rollout, most frequent reason first, followed by the last log
 * lines.
 */
export function diagnosisToText(diagnosis: Diagnosis): readonly string[] {
  const logs = diagnosis.logs.flatMap(excerpt => [
    `${logTitle(excerpt)}:`,
    ...excerpt.lines.map(line => `    ${line}`)
  ])
  return [...evidenceToText(diagnosis), ...logs]
}

/** logTitle names the container and task that the log lines are from. */
export function logTitle({ container, task, lines }: LogExcerpt): string {
  const last = lines.length === 1 ? 'Last line' : `Last ${lines.length} lines`
  return `${last} of container ${container}, task ${task}`
}

/** evidenceToText is diagnosisToText without the log lines. */
function evidenceToText(diagnosis: Diagnosis): readonly string[] {
  const lines: string[] = []
  for (const stop of diagnosis.stops) {
    const exits = stop.exits.length > 0 ? ` (${stop.exits.join(', ')})` : ''
    lines.push(`${count(stop.count, 'task')} stopped: ${stop.reason}${exits}`)
    if (stop.explanation !== undefined) lines.push(`    → ${stop.explanation}`)
  }
  if (diagnosis.stops.length === 0 && diagnosis.notVerified.length === 0) {
    lines.push('ECS lists no stopped task of this deployment.')
  }
  if (diagnosis.events.length > 0)
    lines.push('Last events:', ...diagnosis.events.map(event => `    ${event}`))
  for (const { explanation } of diagnosis.eventCauses) lines.push(`    → ${explanation}`)
  for (const target of diagnosis.targets) lines.push(...targetToText(target))
  lines.push(...diagnosis.notVerified)
  return lines
}

function targetToText({ name, check, states }: TargetReport): readonly string[] {
  const asked = check === undefined ? '' : ` (checks ${check})`
  const shown = states.map(({ count, state, reason, description }) => {
    const why = [reason, description].filter(text => text !== undefined).join(': ')
    return `    ${count} ${state}${why === '' ? '' : `: ${why}`}`
  })
  return [
    `Target group ${name}${asked}:`,
    ...(shown.length > 0 ? shown : ['    no target is registered at this moment'])
  ]
}

const LINE_LENGTH = 1500
const LOGS = 10
const LOG_LINES = 60

/**
 * evidenceToMarkdown renders the evidence of a failure for a page in at most `most` items: first the causes, then what
 * stopped. Items that do not fit are counted. `eventsToMarkdown` renders the events.
 */
export function evidenceToMarkdown(diagnosis: Diagnosis, most: number): string {
  const { stops, eventCauses } = diagnosis
  const causes = [...new Set([...stops, ...eventCauses].flatMap(({ explanation }) => explanation ?? []))]
  const others = evidenceToText({
    ...diagnosis,
    events: [],
    eventCauses: [],
    stops: stops.map(({ explanation: _, ...stop }) => stop)
  })
  const items = [...causes.map(text => `**${shown(text)}**`), ...others.map(shown)]
  const left = items.length - most
  return [
    ...items.slice(0, most).map(text => `- ${text}`),
    ...(left > 0 ? [`- … ${left} more lines in the log`] : [])
  ].join('\n')
}

function shown(text: string): string {
  return escapeMarkdown(clipped(text.trim(), LINE_LENGTH))
}

/** eventsToMarkdown returns the last service events, folded. Empty without events. */
export function eventsToMarkdown({ events }: Diagnosis): string {
  if (events.length === 0) return ''
  const items = events.slice(-EVENTS).map(event => `- ${shown(event)}`)
  return ['<details><summary>Last events</summary>', items.join('\n'), '</details>'].join('\n\n')
}

const EVENTS = 40

/**
 * logsToMarkdown renders the last log lines; those of the first container are open. An empty line precedes `<pre>`, so
 * that Markdown treats it as a block that only `</pre>` ends: a log contains empty lines too.
 */
export function logsToMarkdown({ logs }: Diagnosis): string {
  return logs
    .slice(0, LOGS)
    .map((excerpt, index) => {
      const lines = excerpt.lines.slice(-LOG_LINES).map(line => escapeCode(clipped(line, LINE_LENGTH)))
      const open = index === 0 ? ' open' : ''
      const title = `<details${open}><summary>${escapeHtml(logTitle(excerpt))}</summary>`
      return `${title}\n\n<pre>${lines.join('\n')}</pre>\n\n</details>`
    })
    .join('\n\n')
}
