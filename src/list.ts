/** someOf joins the first items of a list and counts the rest: `a, b and 3 more`. */
export function someOf(items: readonly string[], most = 5, separator = ', '): string {
  return items.slice(0, most).join(separator) + andMore(items.length - most)
}

/** andMore counts what a list leaves out, after its last item; empty if that is nothing. */
export function andMore(left: number): string {
  return left > 0 ? ` and ${left} more` : ''
}

/** slicesOf divides a list into parts of the given size; the last one can be shorter. */
export function slicesOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  )
}

/** distinctBy keeps one item for each key: the last one, at the place of the first. */
export function distinctBy<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): readonly Item[] {
  return [...new Map(items.map(item => [keyOf(item), item])).values()]
}

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

/**
 * mapBounded runs `work` on all items, at most `limit` at a time, and keeps the order of the items. Rejects on the
 * first throw.
 */
export async function mapBounded<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>
): Promise<readonly Result[]> {
  const results: Result[] = new Array(items.length)
  const waiting = items.entries()
  const run = async () => {
    // all runners share the same iterator
    for (const [index, item] of waiting) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run))
  return results
}
