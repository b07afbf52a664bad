import type { Clock } from '../clock.ts'

/** memoize runs `make` with the first call and returns the same promise afterwards; after a failure, it runs again. */
export function memoize<Value>(make: () => Promise<Value>): () => Promise<Value> {
  const byKey = memoizeByKey(make)
  return () => byKey('')
}

/** memoizeByKey is memoize for one value per key. */
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

/** Credentials are renewed this long before they expire, as in the SDK. */
const AHEAD_MS = 5 * 60_000

/** keepFresh returns the same result to all callers until it is about to expire; a failure is not kept. */
export function keepFresh<Value extends { readonly expiration?: Date }>(
  clock: Clock,
  ask: () => Promise<Value>
): () => Promise<Value> {
  let kept: Promise<Value> | undefined
  let until = 0
  const renew = async (): Promise<Value> => {
    const value = await ask()
    until = value.expiration === undefined ? Number.POSITIVE_INFINITY : value.expiration.getTime() - AHEAD_MS
    return value
  }
  return async () => {
    if (kept === undefined || (until !== 0 && clock.now() >= until)) {
      until = 0
      kept = renew()
      kept.catch(() => {
        kept = undefined
      })
    }
    return kept
  }
}
