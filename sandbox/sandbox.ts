import type { ArmedFault } from './faults.ts'
import type { RequestRecord } from './record.ts'
import type { BucketLevels } from './throttle.ts'
import type { SandboxClock } from './world/clock.ts'
import type { World } from './world/state.ts'

/** The state of a running sandbox; a reset replaces `world`. */
export type Sandbox = {
  world: World
  readonly clock: SandboxClock
  faults: ArmedFault[]
  buckets: BucketLevels
  requests: RequestRecord[]
  /** The world as it was before the last write, while stale reads are armed. */
  past: World | undefined
  options: SandboxOptions
  /** Ports of the clients that a scripted fault currently leaves without an answer: they only wait. */
  readonly hanging: Set<number>
}

/** Switches of a scenario. */
export type SandboxOptions = {
  /** RegisterTaskDefinition keeps members that the SDK's model does not know. */
  readonly lenientTaskDefinitions: boolean
  /** ECS's request rate limits apply. */
  readonly throttle: boolean
  /** Responses have a `Date` header, and signatures that are far from it are rejected. */
  readonly dates: boolean
}
