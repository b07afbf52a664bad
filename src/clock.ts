/** The only way this project knows time or waits; tests give a virtual one. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `ms` milliseconds; resolves at once when the signal is or gets aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/**
 * systemClock looks `Date.now` and `setTimeout` up at each call, so that a preloaded script that warps both (the
 * sandbox's, or a stranger's) moves this program too.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise(resolve => {
      if (signal?.aborted) return resolve()
      const wake = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, Math.max(0, ms))
      signal?.addEventListener('abort', wake)
    })
}

/**
 * doze is a sleep that keeps nothing going: a process that only dozes ends. For what is said or drawn meanwhile, and never for what a run
 * waits for.
 */
export function doze(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve()
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, Math.max(0, ms))
    timer.unref()
    signal.addEventListener('abort', wake)
  })
}
