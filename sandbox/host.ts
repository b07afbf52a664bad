import { performance } from 'node:perf_hooks'
import type { AdminHost } from './admin.ts'
import { arm } from './faults.ts'
import type { Sandbox } from './sandbox.ts'
import { buildWorld } from './scenario/build.ts'
import { loadScenario, type Scenario, scenarioOf } from './scenario/scenario.ts'

/** Options of a sandbox. `scenario` is a file name or a scenario object. */
export type SandboxSettings = {
  /** 0 (the default) selects a free port. */
  readonly port?: number | undefined
  readonly scenario?: string | object | undefined
  /** Virtual seconds per real second; not with a manual clock. */
  readonly speed?: number | undefined
  readonly clock?: 'scaled' | 'manual' | undefined
  readonly seed?: number | undefined
}

const MANUAL_START = Date.UTC(2026, 0, 5, 9)

/** makeHost creates a sandbox without a server: `dispatch` answers its requests. Throws SandboxError. */
export function makeHost(settings: SandboxSettings): AdminHost {
  const seed = settings.seed ?? 1
  let scenario = scenarioFrom(settings.scenario)
  const clock = clockFor(settings, scenario)
  const sandbox = { ...fresh(scenario, clock.now(), seed), clock, hanging: new Set<number>() }
  const put = (next: Scenario) => {
    Object.assign(sandbox, fresh(next, clock.now(), seed))
    scenario = next
  }
  return {
    sandbox,
    region: () => scenario.content.region ?? 'us-east-1',
    reset: () => put(scenario),
    load: put
  }
}

function scenarioFrom(given: string | object | undefined): Scenario {
  if (typeof given === 'string') return loadScenario(given)
  return scenarioOf(given ?? {}, process.cwd())
}

function clockFor(settings: SandboxSettings, scenario: Scenario): SandboxClock {
  const { start } = scenario.content
  if (settings.clock === 'manual') return manualClock(start ?? MANUAL_START)
  return scaledClock(start ?? Date.now(), settings.speed ?? 1)
}

/** A reset restores everything except time, which never runs backward. */
function fresh(scenario: Scenario, now: number, seed: number): Omit<Sandbox, 'clock' | 'hanging'> {
  const { content } = scenario
  return {
    world: buildWorld(scenario, now, seed),
    faults: content.faults?.map(arm) ?? [],
    buckets: new Map(),
    requests: [],
    past: undefined,
    options: {
      throttle: content.throttle ?? false,
      dates: content.dates ?? false
    }
  }
}

/** The sandbox's own time, in milliseconds since 1970. */
export type SandboxClock = {
  readonly mode: 'manual' | 'scaled'
  now(): number
  /** Advances time by `ms` and returns the new time. */
  advance(ms: number): number
}

/** manualClock stands still until it is advanced. */
function manualClock(start: number): SandboxClock {
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
function scaledClock(start: number, speed: number): SandboxClock {
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
