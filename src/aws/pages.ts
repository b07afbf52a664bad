/** One page of a listing, with the token of the next one. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string | undefined }

/**
 * collectPages follows a listing to its end or until `limit` items. A token that comes back unchanged ends it: asking on
 * would never stop.
 */
export async function collectPages<Item>(
  fetch: (token: string | undefined) => Promise<Page<Item>>,
  limit = Number.POSITIVE_INFINITY
): Promise<readonly Item[]> {
  const items: Item[] = []
  let token: string | undefined
  do {
    const page = await fetch(token)
    items.push(...page.items)
    if (page.next === token) break
    token = page.next
  } while (token !== undefined && token !== '' && items.length < limit)
  return items.slice(0, limit)
}

const wave = 5

/** inBatches asks in groups of `size`, five groups at a time, and joins the answers in order. No items, no call. */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  size: number,
  ask: (batch: Item[]) => Promise<readonly Result[]>
): Promise<readonly Result[]> {
  const batches: Item[][] = []
  for (let i = 0; i < items.length; i += size) batches.push(items.slice(i, i + size))
  const results: Result[] = []
  for (let i = 0; i < batches.length; i += wave) {
    const answers = await Promise.all(batches.slice(i, i + wave).map(ask))
    for (const answer of answers) results.push(...answer)
  }
  return results
}
