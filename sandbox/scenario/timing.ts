import { SandboxError } from '../fault.ts'
import type { JsonMap } from '../json.ts'
import type { Timing } from '../world/state.ts'
import { readDuration } from './durations.ts'

/** The speeds of a world whose scenario says nothing, in milliseconds; docs/sandbox.md gives the reasons. */
export const DEFAULT_TIMING: Timing = {
  scheduler: 1000,
  provision: 4000,
  pull: 6000,
  start: 20_000,
  healthy: 40_000,
  stop: 10_000,
  deprovision: 5000,
  retry: 10_000,
  retryMax: 900_000,
  markFailed: 5000,
  stage: 5000,
  hook: 5000,
  bake: 300_000,
  remember: 3_600_000
}

/** timingOf reads the scenario's `timing`. Throws SandboxError. */
export function timingOf(given: JsonMap): Timing {
  const timing = { ...DEFAULT_TIMING }
  for (const [key, value] of Object.entries(given)) {
    if (!(key in timing)) throw new SandboxError(`Scenario: timing.${key} is not known.`)
    timing[key as keyof Timing] = readDuration(value, `Scenario: timing.${key}`)
  }
  return timing
}
