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
