import { SandboxError } from '../fault.ts'
import { isMap, type JsonMap, mapOf, mapsOf, textOf, textsOf } from '../json.ts'
import { makeRole, putInline } from '../operations/iam.ts'
import { managedPolicy, type Policy, parsePolicy } from '../world/policy.ts'
import type { Caller } from '../world/state.ts'
import type { Building } from './build.ts'

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
