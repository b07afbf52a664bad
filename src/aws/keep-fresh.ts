import type { Clock } from '../clock.ts'

/** Credentials are asked for anew this long before they run out, as the SDK does. */
const AHEAD_MS = 5 * 60_000

/** keepFresh gives the same answer to all who ask until it is about to expire; a failure is not kept. */
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
