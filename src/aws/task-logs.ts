import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { TaskLogs } from '../tasks/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { memoizeByKey } from './memoize.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** Small pages: each is looked through for credentials and printed before the next one is asked for. */
const perPage = 50

/**
 * createTaskLogs reads log streams from their beginning on, as a task writes them, in whatever region a stream is. Its
 * method throws AwsError.
 */
export function createTaskLogs(context: AwsContext): TaskLogs {
  const clientOf = memoizeByKey(async (region: string) => {
    return new CloudWatchLogsClient(clientSettings(context, region))
  })
  return {
    read: async ({ region, group, stream }, from) => {
      const client = await clientOf(region)
      const attempt = async () => {
        const command = new GetLogEventsCommand({
          logGroupName: group,
          logStreamName: stream,
          limit: perPage,
          startFromHead: true,
          ...(from !== undefined && { nextToken: from })
        })
        tapWire(command)
        const { events = [], nextForwardToken: next } = await client.send(command)
        const messages = events.map(({ message }) => message ?? '')
        return { messages, ...(next !== undefined && { next }) }
      }
      return withRetries({ operation: 'logs:GetLogEvents', effect: 'read', attempt }, context)
    }
  }
}
