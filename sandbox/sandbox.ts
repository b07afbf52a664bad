import type { BucketLevels } from './dispatch.ts'
import type { ArmedFault } from './faults.ts'
import type { SandboxClock } from './host.ts'
import { isMap, type Json, type JsonMap } from './json.ts'
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
  /** ECS's request rate limits apply. */
  readonly throttle: boolean
  /** Responses have a `Date` header, and signatures that are far from it are rejected. */
  readonly dates: boolean
}

/**
 * One AWS request as GET /_sandbox/requests returns it. `at` is in virtual milliseconds; `fault` names the scripted
 * fault that affected it.
 */
export type RequestRecord = {
  readonly n: number
  readonly at: number
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly accessKey: string
  readonly body: JsonMap
  /** HTTP status; 0 if the socket was destroyed without an answer. */
  status: number
  error?: string
  fault?: string
}

const HIDDEN: Readonly<Record<string, readonly string[]>> = {
  secretsmanager: ['SecretString', 'SecretBinary'],
  ssm: ['Value']
}

/**
 * withoutValues is a body whose secret values are replaced by their lengths: the record shows that a value was sent,
 * not the value.
 */
export function withoutValues(service: string, body: JsonMap): JsonMap {
  const hidden = HIDDEN[service] ?? []
  return Object.fromEntries(
    Object.entries(body).map(([key, value]): [string, Json | undefined] =>
      hidden.includes(key) && typeof value === 'string'
        ? [key, `(${value.length} characters)`]
        : [key, isMap(value) || Array.isArray(value) ? structuredClone(value) : value]
    )
  )
}
