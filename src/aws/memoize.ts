/** memoize runs `make` at the first call and gives the same promise ever after; one that failed is made anew. */
export function memoize<Value>(make: () => Promise<Value>): () => Promise<Value> {
  const byKey = memoizeByKey(make)
  return () => byKey('')
}

/** memoizeByKey is memoize for one value a key. */
export function memoizeByKey<Value>(make: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const made = new Map<string, Promise<Value>>()
  return key => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    value.catch(() => {
      made.delete(key)
    })
    return value
  }
}
