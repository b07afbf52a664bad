import { SandboxError } from './fault.ts'
import { isMap, type Json, type JsonMap, sameJson } from './json.ts'
import { nearest } from './nearest.ts'

/** The kinds of scripted faults. */
export const FAULT_KINDS = [
  'throttle',
  'error',
  'html503',
  '500',
  'reset-before',
  'reset-after',
  'timeout-before',
  'timeout-after',
  'access-denied',
  'expired-token',
  'truncate',
  'stale'
] as const

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

/** A fault with its counters. */
export type ArmedFault = { readonly fault: Fault; seen: number; used: number }

const KEYS = ['op', 'service', 'when', 'kind', 'nth', 'from', 'times', 'ms', 'status', 'type', 'message']

/** readFault validates a fault of a scenario or of POST /_sandbox/faults. Throws SandboxError with the location. */
export function readFault(value: Json | undefined, path: string): Fault {
  if (!isMap(value)) throw new SandboxError(`${path} must be an object with op and kind.`)
  for (const key of Object.keys(value)) {
    if (KEYS.includes(key)) continue
    const hint = nearest(key, KEYS)
    throw new SandboxError(`${path}.${key} is not known${hint ? `; did you mean ${hint}?` : '.'}`)
  }
  if (typeof value['op'] !== 'string') throw new SandboxError(`${path}.op must name an operation.`)
  const kind = String(value['kind'])
  if (!FAULT_KINDS.some(known => known === kind))
    throw new SandboxError(`${path}.kind is ${kind}; it must be one of ${FAULT_KINDS.join(', ')}.`)
  for (const key of ['nth', 'from', 'times', 'ms', 'status'])
    if (value[key] !== undefined && typeof value[key] !== 'number')
      throw new SandboxError(`${path}.${key} must be a number.`)
  return { ...value, kind } as unknown as Fault
}

/** arm returns a fault with its counters at zero. */
export function arm(fault: Fault): ArmedFault {
  return { fault, seen: 0, used: 0 }
}

/** pickFault counts a call for every fault that matches it and returns the first fault that applies. */
export function pickFault(
  armed: readonly ArmedFault[],
  call: { readonly service: string; readonly operation: string; readonly input: JsonMap }
): Fault | undefined {
  const hits = armed.filter(one => matches(one.fault, call)).filter(one => counts(one))
  const hit = hits[0]
  if (!hit) return
  hit.used += 1
  return hit.fault
}

/** isStaleArmed reports whether a stale read is pending, so that snapshots of the past are needed. */
export function isStaleArmed(armed: readonly ArmedFault[]): boolean {
  return armed.some(one => one.fault.kind === 'stale' && one.used < limitOf(one.fault))
}

function matches(
  fault: Fault,
  call: { readonly service: string; readonly operation: string; readonly input: JsonMap }
): boolean {
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
  if (fault.times !== undefined) return fault.times
  return fault.from === undefined ? 1 : Number.POSITIVE_INFINITY
}
