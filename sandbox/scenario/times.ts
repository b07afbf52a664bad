import { SandboxError } from '../fault.ts'
import { isMap, type JsonMap } from '../json.ts'
import type { Delay, Lag } from '../world/lag.ts'
import type { Timing } from '../world/state.ts'

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * readDuration reads a number of seconds or a text such as `500ms`, `30s`, `5m`, `2h` and returns milliseconds. Throws
 * SandboxError.
 */
export function readDuration(value: unknown, path: string): number {
  if (typeof value === 'number' && value >= 0) return value * 1000
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(value) : null
  const unit = UNITS[match?.[2] ?? '']
  if (!match || unit === undefined)
    throw new SandboxError(`${path} must be a number of seconds or a text such as 500ms, 30s, 5m or 2h.`)
  return Number(match[1]) * unit
}

/** readTime reads an ISO date and time and returns milliseconds since 1970. Throws SandboxError. */
export function readTime(value: unknown, path: string): number {
  const time = value instanceof Date ? value.getTime() : Date.parse(String(value))
  if (Number.isNaN(time)) throw new SandboxError(`${path} must be a time such as 2026-01-05T09:00:00Z.`)
  return time
}

/** The default timing of a world, in milliseconds; docs/sandbox.md gives the reasons. */
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
  stageLimit: 86_400_000,
  deploymentLimit: 2_592_000_000,
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

/**
 * lagOf reads the scenario's `lag`: per read path, a duration or `{upTo: duration}`. Throws SandboxError with the
 * location.
 */
export function lagOf(given: JsonMap | undefined, seed: number): { lag?: Lag } {
  if (!given || Object.keys(given).length === 0) return {}
  const delays = Object.entries(given).map(([path, value]): [string, Delay] => [
    path,
    delayOf(value, `Scenario: lag.${path}`)
  ])
  return { lag: { delays: Object.fromEntries(delays), random: seed, past: new Map() } }
}

function delayOf(value: unknown, path: string): Delay {
  if (!isMap(value)) return { ms: readDuration(value, path), upTo: false }
  const [other] = Object.keys(value).filter(key => key !== 'upTo')
  if (other !== undefined) throw new SandboxError(`${path}.${other} is not known; did you mean upTo?`)
  return { ms: readDuration(value['upTo'], `${path}.upTo`), upTo: true }
}
