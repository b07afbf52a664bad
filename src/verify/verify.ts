import { mapBounded } from '../references/bounded.ts'
import type { CallerIdentity, SecretDirectory } from '../references/ports.ts'
import type { ResolvedReference } from '../references/resolution.ts'
import { createAsker } from './ask.ts'
import { verifyImages } from './images.ts'
import { parseEcrImage } from './names.ts'
import { collectNeeds, type NeededRole } from './needs.ts'
import { verifyPassRole } from './pass-role.ts'
import type { ImageDirectory, RoleDirectory } from './ports.ts'
import { verifyReads } from './reads.ts'
import { judgeRole, lookAtRole, type RoleFacts, type RoleScope } from './roles.ts'
import type { PermissionRow, Verification, VerifySubject } from './verification.ts'

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
    async name => [name, await lookAtRole(name, scope)] as const
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
