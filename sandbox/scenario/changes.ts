import { nearest, SandboxError } from '../fault.ts'
import { isMap, type Json, type JsonMap } from '../json.ts'
import { operationsOf, strictnessOf } from '../operations/index.ts'
import { requestOf, type ServiceName } from '../wire/model.ts'
import { enqueue } from '../world/queue.ts'
import { setAlarm } from '../world/rollback.ts'
import type { OutsideCall, World } from '../world/state.ts'
import { ALARM } from './scenario.ts'
import { readShape, timeIn } from './shape.ts'

/** Where a change was given: its path, the Region of what has none, and the time. */
export type Where = { readonly path: string; readonly region: string; readonly now: number }

/** One change of a CloudWatch alarm and its time. */
export type AlarmChange = {
  readonly at: number
  readonly region: string
  readonly name: string
  readonly state: string
}

/** readAlarm reads one entry of `alarms` or of POST /_sandbox/alarms. Throws SandboxError with the location. */
export function readAlarm(value: Json | undefined, where: Where): AlarmChange {
  const given = readShape(ALARM, value, where.path) as JsonMap
  const { region, state } = { region: where.region, state: 'OK', ...given }
  return { at: timeIn(given, where.now, where.path), region, name: String(given['name']), state }
}

/** putAlarm changes an alarm, now or at its time. */
export function putAlarm(world: World, { region, name, state, at }: AlarmChange): void {
  if (at <= world.now) setAlarm(world, { region, name, state })
  else enqueue(world, at, { kind: 'alarm', region, alarm: name, state })
}

const SERVICES = ['ecs', 'ecr', 'secretsmanager', 'ssm', 'iam', 'events', 'scheduler', 'codedeploy'] as const
/** Actions that may name a service, since the IDs of its deployment cannot be known beforehand. */
const BY_SERVICE = ['ContinueServiceDeployment', 'StopServiceDeployment']

/** A change from outside (not by the client under test) and its time. */
export type Outside = { readonly at: number; readonly call: OutsideCall }

/**
 * readOutside reads one entry of `later` or of POST /_sandbox/schedule: `action` is an AWS operation in kebab case
 * (update-service, put-role-policy, delete-secret), `after` or `at` its time, the other keys the operation's members
 * (first letter in upper or lower case). Cluster and service can replace the ARN of a service deployment. Throws
 * SandboxError or AwsFault.
 */
export function readOutside(value: Json | undefined, where: Where): Outside {
  const { path } = where
  if (!isMap(value)) throw new SandboxError(`${path} must be an object with action and after.`)
  const { action, after: _after, at: _at, region = where.region, ...members } = value
  const played = SERVICES.flatMap(service =>
    Object.keys(operationsOf(service)).map(operation => ({ service, operation, action: kebab(operation) }))
  )
  const found = played.find(one => one.action === action)
  if (!found) {
    const hint = nearest(
      String(action),
      played.map(one => one.action)
    )
    throw new SandboxError(`${path}.action ${action} is not known${hint ? `; did you mean ${hint}?` : '.'}`)
  }
  const { service, operation } = found
  const about = BY_SERVICE.includes(operation) ? aboutOf(members) : undefined
  const input = about ? placeholdersOf(operation, members) : inputOf(service, members)
  requestOf(found, input, strictnessOf(found))
  const call = { service, operation, region: String(region), input, ...(about ? { about } : {}) }
  return { at: timeIn(value, where.now, path), call }
}

/** putOutside queues a change. */
export function putOutside(world: World, outside: Outside): void {
  enqueue(world, Math.max(outside.at, world.now), { kind: 'outside', call: outside.call })
}

function aboutOf({ cluster, service }: JsonMap): { cluster: string; service: string } | undefined {
  return typeof cluster === 'string' && typeof service === 'string' ? { cluster, service } : undefined
}

/** Placeholders for the IDs until the call is made; `with` is the member `action` of ContinueServiceDeployment. */
function placeholdersOf(operation: string, value: JsonMap): JsonMap {
  const { cluster: _cluster, service: _service, with: action, ...members } = value
  const hook = operation === 'ContinueServiceDeployment'
  return {
    ...members,
    serviceDeploymentArn: 'none',
    ...(hook ? { hookId: 'ecs-pause-none', ...(action === undefined ? {} : { action }) } : {})
  }
}

function inputOf(service: ServiceName, members: JsonMap): JsonMap {
  if (service === 'ecs' || service === 'ecr' || service === 'codedeploy') return members
  return Object.fromEntries(
    Object.entries(members).map(([key, item]) => [
      `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      key.toLowerCase().endsWith('policydocument') && isMap(item) ? JSON.stringify(item) : item
    ])
  )
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter, index: number) => `${index > 0 ? '-' : ''}${letter.toLowerCase()}`)
}
