/** The project's only source of time and waiting; tests pass a virtual one. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `ms` milliseconds, or immediately when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Told by the first response of AWS how many milliseconds this clock is behind; later calls change nothing. */
  correct?(ms: number): void
}

/**
 * runClock is the clock of one run: that of the machine until AWS's time is known, and AWS's time from then on. What
 * happened when is compared with times of AWS everywhere, and the clock of a runner can be hours off.
 */
export function runClock(machine: Clock = systemClock): Clock {
  let behind: number | undefined
  return {
    now: () => machine.now() + (behind ?? 0),
    sleep: (ms, signal) => machine.sleep(ms, signal),
    correct: ms => {
      behind ??= ms
    }
  }
}

/**
 * systemClock looks up `Date.now` and `setTimeout` on each call, so that a preloaded script that replaces
 * them (such as the sandbox's) also controls this program.
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

/** minuteOf formats a moment for the user: `2026-01-05 09:00 UTC`. */
export function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
