import type { Difference } from '../plan/compare.ts'
import type { Plan } from '../plan/plan.ts'
import { type PlannedService, type PlanSection, type PlanStory, planSections } from './plan-stories.ts'
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
    ...differences.map(differenceLine),
    ...references.map(({ name, written, arn }) => `    ${name}: ${written} → ${arn}`),
    ...services.flatMap(serviceLines)
  ]
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const

function differenceLine({ change, path, before, after }: Difference): string {
  const values = change === 'changed' ? [before ?? HIDDEN, after ?? HIDDEN] : [before ?? after]
  const isShown = before !== undefined || after !== undefined
  return `    ${SIGNS[change]} ${path}${isShown ? `: ${values.join(' → ')}` : ''}`
}

/** A value that could be a credential, or more than one value. */
const HIDDEN = '(not shown)'

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
