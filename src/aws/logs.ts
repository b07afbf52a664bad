import type { TaskLogs } from '../deploy/tasks/ports.ts'
import { present } from '../present.ts'
import type { LogStream, LogsPort } from '../rollout/diagnosis/diagnosis.ts'
import { type Channel, channelsIn, orMissing, send } from './send.ts'
import { type AwsContext, LOGS, type LogsSdk } from './services.ts'

/** GetLogEvents may return empty pages before there are any events ("partially full or empty": API reference). */
const PAGES_ASKED = 3

/** Small pages: each is searched for credentials and printed before the next one is read. */
const perPage = 50

/**
 * createLogs implements LogsPort, which reads the end of log streams, with one client per Region. Its method throws
 * AwsError.
 */
export function createLogs(context: AwsContext): LogsPort {
  const channelTo = channels(context)
  return {
    lastEvents: async (stream, limit) => orMissing(lastEvents(channelTo(stream.region), stream, limit))
  }
}

/** Log drivers may write to a Region other than the service's. */
function channels(context: AwsContext): (region: string) => Channel<LogsSdk> {
  return channelsIn(LOGS, context)
}

async function lastEvents(
  channel: Channel<LogsSdk>,
  { group: logGroupName, stream: logStreamName }: LogStream,
  limit: number
): Promise<readonly string[]> {
  let nextToken: string | undefined
  for (let page = 0; page < PAGES_ASKED; page++) {
    const command = (sdk: LogsSdk) =>
      new sdk.GetLogEventsCommand({
        logGroupName,
        logStreamName,
        limit,
        startFromHead: false,
        ...present({ nextToken })
      })
    const { events = [], nextBackwardToken: before } = await send(channel, 'logs:GetLogEvents', command)
    // an unchanged token: there is nothing older
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
 * createTaskLogs reads log streams from the beginning while a task writes them, with one client per Region. Its method
 * throws AwsError.
 */
export function createTaskLogs(context: AwsContext): TaskLogs {
  const channelTo = channels(context)
  return {
    read: async ({ region, group, stream }, from) => {
      const command = (sdk: LogsSdk) =>
        new sdk.GetLogEventsCommand({
          logGroupName: group,
          logStreamName: stream,
          limit: perPage,
          startFromHead: true,
          ...present({ nextToken: from })
        })
      const { events = [], nextForwardToken: next } = await send(
        channelTo(region),
        'logs:GetLogEvents',
        command
      )
      return { messages: events.map(({ message }) => message ?? ''), ...present({ next }) }
    }
  }
}
