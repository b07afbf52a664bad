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
