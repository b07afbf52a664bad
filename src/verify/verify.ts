import { mapBounded } from '../bounded.ts'
import type { CallerIdentity, SecretDirectory } from '../references/ports.ts'
import type { ResolvedReference } from '../references/resolution.ts'
import { createAsker, unknownFrom } from './ask.ts'
import { verifyImages } from './images.ts'
import { parseCallerArn, parseEcrImage } from './names.ts'
import { collectNeeds, type NeededRole } from './needs.ts'
import type { ImageDirectory, RoleDirectory } from './ports.ts'
import { verifyReads } from './reads.ts'
import { checkRole, judgeRole, type RoleFacts, type RoleScope } from './roles.ts'
import { judgeSimulated } from './simulated.ts'
import { passRoleStatement } from './statements.ts'
import type {
  PermissionRow,
  PermissionUse,
  PermissionVerdict,
  Unknown,
  Verification,
  VerifySubject
} from './verification.ts'

const rolesAtOnce = 4

/** Earlier results: the resolved references (for their keys), and where the services run. */
export type VerifyScope = {
  readonly references: readonly Pick<ResolvedReference, 'arn' | 'keyId'>[]
  readonly region: string
  readonly partition: string
}

/** The AWS services that the verification calls. */
export type VerifyPorts = {
  readonly directory: Pick<SecretDirectory, 'callerIdentity'>
  readonly roles: RoleDirectory
  readonly images: ImageDirectory
}

/** The principal behind the credentials, or why there is none to ask about. */
type Principal = { readonly arn: string; readonly guessed?: Unknown } | { readonly unknown: Unknown }

/**
 * verifyPermissions answers before the registration whether tasks of these definitions can start: the roles exist and
 * trust ECS, the execution role may read every reference, the identity that deploys may pass the roles, and the images
 * exist. Read-only, each item once; what AWS does not answer is `not-verified`, never an exception.
 */
export async function verifyPermissions(
  subjects: readonly VerifySubject[],
  known: VerifyScope,
  ports: VerifyPorts
): Promise<Verification> {
  const needs = collectNeeds(subjects, known.references)
  const caller = await callerFor(needs, ports)
  const { region, partition } = known
  const scope: RoleScope = { roles: ports.roles, ask: createAsker(), caller, region, partition }
  const [ofRoles, ofImages] = await Promise.all([
    verifyRoles(needs, scope),
    verifyImages(needs.images, { images: ports.images, ask: createAsker(), caller })
  ])
  return { rows: [...ofRoles, ...ofImages] }
}

/** The account decides what can be looked up; without anything to look up, STS is not called. */
async function callerFor(
  needs: ReturnType<typeof collectNeeds>,
  ports: VerifyPorts
): Promise<CallerIdentity | undefined> {
  const matters = needs.roles.length > 0 || needs.images.some(({ image }) => parseEcrImage(image))
  if (!matters) return undefined
  const identity = await createAsker()(() => ports.directory.callerIdentity())
  return identity.kind === 'answered' ? identity.value : undefined
}

async function verifyRoles(
  needs: ReturnType<typeof collectNeeds>,
  scope: RoleScope
): Promise<readonly PermissionRow[]> {
  const names = [...new Set(needs.roles.map(({ written }) => written))]
  const looked = await mapBounded(
    names,
    rolesAtOnce,
    async name => [name, await checkRole(name, scope)] as const
  )
  const facts = new Map(looked)
  const [reads, passed] = await Promise.all([
    verifyReads(needs.reads, facts, scope),
    verifyPassRole(needs.roles, facts, scope)
  ])
  const isUnknown = (arn: string) => reads.unknownRoles.has(arn)
  const own = needs.roles.map(need => roleRow(need, facts.get(need.written), { scope, isUnknown }))
  const readable = reads.rows.filter(({ holder }) => !('arn' in holder && isUnknown(holder.arn)))
  return [...own.flat(), ...readable, ...passed]
}

/** A role that GetRole may not read and that the simulator does not know does not exist. */
function roleRow(
  need: NeededRole,
  facts: RoleFacts | undefined,
  known: { readonly scope: RoleScope; readonly isUnknown: (arn: string) => boolean }
): readonly PermissionRow[] {
  if (!facts) return []
  const settled: RoleFacts =
    facts.kind === 'unseen' && known.isUnknown(facts.arn) ? { kind: 'gone', arn: facts.arn } : facts
  const holder = { kind: need.kind, arn: facts.arn }
  const verdict = judgeRole(settled, need, known.scope)
  return [{ check: 'role', holder, what: facts.arn, uses: need.uses, ...verdict }]
}

/**
 * verifyPassRole asks whether the identity that deploys may pass each role to ECS tasks; otherwise
 * RegisterTaskDefinition rejects the definition. One call for all roles; none if nothing will be registered.
 */
async function verifyPassRole(
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
