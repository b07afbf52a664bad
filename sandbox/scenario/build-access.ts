import { SandboxError } from '../fault.ts'
import { booleanOf, type JsonMap, textOf, textsOf } from '../json.ts'
import type { PushedImage } from '../world/image-store.ts'
import { managedPolicy } from '../world/managed-policies.ts'
import { type Policy, parsePolicy } from '../world/policy.ts'
import type { World } from '../world/state.ts'
import { fill } from './fill.ts'

/**
 * boundaryOf reads a role's `boundary`: the ARN of an AWS policy, or a document, which then gets an ARN of this account.
 * Throws SandboxError for an ARN that the sandbox doesn't know.
 */
export function boundaryOf(
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

/** imageOf reads one of `images`; several platforms always make an index. */
export function imageOf(one: JsonMap, home: string): PushedImage {
  const given = textsOf(one, 'platforms')
  const platforms = given.length > 0 ? given : ['linux/amd64']
  return {
    region: textOf(one, 'region') ?? home,
    repository: textOf(one, 'repository') ?? '',
    tags: textsOf(one, 'tags'),
    platforms,
    index: platforms.length > 1 || (booleanOf(one, 'index') ?? false)
  }
}
