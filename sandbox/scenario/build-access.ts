import { SandboxError } from '../fault.ts'
import { booleanOf, isMap, type JsonMap, mapOf, mapsOf, textOf, textsOf } from '../json.ts'
import { makeRole, putInline } from '../operations/iam/roles.ts'
import type { PushedImage } from '../world/image-store.ts'
import { managedPolicy } from '../world/managed-policies.ts'
import { type Policy, parsePolicy } from '../world/policy.ts'
import type { Caller, Role, World } from '../world/state.ts'
import { fill } from './fill.ts'

/**
 * buildRoles creates the scenario's roles with their policies and boundaries. Throws SandboxError for a policy that the
 * sandbox does not know.
 */
export function buildRoles(world: World, content: JsonMap, region: string): void {
  for (const role of mapsOf(content, 'roles')) buildRole(world, role, region)
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

/** A role's `boundary`: the ARN of an AWS managed policy, or a document, which then gets an ARN of this account. */
function boundaryOf(
  world: World,
  one: JsonMap,
  region: string
): { boundary?: { arn: string; policy: Policy } } {
  const given = one['boundary']
  if (given === undefined || given === null) return {}
  if (typeof given !== 'string') {
    const arn = `arn:${world.partition}:iam::${world.account}:policy/${textOf(one, 'name')}-boundary`
    return { boundary: { arn, policy: parsePolicy(fill(world, region, given)) } }
  }
  const policy = managedPolicy(given)
  if (!policy)
    throw new SandboxError(`Scenario: roles ${textOf(one, 'name')}: the sandbox doesn't know ${given}.`)
  return { boundary: { arn: given, policy } }
}

/** imageOf reads one entry of `images`; several platforms always make an index. */
export function imageOf(one: JsonMap, home: string): PushedImage {
  const given = textsOf(one, 'platforms')
  const content = textOf(one, 'content')
  const platforms = given.length > 0 ? given : ['linux/amd64']
  return {
    region: textOf(one, 'region') ?? home,
    repository: textOf(one, 'repository') ?? '',
    tags: textsOf(one, 'tags'),
    platforms,
    ...(content === undefined ? {} : { content }),
    index: platforms.length > 1 || (booleanOf(one, 'index') ?? false)
  }
}

/**
 * callersOf reads the callers that may sign requests, by access key; undefined: every caller may do everything. Throws
 * SandboxError.
 */
export function callersOf(world: World, content: JsonMap, region: string): Map<string, Caller> | undefined {
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
