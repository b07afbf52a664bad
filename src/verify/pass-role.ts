import { unknownFrom } from './ask.ts'
import { parseCallerArn } from './names.ts'
import type { NeededRole } from './needs.ts'
import type { RoleFacts, RoleScope } from './roles.ts'
import { judgeSimulated } from './simulated.ts'
import { passRoleStatement } from './statements.ts'
import type { PermissionRow, PermissionUse, PermissionVerdict, Unknown } from './verification.ts'

/** The principal behind the credentials, or why there is none to ask about. */
type Principal = { readonly arn: string; readonly guessed?: Unknown } | { readonly unknown: Unknown }

/**
 * verifyPassRole asks whether the identity that deploys may pass each role to ECS tasks; otherwise
 * RegisterTaskDefinition rejects the definition. One call for all roles; none if nothing will be registered.
 */
export async function verifyPassRole(
  needs: readonly NeededRole[],
  facts: ReadonlyMap<string, RoleFacts>,
  scope: RoleScope
): Promise<readonly PermissionRow[]> {
  const wanted = rolesToPass(needs, facts)
  if (wanted.size === 0) return []
  const principal = await principalOf(scope)
  const holder = {
    kind: 'deployer',
    arn: 'arn' in principal ? principal.arn : (scope.caller?.arn ?? '')
  } as const
  const verdict = await askFor([...wanted.keys()], principal, scope)
  return [...wanted].map(([what, uses]) => ({
    check: 'pass-role',
    holder,
    what,
    action: 'iam:PassRole',
    uses,
    ...verdict(what)
  }))
}

function rolesToPass(
  needs: readonly NeededRole[],
  facts: ReadonlyMap<string, RoleFacts>
): ReadonlyMap<string, readonly PermissionUse[]> {
  const wanted = new Map<string, readonly PermissionUse[]>()
  for (const { written, uses, passed } of needs) {
    const role = facts.get(written)
    if (!passed || !role || role.kind === 'gone') continue
    wanted.set(role.arn, [...(wanted.get(role.arn) ?? []), ...uses])
  }
  return wanted
}

async function principalOf(scope: RoleScope): Promise<Principal> {
  const { caller } = scope
  if (caller?.arn === undefined) {
    return { unknown: { kind: 'undecided', text: 'STS did not say whose credentials these are' } }
  }
  const deployer = parseCallerArn(caller.arn)
  if (deployer.kind === 'user') return { arn: deployer.arn }
  if (deployer.kind === 'other') {
    return {
      unknown: {
        kind: 'undecided',
        text: `the credentials belong to ${deployer.text}, which IAM cannot simulate`
      }
    }
  }
  // a session's ARN has no path, and IAM requires the path
  const answer = await scope.ask(() => scope.roles.describeRole(deployer.name))
  if (answer.kind === 'answered' && answer.value) return { arn: answer.value.arn }
  const guessed: Unknown =
    answer.kind === 'failed'
      ? unknownFrom(answer.error)
      : { kind: 'undecided', text: `IAM knows no role ${deployer.name}` }
  return { arn: `arn:${deployer.partition}:iam::${deployer.account}:role/${deployer.name}`, guessed }
}

async function askFor(
  resources: readonly string[],
  principal: Principal,
  scope: RoleScope
): Promise<(role: string) => PermissionVerdict> {
  if ('unknown' in principal) return () => ({ verdict: 'not-verified', unknown: principal.unknown })
  const { arn, guessed } = principal
  const context = {
    'iam:PassedToService': 'ecs-tasks.amazonaws.com',
    'aws:RequestedRegion': scope.region,
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': scope.caller?.account ?? '',
    'aws:SecureTransport': 'true'
  }
  const answer = await scope.ask(() =>
    scope.roles.simulate({ principal: arn, action: 'iam:PassRole', resources, context })
  )
  if (answer.kind === 'failed') {
    const unknown = unknownFrom(answer.error)
    return () => ({ verdict: 'not-verified', unknown })
  }
  if (answer.value === undefined) {
    const unknown = guessed ?? ({ kind: 'undecided', text: `IAM knows no ${arn}` } as const)
    return () => ({ verdict: 'not-verified', unknown })
  }
  const found = answer.value
  return role =>
    judgeSimulated(
      found.find(one => one.resource === role),
      { code: 'pass-role', whose: 'identity', statement: passRoleStatement(role) }
    )
}
