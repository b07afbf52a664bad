import { RECENT_MS } from '../../diagnosis/recent-events.ts'
import { withPacked } from '../../document/packed.ts'
import { reportsFailure } from '../../plan/risks.ts'
import type { ServiceState } from '../../rollout/ports.ts'

/**
 * keptState returns the state of a service as a run keeps it, which can have thousands: without old messages, and with
 * its lists and its response packed. Pure.
 */
export function keptState(state: ServiceState): ServiceState {
  return withPacked(withoutOldMessages(state), ['raw', 'deployments', 'events', 'serviceArn', 'clusterArn'])
}

/**
 * withoutOldMessages empties the messages of events that nothing reads: a service has a hundred of them, and a run can
 * have thousands of services. Older events are only recognized by their IDs. What is kept is the last hour before the
 * newest event, since the end of an unchanged service depends on it, and what reports a failed deployment. Pure.
 */
function withoutOldMessages(state: ServiceState): ServiceState {
  const newest = Math.max(...state.events.map(({ createdAt }) => createdAt))
  const events = state.events.map(event =>
    event.createdAt > newest - RECENT_MS || reportsFailure(event.message) ? event : { ...event, message: '' }
  )
  return { ...state, events }
}
