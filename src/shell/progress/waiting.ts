import type { Mode } from '../../inputs/tables/specification.ts'
import type { Heartbeat, HeartbeatPorts } from './heartbeat.ts'

/** The modes that wait for something. */
const WAITING: ReadonlySet<string> = new Set<Mode>([
  'deploy',
  'continue',
  'rollback',
  'migrate',
  'rotate-restart'
])

/** The modes that can read from AWS for a long time. */
const READING: ReadonlySet<string> = new Set<Mode>(['plan', 'audit', 'status'])

/** reads reports whether a mode reads from AWS, including before it waits. */
export function reads(mode: string | undefined): boolean {
  return waits(mode) || READING.has(mode?.trim() ?? '')
}

/** waits reports whether a mode waits for something; without the input, the mode is deploy. */
export function waits(mode: string | undefined): boolean {
  return WAITING.has(mode?.trim() || 'deploy')
}

/**
 * followerFor returns the heartbeat that reports what a run waits for, and for how long. A run that does not wait loads
 * nothing for it.
 */
export async function followerFor(
  mode: string | undefined,
  ports: Omit<HeartbeatPorts, 'doze'>
): Promise<Heartbeat | undefined> {
  if (!reads(mode)) return undefined
  const { heartbeatFor } = await import('./heartbeat.ts')
  return heartbeatFor(ports)
}
