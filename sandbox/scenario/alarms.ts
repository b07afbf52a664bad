import { SandboxError } from '../fault.ts'
import { isMap, type Json, type JsonMap, listOf } from '../json.ts'
import { nearest } from '../nearest.ts'
import { ALARM_STATES, setAlarm } from '../world/alarms.ts'
import { enqueue } from '../world/queue.ts'
import type { World } from '../world/state.ts'
import { readDuration, readTime } from './times.ts'

const KEYS = ['name', 'region', 'state', 'after', 'at']

/** One change of a CloudWatch alarm and its time. */
export type AlarmChange = {
  readonly at: number
  readonly region: string
  readonly name: string
  readonly state: string
}

/** readAlarm reads one entry of `alarms` or of POST /_sandbox/alarms. Throws SandboxError with the location. */
export function readAlarm(
  value: Json | undefined,
  where: { path: string; region: string; now: number }
): AlarmChange {
  const { path } = where
  if (!isMap(value)) throw new SandboxError(`${path} must be an object with name and state.`)
  for (const key of Object.keys(value)) {
    if (KEYS.includes(key)) continue
    const hint = nearest(key, KEYS)
    throw new SandboxError(`${path}.${key} is not known${hint ? `; did you mean ${hint}?` : '.'}`)
  }
  const { name, region, state = 'OK' } = value
  if (typeof name !== 'string') throw new SandboxError(`${path}.name must name an alarm.`)
  if (typeof state !== 'string' || !ALARM_STATES.includes(state))
    throw new SandboxError(`${path}.state must be one of ${ALARM_STATES.join(', ')}.`)
  return { at: timeOf(value, where), region: typeof region === 'string' ? region : where.region, name, state }
}

function timeOf(value: JsonMap, where: { path: string; now: number }): number {
  return value['at'] === undefined
    ? where.now + readDuration(value['after'] ?? 0, `${where.path}.after`)
    : readTime(value['at'], `${where.path}.at`)
}

/** putAlarm changes an alarm, now or at its time. */
export function putAlarm(world: World, change: AlarmChange): void {
  const { region, name, state, at } = change
  if (at <= world.now) setAlarm(world, { region, name, state })
  else enqueue(world, at, { kind: 'alarm', region, alarm: name, state })
}

/** buildAlarms sets a scenario's alarms to their initial states and queues the changes. Throws SandboxError. */
export function buildAlarms(world: World, content: JsonMap, region: string): void {
  for (const [index, one] of listOf(content, 'alarms').entries())
    putAlarm(world, readAlarm(one, { path: `Scenario: alarms[${index}]`, region, now: world.now }))
}
