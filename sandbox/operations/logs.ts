import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import { callArn, existing, here, invalid, type Operations } from './operation.ts'

/** Tokens are `b/N` and `f/N`: the page before index N, and the page that starts at index N. */
function boundsOf(input: logs.GetLogEventsCommandInput, total: number): { from: number; to: number } {
  const { limit = 10_000, nextToken, startFromHead } = input
  const parsed = /^([bf])\/(\d+)$/.exec(nextToken ?? '')
  if (nextToken !== undefined && !parsed)
    throw invalid('The specified nextToken is invalid.', 'InvalidParameterException')
  const forward = parsed ? parsed[1] === 'f' : startFromHead === true
  const at = parsed ? Number(parsed[2]) : forward ? 0 : total
  return forward ? { from: at, to: Math.min(total, at + limit) } : { from: Math.max(0, at - limit), to: at }
}

/** CloudWatch Logs: groups come from the scenario, streams and events from tasks. */
export const LOGS: Operations<typeof logs> = {
  GetLogEvents: {
    resources: call => {
      const { logGroupName, logStreamName } = call.input
      return [callArn(call, 'logs', `log-group:${logGroupName}:log-stream:${logStreamName}`)]
    },
    run: call => {
      const { world, input } = call
      const { logGroupName = '', logStreamName = '', startTime = 0, endTime = Infinity } = input
      const type = 'ResourceNotFoundException'
      const group = existing(
        here(call).logGroups.get(logGroupName),
        type,
        'The specified log group does not exist.'
      )
      const stream = existing(
        group.streams.get(logStreamName),
        type,
        'The specified log stream does not exist.'
      )
      const visible = stream.events.filter(({ at }) => at <= world.now && at >= startTime && at < endTime)
      const { from, to } = boundsOf(input, visible.length)
      const events = visible
        .slice(from, to)
        .map(({ at, message }) => ({ timestamp: at, ingestionTime: at, message }))
      return { events, nextBackwardToken: `b/${from}`, nextForwardToken: `f/${to}` }
    }
  }
}
