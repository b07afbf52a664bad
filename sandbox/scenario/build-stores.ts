import { SandboxError } from '../fault.ts'
import { booleanOf, isMap, type JsonMap, listOf, mapOf, mapsOf, numberOf, textOf, textsOf } from '../json.ts'
import { makeRole, putInline } from '../operations/iam.ts'
import { addVersion, makeSecret } from '../operations/secrets.ts'
import { putParameter } from '../operations/ssm.ts'
import { pushImage } from '../world/image-store.ts'
import { arnOf, regionOf } from '../world/lookup.ts'
import { managedPolicy, type Policy, parsePolicy } from '../world/policy.ts'
import { drawHex, drawLetters } from '../world/queue.ts'
import type { Caller, Region, World } from '../world/state.ts'
import type { Building } from './build.ts'

const DAY = 86_400_000

/** tagsOf turns a map of tags into AWS's list. */
export function tagsOf(one: JsonMap, key: string, value: string): JsonMap[] {
  return Object.entries(mapOf(one, 'tags') ?? {}).map(([name, text]) => ({ [key]: name, [value]: text }))
}

/** buildStores creates the scenario's secrets, parameters, images, buckets, log groups and target groups. */
export function buildStores(building: Building): void {
  const { world, scenario } = building
  const start = world.now
  for (const [key, build] of Object.entries(BUILDERS))
    for (const given of listOf(scenario.content, key)) {
      const one = isMap(given) ? given : { name: given }
      const region = regionOf(world, building.regionOf(one))
      // an item with an age was created that long before the scenario begins
      world.now = start - (numberOf(one, 'age') ?? 0)
      build(building, region, one)
      world.now = start
      if (booleanOf(one, 'deleted')) markDeleted(world, region, one)
    }
}

type Builder = (building: Building, region: Region, one: JsonMap) => void

const BUILDERS: Readonly<Record<string, Builder>> = {
  secrets: ({ world }, region, one) => {
    const { name = '', description, kmsKeyId } = texts(one)
    const made = { name, description, kmsKeyId, tags: tagsOf(one, 'Key', 'Value') }
    const secret = makeSecret(world, region, withoutAbsent(made))
    const text = textIn(world, one)
    if (text !== undefined) addVersion(world, secret, { text })
  },
  parameters: ({ world }, region, one) => {
    const { name = '', type = 'SecureString', keyId, description } = texts(one)
    const value = textIn(world, one) ?? drawLetters(world, 20)
    putParameter(world, region, withoutAbsent({ name, type, value, keyId, description, tags: [] }))
  },
  images: ({ world }, region, one) => {
    const platforms = textsOf(one, 'platforms')
    pushImage(world, {
      region: region.name,
      repository: textOf(one, 'repository') ?? '',
      tags: textsOf(one, 'tags'),
      platforms: platforms.length > 0 ? platforms : ['linux/amd64'],
      ...(one['content'] === undefined ? {} : { content: String(one['content']) }),
      index: platforms.length > 1 || (booleanOf(one, 'index') ?? false)
    })
  },
  buckets: ({ world, fill }, region, one) => {
    const objects = Object.entries(mapOf(one, 'objects') ?? {}).map(([key, value]) => {
      const text = isMap(value)
        ? drawLetters(world, numberOf(value, 'generate') ?? 0)
        : fill(region.name, value ?? '')
      return [key, { text: String(text), at: world.now }] as const
    })
    const name = textOf(one, 'name') ?? ''
    world.buckets.set(name, { name, region: region.name, objects: new Map(objects) })
  },
  // empty; tasks write their streams
  logGroups: (_building, region, one) => {
    region.logGroups.set(textOf(one, 'name') ?? '', { streams: new Map() })
  },
  // their targets follow from the services
  targetGroups: ({ world }, region, one) => {
    const { name = '', protocol = 'HTTP', path, matcher } = texts(one)
    const arn = arnOf(
      world,
      ['elasticloadbalancing', region.name],
      `targetgroup/${name}/${drawHex(world, 16)}`
    )
    const port = numberOf(one, 'port') ?? 80
    region.targetGroups.set(arn, withoutAbsent({ arn, name, protocol, port, path, matcher }))
  }
}

