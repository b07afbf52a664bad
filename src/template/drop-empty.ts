import { type DocumentNode, fromJson, type Member, type ObjectNode } from '../document/tree.ts'

/**
 * dropEmpty leaves out what is `null`, an empty text, list or object, or holds nothing else, as AWS's deploy action does; members of
 * the names of `keep` stay as they are. An environment variable keeps its empty value, and so does a property of a proxy: there an
 * empty text is a value, and one that has none gets it.
 */
export function dropEmpty(root: ObjectNode, keep: readonly string[]): ObjectNode {
  return withoutEmptyMembers(root, { keep: new Set(keep), list: '' })
}

/** The names that stay, and the list that an object is in. */
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

/** What AWS's action adds as an empty text: the value of a variable, and name and value of a proxy's property. */
function missingTexts(members: readonly Member[], list: string): readonly string[] {
  const wanted = list === 'environment' ? ['value'] : list === 'properties' ? ['name', 'value'] : []
  const has = (key: string) => members.some(member => member.key === key)
  return has('name') || has('value') ? wanted.filter(key => !has(key)) : []
}

function isValue({ key, value }: Member, list: string): boolean {
  return key === 'value' && value.kind === 'string' && (list === 'environment' || list === 'properties')
}

/** Undefined where nothing is left. */
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

/** An entry of an environment without a name is nobody's. */
function saysNothing({ members }: ObjectNode): boolean {
  return members.every(({ key, value }) => key === 'value' && value.kind === 'string' && value.value === '')
}
