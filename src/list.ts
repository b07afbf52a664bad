/** someOf joins the first items of a list and counts the rest: `a, b and 3 more`. */
export function someOf(items: readonly string[], most = 5): string {
  const more = items.length - most
  return more <= 0 ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${more} more`
}
