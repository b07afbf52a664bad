import type { DocumentNode, Member } from '../document/tree.ts'
import { hasContainerList, looksLikeContainer } from './checked-file.ts'
import { isPair } from './containers.ts'

/**
 * hoistStrays moves what a missing or surplus bracket has misplaced (a container inside a container, a variable next to
 * its list, members inside a list of variables) next to the tree, in a form that is checked. Origins are kept. Returns
 * the same tree if nothing is misplaced.
 */
export function hoistStrays(root: DocumentNode): DocumentNode {
  const strays: DocumentNode[] = []
  const rest = withoutStrays(root, strays)
  if (strays.length === 0) return rest
  return { kind: 'array', items: [rest, ...strays.map(shaped)], origin: root.origin }
}

function withoutStrays(node: DocumentNode, strays: DocumentNode[]): DocumentNode {
  if (node.kind === 'array') return withoutStrayItems(node, strays)
  if (node.kind !== 'object') return node
  let changed = false
  const members: Member[] = []
  for (const member of node.members) {
    const value = withoutStrays(member.value, strays)
    const isStray = member.key === '' && (value.kind === 'object' || value.kind === 'array')
    changed ||= isStray || value !== member.value
    if (isStray) strays.push(value)
    else members.push(value === member.value ? member : { ...member, value })
  }
  return changed ? { ...node, members } : node
}

/** A list of variables may contain only variables, and a list of containers no variables. */
function withoutStrayItems(
  node: Extract<DocumentNode, { kind: 'array' }>,
  strays: DocumentNode[]
): DocumentNode {
  const holdsContainers = node.items.some(isContainer)
  const holdsPairs = node.items.some(item => isPair(item) && !isContainer(item))
  let changed = false
  const items: DocumentNode[] = []
  for (const item of node.items) {
    const own = withoutStrays(item, strays)
    const isStray =
      own.kind === 'object' && holdsPairs && (isContainer(own) ? true : holdsContainers || !isPair(own))
    changed ||= isStray || own !== item
    if (isStray) strays.push(own)
    else items.push(own)
  }
  return changed ? { ...node, items } : node
}

function isContainer(node: DocumentNode): boolean {
  return looksLikeContainer(node) || hasContainerList(node)
}

function shaped(stray: DocumentNode): DocumentNode {
  const { origin } = stray
  const under = (key: string, value: DocumentNode): DocumentNode => ({
    kind: 'object',
    members: [{ key, keyOrigin: origin, value }],
    origin
  })
  const items = stray.kind === 'array' ? stray.items : [stray]
  const list: DocumentNode = { kind: 'array', items, origin }
  if (items.every(item => isPair(item) && !isContainer(item))) return under('environment', list)
  if (items.some(hasContainerList)) return stray
  return under('containerDefinitions', list)
}
