import { isObject, type JsonObject, type JsonValue } from '../../json.ts'

/** The defaults of members that a response omits (API reference of Service and CreateService), by member name. */
const DEFAULTS: JsonObject = {
  propagateTags: 'NONE',
  assignPublicIp: 'DISABLED',
  availabilityZoneRebalancing: 'DISABLED',
  schedulingStrategy: 'REPLICA',
  strategy: 'ROLLING',
  targetType: 'AWS_LAMBDA',
  deploymentController: { type: 'ECS' }
}

/** Members that DescribeServices returns on a deployment but not on the service. */
const ON_DEPLOYMENT: readonly string[] = [
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations'
]

/** Members of CreateService that DescribeServices does not return at all, so that they cannot be compared. */
const NOT_ANSWERED: readonly string[] = ['clientToken', 'gatewayConnectors', 'monitoring']

/** The only list of a service whose order matters to ECS: the first strategy rule has priority. */
const ORDERED: readonly string[] = ['placementStrategy']

/** Members that may be written as a name and are returned as an ARN from which the name cannot be derived. */
const NAMES_OR_ARNS: readonly string[] = ['namespace', 'kmsKeyId', 'kmsKey']

/**
 * differingMembers names the members of `wanted` (CreateService's or UpdateService's) whose value differs from that of
 * a service, given its raw DescribeServices response. What is not written is not compared, at any depth: ECS fills in
 * defaults that cannot be listed, and a permanent difference would cause endless deployments. Lists must have the same
 * length; their order does not matter.
 */
export function differingMembers(wanted: JsonObject, service: JsonObject): readonly string[] {
  return Object.keys(wanted).filter(name => {
    if (NOT_ANSWERED.includes(name)) return false
    // only returned with `include: TAGS`
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
 * A strategy is replaced as a whole: missing members of an item are 0. A single provider gets all tasks, whatever its
 * weight.
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
  // most specific first, so that a short item does not match in place of a longer one
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
  // written as a name, returned as an ARN
  if (NAMES_OR_ARNS.includes(name)) return true
  return name === 'role' && live.split('/').at(-1) === wanted.split('/').at(-1)
}

/** Whether a value means the same as an absent one. */
function saysNothing(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0
  return value === false || value === 0 || (isObject(value) && Object.values(value).every(saysNothing))
}
