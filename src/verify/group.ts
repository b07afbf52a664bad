/**
 * groupBy groups items with the same key, in the order in which the keys first appear. (Map.groupBy does not exist in
 * Node 20.)
 */
export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string
): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}
