import type { Diagnosis, LogExcerpt, TargetReport } from '../diagnosis/diagnosis.ts'
import { isGood, type ServiceResult } from '../rollout/outcome.ts'
import { shortArn } from './plan-text.ts'

/** Reasons that say no more than the outcome does. */
const PLAIN: ReadonlySet<string> = new Set([
  'The deployment completed.',
  'The service already runs this definition.'
])

/** resultsToText is one line a service, failures last so that they stand next to the prompt. */
export function resultsToText(results: readonly ServiceResult[]): readonly string[] {
  const width = Math.max(0, ...results.map(result => result.service.length))
  const sorted = [...results].sort((a, b) => Number(isGood(b.outcome)) - Number(isGood(a.outcome)))
  return sorted.map(result => {
    const untouched = result.outcome === 'rolled-back' || result.outcome === 'not-started'
    const runs = untouched ? result.previousTaskDefinitionArn : result.taskDefinitionArn
    const arn = runs === undefined ? '' : ` ${shortArn(runs)}`
    const isPlain = isGood(result.outcome) && PLAIN.has(result.reason)
    return `${result.service.padEnd(width)}  ${result.outcome}${arn}${isPlain ? '' : ` — ${result.reason}`}`
  })
}

/** diagnosisToText prints the evidence of one failed rollout, most frequent reason first, the last lines of logs after it. */
export function diagnosisToText(diagnosis: Diagnosis): readonly string[] {
  const logs = diagnosis.logs.flatMap(excerpt => [
    `${logTitle(excerpt)}:`,
    ...excerpt.lines.map(line => `    ${line}`)
  ])
  return [...evidenceToText(diagnosis), ...logs]
}

/** logTitle says whose lines of log these are. */
export function logTitle({ container, task, lines }: LogExcerpt): string {
  const count = lines.length === 1 ? 'Last line' : `Last ${lines.length} lines`
  return `${count} of container ${container}, task ${task}`
}

/** evidenceToText is diagnosisToText without the lines of logs. */
export function evidenceToText(diagnosis: Diagnosis): readonly string[] {
  const lines: string[] = []
  for (const stop of diagnosis.stops) {
    const exits = stop.exits.length > 0 ? ` (${stop.exits.join(', ')})` : ''
    lines.push(`${stop.count} × stopped: ${stop.reason}${exits}`)
    if (stop.explanation !== undefined) lines.push(`    → ${stop.explanation}`)
  }
  if (diagnosis.stops.length === 0 && diagnosis.notVerified.length === 0) {
    lines.push('ECS remembers no stopped task of this deployment.')
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
