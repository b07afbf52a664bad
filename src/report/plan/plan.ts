import { groupBy } from '../../group.ts'
import { someOf } from '../../list.ts'
import type { Plan } from '../../plan/plan.ts'
import { plain } from '../text.ts'
import { type PlannedService, type PlanSection, type PlanStory, planSections } from './plan-stories.ts'
import { differenceLine } from './plan-words.ts'

/**
 * planToText prints a plan for a terminal or log: the differences per definition, and per service what happens and what
 * it replaces.
 */
export function planToText(plan: Plan): readonly string[] {
  return planSections(plan).flatMap(sectionLines).map(plain)
}

/** The maximum number of services that are named with a risk. */
const NAMED = 12

/** A risk that several services have is one line after all of them. */
function sectionLines({ environment, stories }: PlanSection): readonly string[] {
  const risks = stories.flatMap(({ services }) =>
    services.flatMap(({ service, risks }) => risks.map(({ message }) => ({ service, message })))
  )
  const shared = groupBy(risks, ({ message }) => message).filter(alike => alike.length > 1)
  const isShared = new Set(shared.flatMap(alike => alike.map(({ message }) => message)))
  return [
    ...(environment === undefined ? [] : [`environment ${environment}:`]),
    ...stories.flatMap(story => storyLines(story, isShared)),
    ...shared.map(alike => {
      const names = alike.map(({ service }) => service)
      return `risk for ${someOf(names, NAMED)}: ${alike[0]?.message}`
    })
  ]
}

function storyLines(story: PlanStory, isShared: ReadonlySet<string>): readonly string[] {
  const { family, files, registration, differences, references, services } = story
  const head = files.length === 0 ? [] : [`${family} (${files.join(', ')}): ${registration}`]
  return [
    ...head,
    ...differences.map(one => `    ${differenceLine(one)}`),
    ...references.map(
      ({ name, written, arn }) => `    ${name}: ${written === arn ? arn : `${written} → ${arn}`}`
    ),
    ...services.flatMap(one => serviceLines(one, isShared))
  ]
}

function serviceLines(
  { kind, service, action, running, isUnchanged, risks }: PlannedService,
  isShared: ReadonlySet<string>
): readonly string[] {
  const replaced = isUnchanged || running === '' ? '' : `; runs now: ${running}`
  const own = risks.filter(({ message }) => !isShared.has(message))
  return [`  ${kind} ${service}: ${action}${replaced}`, ...own.map(({ message }) => `    risk: ${message}`)]
}
