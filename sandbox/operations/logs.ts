import { AwsFault } from '../fault.ts'
import { booleanOf, numberOf, textOf } from '../json.ts'
import type { LogStream } from '../world/state.ts'
import { type Call, callArn, here, invalid, type Operations, text } from './operation.ts'

function streamOf(call: Call): LogStream {
  const group = here(call).logGroups.get(text(call, 'logGroupName'))
  const stream = group?.streams.get(text(call, 'logStreamName'))
  if (stream) return stream
  const missing = group ? 'stream' : 'group'
  throw new AwsFault('ResourceNotFoundException', `The specified log ${missing} does not exist.`)
}

/** Tokens are `b/N` and `f/N`: the page before index N, and the page that starts at index N. */
function boundsOf({ input }: Call, total: number): { from: number; to: number } {
  const limit = numberOf(input, 'limit') ?? 10_000
  const token = textOf(input, 'nextToken')
  const parsed = /^([bf])\/(\d+)$/.exec(token ?? '')
  if (token !== undefined && !parsed)
    throw invalid('The specified nextToken is invalid.', 'InvalidParameterException')
  const forward = parsed ? parsed[1] === 'f' : booleanOf(input, 'startFromHead') === true
  const at = parsed ? Number(parsed[2]) : forward ? 0 : total
  return forward ? { from: at, to: Math.min(total, at + limit) } : { from: Math.max(0, at - limit), to: at }
}

/** CloudWatch Logs: groups come from the scenario, streams and events from tasks. */
export const LOGS: Operations = {
  GetLogEvents: {
    resources: call => {
      const stream = `log-group:${text(call, 'logGroupName')}:log-stream:${text(call, 'logStreamName')}`
      return [callArn(call, 'logs', stream)]
    },
    run: call => {
      const { world, input } = call
      const since = numberOf(input, 'startTime') ?? 0
      const until = numberOf(input, 'endTime') ?? Number.POSITIVE_INFINITY
      const visible = streamOf(call).events.filter(({ at }) => at <= world.now && at >= since && at < until)
      const { from, to } = boundsOf(call, visible.length)
      const events = visible
        .slice(from, to)
        .map(({ at, message }) => ({ timestamp: at, ingestionTime: at, message }))
      return { events, nextBackwardToken: `b/${from}`, nextForwardToken: `f/${to}` }
    }
  }
}
