import type { Mode } from '../inputs/specification.ts'
import type { Follower, HeartbeatPorts } from './heartbeat.ts'

/** The modes that wait for something. */
const WAITING: ReadonlySet<string> = new Set<Mode>([
  'deploy',
  'continue',
  'rollback',
  'migrate',
  'rotate-restart'
])

/** waits says whether a mode waits for something; an input that is not given means deploy. */
export function waits(mode: string | undefined): boolean {
  return WAITING.has(mode?.trim() || 'deploy')
}

/** followerFor gives what says how long a run waits, and for what. A run that waits for nothing loads nothing of it. */
export async function followerFor(
  mode: string | undefined,
  ports: HeartbeatPorts
): Promise<Follower | undefined> {
  if (!waits(mode)) return undefined
  const { Heartbeat } = await import('./heartbeat.ts')
  return new Heartbeat(ports)
}
