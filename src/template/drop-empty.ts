import { type DocumentNode, fromJson, type Member, type ObjectNode } from '../files/document/tree.ts'

/**
 * dropEmpty removes `null`, empty texts, lists and objects, and what contains nothing else, as AWS's deploy action
 * does; members named in `keep` remain. An environment variable and a proxy property keep an empty value, and get one
 * if they have none, because an empty text is a value there.
 */
export function dropEmpty(root: ObjectNode, keep: readonly string[]): ObjectNode {
  return withoutEmptyMembers(root, { keep: new Set(keep), list: '' })
}

/** The names to keep, and the list that contains an object. */
type Around = { readonly keep: ReadonlySet<string>; readonly list: string }

function withoutEmptyMembers(node: ObjectNode, around: Around): ObjectNode {
  const members = node.members.flatMap((member): readonly Member[] => {
    if (around.keep.has(member.key)) return [member]
    if (isValue(member, around.list)) return [member]
    const value = withoutEmpty(member.value, { keep: around.keep, list: member.key })
    return value === undefined ? [] : [value === member.value ? member : { ...member, value }]
  })
  const { origin } = node
  const missing = missingTexts(members, around.list).map(key => ({
    ...{ key, keyOrigin: origin, value: fromJson('', origin) }
  }))
  const isSame =
    missing.length === 0 &&
    members.length === node.members.length &&
    members.every((one, at) => one === node.members[at])
  return isSame ? node : { ...node, members: [...members, ...missing] }
}

/** The empty texts that AWS's action adds: the value of a variable, and name and value of a proxy property. */
function missingTexts(members: readonly Member[], list: string): readonly string[] {
  const wanted = list === 'environment' ? ['value'] : list === 'properties' ? ['name', 'value'] : []
  const has = (key: string) => members.some(member => member.key === key)
  return has('name') || has('value') ? wanted.filter(key => !has(key)) : []
}

function isValue({ key, value }: Member, list: string): boolean {
  return key === 'value' && value.kind === 'string' && (list === 'environment' || list === 'properties')
}

/** Undefined if nothing is left. */
function withoutEmpty(node: DocumentNode, around: Around): DocumentNode | undefined {
  switch (node.kind) {
    case 'null':
      return undefined
    case 'string':
      return node.value === '' ? undefined : node
    case 'array': {
      const items = node.items.flatMap(item => withoutEmpty(item, around) ?? [])
      if (items.length === 0) return undefined
      const isSame = items.length === node.items.length && items.every((one, at) => one === node.items[at])
      return isSame ? node : { ...node, items }
    }
    case 'object': {
      const kept = withoutEmptyMembers(node, around)
      return saysNothing(kept) ? undefined : kept
    }
    default:
      return node
  }
}

/** An environment entry without a name is removed. */
function saysNothing({ members }: ObjectNode): boolean {
  return members.every(({ key, value }) => key === 'value' && value.kind === 'string' && value.value === '')
}
