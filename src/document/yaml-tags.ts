import type { DocumentNode, ObjectNode } from './tree.ts'

/** CloudFormation's intrinsic functions that have a short form. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  'Ref Condition And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap GetAtt GetAZs If ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll'.split(
    ' '
  )
)

/**
 * underTag writes CloudFormation's short form of an intrinsic function as its long form: `!Ref X` is `{Ref: X}`, `!Sub
 * x` is `{Fn::Sub: x}`. A node under any other tag, or none, is what it is without.
 */
export function underTag(tag: string | undefined, node: DocumentNode): DocumentNode {
  const name = tag?.startsWith('!') ? tag.slice(1) : undefined
  if (name === undefined || !FUNCTIONS.has(name)) return node
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`
  const { origin } = node
  return { kind: 'object', members: [{ key, keyOrigin: origin, value: node }], origin } satisfies ObjectNode
}
