import { AwsFault } from '../fault.ts'
import { compact, type JsonMap, mapOf, sameJson, seconds, textOf } from '../json.ts'
import { arnOf, parseArn } from '../world/lookup.ts'
import type { Region, Schedule, World } from '../world/state.ts'
import { type Call, callArn, here, invalid, type Operations, page, passRole, text } from './operation.ts'

/** The defaults of the service; UpdateSchedule resets absent members to them. */
const DEFAULTS: JsonMap = {
  ScheduleExpressionTimezone: 'UTC',
  State: 'ENABLED',
  ActionAfterCompletion: 'NONE'
}
const DEFAULT_RETRIES: JsonMap = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 }

function pathOf(input: JsonMap): string {
  return `${textOf(input, 'GroupName') ?? 'default'}/${textOf(input, 'Name') ?? '*'}`
}

function theSchedule(call: Call): string[] {
  return [callArn(call, 'scheduler', `schedule/${pathOf(call.input)}`)]
}

function scheduleIn(call: Call): Schedule {
  const found = here(call).schedules.get(pathOf(call.input))
  if (!found)
    throw new AwsFault('ResourceNotFoundException', `Schedule ${text(call, 'Name')} does not exist.`, 404)
  return found
}

/** The given members plus the service's defaults. Throws AwsFault for a request that the service refuses. */
function settingsOf(input: JsonMap): JsonMap {
  const { Name: _name, GroupName: _group, ClientToken: _token, ...given } = input
  const target = mapOf(given, 'Target') ?? {}
  if (!parseArn(textOf(target, 'Arn') ?? '')) throw invalid('Provided Arn is not in correct format.')
  const definition = textOf(mapOf(target, 'EcsParameters') ?? {}, 'TaskDefinitionArn')
  if (definition !== undefined && !parseArn(definition)?.resource.startsWith('task-definition/'))
    throw invalid('TaskDefinitionArn is not in correct format.')
  return { ...DEFAULTS, ...given, Target: { RetryPolicy: DEFAULT_RETRIES, ...target } }
}

/** addSchedule adds a schedule of a scenario; `input` is the input of CreateSchedule. Throws AwsFault. */
export function addSchedule(world: World, region: Region, input: JsonMap): void {
  const path = pathOf(input)
  region.schedules.set(path, {
    name: textOf(input, 'Name') ?? '',
    group: textOf(input, 'GroupName') ?? 'default',
    arn: arnOf(world, ['scheduler', region.name], `schedule/${path}`),
    createdAt: world.now,
    modifiedAt: world.now,
    settings: settingsOf(input),
    tokens: new Map()
  })
}

function brief(one: Schedule): JsonMap {
  return {
    Arn: one.arn,
    Name: one.name,
    GroupName: one.group,
    CreationDate: seconds(one.createdAt),
    LastModificationDate: seconds(one.modifiedAt)
  }
}

/** The EventBridge Scheduler operations of the sandbox. */
export const SCHEDULER: Operations = {
  ListSchedules: {
    run: call => {
      const group = textOf(call.input, 'GroupName')
      const schedules = [...here(call).schedules.values()].filter(
        one => group === undefined || one.group === group
      )
      const found = page(call, schedules)
      const view = (one: Schedule) => {
        const { Arn } = mapOf(one.settings, 'Target') ?? {}
        return compact({ ...brief(one), State: one.settings['State'], Target: { Arn } })
      }
      return { Schedules: found.items.map(view), NextToken: found.next }
    }
  },
  GetSchedule: {
    resources: theSchedule,
    run: call => {
      const schedule = scheduleIn(call)
      return { ...brief(schedule), ...schedule.settings }
    }
  },
  /** Everything is replaced; the same token with another request is a conflict. */
  UpdateSchedule: {
    writes: true,
    resources: theSchedule,
    alsoNeeds: call =>
      passRole(call, [textOf(mapOf(call.input, 'Target') ?? {}, 'RoleArn')], 'scheduler.amazonaws.com'),
    run: call => {
      const schedule = scheduleIn(call)
      const token = text(call, 'ClientToken')
      const before = schedule.tokens.get(token)
      if (before !== undefined && !sameJson(JSON.parse(before), call.input))
        throw new AwsFault('ConflictException', 'The ClientToken was used with other parameters.', 409)
      if (before === undefined) {
        schedule.settings = settingsOf(call.input)
        schedule.modifiedAt = call.world.now
        if (token !== '') schedule.tokens.set(token, JSON.stringify(call.input))
      }
      return { ScheduleArn: schedule.arn }
    }
  }
}
