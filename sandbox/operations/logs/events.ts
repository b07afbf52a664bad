import { AwsFault } from '../../fault.ts'
import { booleanOf, type JsonMap, numberOf, textOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import type { LogGroup, LogStream } from '../../world/state.ts'
import { type Call, here, must, type Operation, page } from '../operation.ts'

function invalid(text: string): AwsFault {
  return new AwsFault('InvalidParameterException', text)
}

function nameOf(call: Call): string {
  const identifier = textOf(call.input, 'logGroupIdentifier')
  if (identifier === undefined)
    return must(call, 'logGroupName', () => invalid('You must include logGroupName or logGroupIdentifier.'))
  return /:log-group:([^:]+)/.exec(identifier)?.[1] ?? identifier
}

function groupOf(call: Call): LogGroup {
  const group = here(call).logGroups.get(nameOf(call))
  if (!group) throw new AwsFault('ResourceNotFoundException', 'The specified log group does not exist.')
  return group
}

function streamOf(call: Call): LogStream {
  const name = must(call, 'logStreamName', key => invalid(`1 validation error detected: ${key} is missing`))
  const stream = groupOf(call).streams.get(name)
  if (!stream) throw new AwsFault('ResourceNotFoundException', 'The specified log stream does not exist.')
  return stream
}

/** Tokens are `b/N` and `f/N`: the page before index N, and the page that starts at index N. */
function boundsOf(call: Call, total: number): { from: number; to: number } {
  const limit = numberOf(call.input, 'limit') ?? 10_000
  if (limit < 1 || limit > 10_000) throw invalid('limit must be between 1 and 10000.')
  const token = textOf(call.input, 'nextToken')
  const parsed = /^([bf])\/(\d+)$/.exec(token ?? '')
  if (token !== undefined && !parsed) throw invalid('The specified nextToken is invalid.')
  const forward = parsed ? parsed[1] === 'f' : booleanOf(call.input, 'startFromHead') === true
  const at = parsed ? Number(parsed[2]) : forward ? 0 : total
  return forward ? { from: at, to: Math.min(total, at + limit) } : { from: Math.max(0, at - limit), to: at }
}

const getEvents: Operation = {
  resources: call => {
    const path = `log-group:${nameOf(call)}:log-stream:${textOf(call.input, 'logStreamName') ?? ''}`
    return [arnOf(call.world, ['logs', call.region], path)]
  },
  run: call => {
    const { world, input } = call
    const since = numberOf(input, 'startTime') ?? 0
    const until = numberOf(input, 'endTime') ?? Number.POSITIVE_INFINITY
    const visible = streamOf(call).events.filter(({ at }) => at <= world.now && at >= since && at < until)
    const { from, to } = boundsOf(call, visible.length)
    const events: JsonMap[] = visible
      .slice(from, to)
      .map(({ at, message }) => ({ timestamp: at, ingestionTime: at, message }))
    return { events, nextBackwardToken: `b/${from}`, nextForwardToken: `f/${to}` }
  }
}

const describeStreams: Operation = {
  resources: call => [arnOf(call.world, ['logs', call.region], `log-group:${nameOf(call)}:log-stream:`)],
  run: call => {
    const group = groupOf(call)
    const prefix = textOf(call.input, 'logStreamNamePrefix') ?? ''
    const found = page(
      [...group.streams.values()].filter(({ name }) => name.startsWith(prefix)),
      {
        size: numberOf(call.input, 'limit') ?? 50,
        token: textOf(call.input, 'nextToken'),
        refusal: () => invalid('The specified nextToken is invalid.')
      }
    )
    return { logStreams: found.items.map(stream => viewStream(group, stream)), nextToken: found.next }
  }
}

function viewStream(group: LogGroup, { name, createdAt, events }: LogStream): JsonMap {
  return {
    logStreamName: name,
    arn: `${group.arn}:log-stream:${name}`,
    creationTime: createdAt,
    firstEventTimestamp: events[0]?.at,
    lastEventTimestamp: events.at(-1)?.at,
    storedBytes: 0
  }
}

/** Read operations of CloudWatch Logs. Groups come from the scenario, streams and events from tasks. */
export const LOGS: Readonly<Record<string, Operation>> = {
  GetLogEvents: getEvents,
  DescribeLogStreams: describeStreams
}
