import { childOf, containersOf, type DocumentNode, stringOf } from '../files/document/tree.ts'
import { groupBy, mapBounded } from '../list.ts'
import { present } from '../present.ts'
import { collectReferences } from './collect.ts'
import { type NeededImage, parseEcrImage, verifyImages } from './images.ts'
import type { ImageDirectory, RoleDirectory, SecretDirectory } from './ports.ts'
import { type NeededRead, verifyReads } from './reads.ts'
import { parseReference, printTarget } from './reference.ts'
import type { ResolvedReference } from './resolve.ts'
import { checkRole, judgeRole, type NeededRole, type RoleScope, verifyPassRole } from './roles.ts'
import {
  createAsker,
  type PermissionRow,
  type PermissionUse,
  type Verification,
  type VerifySubject
} from './verification.ts'

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

const ROLES_AT_ONCE = 4

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

async function verifyRoles(needs: Needs, scope: RoleScope): Promise<readonly PermissionRow[]> {
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

/** What definitions need, each item once. */
export type Needs = {
  readonly roles: readonly NeededRole[]
  readonly reads: readonly NeededRead[]
  readonly images: readonly NeededImage[]
}

/** collectNeeds lists what the definitions need, each item once, with all the places that need it. Pure. */
export function collectNeeds(
  subjects: readonly VerifySubject[],
  references: readonly Pick<ResolvedReference, 'arn' | 'keyId'>[]
): Needs {
  const roles = subjects.flatMap(rolesOf)
  const passed = new Set(roles.flatMap(one => (one.passed ? [one.written] : [])))
  // whatever its references pick of a secret, it has one key
  const keys = new Map<string, string | undefined>()
  for (const { arn, keyId } of references) {
    const target = targetOf(arn)?.arn ?? arn
    if (!keys.has(target)) keys.set(target, keyId)
  }
  return {
    roles: joined(roles.map(one => ({ ...one, passed: passed.has(one.written) }))),
    reads: joined(subjects.flatMap(subject => readsOf(subject, keys))),
    images: joined(subjects.flatMap(imagesOf))
  }
}

function rolesOf(subject: VerifySubject): readonly NeededRole[] {
  const members = [
    ['execution-role', 'executionRoleArn'],
    ['task-role', 'taskRoleArn']
  ] as const
  return members.flatMap(([kind, member]) => {
    const node = childOf(subject.root, member)
    const written = stringOf(node)
    if (!node || !written) return []
    const passed = subject.registration !== 'reuse'
    return [{ kind, written, passed, uses: [useAt(subject, node, member)] }]
  })
}

/** The secret or parameter that a reference is to, if it is an ARN: without what it picks of it. */
function targetOf(written: string) {
  const reference = parseReference(written)
  return reference.kind === 'secret-arn' || reference.kind === 'parameter-arn'
    ? { reference, arn: printTarget(reference) }
    : undefined
}

function readsOf(
  subject: VerifySubject,
  keys: ReadonlyMap<string, string | undefined>
): readonly NeededRead[] {
  const role = stringOf(childOf(subject.root, 'executionRoleArn'))
  if (!role) return []
  return collectReferences(subject.root).flatMap(({ node, name }) => {
    const target = targetOf(node.value)
    if (target === undefined) return []
    const { reference, arn } = target
    return [
      {
        role,
        check: reference.kind === 'secret-arn' ? ('secret' as const) : ('parameter' as const),
        arn,
        region: reference.region,
        account: reference.account,
        ...present({ keyId: keys.get(arn) }),
        uses: [useAt(subject, node, name)]
      }
    ]
  })
}

function imagesOf(subject: VerifySubject): readonly NeededImage[] {
  return containersOf(subject.root).flatMap((container, index) => {
    const node = childOf(container, 'image')
    const image = stringOf(node)
    const name = stringOf(childOf(container, 'name')) ?? `container ${index + 1}`
    return node && image ? [{ image, uses: [useAt(subject, node, name)] }] : []
  })
}

function useAt({ file, service, place }: VerifySubject, node: DocumentNode, name: string): PermissionUse {
  return { file, name, ...present({ service, place: place(node.origin) }) }
}

/** Two needs are equal if they differ only in their places. */
function joined<Need extends { readonly uses: readonly PermissionUse[] }>(
  needs: readonly Need[]
): readonly Need[] {
  return groupBy(needs, need => JSON.stringify({ ...need, uses: undefined })).map(same => ({
    ...(same[0] as Need),
    uses: same.flatMap(({ uses }) => uses)
  }))
}
