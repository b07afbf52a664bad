import type * as events from '@aws-sdk/client-eventbridge'
import type * as scheduler from '@aws-sdk/client-scheduler'
import { AwsFault } from '../fault.ts'
import { arnOf, parseArn } from '../world/lookup.ts'
import type { Region, Rule, Schedule, World } from '../world/state.ts'
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

function viewRule(rule: Rule): object {
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
          .map(viewRule)
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

/** The defaults of the service; UpdateSchedule resets absent members to them. */
const DEFAULTS = {
  ScheduleExpressionTimezone: 'UTC',
  State: 'ENABLED',
  ActionAfterCompletion: 'NONE'
} as const
const DEFAULT_RETRIES = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 }

type OfSchedule = { readonly Name: string | undefined; readonly GroupName?: string | undefined }

function pathOf({ GroupName = 'default', Name = '*' }: OfSchedule): string {
  return `${GroupName}/${Name}`
}

function theSchedule(call: Call<OfSchedule>): string[] {
  return [callArn(call, 'scheduler', `schedule/${pathOf(call.input)}`)]
}

function scheduleIn(call: Call<OfSchedule>): Schedule {
  const found = here(call).schedules.get(pathOf(call.input))
  return existing(found, MISSING, `Schedule ${call.input.Name} does not exist.`)
}

/** The given members plus the service's defaults. Throws AwsFault for a request that the service refuses. */
function settingsOf({ ClientToken: _token, ...given }: scheduler.CreateScheduleInput): Schedule['settings'] {
  const { Target } = given
  if (!Target || !parseArn(Target.Arn ?? '')) throw invalid('Provided Arn is not in correct format.')
  const definition = Target.EcsParameters?.TaskDefinitionArn
  if (definition !== undefined && !parseArn(definition)?.resource.startsWith('task-definition/'))
    throw invalid('TaskDefinitionArn is not in correct format.')
  return { ...DEFAULTS, ...given, Target: { RetryPolicy: DEFAULT_RETRIES, ...Target } }
}

/** addSchedule adds a schedule of a scenario; `input` is the input of CreateSchedule. Throws AwsFault. */
export function addSchedule(world: World, region: Region, input: scheduler.CreateScheduleInput): void {
  const path = pathOf(input)
  region.schedules.set(path, {
    name: input.Name ?? '',
    group: input.GroupName ?? 'default',
    arn: arnOf(world, ['scheduler', region.name], `schedule/${path}`),
    createdAt: world.now,
    modifiedAt: world.now,
    settings: settingsOf(input),
    tokens: new Map()
  })
}

/** ListSchedules shows the members that GetSchedule has and its own model too; of the target only the ARN. */
function viewSchedule(one: Schedule): object {
  return {
    ...one.settings,
    Arn: one.arn,
    Name: one.name,
    GroupName: one.group,
    CreationDate: one.createdAt,
    LastModificationDate: one.modifiedAt
  }
}

/** The EventBridge Scheduler operations of the sandbox. */
export const SCHEDULER: Operations<typeof scheduler> = {
  ListSchedules: {
    run: call => {
      const { GroupName: group } = call.input
      const schedules = [...here(call).schedules.values()]
      const found = schedules.filter(one => (group ?? one.group) === one.group)
      return paged(call, { Schedules: found.map(viewSchedule) })
    }
  },
  GetSchedule: { resources: theSchedule, run: call => viewSchedule(scheduleIn(call)) },
  /** Everything is replaced; the same token with another request is a conflict. */
  UpdateSchedule: {
    resources: theSchedule,
    alsoNeeds: call => passRole(call, [call.input.Target?.RoleArn], 'scheduler.amazonaws.com'),
    run: call => {
      const { input } = call
      const schedule = scheduleIn(call)
      const { ClientToken: token = '' } = input
      const request = JSON.stringify(input)
      const before = schedule.tokens.get(token)
      if (before !== undefined && before !== request)
        throw new AwsFault('ConflictException', 'The ClientToken was used with other parameters.')
      if (before === undefined) {
        schedule.settings = settingsOf(input)
        schedule.modifiedAt = call.world.now
        if (token !== '') schedule.tokens.set(token, request)
      }
      return { ScheduleArn: schedule.arn }
    }
  }
}
