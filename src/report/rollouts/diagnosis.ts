import type { Diagnosis, LogExcerpt } from '../../rollout/diagnosis/diagnosis.ts'
import { count } from '../text.ts'

/** diagnosisToText prints the evidence of one failed rollout: what stopped, causes, then the last log lines. */
export function diagnosisToText(diagnosis: Diagnosis): readonly string[] {
  const { logs } = diagnosis
  const events = eventsBeyond(diagnosis)
  const indented = (lines: readonly string[]) => lines.map(line => `    ${line}`)
  return [
    ...evidenceLines(diagnosis),
    ...(events.length === 0 ? [] : ['Last events:', ...indented(events)]),
    ...causesInWords(diagnosis).map(text => `    → ${text}`),
    ...logs.flatMap(excerpt => [`${logTitle(excerpt)}:`, ...indented(excerpt.lines)])
  ]
}

/** causesInWords returns what is wrong, each cause once; the next steps have what to do about it. */
export function causesInWords({ stops, eventCauses }: Diagnosis): readonly string[] {
  return [...new Set([...stops, ...eventCauses].flatMap(one => whatIsWrong(one.explanation) ?? []))]
}

/** whatIsWrong returns an explanation without the policy to add. */
export function whatIsWrong(explanation: string | undefined): string | undefined {
  return explanation?.replace(/\. Add to .*\{.*$/s, '.')
}

/** eventsBeyond returns the last events without those that repeat why tasks stopped. */
export function eventsBeyond({ events, stops }: Diagnosis): readonly string[] {
  return events.filter(event => !stops.some(({ reason }) => event.includes(reason)))
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
    ...stopsInWords(stops),
    ...(isNothing ? ['ECS lists no stopped task of this deployment.'] : []),
    ...targetsInWords(targets),
    ...notVerified
  ]
}

/** stopsInWords returns e.g. `3 tasks stopped: Essential container in task exited (app exited with 1)`. */
export function stopsInWords(stops: Diagnosis['stops']): readonly string[] {
  return stops.map(({ count: number, reason, exits }) => {
    const ended = exits.length > 0 ? ` (${exits.join(', ')})` : ''
    return `${count(number, 'task')} stopped: ${reason}${ended}`
  })
}

/** targetsInWords returns a line for each target group, followed by those of its states. */
export function targetsInWords(targets: Diagnosis['targets']): readonly string[] {
  return targets.flatMap(({ name, check, states }) => {
    const shown = states.map(({ count: number, state, reason, description }) =>
      [`    ${number} ${state}`, reason, description].filter(text => text !== undefined).join(': ')
    )
    const checked = check === undefined ? '' : ` (checks ${check})`
    const none = shown.length > 0 ? shown : ['    no target is registered at this moment']
    return [`Target group ${name}${checked}:`, ...none]
  })
}
