import { AwsFault } from '../fault.ts'
import { isMap, type JsonMap } from '../json.ts'

/** The parts of an HTTP request that AWS's protocols use; header names in lower case. */
export type HttpRequest = {
  readonly method: string
  readonly path: string
  /** The query string, without the question mark. */
  readonly query?: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

type Route = {
  readonly method: string
  readonly path: RegExp
  readonly operation: string
  /** The input member of each capture of the path. */
  readonly labels: readonly string[]
  /** The input member of each query parameter; `Number` for numeric ones. */
  readonly query: Readonly<Record<string, readonly [member: string, kind: 'text' | 'number']>>
}

/** The routes of EventBridge Scheduler's REST interface that the sandbox simulates, as in the SDK's model. */
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
 * readRest finds the operation of a REST request and collects its input from path, query and body. Throws AwsFault:
 * UnknownOperationException for a route that is not simulated, SerializationException for a body that is not JSON,
 * ValidationException for a query parameter that the operation does not have.
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
    // the SDK adds the operation's ID to some requests; AWS ignores it
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
