import { type DocumentNode, type ObjectNode, scalarTextOf } from '../document/tree.ts'

/** listOf takes a single thing where a list belongs for a list of one. */
export function listOf(node: DocumentNode): readonly DocumentNode[] {
  return node.kind === 'array' ? node.items : [node]
}

/** eachField visits the members of an object in order, with their names as ECS writes them; anything else has none. */
export function eachField(node: DocumentNode, use: (field: string, value: DocumentNode) => void): void {
  if (node.kind !== 'object') return
  for (const { key, value } of node.members) use(fieldName(key), value)
}

/** hasField tells whether an object has a member that ECS would call so. */
export function hasField(node: ObjectNode, field: string): boolean {
  return node.members.some(member => fieldName(member.key) === field)
}

/** textField is the text of the last member that ECS would call so, or undefined. */
export function textField(node: ObjectNode, field: string): string | undefined {
  const member = node.members.findLast(({ key }) => fieldName(key) === field)
  return member && scalarTextOf(member.value)
}

/** fieldName brings `ContainerDefinitions` and `container_definitions` to ECS's own `containerDefinitions`. */
export function fieldName(key: string): string {
  const first = key.charCodeAt(0)
  const lowered = first >= 65 && first <= 90 ? key.charAt(0).toLowerCase() + key.slice(1) : key
  return lowered.includes('_')
    ? lowered.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : lowered
}
