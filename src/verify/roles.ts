import { lastPartOf } from '../arn.ts'
import type { CallerIdentity } from '../references/ports.ts'
import { type Asker, unknownFrom } from './ask.ts'
import { parseRoleArn } from './names.ts'
import type { NeededRole } from './needs.ts'
import type { RoleDirectory } from './ports.ts'
import { trustStatement } from './statements.ts'
import { judgeTrust } from './trust.ts'
import type { PermissionVerdict, Unknown } from './verification.ts'

/**
 * What is known about a role in a definition. found: GetRole returned it. unseen: it could not be read, but the
 * simulator accepts this ARN. gone: it does not exist. foreign: nothing can be asked about it.
 */
export type RoleFacts =
  | { readonly kind: 'found'; readonly arn: string; readonly trust: string }
  | { readonly kind: 'unseen'; readonly arn: string; readonly unknown: Unknown }
  | { readonly kind: 'gone'; readonly arn: string; readonly other?: string }
  | { readonly kind: 'foreign'; readonly arn: string; readonly unknown: Unknown }

/** Context of the lookup: the identity that asks, and the Region of the services. */
export type RoleScope = {
  readonly roles: RoleDirectory
  readonly ask: Asker
  /** Undefined if STS did not return it. */
  readonly caller: CallerIdentity | undefined
  readonly region: string
  readonly partition: string
}

/** checkRole looks up a role by its ARN, or by its name, which ECS resolves in its own account. */
export async function checkRole(written: string, scope: RoleScope): Promise<RoleFacts> {
  const { caller } = scope
  const parsed = parseRoleArn(written)
  if (!parsed && !/^[\w+=,.@-]+$/.test(written)) {
    return {
      kind: 'foreign',
      arn: written,
      unknown: { kind: 'undecided', text: 'it is not the ARN of a role' }
    }
  }
  if (parsed && caller && parsed.account !== caller.account) {
    const text = `the role belongs to account ${parsed.account}, the credentials to ${caller.account}`
    return { kind: 'foreign', arn: written, unknown: { kind: 'undecided', text } }
  }
  const name = parsed?.name ?? written
  const account = parsed?.account ?? caller?.account ?? ''
  const arn = parsed ? written : `arn:${scope.partition}:iam::${account}:role/${name}`
  const answer = await scope.ask(() => scope.roles.describeRole(name))
  if (answer.kind === 'failed') return { kind: 'unseen', arn, unknown: unknownFrom(answer.error) }
  const found = answer.value
  if (!found) return { kind: 'gone', arn }
  // names are unique in an account and do not include the path: with another path it is another ARN
  if (parsed && found.arn !== written) return { kind: 'gone', arn, other: found.arn }
  return { kind: 'found', arn: found.arn, trust: found.trust }
}

/** judgeRole returns whether ECS can use the role: it exists and trusts ecs-tasks.amazonaws.com. */
export function judgeRole(facts: RoleFacts, need: NeededRole, scope: RoleScope): PermissionVerdict {
  switch (facts.kind) {
    case 'unseen':
    case 'foreign':
      return { verdict: 'not-verified', unknown: facts.unknown }
    case 'gone':
      return goneVerdict(facts, need)
    case 'found': {
      const account = parseRoleArn(facts.arn)?.account ?? ''
      const trust = judgeTrust(facts.trust, { account, partition: scope.partition, region: scope.region })
      if (trust.kind === 'trusted') return { verdict: 'allowed', why: 'it exists and trusts ECS tasks' }
      if (trust.kind === 'undecided') {
        return { verdict: 'not-verified', unknown: { kind: 'undecided', text: trust.why } }
      }
      const remedy = trust.isDenied
        ? ({
            kind: 'advice',
            text: `Change the Deny statement in the trust policy of the role ${lastPartOf(facts.arn)}: an Allow beside it does not help.`
          } as const)
        : ({ kind: 'trust', statement: trustStatement() } as const)
      return { verdict: 'denied', code: 'role-trust', why: trust.why, remedy }
    }
  }
}

function goneVerdict(
  { arn, other }: Extract<RoleFacts, { kind: 'gone' }>,
  need: NeededRole
): PermissionVerdict {
  const member = need.kind === 'execution-role' ? 'executionRoleArn' : 'taskRoleArn'
  const text =
    other === undefined
      ? `Correct "${member}", or create the role: aws iam create-role --role-name ${lastPartOf(arn)} --assume-role-policy-document file://TRUST.json, with ecs-tasks.amazonaws.com as the trusted service.`
      : `A role of this name exists under another path: write ${other} as "${member}".`
  const why = 'the account has no such role'
  return { verdict: 'denied', code: 'role-missing', why, remedy: { kind: 'advice', text } }
}
