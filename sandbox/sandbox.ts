import type { ArmedFault } from './faults.ts'
import type { RequestRecord } from './record.ts'
import type { BucketLevels } from './throttle.ts'
import type { SandboxClock } from './world/clock.ts'
import type { World } from './world/state.ts'

/** Everything a running sandbox holds; `world` is replaced by a reset. */
export type Sandbox = {
  world: World
  readonly clock: SandboxClock
  faults: ArmedFault[]
  buckets: BucketLevels
  requests: RequestRecord[]
  /** The world as it was before the last write, while stale reads are armed. */
  past: World | undefined
  options: SandboxOptions
  /** Ports of the callers that a scripted fault leaves without an answer for now: they do nothing but wait. */
  readonly hanging: Set<number>
}

/** Switches of a scenario. */
export type SandboxOptions = {
  /** RegisterTaskDefinition keeps members that the SDK's model doesn't know. */
  readonly lenientTaskDefinitions: boolean
  /** ECS's request buckets are in force. */
  readonly throttle: boolean
}
