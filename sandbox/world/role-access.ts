import { parseArn, roleNameOf } from './arns.ts'
import { type Decision, evaluate, hasDeny, type Question, trusts } from './evaluate.ts'
import { type Policy, parsePolicy } from './policy.ts'
import type { Role, World } from './state.ts'

/**
 * Everything that decides what a principal may do: its policies; its permissions boundary, which must also allow the
 * action; and the organization's service control policies, whose Denies apply (they are attached in addition to
 * FullAWSAccess).
 */
export type Powers = {
  readonly policies: readonly Policy[]
  readonly boundary?: Policy
  readonly organization: readonly Policy[]
}

/** The decision, and for a denial the policy type that caused it. */
export type Ruling = { readonly decision: Decision; readonly by: 'identity' | 'boundary' | 'organization' }

/** findRole finds a role of this account by ARN or name. */
export function findRole(world: World, nameOrArn: string): Role | undefined {
  const arn = parseArn(nameOrArn)
  if (arn && arn.account !== world.account) return
  const role = world.roles.get(roleNameOf(nameOrArn))
  return arn && role?.arn !== nameOrArn ? undefined : role
}

/** policiesOf lists a role's inline and attached policies. */
export function policiesOf(role: Role): Policy[] {
  return [...[...role.inline.values()].map(one => one.policy), ...role.attached.values()]
}

/** powersOf is everything that decides what a role may do. */
export function powersOf(world: World, role: Role): Powers {
  return {
    policies: policiesOf(role),
    ...(role.boundary ? { boundary: role.boundary.policy } : {}),
    organization: world.organization
  }
}

const EVERYTHING = parsePolicy({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })
const CI = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity'
    }
  ]
})

/**
 * callerRole is the role of a caller's session (`assumed-role/NAME/SESSION`) if the scenario does not list it among its
 * roles: one with the caller's policy, or one that may do everything if there are no callers. Undefined if no caller
 * has a session of that role. Among several, the calling one is used.
 */
export function callerRole(world: World, name: string, callerArn: string): Role | undefined {
  const session = `:assumed-role/${name}/`
  const callers = [...(world.callers?.values() ?? [])].filter(one => one.arn.includes(session))
  const caller = callers.find(one => one.arn === callerArn) ?? callers[0]
  if (!caller && (world.callers || !callerArn.includes(session))) return
  const policy = caller?.policy ?? EVERYTHING
  return {
    name,
    arn: `arn:${world.partition}:iam::${world.account}:role/${name}`,
    id: `AROA${name
      .toUpperCase()
      .replace(/[^A-Z2-7]/g, 'X')
      .padEnd(17, 'X')
      .slice(0, 17)}`,
    path: '/',
    createdAt: world.now,
    trust: parsePolicy(CI),
    trustText: CI,
    inline: new Map([['caller', { policy, text: '' }]]),
    attached: new Map()
  }
}

/** taskMayAssume reports whether ECS tasks can get this role's credentials. */
export function taskMayAssume(world: World, role: Role, region: string): boolean {
  return trusts(role.trust, 'ecs-tasks.amazonaws.com', {
    'aws:SourceAccount': world.account,
    'aws:SourceArn': `arn:${world.partition}:ecs:${region}:${world.account}:*`
  })
}

/** rule decides as IAM does: any Deny wins; otherwise, the policies and the boundary (if any) must both allow. */
export function rule(powers: Powers, question: Question): Ruling {
  const { policies, boundary, organization } = powers
  if (hasDeny(organization, question)) return { decision: 'explicitDeny', by: 'organization' }
  const own = evaluate(policies, question)
  if (own === 'explicitDeny') return { decision: own, by: 'identity' }
  const limit = boundary ? evaluate([boundary], question) : 'allowed'
  if (limit === 'explicitDeny') return { decision: limit, by: 'boundary' }
  if (own !== 'allowed') return { decision: own, by: 'identity' }
  return limit === 'allowed' ? { decision: limit, by: 'identity' } : { decision: limit, by: 'boundary' }
}

/** denial is AWS's message for a call that is not allowed; undefined if it is. */
export function denial(who: Powers & { readonly arn: string }, question: Question): string | undefined {
  const ruling = rule(who, question)
  if (ruling.decision === 'allowed') return
  const { an, no } = KINDS[ruling.by]
  const why =
    ruling.decision === 'explicitDeny'
      ? `with an explicit deny in ${an}`
      : `because no ${no} allows the ${question.action} action`
  return `User: ${who.arn} is not authorized to perform: ${question.action} on resource: ${question.resource} ${why}`
}

const KINDS = {
  identity: { an: 'an identity-based policy', no: 'identity-based policy' },
  boundary: { an: 'a permissions boundary', no: 'permissions boundary' },
  organization: { an: 'a service control policy', no: 'service control policy' }
} as const
