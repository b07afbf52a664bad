import type { DocumentNode, ObjectNode } from './tree.ts'

/**
 * underTag writes CloudFormation's short form of an intrinsic function as its long form: `!Ref X` is `{Ref: X}`, `!Sub x`
 * is `{Fn::Sub: x}`. Any other private tag is treated alike; a node without one stays as it is.
 */
export function underTag(tag: string | undefined, node: DocumentNode): DocumentNode {
  const name = tag === undefined ? undefined : /^!([A-Za-z][\w:]{0,63})$/.exec(tag)?.[1]
  if (name === undefined) return node
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`
  const { origin } = node
  return { kind: 'object', members: [{ key, keyOrigin: origin, value: node }], origin } satisfies ObjectNode
}
