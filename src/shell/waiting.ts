import type { Mode } from '../inputs/specification.ts'
import type { Heartbeat, HeartbeatPorts } from './heartbeat.ts'

/** The modes that wait for something. */
const WAITING: ReadonlySet<string> = new Set<Mode>([
  'deploy',
  'continue',
  'rollback',
  'migrate',
  'rotate-restart'
])

/** The modes that read from AWS for long where there is much of it. */
const READING: ReadonlySet<string> = new Set<Mode>(['plan', 'audit', 'status'])

/** reads says whether a mode asks AWS, as it also does before it waits for something. */
export function reads(mode: string | undefined): boolean {
  return waits(mode) || READING.has(mode?.trim() ?? '')
}

/** waits says whether a mode waits for something; an input that is not given means deploy. */
export function waits(mode: string | undefined): boolean {
  return WAITING.has(mode?.trim() || 'deploy')
}

/** followerFor gives what says how long a run waits, and for what. A run that waits for nothing loads nothing of it. */
export async function followerFor(
  mode: string | undefined,
  ports: HeartbeatPorts
): Promise<Heartbeat | undefined> {
  if (!reads(mode)) return undefined
  const { Heartbeat: Made } = await import('./heartbeat.ts')
  return new Made(ports)
}
