import { childOf, containersOf, type DocumentNode, stringOf } from '../../files/document/tree.ts'
import { present } from '../../present.ts'
import { collectReferences } from '../references/collect.ts'
import { parseReference } from '../references/parse.ts'
import { printTarget } from '../references/reference.ts'
import type { ResolvedReference } from '../references/resolve.ts'
import type { PermissionUse, VerifySubject } from './verification.ts'

/** A role as named in definitions: an ARN or, for a task role, possibly only a name. */
export type NeededRole = {
  readonly kind: 'execution-role' | 'task-role'
  readonly written: string
  readonly uses: readonly PermissionUse[]
  /** False if no definition that names it will be registered. */
  readonly passed: boolean
}

/** Something that an execution role has to read. `arn` is complete, without a JSON key or version. */
export type NeededRead = {
  readonly role: string
  readonly check: 'secret' | 'parameter'
  readonly arn: string
  readonly region: string
  readonly account: string
  readonly keyId?: string
  readonly uses: readonly PermissionUse[]
}

/** An image as written in definitions. */
export type NeededImage = { readonly image: string; readonly uses: readonly PermissionUse[] }

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
  return {
    roles: joined(roles.map(one => ({ ...one, passed: passed.has(one.written) }))),
    reads: joined(subjects.flatMap(subject => readsOf(subject, references))),
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

function readsOf(
  subject: VerifySubject,
  references: readonly Pick<ResolvedReference, 'arn' | 'keyId'>[]
): readonly NeededRead[] {
  const role = stringOf(childOf(subject.root, 'executionRoleArn'))
  if (!role) return []
  return collectReferences(subject.root).flatMap(({ node, name }) => {
    const reference = parseReference(node.value)
    if (reference.kind !== 'secret-arn' && reference.kind !== 'parameter-arn') return []
    const { region, account } = reference
    return [
      {
        role,
        check: reference.kind === 'secret-arn' ? ('secret' as const) : ('parameter' as const),
        arn: printTarget(reference),
        region,
        account,
        ...present({ keyId: keyOf(printTarget(reference), references) }),
        uses: [useAt(subject, node, name)]
      }
    ]
  })
}

/** The key of a secret or parameter, whatever its references pick of it. */
function keyOf(
  target: string,
  references: readonly Pick<ResolvedReference, 'arn' | 'keyId'>[]
): string | undefined {
  return references.find(({ arn }) => arn === target || arn.startsWith(`${target}:`))?.keyId
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
  const distinct = new Map<string, Need>()
  for (const need of needs) {
    const key = JSON.stringify({ ...need, uses: undefined })
    const known = distinct.get(key)
    distinct.set(key, known ? { ...known, uses: [...known.uses, ...need.uses] } : need)
  }
  return [...distinct.values()]
}
