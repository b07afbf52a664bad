import { performance } from 'node:perf_hooks'

/** The sandbox's own time, in milliseconds since 1970. */
export type SandboxClock = {
  readonly mode: 'manual' | 'scaled'
  now(): number
  /** Advances time by `ms` and returns the new time. */
  advance(ms: number): number
}

/** manualClock stands still until it is advanced. */
export function manualClock(start: number): SandboxClock {
  let now = start
  return {
    mode: 'manual',
    now: () => now,
    advance: ms => {
      now += ms
      return now
    }
  }
}

/** scaledClock runs `speed` times as fast as real time; advancing it jumps ahead. */
export function scaledClock(start: number, speed: number): SandboxClock {
  const began = performance.now()
  let jumped = 0
  const now = () => Math.floor(start + jumped + (performance.now() - began) * speed)
  return {
    mode: 'scaled',
    now,
    advance: ms => {
      jumped += ms
      return now()
    }
  }
}
