import { SandboxError } from '../fault.ts'
import { booleanOf, isMap, type JsonMap, listOf, mapOf, mapsOf, numberOf, textOf, textsOf } from '../json.ts'
import { makeCluster } from '../operations/ecs/clusters.ts'
import { makeRole, putInline } from '../operations/iam/roles.ts'
import { addVersion, makeSecret } from '../operations/secretsmanager/common.ts'
import { putParameter } from '../operations/ssm/parameters.ts'
import { pushImage } from '../world/image-store.ts'
import { regionOf } from '../world/lookup.ts'
import { managedPolicy } from '../world/managed-policies.ts'
import { parsePolicy } from '../world/policy.ts'
import { drawLetters } from '../world/random.ts'
import type { Behaviour, Caller, Role, Secret, World } from '../world/state.ts'
import { buildAlarms } from './alarms.ts'
import { boundaryOf, imageOf } from './build-access.ts'
import { buildBuckets } from './build-buckets.ts'
import { buildCodeDeploy } from './build-codedeploy.ts'
import { buildLogGroups, buildTargetGroups, fillLogs } from './build-outside.ts'
import { buildRules, buildSchedules } from './build-schedules.ts'
import { buildDefinitions, buildServices } from './build-services.ts'
import { readDuration } from './durations.ts'
import { fill } from './fill.ts'
import { lambdasOf } from './lambdas.ts'
import { putOutside, readOutside } from './outside.ts'
import type { Scenario } from './scenario.ts'
import { timingOf } from './timing.ts'

/** buildWorld makes the world that a scenario describes, at virtual time `start`. Throws SandboxError or AwsFault. */
export function buildWorld(scenario: Scenario, start: number, seed: number): World {
  const { content } = scenario
  const world: World = {
    account: textOf(content, 'account') ?? '123456789012',
    partition: textOf(content, 'partition') ?? 'aws',
    now: start,
    sequence: 0,
    random: seed,
    queue: [],
    regions: new Map(),
    buckets: new Map(),
    roles: new Map(),
    sessions: new Map(),
    callers: undefined,
    organization: listOf(content, 'serviceControlPolicies').map(policy => parsePolicy(policy)),
    pullsImages: booleanOf(content, 'pullImages') ?? false,
    cachePrefixes: textsOf(content, 'pullThroughCache'),
    behaviours: mapsOf(content, 'behaviours').map((one, index) => behaviourOf(one, `behaviours[${index}]`)),
    lambdas: lambdasOf(mapsOf(content, 'lambdas')),
    timing: timingOf(mapOf(content, 'timing') ?? {}),
    alarms: new Map(),
    outside: []
  }
  const region = textOf(content, 'region') ?? 'us-east-1'
  buildClusters(world, content, region)
  for (const [index, one] of mapsOf(content, 'secrets').entries()) {
    const secret = atItsAge(world, one, {
      path: `secrets[${index}]`,
      make: () => buildSecret(world, one, region)
    })
    if (booleanOf(one, 'deleted')) markDeleted(world, secret)
  }
  for (const [index, parameter] of mapsOf(content, 'parameters').entries())
    atItsAge(world, parameter, {
      path: `parameters[${index}]`,
      make: () => buildParameter(world, parameter, region)
    })
  for (const image of mapsOf(content, 'images')) pushImage(world, imageOf(image, region))
  buildBuckets(world, content, region)
  for (const role of mapsOf(content, 'roles')) buildRole(world, role, region)
  buildLogGroups(world, content, region)
  buildTargetGroups(world, content, region)
  fillLogs(world, region)
  buildDefinitions(world, scenario, region)
  buildAlarms(world, content, region)
  buildServices(world, content, region)
  buildCodeDeploy(world, content, region)
  buildRules(world, content, region)
  buildSchedules(world, content, region)
  world.callers = callersOf(world, content, region)
  for (const [index, one] of mapsOf(content, 'later').entries())
    putOutside(world, readOutside(fill(world, region, one), { path: `later[${index}]`, region, now: start }))
  return world
}

function buildClusters(world: World, content: JsonMap, home: string): void {
  for (const name of textsOf(content, 'clusters'))
    makeCluster(world, home, { clusters: regionOf(world, home).clusters, name })
  for (const one of mapsOf(content, 'clusters')) {
    const region = textOf(one, 'region') ?? home
    const cluster = makeCluster(world, region, {
      clusters: regionOf(world, region).clusters,
      name: textOf(one, 'name') ?? '',
      tags: tagsOf(one, 'key', 'value')
    })
    cluster.instances = numberOf(one, 'instances') ?? 0
  }
}

