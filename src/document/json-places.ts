/** Everything in valid JSON that begins or ends a key or a value. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[-\d][\d.eE+-]*|true|false|null|[{}[\]]/g

/**
 * placesIn finds every key and value of valid JSON, in the order in which they begin: the offsets at which each begins
 * (an even index) and ends (the odd one after it).
 */
export function placesIn(text: string): Int32Array {
  const places: number[] = []
  /** The objects and lists that have not ended. */
  const open: number[] = []
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const end = index + token.length
    if (token === '}' || token === ']') places[open.pop() ?? 0] = end
    else {
      // An object or a list gets its end later.
      if (token === '{' || token === '[') open.push(places.length + 1)
      places.push(index, end)
    }
  }
  return Int32Array.from(places)
}
