import { AwsFault } from './fault.ts'
import { textOf } from './json.ts'
import { clusterArn } from './operations/ecs/common.ts'
import type { Call, Operation } from './operations/operation.ts'
import type { Question } from './world/evaluate.ts'
import { denial, type Powers, powersOf } from './world/role-access.ts'
import type { World } from './world/state.ts'

/** Who signed a request; without `powers`, everything is allowed. */
export type Identity = { readonly arn: string; readonly powers?: Powers }

/**
 * identify finds the caller by access key. If the scenario has `callers`, an unknown key is refused with AwsFault
 * UnrecognizedClientException; otherwise every caller may do anything.
 */
export function identify(world: World, accessKey: string): Identity {
  const session = world.sessions.get(accessKey)
  if (session) {
    const role = world.roles.get(session.roleName)
    const none = { policies: [], organization: [] }
    return { arn: session.arn, ...(world.callers ? { powers: role ? powersOf(world, role) : none } : {}) }
  }
  const caller = world.callers?.get(accessKey)
  if (caller)
    return { arn: caller.arn, powers: { policies: [caller.policy], organization: world.organization } }
  if (world.callers)
    throw new AwsFault(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.'
    )
  return { arn: `arn:${world.partition}:sts::${world.account}:assumed-role/sandbox/caller` }
}

/** authorize refuses what the caller's policy does not allow, with AwsFault AccessDeniedException and AWS's message. */
export function authorize(
  identity: Identity,
  what: { service: string; name: string; operation: Operation },
  call: Call
): void {
  if (!identity.powers || what.operation.free) return
  const resources = what.operation.resources?.(call) ?? ['*']
  const context: Record<string, string> = {
    'aws:RequestedRegion': call.region,
    'aws:PrincipalArn': identity.arn,
    ...(what.service === 'ecs' && textOf(call.input, 'cluster') ? { 'ecs:cluster': clusterArn(call) } : {})
  }
  const action = `${what.service}:${what.operation.action ?? what.name}`
  const questions: Question[] = (resources.length > 0 ? resources : ['*']).map(resource => ({
    action,
    resource,
    context
  }))
  if (what.service === 'ecs' && what.name === 'RegisterTaskDefinition') questions.push(...passRole(call))
  questions.push(...(what.operation.alsoNeeds?.(call) ?? []))
  for (const question of questions) {
    const text = denial({ arn: identity.arn, ...identity.powers }, question)
    if (text !== undefined) throw new AwsFault('AccessDeniedException', text)
  }
}

/** Passing a role to a task requires iam:PassRole on it. */
function passRole(call: Call): Question[] {
  return ['executionRoleArn', 'taskRoleArn'].flatMap(key => {
    const resource = textOf(call.input, key)
    const context = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }
    return resource ? [{ action: 'iam:PassRole', resource, context }] : []
  })
}