/** tagsOf turns a map of tags into AWS's list. */
export function tagsOf(one: JsonMap, key: string, value: string): JsonMap[] {
  return Object.entries(mapOf(one, 'tags') ?? {}).map(([name, text]) => ({ [key]: name, [value]: text }))
}

/** What a scenario gives an `age` was made that long before it begins. */
function atItsAge<Made>(world: World, one: JsonMap, what: { path: string; make: () => Made }): Made {
  const { now } = world
  world.now = now - (one['age'] === undefined ? 0 : readDuration(one['age'], `Scenario: ${what.path}.age`))
  const made = what.make()
  world.now = now
  return made
}

function buildSecret(world: World, one: JsonMap, home: string): Secret {
  const region = regionOf(world, textOf(one, 'region') ?? home)
  const secret = makeSecret(world, region, {
    name: textOf(one, 'name') ?? '',
    description: textOf(one, 'description'),
    kmsKeyId: textOf(one, 'kmsKeyId'),
    tags: tagsOf(one, 'Key', 'Value')
  })
  const text = secretText(world, one)
  if (text !== undefined) addVersion(world, secret, { text })
  return secret
}

/** Scheduled for deletion when the scenario begins, whatever the secret's age. */
function markDeleted(world: World, secret: Secret): void {
  secret.deletedAt = world.now
  secret.changedAt = world.now
  secret.purgeAt = world.now + 30 * 86_400_000
}

function secretText(world: World, one: JsonMap): string | undefined {
  const json = mapOf(one, 'json')
  if (!json) {
    const length = numberOf(one, 'generate')
    return length === undefined ? textOf(one, 'value') : drawLetters(world, length)
  }
  const fields = Object.entries(json).map(([key, field]) => [
    key,
    isMap(field) ? drawLetters(world, numberOf(field, 'generate') ?? 0) : field
  ])
  return JSON.stringify(Object.fromEntries(fields))
}

function buildParameter(world: World, one: JsonMap, home: string): void {
  const keyId = textOf(one, 'keyId')
  const description = textOf(one, 'description')
  putParameter(world, regionOf(world, textOf(one, 'region') ?? home), {
    name: textOf(one, 'name') ?? '',
    type: textOf(one, 'type') ?? 'SecureString',
    value: secretText(world, one) ?? drawLetters(world, 20),
    ...(keyId === undefined ? {} : { keyId }),
    ...(description === undefined ? {} : { description }),
    tags: []
  })
}

function buildRole(world: World, one: JsonMap, region: string): void {
  const trust = one['trust'] ?? 'ecs-tasks.amazonaws.com'
  const document =
    typeof trust === 'string'
      ? {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: trust }, Action: 'sts:AssumeRole' }]
        }
      : trust
  const path = textOf(one, 'path')
  const role: Role = makeRole(world, {
    name: textOf(one, 'name') ?? '',
    trust: JSON.stringify(document),
    ...boundaryOf(world, one, region),
    ...(path === undefined ? {} : { path })
  })
  for (const [name, policy] of Object.entries(mapOf(one, 'policies') ?? {}))
    putInline(role, name, JSON.stringify(fill(world, region, policy ?? null)))
  for (const arn of textsOf(one, 'managed')) {
    const policy = managedPolicy(arn)
    if (!policy) throw new SandboxError(`Scenario: roles ${role.name}: the sandbox doesn't know ${arn}.`)
    role.attached.set(arn, policy)
  }
}

const DURATIONS = ['startAfter', 'healthyAfter', 'exitAfter', 'unhealthyAfter', 'stopAfter']

function behaviourOf(one: JsonMap, path: string): Behaviour {
  return Object.fromEntries(
    Object.entries(one).map(([key, value]) => [
      key,
      DURATIONS.includes(key)
        ? readDuration(value, `Scenario: ${path}.${key}`)
        : key === 'targetHealth' && isMap(value)
          ? targetHealthOf(value, `Scenario: ${path}.${key}`)
          : value
    ])
  )
}

function targetHealthOf(one: JsonMap, path: string): JsonMap {
  return one['after'] === undefined ? one : { ...one, after: readDuration(one['after'], `${path}.after`) }
}

function callersOf(world: World, content: JsonMap, region: string): Map<string, Caller> | undefined {
  const callers = mapOf(content, 'callers')
  if (!callers) return
  return new Map(
    Object.entries(callers).map(([key, value]) => {
      if (!isMap(value))
        throw new SandboxError(`Scenario: callers.${key} must be a policy, or {arn, policy}.`)
      const given = mapOf(value, 'policy') ?? value
      const arn = `arn:${world.partition}:sts::${world.account}:assumed-role/sandbox/${key}`
      return [key, { arn: textOf(value, 'arn') ?? arn, policy: parsePolicy(fill(world, region, given)) }]
    })
  )
}
