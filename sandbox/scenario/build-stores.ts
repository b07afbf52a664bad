import { SandboxError } from '../fault.ts'
import { isMap } from '../json.ts'
import { makeRole, putInline } from '../operations/iam.ts'
import { addVersion, makeSecret } from '../operations/secrets.ts'
import { putParameter } from '../operations/ssm.ts'
import { pushImage } from '../world/image-store.ts'
import { arnOf, regionOf } from '../world/lookup.ts'
import { managedPolicy, type Policy, parsePolicy } from '../world/policy.ts'
import { drawHex, drawLetters } from '../world/queue.ts'
import type { Caller, Region, World } from '../world/state.ts'
import type { Building } from './build.ts'
import type { Field, RoleEntry, SecretEntry } from './content.ts'

const DAY = 86_400_000

/** buildStores creates the scenario's secrets, parameters, images, buckets, log groups and target groups. */
export function buildStores(building: Building): void {
  const { world, scenario, fill } = building
  const { content } = scenario
  const start = world.now
  const within = (entry: { region?: string | undefined; age?: number }, build: (region: Region) => void) => {
    // an item with an age was created that long before the scenario begins
    world.now = start - (entry.age ?? 0)
    build(regionOf(world, building.regionOf(entry)))
    world.now = start
  }
  for (const one of content.secrets ?? []) within(one, region => buildSecret(world, region, { one, start }))
  for (const one of content.parameters ?? [])
    within(one, region => {
      const { name, type = 'SecureString', keyId, description } = one
      const value = textIn(world, one) ?? drawLetters(world, 20)
      putParameter(world, region, { name, type, value, keyId, description, tags: [] })
    })
  for (const one of content.images ?? [])
    within(one, region => {
      const { repository, tags = [], platforms = ['linux/amd64'], index = false, content } = one
      const pushed = { repository, tags, platforms, index: index || platforms.length > 1, content }
      pushImage(world, { region: region.name, ...pushed })
    })
  for (const one of content.buckets ?? [])
    within(one, region => {
      const objects = Object.entries(one.objects ?? {}).map(([key, field]) => {
        const text = String(typeof field === 'string' ? fill(region.name, field) : fieldIn(world, field))
        return [key, { text, at: world.now }] as const
      })
      world.buckets.set(one.name, { name: one.name, region: region.name, objects: new Map(objects) })
    })
  // empty; tasks write their streams
  for (const given of content.logGroups ?? []) {
    const one = typeof given === 'string' ? { name: given } : given
    within(one, region => region.logGroups.set(one.name, { streams: new Map() }))
  }
  // their targets follow from the services
  for (const { region: own, ...one } of content.targetGroups ?? [])
    within({ region: own }, region => {
      const path = `targetgroup/${one.name}/${drawHex(world, 16)}`
      const arn = arnOf(world, ['elasticloadbalancing', region.name], path)
      region.targetGroups.set(arn, { protocol: 'HTTP', port: 80, ...one, arn })
    })
}

function buildSecret(world: World, region: Region, of: { one: SecretEntry; start: number }): void {
  const { name, description, kmsKeyId, tags = {}, deleted } = of.one
  const listed = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
  const secret = makeSecret(world, region, { name, description, kmsKeyId, tags: listed })
  const text = textIn(world, of.one)
  if (text !== undefined) addVersion(world, secret, { text })
  // scheduled for deletion when the scenario begins, regardless of the secret's age
  if (deleted)
    Object.assign(secret, { deletedAt: of.start, changedAt: of.start, purgeAt: of.start + 30 * DAY })
}

function fieldIn(world: World, field: Field): string {
  return typeof field === 'string' ? field : drawLetters(world, field.generate)
}

/** The `value`, or one that is generated: `generate` characters, or a `json` object with generated fields. */
function textIn(world: World, one: Pick<SecretEntry, 'value' | 'generate' | 'json'>): string | undefined {
  if (!one.json) return one.generate === undefined ? one.value : drawLetters(world, one.generate)
  const fields = Object.entries(one.json).map(([key, field]) => [key, fieldIn(world, field)])
  return JSON.stringify(Object.fromEntries(fields))
}

/**
 * buildRoles creates the scenario's roles with their policies and boundaries. Throws SandboxError for a policy that the
 * sandbox does not know.
 */
export function buildRoles(building: Building): void {
  const { world, scenario, fill, regionOf } = building
  for (const one of scenario.content.roles ?? []) {
    const { name, path = '/', trust = 'ecs-tasks.amazonaws.com', policies = {}, managed: arns = [] } = one
    const principal = { Effect: 'Allow', Principal: { Service: trust }, Action: 'sts:AssumeRole' }
    const document = typeof trust === 'string' ? { Version: '2012-10-17', Statement: [principal] } : trust
    const boundary = one.boundary === undefined ? undefined : boundaryOf(building, one)
    const role = makeRole(world, { name, trust: JSON.stringify(document), path, boundary })
    for (const [key, policy] of Object.entries(policies))
      putInline(role, key, JSON.stringify(fill(regionOf({}), policy ?? null)))
    for (const arn of arns) role.attached.set(arn, managed(name, arn))
  }
}

function managed(role: string, arn: string): Policy {
  const policy = managedPolicy(arn)
  if (!policy) throw new SandboxError(`Scenario: roles ${role}: the sandbox doesn't know ${arn}.`)
  return policy
}

/** A role's `boundary`: the ARN of an AWS managed policy, or a document, which then gets an ARN of this account. */
function boundaryOf(
  { world, fill, regionOf }: Building,
  { name, boundary = null }: RoleEntry
): { arn: string; policy: Policy } {
  if (typeof boundary === 'string') return { arn: boundary, policy: managed(name, boundary) }
  const arn = `arn:${world.partition}:iam::${world.account}:policy/${name}-boundary`
  return { arn, policy: parsePolicy(fill(regionOf({}), boundary)) }
}

/**
 * buildCallers reads the callers that may sign requests, by access key; undefined: every caller may do everything.
 * Throws SandboxError.
 */
export function buildCallers({ world, scenario, fill, regionOf }: Building): Map<string, Caller> | undefined {
  const { callers } = scenario.content
  if (!callers) return
  return new Map(
    Object.entries(callers).map(([key, value]) => {
      if (!isMap(value))
        throw new SandboxError(`Scenario: callers.${key} must be a policy, or {arn, policy}.`)
      const usual = `arn:${world.partition}:sts::${world.account}:assumed-role/sandbox/${key}`
      const { arn = usual, policy = value } = value
      return [key, { arn: String(arn), policy: parsePolicy(fill(regionOf({}), policy)) }]
    })
  )
}
