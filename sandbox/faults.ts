import { type JsonMap, sameJson } from './json.ts'
import { object, readShape } from './scenario/shape.ts'

/** The kinds of scripted faults. */
export const FAULT_KINDS = [
  ...(['throttle', 'error', 'html503', '500', 'reset-before', 'reset-after', 'timeout-before'] as const),
  ...(['timeout-after', 'access-denied', 'expired-token', 'truncate', 'stale'] as const)
]

export type FaultKind = (typeof FAULT_KINDS)[number]

/**
 * A scripted fault. Of the calls that match `op` (and `service`, and `when`: members that the body must have), it
 * affects the `nth`; or the calls from number `from` on, for `times` calls (without `from` and `times`: one call).
 */
export type Fault = {
  readonly op: string
  readonly service?: string
  readonly when?: JsonMap
  readonly kind: FaultKind
  readonly nth?: number
  readonly from?: number
  readonly times?: number
  /** timeout-*: real milliseconds until the socket is destroyed. */
  readonly ms?: number
  /** error: HTTP status, exception name, text. */
  readonly status?: number
  readonly type?: string
  readonly message?: string
}

/** The shape of a fault in a scenario and in POST /_sandbox/faults. */
export const FAULT = object({
  text: 'op service type message',
  number: 'nth from times ms status',
  any: 'when',
  required: 'op',
  more: { kind: { oneOf: FAULT_KINDS } }
})

/** A fault with its counters. */
export type ArmedFault = { readonly fault: Fault; seen: number; used: number }

/** readFault validates a fault. Throws SandboxError with the location. */
export function readFault(value: unknown, path: string): Fault {
  return readShape(FAULT, value as JsonMap, path) as unknown as Fault
}

/** arm returns a fault with its counters at zero. */
export function arm(fault: Fault): ArmedFault {
  return { fault, seen: 0, used: 0 }
}

type Call = { readonly service: string; readonly operation: string; readonly input: JsonMap }

/** pickFault counts a call for every fault that matches it and returns the first fault that applies. */
export function pickFault(armed: readonly ArmedFault[], call: Call): Fault | undefined {
  const [hit] = armed.filter(one => matches(one.fault, call)).filter(counts)
  if (hit) hit.used += 1
  return hit?.fault
}

/** isStaleArmed reports whether a stale read is pending, so that snapshots of the past are needed. */
export function isStaleArmed(armed: readonly ArmedFault[]): boolean {
  return armed.some(one => one.fault.kind === 'stale' && one.used < limitOf(one.fault))
}

function matches(fault: Fault, call: Call): boolean {
  if (fault.op !== call.operation && fault.op !== '*') return false
  if (fault.service !== undefined && fault.service !== call.service) return false
  return Object.entries(fault.when ?? {}).every(([key, value]) => sameJson(value, call.input[key]))
}

function counts(one: ArmedFault): boolean {
  one.seen += 1
  const { fault } = one
  if (fault.nth !== undefined) return one.seen === fault.nth
  return one.seen >= (fault.from ?? 1) && one.used < limitOf(fault)
}

function limitOf(fault: Fault): number {
  return fault.times ?? (fault.from === undefined ? 1 : Number.POSITIVE_INFINITY)
}
