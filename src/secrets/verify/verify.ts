import { mapBounded } from '../../bounded.ts'
import type { SecretDirectory } from '../references/ports.ts'
import type { ResolvedReference } from '../references/resolve.ts'
import { verifyImages } from './images.ts'
import { parseEcrImage } from './names.ts'
import { collectNeeds } from './needs.ts'
import type { ImageDirectory, RoleDirectory } from './ports.ts'
import { verifyReads } from './reads.ts'
import { checkRole, judgeRole, type RoleScope, verifyPassRole } from './roles.ts'
import type { PermissionRow, Verification, VerifySubject } from './verification.ts'
import { createAsker } from './verification.ts'

const ROLES_AT_ONCE = 4

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
  { references, region, partition }: VerifyScope,
  { directory, roles, images }: VerifyPorts
): Promise<Verification> {
  const needs = collectNeeds(subjects, references)
  // the account decides what can be looked up; without anything to look up, STS is not called
  const matters = needs.roles.length > 0 || needs.images.some(({ image }) => parseEcrImage(image))
  const identity = matters ? await createAsker()(() => directory.callerIdentity()) : undefined
  const caller = identity?.kind === 'answered' ? identity.value : undefined
  const [ofRoles, ofImages] = await Promise.all([
    verifyRoles(needs, { roles, ask: createAsker(), caller, region, partition }),
    verifyImages(needs.images, { images, ask: createAsker(), caller })
  ])
  return { rows: [...ofRoles, ...ofImages] }
}

async function verifyRoles(
  needs: ReturnType<typeof collectNeeds>,
  scope: RoleScope
): Promise<readonly PermissionRow[]> {
  const names = [...new Set(needs.roles.map(({ written }) => written))]
  const looked = await mapBounded(
    names,
    ROLES_AT_ONCE,
    async name => [name, await checkRole(name, scope)] as const
  )
  const facts = new Map(looked)
  const [{ rows, unknownRoles }, passed] = await Promise.all([
    verifyReads(needs.reads, facts, scope),
    verifyPassRole(needs.roles, facts, scope)
  ])
  const own = needs.roles.flatMap((need): readonly PermissionRow[] => {
    const found = facts.get(need.written)
    if (!found) return []
    const { arn } = found
    // a role that GetRole may not read and that the simulator does not know does not exist
    const isGone = found.kind === 'unseen' && unknownRoles.has(arn)
    const verdict = judgeRole(isGone ? { kind: 'gone', arn } : found, need)
    return [{ check: 'role', holder: { kind: need.kind, arn }, what: arn, uses: need.uses, ...verdict }]
  })
  return [
    ...own,
    ...rows.filter(({ holder }) => !('arn' in holder && unknownRoles.has(holder.arn))),
    ...passed
  ]
}
