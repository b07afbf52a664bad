import type { Clock } from '../../clock.ts'
import { GithubError } from './error.ts'

/** Total time to wait for GitHub, in milliseconds. */
export const PATIENCE_MS = 10_000

/** within limits work to `ms` milliseconds; after that, it is aborted and GithubError (late) is thrown. */
export async function within<T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  const stop = new AbortController()
  const over = new AbortController()
  const late = clock.sleep(ms, over.signal).then(() => LATE)
  try {
    const first = await Promise.race([work(stop.signal), late])
    if (first === LATE) throw new GithubError('late')
    return first as T
  } finally {
    over.abort()
    stop.abort()
  }
}

const LATE = Symbol('late')
