import { catchUp } from './dispatch.ts'
import { AwsFault, SandboxError } from './fault.ts'
import { arm, readFault } from './faults.ts'
import { isMap, type Json, type JsonMap } from './json.ts'
import type { Sandbox } from './sandbox.ts'
import { putAlarm, putOutside, readAlarm, readOutside } from './scenario/changes.ts'
import { readScenario, type Scenario } from './scenario/scenario.ts'
import type { Cluster, Region, Service, World } from './world/state.ts'

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
    const given = readJson(body)
    const list = Array.isArray(given) ? given : [given]
    const faults = list.map((one, index) => readFault(one, `faults[${index}]`))
    sandbox.faults.push(...faults.map(arm))
    return { armed: sandbox.faults.length }
  },
  'DELETE /_sandbox/faults': ({ sandbox }) => {
    sandbox.faults.length = 0
    return {}
  },
  'POST /_sandbox/alarms': ({ sandbox, region }, body) => {
    catchUp(sandbox)
    const given = readJson(body)
    const list = Array.isArray(given) ? given : [given]
    const { now } = sandbox.world
    const changes = list.map((one, index) =>
      readAlarm(one, { path: `alarms[${index}]`, region: region(), now })
    )
    for (const change of changes) putAlarm(sandbox.world, change)
    return { changed: changes.length }
  },
  'POST /_sandbox/schedule': ({ sandbox, region }, body) => {
    catchUp(sandbox)
    const given = readJson(body)
    const list = Array.isArray(given) ? given : [given]
    const { now } = sandbox.world
    const changes = list.map((one, index) =>
      readOutside(one, { path: `schedule[${index}]`, region: region(), now })
    )
    for (const change of changes) putOutside(sandbox.world, change)
    catchUp(sandbox)
    return { scheduled: changes.map(change => ({ at: change.at, action: change.call.operation })) }
  }
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
    now: world.now,
    account: world.account,
    regions: Object.fromEntries([...world.regions.values()].map(region => [region.name, viewRegion(region)])),
    roles: [...world.roles.values()].map(role => ({
      arn: role.arn,
      policies: [...role.inline.keys()],
      attached: [...role.attached.keys()]
    })),
    alarms: Object.fromEntries(world.alarms),
    outside: world.outside
  }
}

function viewRegion(region: Region): unknown {
  return {
    clusters: [...region.clusters.values()].map(viewCluster),
    taskDefinitions: [...region.families.values()].flatMap(family =>
      family.revisions.map(one => ({ arn: one.arn, status: one.status, registeredBy: one.registeredBy }))
    ),
    secrets: [...region.secrets.values()].map(secret => ({
      name: secret.name,
      arn: secret.arn,
      deletedAt: secret.deletedAt,
      versions: secret.versions.map(one => ({ id: one.id, stages: one.stages }))
    })),
    parameters: [...region.parameters.values()].map(one => ({
      name: one.name,
      arn: one.arn,
      type: one.type,
      version: one.version
    }))
  }
}

function viewCluster(cluster: Cluster): unknown {
  return {
    name: cluster.name,
    services: [...cluster.services.values()].map(viewService),
    tasks: [...cluster.tasks.values()].map(task => ({
      id: task.id,
      service: task.owner?.name ?? '',
      deployment: task.deploymentId,
      taskDefinition: task.taskDefinition,
      lastStatus: task.lastStatus,
      desiredStatus: task.desiredStatus,
      healthy: task.healthy,
      stopCode: task.stopCode,
      stoppedReason: task.stoppedReason
    }))
  }
}

function viewService(service: Service): unknown {
  return {
    name: service.name,
    arn: service.arn,
    status: service.status,
    taskDefinition: service.taskDefinition,
    desiredCount: service.desiredCount,
    deployments: service.deployments.map(one => ({
      id: one.id,
      status: one.status,
      taskDefinition: one.taskDefinition,
      rolloutState: one.rolloutState,
      rolloutStateReason: one.rolloutStateReason,
      failedTasks: one.failedTasks,
      createdAt: one.createdAt
    })),
    serviceDeployments: service.serviceDeployments,
    events: service.events
  }
}
