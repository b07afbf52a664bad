/**
 * grouped lists the items of each key, in the order in which the keys first appear. (Map.groupBy does not exist in Node
 * 20.)
 */
export function grouped<Item, Key = string>(
  items: readonly Item[],
  keyOf: (item: Item) => Key
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** groupBy returns the same lists without their keys. */
export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string
): readonly (readonly Item[])[] {
  return [...grouped(items, keyOf).values()]
}
