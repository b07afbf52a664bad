import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { fixedMembers } from './service-schema.generated.ts'

/** The member that only CreateExpressGatewayService has and that it requires: it shows what a definition is for. */
export const EXPRESS_MEMBER = 'infrastructureRoleArn'

/** isExpressDefinition returns whether the members of a service definition create an Express service. Pure. */
export function isExpressDefinition(members: JsonObject | undefined): boolean {
  return members?.[EXPRESS_MEMBER] !== undefined
}

/** Settings of a service, as members of UpdateService and CreateService. Absent members remain unchanged. */
export type ServiceSettings = JsonObject

/**
 * Members of a definition that describe how a service starts, not how it stays: its count is often managed by something
 * else.
 */
const ONLY_AT_FIRST: readonly string[] = ['desiredCount', 'deploymentController', 'cluster', 'taskDefinition']

/**
 * Members of UpdateService that start no deployment when they change (its API reference). A change of any other member
 * is sent with a forced deployment, which is watched: for capacity, ECS demands that ("… you must force a new
 * deployment.", reported in many issues).
 */
const NOT_DEPLOYING: readonly string[] = [
  ...['availabilityZoneRebalancing', 'deploymentConfiguration', 'healthCheckGracePeriodSeconds'],
  ...['placementConstraints', 'placementStrategy', 'monitoring', 'desiredCount'],
  ...['propagateTags', 'enableECSManagedTags', 'enableExecuteCommand']
]

/**
 * settingsFor returns the settings that a service is to have: what its service definition has and UpdateService takes,
 * and those of the inputs, which win. ECS changes nothing that starts a deployment of a service of CodeDeploy, and a
 * definition for Express Mode only creates services.
 */
export function settingsFor(
  definition: JsonObject | undefined,
  inputs: ServiceSettings,
  deploymentController: string
): ServiceSettings {
  const isTaken = (name: string) =>
    !fixedMembers.includes(name) &&
    !ONLY_AT_FIRST.includes(name) &&
    (deploymentController === 'ECS' || !startsDeployment([name]))
  const written = isExpressDefinition(definition) ? {} : (definition ?? {})
  const own = Object.entries(written).filter(([name]) => isTaken(name))
  return withSettings(Object.fromEntries(own), inputs)
}

/**
 * withSettings returns a service definition with the settings of inputs, which take precedence; in the deployment
 * configuration, member by member.
 */
export function withSettings(definition: JsonObject, inputs: ServiceSettings): JsonObject {
  const { deploymentConfiguration: own } = definition
  const { deploymentConfiguration: wanted, capacityProviderStrategy: strategy } = inputs
  const both = isObject(own) && isObject(wanted) ? { deploymentConfiguration: { ...own, ...wanted } } : {}
  // a strategy and a launch type are mutually exclusive; an empty strategy selects the launch type
  const replaced =
    strategy === undefined
      ? []
      : Array.isArray(strategy) && strategy.length > 0
        ? ['launchType']
        : ['capacityProviderStrategy']
  const kept = Object.entries(definition).filter(([name]) => !replaced.includes(name))
  return { ...Object.fromEntries(kept), ...inputs, ...both }
}

/**
 * changedMembers returns what an update has to send: only differences, because ECS treats some unchanged members as a
 * change (an empty capacityProviderStrategy).
 */
export function changedMembers(settings: ServiceSettings, rawService: JsonObject): JsonObject {
  const names = differingMembers(settings, rawService)
  return Object.fromEntries(names.map(name => [name, settings[name] as JsonValue]))
}

/**
 * startsDeployment returns whether a change of these members makes ECS start new tasks; such an update must be forced.
 */
export function startsDeployment(members: readonly string[]): boolean {
  return members.some(name => !NOT_DEPLOYING.includes(name))
}

/**
 * fixedDifferences lists the members in which an existing service differs from its definition (given its raw
 * DescribeServices response), and which ECS sets only when it creates a service.
 */
export function fixedDifferences(definition: JsonObject, rawService: JsonObject): readonly string[] {
  if (isExpressDefinition(definition)) return []
  const fixed = Object.entries(definition).filter(([name]) => fixedMembers.includes(name))
  return differingMembers(Object.fromEntries(fixed), rawService)
}

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
 * differingMembers lists the members of `wanted` (CreateService's or UpdateService's) whose value differs from that of
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
