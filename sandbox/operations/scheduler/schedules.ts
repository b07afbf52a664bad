import { AwsFault } from '../../fault.ts'
import { compact, type JsonMap, mapOf, numberOf, sameJson, seconds, textOf } from '../../json.ts'
import { arnOf, parseArn } from '../../world/arns.ts'
import type { Region, Schedule, World } from '../../world/state.ts'
import { type Call, here, must, type Operation, page } from '../operation.ts'

/** The defaults of the service; UpdateSchedule resets absent members to them. */
const DEFAULTS: JsonMap = {
  ScheduleExpressionTimezone: 'UTC',
  State: 'ENABLED',
  ActionAfterCompletion: 'NONE'
}
const DEFAULT_RETRIES: JsonMap = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 }

function invalid(message: string): AwsFault {
  return new AwsFault('ValidationException', message)
}

function groupOf(call: Call): string {
  return textOf(call.input, 'GroupName') ?? 'default'
}

function scheduleArn(world: World, region: string, path: string): string {
  return arnOf(world, ['scheduler', region], `schedule/${path}`)
}

function theSchedule(call: Call): string[] {
  return [scheduleArn(call.world, call.region, `${groupOf(call)}/${textOf(call.input, 'Name') ?? '*'}`)]
}

function scheduleIn(call: Call): Schedule {
  const name = must(call, 'Name', key => invalid(`${key} must not be empty.`))
  const found = here(call).schedules.get(`${groupOf(call)}/${name}`)
  if (!found) throw new AwsFault('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404)
  return found
}

/** The given members plus the service's defaults. Throws AwsFault for a request that the service refuses. */
function settingsOf(input: JsonMap): JsonMap {
  const { Name: _name, GroupName: _group, ClientToken: _token, ...given } = input
  for (const key of ['ScheduleExpression', 'Target', 'FlexibleTimeWindow'])
    if (given[key] === undefined || given[key] === null)
      throw invalid(
        `1 validation error detected: Value null at '${key.charAt(0).toLowerCase()}${key.slice(1)}' failed to satisfy constraint: Member must not be null`
      )
  const target = mapOf(given, 'Target') ?? {}
  const arn = parseArn(textOf(target, 'Arn') ?? '')
  if (!arn) throw invalid('Provided Arn is not in correct format.')
  const ecs = mapOf(target, 'EcsParameters')
  const isCluster = arn.service === 'ecs' && arn.resource.startsWith('cluster/')
  if (isCluster !== (ecs !== undefined))
    throw invalid(
      isCluster ? 'EcsParameters is required for an ECS target.' : 'EcsParameters is not allowed here.'
    )
  if (ecs && !parseArn(textOf(ecs, 'TaskDefinitionArn') ?? '')?.resource.startsWith('task-definition/'))
    throw invalid('TaskDefinitionArn is not in correct format.')
  return { ...DEFAULTS, ...given, Target: { RetryPolicy: DEFAULT_RETRIES, ...target } }
}

/** addSchedule adds a schedule of a scenario; `input` is the input of CreateSchedule. Throws AwsFault. */
export function addSchedule(world: World, region: Region, input: JsonMap): Schedule {
  const name = textOf(input, 'Name') ?? ''
  const group = textOf(input, 'GroupName') ?? 'default'
  const schedule: Schedule = {
    name,
    group,
    arn: scheduleArn(world, region.name, `${group}/${name}`),
    createdAt: world.now,
    modifiedAt: world.now,
    settings: settingsOf(input),
    tokens: new Map()
  }
  region.schedules.set(`${group}/${name}`, schedule)
  return schedule
}

const get: Operation = {
  resources: theSchedule,
  run: call => {
    const schedule = scheduleIn(call)
    return {
      Arn: schedule.arn,
      Name: schedule.name,
      GroupName: schedule.group,
      CreationDate: seconds(schedule.createdAt),
      LastModificationDate: seconds(schedule.modifiedAt),
      ...schedule.settings
    }
  }
}

const list: Operation = {
  run: call => {
    const group = textOf(call.input, 'GroupName')
    const prefix = textOf(call.input, 'NamePrefix') ?? ''
    const state = textOf(call.input, 'State')
    const schedules = [...here(call).schedules.values()]
      .filter(one => group === undefined || one.group === group)
      .filter(one => one.name.startsWith(prefix))
      .filter(one => state === undefined || one.settings['State'] === state)
    const found = page(schedules, {
      size: Math.min(100, numberOf(call.input, 'MaxResults') ?? 100),
      token: textOf(call.input, 'NextToken'),
      refusal: () => invalid('Invalid NextToken.')
    })
    return { Schedules: found.items.map(summary), NextToken: found.next }
  }
}

function summary(one: Schedule): JsonMap {
  return compact({
    Arn: one.arn,
    Name: one.name,
    GroupName: one.group,
    State: one.settings['State'],
    CreationDate: seconds(one.createdAt),
    LastModificationDate: seconds(one.modifiedAt),
    Target: { Arn: textOf(mapOf(one.settings, 'Target') ?? {}, 'Arn') ?? '' }
  })
}

const update: Operation = {
  writes: true,
  resources: theSchedule,
  alsoNeeds: call => {
    const resource = textOf(mapOf(call.input, 'Target') ?? {}, 'RoleArn')
    const context = { 'iam:PassedToService': 'scheduler.amazonaws.com' }
    return resource ? [{ action: 'iam:PassRole', resource, context }] : []
  },
  run: call => {
    const schedule = scheduleIn(call)
    const token = textOf(call.input, 'ClientToken')
    const asked = JSON.stringify(call.input)
    const before = token === undefined ? undefined : schedule.tokens.get(token)
    if (before !== undefined && !sameJson(JSON.parse(before), call.input))
      throw new AwsFault('ConflictException', 'The ClientToken was used with other parameters.', 409)
    if (before === undefined) {
      // everything is replaced: absent members return to their defaults
      schedule.settings = settingsOf(call.input)
      schedule.modifiedAt = call.world.now
      if (token !== undefined) schedule.tokens.set(token, asked)
    }
    return { ScheduleArn: schedule.arn }
  }
}

/** The EventBridge Scheduler operations of the sandbox. */
export const SCHEDULER: Readonly<Record<string, Operation>> = {
  ListSchedules: list,
  GetSchedule: get,
  UpdateSchedule: update
}
