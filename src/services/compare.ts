import { isObject, type JsonObject, type JsonValue } from '../json.ts'

/**
 * What ECS means by a member that its answer does not show (API reference of Service and CreateService), by the
 * member's name.
 */
const DEFAULTS: JsonObject = {
  propagateTags: 'NONE',
  assignPublicIp: 'DISABLED',
  availabilityZoneRebalancing: 'DISABLED',
  schedulingStrategy: 'REPLICA',
  strategy: 'ROLLING',
  targetType: 'AWS_LAMBDA',
  deploymentController: { type: 'ECS' }
}

/** Members that DescribeServices shows on a deployment and not on the service. */
const ON_DEPLOYMENT: readonly string[] = [
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations'
]

/** Members of CreateService that DescribeServices does not answer anywhere: nothing can be said about them. */
const NOT_ANSWERED: readonly string[] = ['clientToken', 'gatewayConnectors', 'monitoring']

/** The only list of a service whose order means something to ECS: the first strategy rule counts first. */
const ORDERED: readonly string[] = ['placementStrategy']

/** Members that may be written as a name and are answered as an ARN from which the name cannot be told. */
const NAMES_OR_ARNS: readonly string[] = ['namespace', 'kmsKeyId', 'kmsKey']

/**
 * differingMembers names the members of `wanted` (CreateService's or UpdateService's) whose value is not the one a
 * service has, by its raw DescribeServices answer. What is not written is not compared, at any depth: ECS fills in
 * defaults that nobody can list, and a difference that never goes away would deploy for ever. Lists have to be as
 * long, in any order.
 */
export function differingMembers(wanted: JsonObject, service: JsonObject): readonly string[] {
  return Object.keys(wanted).filter(name => {
    if (NOT_ANSWERED.includes(name)) return false
    // only asked for with `include: TAGS`
    if (name === 'tags' && service['tags'] === undefined) return false
    return !covers(complete(name, wanted[name] as JsonValue), liveValue(name, service), name)
  })
}

function liveValue(name: string, service: JsonObject): JsonValue | undefined {
  if (name === 'role') return service['roleArn']
  if (!ON_DEPLOYMENT.includes(name)) return service[name]
  const deployments = service['deployments']
  if (!Array.isArray(deployments)) return undefined
  const primary = deployments.find(one => isObject(one) && one['status'] === 'PRIMARY') as
    | JsonObject
    | undefined
  return primary?.[name]
}

/**
 * A strategy is replaced as a whole: what an item does not say is 0. One provider alone gets all tasks, whatever
 * its weight.
 */
function complete(name: string, value: JsonValue): JsonValue {
  if (name !== 'capacityProviderStrategy' || !Array.isArray(value)) return value
  const implied: JsonObject = value.length > 1 ? { weight: 0, base: 0 } : { base: 0 }
  return value.map(item => (isObject(item as JsonValue) ? { ...implied, ...(item as JsonObject) } : item))
}

function covers(wanted: JsonValue, live: JsonValue | undefined, name: string): boolean {
  if (wanted === null) return true
  if (Array.isArray(wanted)) {
    if (live === undefined || live === null) return wanted.length === 0
    return Array.isArray(live) && coversList(wanted, live, name)
  }
  if (typeof wanted === 'object') {
    const there = live ?? DEFAULTS[name]
    return isObject(there) ? coversObject(wanted as JsonObject, there) : saysNothing(wanted)
  }
  return coversScalar(wanted, live ?? DEFAULTS[name], name)
}

function coversObject(wanted: JsonObject, live: JsonObject): boolean {
  return Object.entries(wanted).every(([name, value]) =>
    covers(value, Object.hasOwn(live, name) ? live[name] : undefined, name)
  )
}

function coversList(wanted: readonly JsonValue[], live: readonly JsonValue[], name: string): boolean {
  if (wanted.length !== live.length) return false
  if (ORDERED.includes(name)) return wanted.every((item, index) => covers(item, live[index], name))
  const left = [...live]
  // the most specific first, so that a short item does not take the place of a longer one
  const specific = [...wanted].sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)
  return specific.every(item => {
    const index = left.findIndex(candidate => covers(item, candidate, name))
    if (index >= 0) left.splice(index, 1)
    return index >= 0
  })
}

function coversScalar(wanted: JsonValue, live: JsonValue | undefined, name: string): boolean {
  if (wanted === live) return true
  if (live === undefined || live === null) return saysNothing(wanted)
  if (typeof wanted !== 'string' || typeof live !== 'string' || !live.startsWith('arn:')) return false
  if (wanted.startsWith('arn:')) return false
  // a name is written and an ARN answered
  if (NAMES_OR_ARNS.includes(name)) return true
  return name === 'role' && live.split('/').at(-1) === wanted.split('/').at(-1)
}

/** Whether a value says no more than an absent one. */
function saysNothing(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0
  return value === false || value === 0 || (isObject(value) && Object.values(value).every(saysNothing))
}
