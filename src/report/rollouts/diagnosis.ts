import type { Diagnosis, LogExcerpt, TargetReport } from '../../rollout/diagnosis/diagnosis.ts'
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
  const { events, eventCauses } = diagnosis
  const lastEvents = events.length === 0 ? [] : ['Last events:', ...events.map(event => `    ${event}`)]
  const why = diagnosis.stops.flatMap(({ explanation }) => explanation ?? [])
  const causes = [...new Set([...why, ...eventCauses.map(({ explanation }) => explanation)])]
  return [...evidenceLines(diagnosis), ...lastEvents, ...causes.map(text => `    → ${text}`), ...logs]
}

/** logTitle names the container and task that the log lines are from. */
export function logTitle({ container, task, lines }: LogExcerpt): string {
  const last = lines.length === 1 ? 'Last line' : `Last ${lines.length} lines`
  return `${last} of container ${container}, task ${task}`
}

/** evidenceLines returns what stopped, the state of the targets, and what could not be read. */
export function evidenceLines({ stops, targets, notVerified }: Diagnosis): readonly string[] {
  const isNothing = stops.length === 0 && notVerified.length === 0
  return [
    ...stops.map(({ count: number, reason, exits }) => {
      const ended = exits.length > 0 ? ` (${exits.join(', ')})` : ''
      return `${count(number, 'task')} stopped: ${reason}${ended}`
    }),
    ...(isNothing ? ['ECS lists no stopped task of this deployment.'] : []),
    ...targets.flatMap(targetToText),
    ...notVerified
  ]
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
