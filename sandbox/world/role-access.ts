import { parseArn, roleNameOf } from './arns.ts'
import { evaluate, type Question, trusts } from './evaluate.ts'
import type { Policy } from './policy.ts'
import type { Role, World } from './state.ts'

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

/** taskMayAssume tells whether ECS tasks can get this role's credentials. */
export function taskMayAssume(world: World, role: Role, region: string): boolean {
  return trusts(role.trust, 'ecs-tasks.amazonaws.com', {
    'aws:SourceAccount': world.account,
    'aws:SourceArn': `arn:${world.partition}:ecs:${region}:${world.account}:*`
  })
}

/** denial is AWS's sentence for a call that a policy does not allow; undefined when it is allowed. */
export function denial(
  who: { arn: string; policies: readonly Policy[] },
  question: Question
): string | undefined {
  const decision = evaluate(who.policies, question)
  if (decision === 'allowed') return
  const why =
    decision === 'explicitDeny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${question.action} action`
  return `User: ${who.arn} is not authorized to perform: ${question.action} on resource: ${question.resource} ${why}`
}
