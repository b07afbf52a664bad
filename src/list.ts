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
