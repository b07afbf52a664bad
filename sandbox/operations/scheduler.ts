import type * as scheduler from '@aws-sdk/client-scheduler'
import { AwsFault } from '../fault.ts'
import { arnOf, parseArn } from '../world/lookup.ts'
import type { Region, Schedule, World } from '../world/state.ts'
import { type Call, callArn, existing, here, invalid, type Operations, paged, passRole } from './operation.ts'

/** The defaults of the service; UpdateSchedule resets absent members to them. */
const DEFAULTS = {
  ScheduleExpressionTimezone: 'UTC',
  State: 'ENABLED',
  ActionAfterCompletion: 'NONE'
} as const
const DEFAULT_RETRIES = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 }

type Named = { readonly Name: string | undefined; readonly GroupName?: string | undefined }

function pathOf({ GroupName = 'default', Name = '*' }: Named): string {
  return `${GroupName}/${Name}`
}

function theSchedule(call: Call<Named>): string[] {
  return [callArn(call, 'scheduler', `schedule/${pathOf(call.input)}`)]
}

function scheduleIn(call: Call<Named>): Schedule {
  const found = here(call).schedules.get(pathOf(call.input))
  return existing(found, 'ResourceNotFoundException', `Schedule ${call.input.Name} does not exist.`)
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
function view(one: Schedule): object {
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
      return paged(call, { Schedules: found.map(view) })
    }
  },
  GetSchedule: { resources: theSchedule, run: call => view(scheduleIn(call)) },
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
