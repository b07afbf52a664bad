import { SandboxError } from '../fault.ts'
import { isMap, type Json, type JsonMap } from '../json.ts'
import { nearest } from '../nearest.ts'
import { operationOf, operationsOf, type ServiceName } from '../operations/index.ts'
import { checkInput, strictnessOf } from '../perform.ts'
import { enqueue } from '../world/queue.ts'
import type { OutsideCall, World } from '../world/state.ts'
import { readDuration, readTime } from './times.ts'

const SERVICES: readonly ServiceName[] = [
  'ecs',
  'ecr',
  'secretsmanager',
  'ssm',
  'iam',
  'events',
  'scheduler',
  'codedeploy'
]
const OWN = ['at', 'after', 'action', 'region']
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
export function readOutside(
  value: Json | undefined,
  where: { path: string; region: string; now: number }
): Outside {
  const { path } = where
  if (!isMap(value)) throw new SandboxError(`${path} must be an object with action and after.`)
  const action = String(value['action'])
  const name = action.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())
  const service = SERVICES.find(one => operationOf(one, name))
  if (!service) {
    const known = SERVICES.flatMap(one => Object.keys(operationsOf(one)).map(kebab))
    const hint = nearest(action, known)
    throw new SandboxError(`${path}.action ${action} is not known${hint ? `; did you mean ${hint}?` : '.'}`)
  }
  const at =
    value['at'] === undefined
      ? where.now + readDuration(value['after'] ?? 0, `${path}.after`)
      : readTime(value['at'], `${path}.at`)
  const about = BY_SERVICE.includes(name) ? aboutOf(value) : undefined
  const input = about ? placeholdersOf(name, value) : inputOf(service, value)
  checkInput({ service, operation: name }, input, strictnessOf({ service, operation: name }, true))
  const region = typeof value['region'] === 'string' ? value['region'] : where.region
  return { at, call: { service, operation: name, region, input, ...(about ? { about } : {}) } }
}

/** putOutside queues a change. */
export function putOutside(world: World, outside: Outside): void {
  enqueue(world, Math.max(outside.at, world.now), { kind: 'outside', call: outside.call })
}

function aboutOf(value: JsonMap): { cluster: string; service: string } | undefined {
  const { cluster, service } = value
  if (typeof cluster !== 'string' || typeof service !== 'string') return
  return { cluster, service }
}

/** Placeholders for the IDs until the call is made; `with` is the member `action` of ContinueServiceDeployment. */
function placeholdersOf(operation: string, value: JsonMap): JsonMap {
  const { cluster: _cluster, service: _service, with: action, ...members } = value
  const hook = operation === 'ContinueServiceDeployment'
  return {
    ...inputOf('ecs', members),
    serviceDeploymentArn: 'none',
    ...(hook ? { hookId: 'ecs-pause-none', ...(action === undefined ? {} : { action }) } : {})
  }
}

function inputOf(service: ServiceName, value: JsonMap): JsonMap {
  const members = Object.entries(value).filter(([key]) => !OWN.includes(key))
  if (service === 'ecs' || service === 'ecr' || service === 'codedeploy') return Object.fromEntries(members)
  return Object.fromEntries(
    members.map(([key, item]) => [
      `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      key.toLowerCase().endsWith('policydocument') && isMap(item) ? JSON.stringify(item) : item
    ])
  )
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter, index: number) => `${index > 0 ? '-' : ''}${letter.toLowerCase()}`)
}
