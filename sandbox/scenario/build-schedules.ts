import { SandboxError } from '../fault.ts'
import { isMap, type JsonMap, listOf, mapsOf, textOf } from '../json.ts'
import { targetProblem } from '../operations/events/rules.ts'
import { addSchedule } from '../operations/scheduler/schedules.ts'
import { checkRequest } from '../wire/schema.ts'
import { arnOf } from '../world/arns.ts'
import { regionOf } from '../world/lookup.ts'
import type { Rule, World } from '../world/state.ts'
import { fill } from './fill.ts'

/** buildRules creates the scenario's EventBridge rules with their targets. Throws SandboxError or AwsFault. */
export function buildRules(world: World, content: JsonMap, home: string): void {
  for (const [index, entry] of mapsOf(content, 'rules').entries()) {
    const region = textOf(entry, 'region') ?? home
    const name = textOf(entry, 'name') ?? ''
    const targets = fill(world, region, listOf(entry, 'targets'))
    const given = Array.isArray(targets) ? targets.filter(isMap) : []
    checkRequest({ service: 'events', operation: 'PutTargets' }, { Rule: name, Targets: given }, 'refuse')
    for (const target of given) {
      const problem = targetProblem(target)
      if (problem !== undefined) throw new SandboxError(`Scenario: rules[${index}]: ${problem}`)
    }
    regionOf(world, region).rules.set(name, ruleOf(world, region, { entry, targets: given }))
  }
}

function ruleOf(world: World, region: string, what: { entry: JsonMap; targets: JsonMap[] }): Rule {
  const { entry, targets } = what
  const name = textOf(entry, 'name') ?? ''
  const scheduleExpression = textOf(entry, 'scheduleExpression')
  const eventPattern = textOf(entry, 'eventPattern')
  const managedBy = textOf(entry, 'managedBy')
  return {
    name,
    arn: arnOf(world, ['events', region], `rule/${name}`),
    state: textOf(entry, 'state') ?? 'ENABLED',
    targets,
    ...(scheduleExpression === undefined ? {} : { scheduleExpression }),
    ...(eventPattern === undefined ? {} : { eventPattern }),
    ...(managedBy === undefined ? {} : { managedBy })
  }
}

/**
 * buildSchedules creates the scenario's schedules, each from the input of CreateSchedule. Throws SandboxError or
 * AwsFault.
 */
export function buildSchedules(world: World, content: JsonMap, home: string): void {
  for (const [index, entry] of mapsOf(content, 'schedules').entries()) {
    const { region: named, ...given } = entry
    const region = typeof named === 'string' ? named : home
    const input = fill(world, region, given)
    if (!isMap(input) || (textOf(input, 'Name') ?? '') === '')
      throw new SandboxError(`Scenario: schedules[${index}].Name is missing.`)
    checkRequest({ service: 'scheduler', operation: 'CreateSchedule' }, input, 'refuse')
    addSchedule(world, regionOf(world, region), input)
  }
}
