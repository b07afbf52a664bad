import {
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand
} from '@aws-sdk/client-scheduler'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { ScheduleSummary, SchedulesPort } from '../../schedules/ports.ts'
import type { AwsContext } from '../clients.ts'
import { collectPages, exchange, type Link, openLink, orMissing, send } from '../requests/send.ts'

const perPage = 100

/** createSchedules implements SchedulesPort with the AWS SDK. Every method throws AwsError. */
export function createSchedules(context: AwsContext): SchedulesPort {
  const link = openLink(SchedulerClient, context)
  return {
    listSchedules: () => listSchedules(link),
    getSchedule: (group, name) =>
      orMissing(
        exchange(link.reads, 'scheduler:GetSchedule', {
          command: new GetScheduleCommand({ Name: name, GroupName: group }),
          read: (_, raw) => raw
        })
      ),
    updateSchedule: request => updateSchedule(link, request)
  }
}

function listSchedules({ reads }: Link<SchedulerClient>): Promise<readonly ScheduleSummary[]> {
  const operation = 'scheduler:ListSchedules'
  return collectPages(operation, async token => {
    const command = new ListSchedulesCommand({ MaxResults: perPage, ...present({ NextToken: token }) })
    const { Schedules: schedules, NextToken: next } = await send(reads, operation, command)
    const items = schedules?.map(({ Name, GroupName, Target }) => ({
      name: Name ?? '',
      group: GroupName ?? 'default',
      targetArn: Target?.Arn ?? ''
    }))
    return { items, next }
  })
}

/** The name is part of the path of this REST call; everything else is in its body, which is sent unmodified. */
async function updateSchedule({ writes }: Link<SchedulerClient>, request: JsonObject): Promise<void> {
  const { Name: name, ...body } = request
  const command = new UpdateScheduleCommand({
    Name: String(name),
    ScheduleExpression: '-',
    Target: { Arn: '-', RoleArn: '-' },
    FlexibleTimeWindow: { Mode: 'OFF' }
  })
  await exchange(writes, 'scheduler:UpdateSchedule', { command, body, read: () => undefined })
}
