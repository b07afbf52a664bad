import type { Diagnosis, LogExcerpt } from '../../rollout/diagnosis/diagnosis.ts'
import { detailsBlock, listBlock, type SectionBlock, sectionToText } from '../section.ts'
import { count } from '../text.ts'

const EVENTS = 40
const LOGS = 10
const LOG_LINES = 60

/** diagnosisToText prints the evidence of one failed rollout. */
export function diagnosisToText(diagnosis: Diagnosis): readonly string[] {
  return sectionToText({ blocks: diagnosisBlocks(diagnosis) })
}

/**
 * diagnosisBlocks shows what stopped, the logs, that of the first container open, and the last events without those
 * that repeat why tasks stopped. The verdict and the next steps have the cause, and what to do about it.
 */
export function diagnosisBlocks(diagnosis: Diagnosis): readonly SectionBlock[] {
  const { stops, targets, notVerified, logs, events } = diagnosis
  const isNothing = stops.length === 0 && notVerified.length === 0
  const others = events.filter(event => !stops.some(({ reason }) => event.includes(reason)))
  return [
    ...listBlock([
      ...stopsInWords(stops),
      ...(isNothing ? ['ECS lists no stopped task of this deployment.'] : []),
      ...targetsInWords(targets).map(line => line.trim()),
      ...notVerified
    ]),
    ...logs.slice(0, LOGS).flatMap((excerpt, index) => {
      const lines = excerpt.lines.slice(-LOG_LINES)
      return detailsBlock(logTitle(excerpt), [{ kind: 'code', title: logTitle(excerpt), lines }], index === 0)
    }),
    ...detailsBlock('Last events', listBlock(others.slice(-EVENTS)))
  ]
}

/** whatIsWrong returns an explanation without the policy to add. */
export function whatIsWrong(explanation: string | undefined): string | undefined {
  return explanation?.replace(/\. Add to .*\{.*$/s, '.')
}

/** The container and task that log lines are from. */
function logTitle({ container, task, lines }: LogExcerpt): string {
  const last = lines.length === 1 ? 'Last line' : `Last ${lines.length} lines`
  return `${last} of container ${container}, task ${task}`
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
