import { AwsFault } from '../fault.ts'
import { compact, type JsonMap, mapOf, mapsOf, textOf } from '../json.ts'
import { parseArn } from '../world/lookup.ts'
import type { Rule } from '../world/state.ts'
import { type Call, callArn, here, invalid, type Operations, page, passRole, text } from './operation.ts'

/** Only the default bus exists. */
function rulesIn(call: Call): Map<string, Rule> {
  const bus = text(call, 'EventBusName') || 'default'
  if (bus === 'default' || bus.endsWith(':event-bus/default')) return here(call).rules
  throw new AwsFault('ResourceNotFoundException', `Event bus ${bus} does not exist.`)
}

function ruleIn(call: Call): Rule {
  const name = text(call, 'Rule')
  const rule = rulesIn(call).get(name)
  if (!rule)
    throw new AwsFault('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`)
  return rule
}

function theRule(call: Call): string[] {
  return [callArn(call, 'events', `rule/${text(call, 'Rule')}`)]
}

function view(rule: Rule): JsonMap {
  return compact({
    Name: rule.name,
    Arn: rule.arn,
    State: rule.state,
    ScheduleExpression: rule.scheduleExpression,
    EventPattern: rule.eventPattern,
    ManagedBy: rule.managedBy,
    EventBusName: 'default'
  })
}

/** The reason why EventBridge refuses a target; undefined if it accepts it. */
export function targetProblem(target: JsonMap): string | undefined {
  const id = textOf(target, 'Id') ?? ''
  const reason = 'Reason: Provided Arn is not in correct format.'
  const arn = parseArn(textOf(target, 'Arn') ?? '')
  if (!arn) return `Parameter Arn is not valid for target ${id}. ${reason}`
  if (arn.service !== 'ecs') return
  const definition = parseArn(textOf(mapOf(target, 'EcsParameters') ?? {}, 'TaskDefinitionArn') ?? '')
  if (!definition?.resource.startsWith('task-definition/'))
    return `Parameter TaskDefinitionArn is not valid for target ${id}. ${reason}`
  return textOf(target, 'RoleArn') ? undefined : `RoleArn is required for target ${arn.resource}.`
}

/** The EventBridge operations of the sandbox, on the default bus. */
export const EVENTS: Operations = {
  ListRules: {
    run: call => {
      const found = page(
        call,
        [...rulesIn(call).values()].filter(({ name }) => name.startsWith(text(call, 'NamePrefix')))
      )
      return { Rules: found.items.map(view), NextToken: found.next }
    }
  },
  ListRuleNamesByTarget: {
    run: call => {
      const isMeant = (target: JsonMap) => target['Arn'] === call.input['TargetArn']
      const found = page(
        call,
        [...rulesIn(call).values()].filter(rule => rule.targets.some(isMeant))
      )
      return { RuleNames: found.items.map(rule => rule.name), NextToken: found.next }
    }
  },
  ListTargetsByRule: {
    resources: theRule,
    run: call => {
      const found = page(call, ruleIn(call).targets)
      return { Targets: found.items, NextToken: found.next }
    }
  },
  /** An existing target is replaced completely and keeps its position. */
  PutTargets: {
    writes: true,
    resources: theRule,
    alsoNeeds: call => {
      const roles = mapsOf(call.input, 'Targets').map(target => textOf(target, 'RoleArn'))
      return passRole(call, roles, 'events.amazonaws.com')
    },
    run: call => {
      const rule = ruleIn(call)
      if (rule.managedBy !== undefined)
        throw new AwsFault('ManagedRuleException', `Rule ${rule.name} is managed by ${rule.managedBy}.`)
      const targets = mapsOf(call.input, 'Targets')
      for (const target of targets) {
        const problem = targetProblem(target)
        if (problem !== undefined) throw invalid(problem)
      }
      const replaced = rule.targets.map(old => targets.find(target => target['Id'] === old['Id']) ?? old)
      const added = targets.filter(target => !rule.targets.some(old => old['Id'] === target['Id']))
      if (replaced.length + added.length > 5)
        throw invalid('The requested resource exceeds the maximum number allowed.', 'LimitExceededException')
      rule.targets = structuredClone([...replaced, ...added])
      return { FailedEntryCount: 0, FailedEntries: [] }
    }
  }
}
