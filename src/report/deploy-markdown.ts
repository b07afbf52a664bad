import type { Plan } from '../plan/plan.ts'
import type { Diagnosis } from '../rollout/diagnose.ts'
import { isGood, type ServiceResult } from '../rollout/outcome.ts'
import { code, escapeMarkdown } from './markdown.ts'
import { describeAction, describeRegistration, shortArn } from './plan-text.ts'
import { diagnosisToText } from './results-text.ts'

/** resultsToMarkdown is the table of outcomes for the step summary, failures first, each failure's evidence below. */
export function resultsToMarkdown(
  results: readonly ServiceResult[],
  diagnoses: readonly Diagnosis[]
): string {
  if (results.length === 0) return ''
  const sorted = [...results].sort((a, b) => Number(isGood(a.outcome)) - Number(isGood(b.outcome)))
  const rows = sorted.map(
    result =>
      `| ${isGood(result.outcome) ? '✅' : '❌'} ${code(result.service)} | ${result.outcome} | ${revisions(result)} | ${duration(result)} | ${escapeMarkdown(result.reason)} |`
  )
  const evidence = diagnoses.map(
    diagnosis =>
      `<details open><summary>Why ${escapeMarkdown(diagnosis.service)} failed</summary>\n\n${diagnosisToText(
        diagnosis
      )
        .map(line => `- ${escapeMarkdown(line.trim())}`)
        .join('\n')}\n\n</details>`
  )
  return [
    '## Rollouts',
    '',
    '| service | outcome | revision | took | reason |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...evidence,
    ''
  ].join('\n')
}

function revisions(result: ServiceResult): string {
  const from = result.previousTaskDefinitionArn
  const to = result.taskDefinitionArn
  if (to === undefined) return from === undefined ? '' : code(shortArn(from))
  return from === undefined || from === to
    ? code(shortArn(to))
    : `${code(shortArn(from))} → ${code(shortArn(to))}`
}

function duration(result: ServiceResult): string {
  if (result.startedAt === undefined || result.finishedAt === undefined) return ''
  return `${Math.round((Date.parse(result.finishedAt) - Date.parse(result.startedAt)) / 1000)} s`
}

/** planToMarkdown shows what is to be registered and updated, with the places that differ and no values. */
export function planToMarkdown(plan: Plan): string {
  const rows = plan.definitions.flatMap(definition => {
    const services = plan.services.filter(({ definitionId }) => definitionId === definition.id)
    const what = `${escapeMarkdown(describeRegistration(definition))}${differences(definition)}`
    if (services.length === 0) return [`| | ${code(definition.family)} | ${what} | |`]
    return services.map(
      service =>
        `| ${code(service.service)} | ${code(definition.family)} | ${what} | ${escapeMarkdown(describeAction(service.action))} |`
    )
  })
  return [
    '## Plan',
    '',
    '| service | family | definition | service |',
    '| --- | --- | --- | --- |',
    ...rows,
    ''
  ].join('\n')
}

const DIFFERENCES_SHOWN = 12

function differences(definition: Plan['definitions'][number]): string {
  if (definition.registration.kind === 'reuse' || definition.differences.length === 0) return ''
  const shown = definition.differences
    .slice(0, DIFFERENCES_SHOWN)
    .map(({ change, path }) => `<br>${change} ${code(path)}`)
  const more = definition.differences.length - DIFFERENCES_SHOWN
  return shown.join('') + (more > 0 ? `<br>and ${more} more` : '')
}
