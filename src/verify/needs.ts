import { childOf, containersOf, type DocumentNode, type ObjectNode, stringOf } from '../document/tree.ts'
import { present } from '../present.ts'
import { collectReferences } from '../references/collect.ts'
import { parseReference } from '../references/parse.ts'
import { printTarget } from '../references/reference.ts'
import type { ResolvedReference } from '../references/resolution.ts'
import { platformOf, type WantedPlatform } from './platform.ts'
import type { PermissionUse, VerifySubject } from './verification.ts'

/** A role as named in definitions: an ARN or, for a task role, possibly only a name. */
export type NeededRole = {
  readonly kind: 'execution-role' | 'task-role'
  readonly written: string
  readonly uses: readonly PermissionUse[]
  /** False if no definition that names it will be registered. */
  readonly passed: boolean
}

/** Something that an execution role has to read. `arn` is complete, without a suffix. */
export type NeededRead = {
  readonly role: string
  readonly check: 'secret' | 'parameter'
  readonly arn: string
  readonly region: string
  readonly account: string
  readonly keyId?: string
  readonly uses: readonly PermissionUse[]
}

export type NeededImage = {
  readonly image: string
  readonly wanted: WantedPlatform
  readonly uses: readonly PermissionUse[]
}

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
  const keys = keysByTarget(references)
  const needs = subjects.map(subject => {
    const root = subject.read()
    return {
      roles: rolesOf(subject, root),
      reads: readsOf(subject, { root, keys }),
      images: imagesOf(subject, root)
    }
  })
  return {
    roles: merge(
      needs.flatMap(({ roles }) => roles),
      (a, b) => ({ ...a, passed: a.passed || b.passed })
    ),
    reads: merge(needs.flatMap(({ reads }) => reads)),
    images: merge(needs.flatMap(({ images }) => images))
  }
}

function keysByTarget(
  references: readonly Pick<ResolvedReference, 'arn' | 'keyId'>[]
): ReadonlyMap<string, string> {
  return new Map(
    references.flatMap(({ arn, keyId }) => {
      const reference = parseReference(arn)
      if (keyId === undefined || reference.kind === 'bare' || reference.kind === 'malformed') return []
      return [[printTarget(reference), keyId] as const]
    })
  )
}

function rolesOf(subject: VerifySubject, root: ObjectNode): readonly NeededRole[] {
  const members = [
    { kind: 'execution-role' as const, member: 'executionRoleArn' },
    { kind: 'task-role' as const, member: 'taskRoleArn' }
  ]
  return members.flatMap(({ kind, member }) => {
    const node = childOf(root, member)
    const written = stringOf(node)
    if (node === undefined || written === undefined || written === '') return []
    const passed = subject.registration !== 'reuse'
    return [{ kind, written, passed, uses: [useAt(subject, node, member)] }]
  })
}

function readsOf(
  subject: VerifySubject,
  { root, keys }: { readonly root: ObjectNode; readonly keys: ReadonlyMap<string, string> }
): readonly NeededRead[] {
  const role = stringOf(childOf(root, 'executionRoleArn'))
  if (role === undefined || role === '') return []
  return collectReferences(root).flatMap(({ node, name }) => {
    const reference = parseReference(node.value)
    if (reference.kind !== 'secret-arn' && reference.kind !== 'parameter-arn') return []
    const arn = printTarget(reference)
    const keyId = keys.get(arn)
    return [
      {
        role,
        check: reference.kind === 'secret-arn' ? ('secret' as const) : ('parameter' as const),
        arn,
        region: reference.region,
        account: reference.account,
        ...present({ keyId }),
        uses: [useAt(subject, node, name)]
      }
    ]
  })
}

function imagesOf(subject: VerifySubject, root: ObjectNode): readonly NeededImage[] {
  const wanted = platformOf(root)
  return containersOf(root).flatMap((container, index) => {
    const node = childOf(container, 'image')
    const image = stringOf(node)
    if (node === undefined || image === undefined || image === '') return []
    const name = stringOf(childOf(container, 'name')) ?? `container ${index + 1}`
    return [{ image, wanted, uses: [useAt(subject, node, name)] }]
  })
}

function useAt(subject: VerifySubject, node: DocumentNode, name: string): PermissionUse {
  const place = subject.place(node.origin)
  return {
    file: subject.file,
    name,
    ...present({ service: subject.service }),
    ...present({ place })
  }
}

/** Two needs are equal if they differ only in their places. */
function merge<Need extends { readonly uses: readonly PermissionUse[] }>(
  needs: readonly Need[],
  join: (a: Need, b: Need) => Need = a => a
): readonly Need[] {
  const distinct = new Map<string, Need>()
  for (const need of needs) {
    const key = JSON.stringify({ ...need, uses: undefined, passed: undefined })
    const known = distinct.get(key)
    distinct.set(key, known ? { ...join(known, need), uses: [...known.uses, ...need.uses] } : need)
  }
  return [...distinct.values()]
}
