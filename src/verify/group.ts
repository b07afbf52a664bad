/**
 * groupBy puts items with the same key together, in the order in which the keys come first. (Map.groupBy is not in
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
