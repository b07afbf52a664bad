/**
 * intoWaves puts services into the order that was asked for: each wave starts when the one before is done. Services that no
 * wave names come together at the end; names of services that are not part of the run are passed over. Pure.
 */
export function intoWaves<Item extends { readonly service: string }>(
  items: readonly Item[],
  order: readonly (readonly string[])[]
): readonly (readonly Item[])[] {
  const named = new Set(order.flat())
  const waves = order.map(names => items.filter(({ service }) => names.includes(service)))
  const rest = items.filter(({ service }) => !named.has(service))
  return [...waves, rest].filter(wave => wave.length > 0)
}
