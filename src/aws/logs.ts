import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { LogStream, LogsPort } from '../diagnosis/ports.ts'
import { present } from '../present.ts'
import type { TaskLogs } from '../tasks/ports.ts'
import type { AwsContext } from './clients.ts'
import { memoizeByKey } from './lazy.ts'
import { type Channel, openChannel, orMissing, send } from './send.ts'

/** GetLogEvents may give empty pages before there is anything ("partially full or empty": API reference). */
const PAGES_ASKED = 3

/** Small pages: each is looked through for credentials and printed before the next one is asked for. */
const perPage = 50

/**
 * createLogs makes the LogsPort, which reads the end of log streams, one client a region. Its method throws
 * AwsError.
 */
export function createLogs(context: AwsContext): LogsPort {
  const channelTo = channels(context)
  return {
    lastEvents: async (stream, limit) => orMissing(lastEvents(await channelTo(stream.region), stream, limit))
  }
}

/** Log drivers may write to another region than the service's. */
function channels(context: AwsContext): (region: string) => Promise<Channel<CloudWatchLogsClient>> {
  return memoizeByKey(async region => openChannel(CloudWatchLogsClient, context, { region }))
}

async function lastEvents(
  channel: Channel<CloudWatchLogsClient>,
  { group: logGroupName, stream: logStreamName }: LogStream,
  limit: number
): Promise<readonly string[]> {
  let nextToken: string | undefined
  for (let page = 0; page < PAGES_ASKED; page++) {
    const command = new GetLogEventsCommand({
      logGroupName,
      logStreamName,
      limit,
      startFromHead: false,
      ...present({ nextToken })
    })
    const { events = [], nextBackwardToken: before } = await send(channel, 'logs:GetLogEvents', command)
    // a token that comes back unchanged: nothing older is left
    if (events.length > 0 || before === undefined || before === nextToken) {
      return events
        .toSorted((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0))
        .map(({ message }) => message ?? '')
    }
    nextToken = before
  }
  return []
}

/**
 * createTaskLogs reads log streams from their beginning on, as a task writes them, one client a region. Its method
 * throws AwsError.
 */
export function createTaskLogs(context: AwsContext): TaskLogs {
  const channelTo = channels(context)
  return {
    read: async ({ region, group, stream }, from) => {
      const command = new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: stream,
        limit: perPage,
        startFromHead: true,
        ...present({ nextToken: from })
      })
      const { events = [], nextForwardToken: next } = await send(
        await channelTo(region),
        'logs:GetLogEvents',
        command
      )
      return { messages: events.map(({ message }) => message ?? ''), ...present({ next }) }
    }
  }
}
