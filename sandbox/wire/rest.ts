import { AwsFault } from '../fault.ts'
import { isMap, type JsonMap } from '../json.ts'

/** An HTTP request as far as AWS's protocols look at it; header names in lower case. */
export type HttpRequest = {
  readonly method: string
  readonly path: string
  /** What follows the question mark, without it. */
  readonly query?: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

type Route = {
  readonly method: string
  readonly path: RegExp
  readonly operation: string
  /** The input member that each capture of the path is. */
  readonly labels: readonly string[]
  /** The input member that each query parameter is; `Number` for those that are one. */
  readonly query: Readonly<Record<string, readonly [member: string, kind: 'text' | 'number']>>
}

/** The part of EventBridge Scheduler's REST interface that the sandbox plays, as the SDK's model has it. */
const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/schedules\/?$/,
    operation: 'ListSchedules',
    labels: [],
    query: {
      ScheduleGroup: ['GroupName', 'text'],
      NamePrefix: ['NamePrefix', 'text'],
      State: ['State', 'text'],
      NextToken: ['NextToken', 'text'],
      MaxResults: ['MaxResults', 'number']
    }
  },
  {
    method: 'GET',
    path: /^\/schedules\/([^/]+)$/,
    operation: 'GetSchedule',
    labels: ['Name'],
    query: { groupName: ['GroupName', 'text'] }
  },
  {
    method: 'PUT',
    path: /^\/schedules\/([^/]+)$/,
    operation: 'UpdateSchedule',
    labels: ['Name'],
    query: {}
  }
]

/**
 * readRest finds the operation of a REST request and gathers its input from path, query and body. Throws AwsFault:
 * UnknownOperationException for a route that is not played, SerializationException for a body that is not JSON,
 * ValidationException for a query parameter that the operation doesn't take.
 */
export function readRest(request: HttpRequest): { operation: string; input: JsonMap } {
  const route = ROUTES.find(one => one.method === request.method && one.path.test(request.path))
  if (!route)
    throw new AwsFault(
      'UnknownOperationException',
      `The sandbox doesn't play ${request.method} ${request.path}.`
    )
  const captured = route.path.exec(request.path)?.slice(1) ?? []
  const input: JsonMap = { ...readBody(request.body), ...readQuery(route, request.query ?? '') }
  for (const [index, label] of route.labels.entries())
    input[label] = decodeURIComponent(captured[index] ?? '')
  return { operation: route.operation, input }
}

function readQuery(route: Route, query: string): JsonMap {
  const input: JsonMap = {}
  for (const [key, value] of new URLSearchParams(query)) {
    // the SDK adds the operation's id to some requests; AWS ignores it
    if (key === 'x-id') continue
    const known = Object.hasOwn(route.query, key) ? route.query[key] : undefined
    if (!known)
      throw new AwsFault('ValidationException', `Unknown query parameter ${key} of ${route.operation}.`)
    input[known[0]] = known[1] === 'number' ? Number(value) : value
  }
  return input
}

function readBody(body: string): JsonMap {
  if (body === '') return {}
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new AwsFault('SerializationException', 'The body is not JSON.')
  }
  if (!isMap(value)) throw new AwsFault('SerializationException', 'The body is not a JSON object.')
  return value
}