function texts(one: JsonMap): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.keys(one).map(key => [key, textOf(one, key)]))
}

type Present<Given> = { [Key in keyof Given as undefined extends Given[Key] ? never : Key]: Given[Key] } & {
  [Key in keyof Given as undefined extends Given[Key] ? Key : never]?: Exclude<Given[Key], undefined>
}

function withoutAbsent<Given extends object>(given: Given): Present<Given> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined)
  ) as Present<Given>
}

/** Scheduled for deletion when the scenario begins, regardless of the secret's age. */
function markDeleted(world: World, region: Region, one: JsonMap): void {
  const secret = region.secrets.get(textOf(one, 'name') ?? '')
  if (secret)
    Object.assign(secret, { deletedAt: world.now, changedAt: world.now, purgeAt: world.now + 30 * DAY })
}

/** The `value`, or one that is generated: `generate` characters, or a `json` object with generated fields. */
function textIn(world: World, one: JsonMap): string | undefined {
  const json = mapOf(one, 'json')
  const length = numberOf(one, 'generate')
  if (!json) return length === undefined ? textOf(one, 'value') : drawLetters(world, length)
  const fields = Object.entries(json).map(([key, field]) => [
    key,
    isMap(field) ? drawLetters(world, numberOf(field, 'generate') ?? 0) : field
  ])
  return JSON.stringify(Object.fromEntries(fields))
}

/**
 * buildRoles creates the scenario's roles with their policies and boundaries. Throws SandboxError for a policy that the
 * sandbox does not know.
 */
export function buildRoles(building: Building): void {
  const { world, scenario, fill, regionOf } = building
  for (const one of mapsOf(scenario.content, 'roles')) {
    const { trust = 'ecs-tasks.amazonaws.com', boundary } = one
    const principal = { Effect: 'Allow', Principal: { Service: trust }, Action: 'sts:AssumeRole' }
    const document = typeof trust === 'string' ? { Version: '2012-10-17', Statement: [principal] } : trust
    const name = textOf(one, 'name') ?? ''
    const role = makeRole(world, {
      name,
      trust: JSON.stringify(document),
      path: textOf(one, 'path') ?? '/',
      ...(boundary === undefined ? {} : { boundary: boundaryOf(building, one) })
    })
    for (const [key, policy] of Object.entries(mapOf(one, 'policies') ?? {}))
      putInline(role, key, JSON.stringify(fill(regionOf({}), policy ?? null)))
    for (const arn of textsOf(one, 'managed')) role.attached.set(arn, managed(name, arn))
  }
}

function managed(role: string, arn: string): Policy {
  const policy = managedPolicy(arn)
  if (!policy) throw new SandboxError(`Scenario: roles ${role}: the sandbox doesn't know ${arn}.`)
  return policy
}

/** A role's `boundary`: the ARN of an AWS managed policy, or a document, which then gets an ARN of this account. */
function boundaryOf({ world, fill, regionOf }: Building, one: JsonMap): { arn: string; policy: Policy } {
  const { name, boundary = null } = one
  if (typeof boundary === 'string') return { arn: boundary, policy: managed(String(name), boundary) }
  const arn = `arn:${world.partition}:iam::${world.account}:policy/${name}-boundary`
  return { arn, policy: parsePolicy(fill(regionOf({}), boundary)) }
}

/**
 * buildCallers reads the callers that may sign requests, by access key; undefined: every caller may do everything.
 * Throws SandboxError.
 */
export function buildCallers({ world, scenario, fill, regionOf }: Building): Map<string, Caller> | undefined {
  const callers = mapOf(scenario.content, 'callers')
  if (!callers) return
  return new Map(
    Object.entries(callers).map(([key, value]) => {
      if (!isMap(value))
        throw new SandboxError(`Scenario: callers.${key} must be a policy, or {arn, policy}.`)
      const arn = `arn:${world.partition}:sts::${world.account}:assumed-role/sandbox/${key}`
      const policy = parsePolicy(fill(regionOf({}), mapOf(value, 'policy') ?? value))
      return [key, { arn: textOf(value, 'arn') ?? arn, policy }]
    })
  )
}
