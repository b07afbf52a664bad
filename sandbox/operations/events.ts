import type * as events from '@aws-sdk/client-eventbridge'
import { AwsFault } from '../fault.ts'
import { parseArn } from '../world/lookup.ts'
import type { Rule } from '../world/state.ts'
import { type Call, callArn, existing, here, invalid, type Operations, paged, passRole } from './operation.ts'

const MISSING = 'ResourceNotFoundException'

/** Only the default bus exists. */
function rulesIn(call: Call<{ EventBusName?: string | undefined }>): Rule[] {
  const { EventBusName: bus = 'default' } = call.input
  if (bus === 'default' || bus.endsWith(':event-bus/default')) return [...here(call).rules.values()]
  throw new AwsFault(MISSING, `Event bus ${bus} does not exist.`)
}

type Named = { readonly Rule: string | undefined; readonly EventBusName?: string | undefined }

function ruleIn(call: Call<Named>): Rule {
  const { Rule: name } = call.input
  const found = rulesIn(call).find(rule => rule.name === name)
  return existing(found, MISSING, `Rule ${name} does not exist on EventBus default.`)
}

function theRule(call: Call<Named>): string[] {
  return [callArn(call, 'events', `rule/${call.input.Rule}`)]
}

function view(rule: Rule): object {
  return {
    Name: rule.name,
    Arn: rule.arn,
    State: rule.state,
    ScheduleExpression: rule.scheduleExpression,
    EventPattern: rule.eventPattern,
    ManagedBy: rule.managedBy,
    EventBusName: 'default'
  }
}

/** The reason why EventBridge refuses a target; undefined if it accepts it. */
export function targetProblem(target: events.Target): string | undefined {
  const wrong = (member: string) =>
    `Parameter ${member} is not valid for target ${target.Id}. Reason: Provided Arn is not in correct format.`
  const arn = parseArn(target.Arn ?? '')
  if (!arn) return wrong('Arn')
  if (arn.service !== 'ecs') return
  const definition = parseArn(target.EcsParameters?.TaskDefinitionArn ?? '')
  if (!definition?.resource.startsWith('task-definition/')) return wrong('TaskDefinitionArn')
  return target.RoleArn ? undefined : `RoleArn is required for target ${arn.resource}.`
}

/** The EventBridge operations of the sandbox, on the default bus. */
export const EVENTS: Operations<typeof events> = {
  ListRules: {
    run: call => {
      const { NamePrefix = '' } = call.input
      return paged(call, {
        Rules: rulesIn(call)
          .filter(({ name }) => name.startsWith(NamePrefix))
          .map(view)
      })
    }
  },
  ListRuleNamesByTarget: {
    run: call => {
      const found = rulesIn(call).filter(rule => rule.targets.some(({ Arn }) => Arn === call.input.TargetArn))
      return paged(call, { RuleNames: found.map(rule => rule.name) })
    }
  },
  ListTargetsByRule: {
    resources: theRule,
    run: call => paged(call, { Targets: ruleIn(call).targets })
  },
  /** An existing target is replaced completely and keeps its position. */
  PutTargets: {
    resources: theRule,
    alsoNeeds: call =>
      passRole(call, call.input.Targets?.map(({ RoleArn }) => RoleArn) ?? [], 'events.amazonaws.com'),
    run: call => {
      const rule = ruleIn(call)
      if (rule.managedBy !== undefined)
        throw new AwsFault('ManagedRuleException', `Rule ${rule.name} is managed by ${rule.managedBy}.`)
      const { Targets: targets = [] } = call.input
      const problem = targets.map(targetProblem).find(Boolean)
      if (problem) throw invalid(problem)
      const replaced = rule.targets.map(old => targets.find(({ Id }) => Id === old.Id) ?? old)
      const added = targets.filter(({ Id }) => !rule.targets.some(old => old.Id === Id))
      if (replaced.length + added.length > 5)
        throw invalid('The requested resource exceeds the maximum number allowed.', 'LimitExceededException')
      rule.targets = [...replaced, ...added]
      return { FailedEntryCount: 0, FailedEntries: [] }
    }
  }
}
