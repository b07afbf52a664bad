import { catchUp } from './dispatch.ts'
import { AwsFault, SandboxError } from './fault.ts'
import { arm, readFault } from './faults.ts'
import { isMap, type Json, type JsonMap, pickMembers } from './json.ts'
import type { Sandbox } from './sandbox.ts'
import { putAlarm, putOutside, readAlarm, readOutside, type Where } from './scenario/changes.ts'
import { readScenario, type Scenario } from './scenario/scenario.ts'
import type { Cluster, Region, World } from './world/state.ts'

/** What admin calls need besides the sandbox: its scenario, and a function that resets the sandbox to it. */
export type AdminHost = {
  readonly sandbox: Sandbox
  readonly region: () => string
  readonly reset: () => void
  readonly load: (scenario: Scenario) => void
}

/** A response of /_sandbox/…: always JSON. */
export type AdminAnswer = { readonly status: number; readonly body: unknown }

/** answerAdmin serves one call under /_sandbox/. A mistake of the caller returns 400 with `error`. */
export function answerAdmin(
  host: AdminHost,
  request: { method: string; path: string; body: string }
): AdminAnswer {
  const route = `${request.method} ${request.path}`
  const handler = Object.hasOwn(ROUTES, route) ? ROUTES[route] : undefined
  if (!handler)
    return { status: 404, body: { error: `No ${route}. There are: ${Object.keys(ROUTES).join(', ')}.` } }
  try {
    return { status: 200, body: handler(host, request.body) }
  } catch (error) {
    if (error instanceof SandboxError || error instanceof AwsFault)
      return { status: 400, body: { error: error.message } }
    throw error
  }
}

type Handler = (host: AdminHost, body: string) => unknown

const ROUTES: Readonly<Record<string, Handler>> = {
  'POST /_sandbox/reset': ({ reset, sandbox }) => {
    reset()
    return { now: sandbox.world.now }
  },
  'POST /_sandbox/scenario': ({ load, sandbox }, body) => {
    load(readScenario(body, process.cwd()))
    return { now: sandbox.world.now }
  },
  'GET /_sandbox/requests': ({ sandbox }) => sandbox.requests,
  'DELETE /_sandbox/requests': ({ sandbox }) => {
    sandbox.requests.length = 0
    return {}
  },
  'GET /_sandbox/state': ({ sandbox }) => {
    catchUp(sandbox)
    return describeWorld(sandbox.world)
  },
  'GET /_sandbox/now': ({ sandbox }) => {
    catchUp(sandbox)
    return { now: sandbox.world.now, mode: sandbox.clock.mode }
  },
  'GET /_sandbox/hanging': ({ sandbox }) => ({ ports: [...sandbox.hanging] }),
  'POST /_sandbox/advance': ({ sandbox }, body) => {
    const ms = readBody(body)['ms']
    if (typeof ms !== 'number' || !(ms >= 0)) throw new SandboxError('ms must be a number, 0 or more.')
    sandbox.clock.advance(ms)
    catchUp(sandbox)
    return { now: sandbox.world.now }
  },
  'POST /_sandbox/faults': ({ sandbox }, body) => {
    const faults = readList(body).map((one, index) => readFault(one, `faults[${index}]`))
    sandbox.faults.push(...faults.map(arm))
    return { armed: sandbox.faults.length }
  },
  'DELETE /_sandbox/faults': ({ sandbox }) => {
    sandbox.faults.length = 0
    return {}
  },
  'POST /_sandbox/alarms': (host, body) => {
    const changes = readChanges(host, body, { name: 'alarms', read: readAlarm })
    for (const change of changes) putAlarm(host.sandbox.world, change)
    return { changed: changes.length }
  },
  'POST /_sandbox/schedule': (host, body) => {
    const { sandbox } = host
    const changes = readChanges(host, body, { name: 'schedule', read: readOutside })
    for (const change of changes) putOutside(sandbox.world, change)
    catchUp(sandbox)
    return { scheduled: changes.map(change => ({ at: change.at, action: change.call.operation })) }
  }
}

/** Reads all changes of a body before the first is made. */
function readChanges<T>(
  { sandbox, region }: AdminHost,
  body: string,
  how: { name: string; read: (one: Json, where: Where) => T }
): T[] {
  catchUp(sandbox)
  const { now } = sandbox.world
  return readList(body).map((one, index) =>
    how.read(one, { path: `${how.name}[${index}]`, region: region(), now })
  )
}

function readList(body: string): Json[] {
  return [readJson(body)].flat()
}

function readJson(body: string): Json {
  try {
    return JSON.parse(body) as Json
  } catch {
    throw new SandboxError('The body is not JSON.')
  }
}

function readBody(body: string): JsonMap {
  const value = readJson(body)
  if (!isMap(value)) throw new SandboxError('The body must be a JSON object.')
  return value
}

/**
 * describeWorld is GET /_sandbox/state: what exists and what runs. It returns names, ARNs and counts; never the value
 * of a secret or parameter.
 */
export function describeWorld(world: World): unknown {
  return {
    ...pick(world, 'now account outside'),
    regions: Object.fromEntries([...world.regions.values()].map(region => [region.name, viewRegion(region)])),
    roles: [...world.roles.values()].map(({ arn, inline, attached }) => ({
      arn,
      policies: [...inline.keys()],
      attached: [...attached.keys()]
    })),
    alarms: Object.fromEntries(world.alarms)
  }
}

function viewRegion(region: Region): unknown {
  const revisions = [...region.families.values()].flatMap(family => family.revisions)
  return {
    clusters: [...region.clusters.values()].map(viewCluster),
    taskDefinitions: revisions.map(one => pick(one, 'arn status registeredBy')),
    secrets: [...region.secrets.values()].map(one => ({
      ...pick(one, 'name arn deletedAt'),
      versions: one.versions.map(version => pick(version, 'id stages'))
    })),
    parameters: [...region.parameters.values()].map(one => pick(one, 'name arn type version'))
  }
}

const TASK = 'id deploymentId taskDefinition lastStatus desiredStatus healthy stopCode stoppedReason'
const DEPLOYMENT = 'id status taskDefinition rolloutState rolloutStateReason failedTasks createdAt'

function viewCluster({ name, services, tasks }: Cluster): unknown {
  return {
    name,
    services: [...services.values()].map(service => ({
      ...pick(service, 'name arn status taskDefinition desiredCount serviceDeployments events'),
      deployments: service.deployments.map(one => pick(one, DEPLOYMENT))
    })),
    tasks: [...tasks.values()].map(task => ({ ...pick(task, TASK), service: task.owner?.name }))
  }
}

function pick(one: object, names: string): object {
  return pickMembers(one, names.split(' '))
}
