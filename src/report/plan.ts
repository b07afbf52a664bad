import type { Plan } from '../plan/plan.ts'
import { type PlannedService, type PlanSection, type PlanStory, planSections } from './plan-stories.ts'
import { differenceLine } from './plan-words.ts'
import { plain } from './text.ts'

/**
 * planToText prints a plan for a terminal or log: the differences per definition, and per service what happens and what
 * it replaces.
 */
export function planToText(plan: Plan): readonly string[] {
  return planSections(plan).flatMap(sectionLines).map(plain)
}

function sectionLines({ environment, stories }: PlanSection): readonly string[] {
  return [
    ...(environment === undefined ? [] : [`environment ${environment}:`]),
    ...stories.flatMap(storyLines)
  ]
}

function storyLines(story: PlanStory): readonly string[] {
  const { family, files, registration, differences, references, services } = story
  const head = files.length === 0 ? [] : [`${family} (${files.join(', ')}): ${registration}`]
  return [
    ...head,
    ...differences.map(one => `    ${differenceLine(one)}`),
    ...references.map(
      ({ name, written, arn }) => `    ${name}: ${written === arn ? arn : `${written} → ${arn}`}`
    ),
    ...services.flatMap(serviceLines)
  ]
}

function serviceLines({
  kind,
  service,
  action,
  running,
  isUnchanged,
  risks
}: PlannedService): readonly string[] {
  const replaced = isUnchanged || running === '' ? '' : `; runs now: ${running}`
  return [`  ${kind} ${service}: ${action}${replaced}`, ...risks.map(({ message }) => `    risk: ${message}`)]
}
