import type { Diagnosis } from '../rollout/diagnose.ts'
import { isGood, type ServiceResult } from '../rollout/outcome.ts'
import { shortArn } from './plan-text.ts'

/** resultsToText is one line a service, failures last so that they stand next to the prompt. */
export function resultsToText(results: readonly ServiceResult[]): readonly string[] {
  const width = Math.max(0, ...results.map(result => result.service.length))
  const sorted = [...results].sort((a, b) => Number(isGood(b.outcome)) - Number(isGood(a.outcome)))
  return sorted.map(result => {
    const arn = result.taskDefinitionArn === undefined ? '' : ` ${shortArn(result.taskDefinitionArn)}`
    return `${result.service.padEnd(width)}  ${result.outcome}${arn}${isGood(result.outcome) ? '' : ` — ${result.reason}`}`
  })
}

/** diagnosisToText prints the evidence of one failed rollout, most frequent reason first. */
export function diagnosisToText(diagnosis: Diagnosis): readonly string[] {
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
  lines.push(...diagnosis.notVerified)
  return lines
}
