import {
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand
} from '@aws-sdk/client-scheduler'
import type { JsonObject } from '../json.ts'
import type { ScheduleSummary, SchedulesPort } from '../schedules/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { collectPages } from './pages.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

const perPage = 100

type Link = {
  readonly reads: SchedulerClient
  readonly writes: SchedulerClient
  readonly context: AwsContext
}

/** createSchedules makes the SchedulesPort on the AWS SDK. Every method throws AwsError. */
export function createSchedules(context: AwsContext): SchedulesPort {
  const reads = new SchedulerClient(clientSettings(context, context.region, 'reads'))
  const writes = new SchedulerClient({
    ...clientSettings(context, context.region, 'writes'),
    credentials: reads.config.credentials
  })
  const link = { reads, writes, context }
  return {
    listSchedules: () => listSchedules(link),
    getSchedule: (group, name) => getSchedule(link, group, name),
    updateSchedule: request => updateSchedule(link, request)
  }
}

function listSchedules({ reads, context }: Link): Promise<readonly ScheduleSummary[]> {
  const operation = 'scheduler:ListSchedules'
  return collectPages(token => {
    const attempt = async () => {
      const command = new ListSchedulesCommand({
        MaxResults: perPage,
        ...(token !== undefined && { NextToken: token })
      })
      tapWire(command)
      const { Schedules: schedules = [], NextToken: next } = await reads.send(command)
      const items = schedules.map(({ Name, GroupName, Target }) => ({
        name: Name ?? '',
        group: GroupName ?? 'default',
        targetArn: Target?.Arn ?? ''
      }))
      return { items, next }
    }
    return withRetries({ operation, effect: 'read', attempt }, context)
  })
}

async function getSchedule(
  { reads, context }: Link,
  group: string,
  name: string
): Promise<JsonObject | undefined> {
  const operation = 'scheduler:GetSchedule'
  const attempt = async () => {
    const command = new GetScheduleCommand({ Name: name, GroupName: group })
    const tap = tapWire(command)
    await reads.send(command)
    return tap.answer()
  }
  try {
    return await withRetries({ operation, effect: 'read', attempt }, context)
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'missing') return undefined
    throw error
  }
}

/** The name stands in the path of this REST call, everything else in its body, which is sent as it is. */
async function updateSchedule({ writes, context }: Link, request: JsonObject): Promise<void> {
  const operation = 'scheduler:UpdateSchedule'
  const { Name: name, ...members } = request
  const body = JSON.stringify(members)
  const attempt = async () => {
    const command = new UpdateScheduleCommand({
      Name: String(name),
      ScheduleExpression: '-',
      Target: { Arn: '-', RoleArn: '-' },
      FlexibleTimeWindow: { Mode: 'OFF' }
    })
    tapWire(command, body)
    await writes.send(command)
  }
  await withRetries({ operation, effect: 'write', attempt }, context)
}
