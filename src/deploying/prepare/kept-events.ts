import { RECENT_MS } from '../../diagnosis/recent-events.ts'
import { reportsFailure } from '../../plan/risks.ts'
import type { ServiceState } from '../../rollout/ports.ts'

/**
 * withoutOldMessages empties the messages of events that nothing reads: a service has a hundred of them, and a run can
 * have thousands of services. Older events are only recognized by their IDs. What is kept is the last hour before the
 * newest event, since the end of an unchanged service depends on it, and what reports a failed deployment. Pure.
 */
export function withoutOldMessages(state: ServiceState): ServiceState {
  const newest = Math.max(...state.events.map(({ createdAt }) => createdAt))
  const events = state.events.map(event =>
    event.createdAt > newest - RECENT_MS || reportsFailure(event.message) ? event : { ...event, message: '' }
  )
  return { ...state, events }
}
