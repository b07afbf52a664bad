import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { LogStream } from '../diagnosis/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** Reads log streams of one region. */
export type LogReader = (
  stream: Omit<LogStream, 'region'>,
  limit: number
) => Promise<readonly string[] | undefined>

/** GetLogEvents may give empty pages before there is anything ("partially full or empty": API reference). */
const PAGES_ASKED = 3

/** createLogReader makes the reader on the AWS SDK (the method of LogsPort for one region). It throws AwsError. */
export function createLogReader(context: AwsContext, region: string): LogReader {
  const client = new CloudWatchLogsClient(clientSettings(context, region))
  const readPage = async (
    { group, stream }: Omit<LogStream, 'region'>,
    limit: number,
    nextToken: string | undefined
  ) => {
    const attempt = async () => {
      const command = new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: stream,
        limit,
        startFromHead: false,
        ...(nextToken !== undefined && { nextToken })
      })
      tapWire(command)
      const answer = await client.send(command)
      return { events: answer.events ?? [], before: answer.nextBackwardToken }
    }
    return withRetries({ operation: 'logs:GetLogEvents', effect: 'read', attempt }, context)
  }
  return async (stream, limit) => {
    try {
      let token: string | undefined
      for (let page = 0; page < PAGES_ASKED; page++) {
        const { events, before } = await readPage(stream, limit, token)
        // a token that comes back unchanged: nothing older is left
        if (events.length > 0 || before === undefined || before === token) return messagesOf(events)
        token = before
      }
      return []
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'missing') return undefined
      throw error
    }
  }
}

function messagesOf(
  events: readonly {
    readonly timestamp?: number | undefined
    readonly message?: string | undefined
  }[]
): readonly string[] {
  return events
    .toSorted((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0))
    .map(({ message }) => message ?? '')
}
