import type { ServiceState } from '../ports.ts'
import { howItEnded, type PastRevision } from './past-revisions.ts'

/**
 * goodRevisionOf returns a revision that is known to run well: that of the PRIMARY deployment if it has completed,
 * otherwise one that is still running beside it and has completed. Pure. Returns undefined if the service's list does
 * not show one.
 */
export function goodRevisionOf(service: ServiceState): string | undefined {
  const completed = service.deployments.filter(
    ({ rolloutState }) => rolloutState === 'COMPLETED' || rolloutState === undefined
  )
  const primary = completed.find(({ status }) => status === 'PRIMARY')
  return (primary ?? completed[0])?.taskDefinition
}

/** A revision to roll back to, and why it is known to be good. */
export type GoodRevision = { readonly arn: string; readonly how: string }

/**
 * chooseGood picks the revision that mode rollback takes without a name while no deployment is in progress: the best
 * one of the records, or one that they do not know and that still runs beside what the service is set to. Pure.
 */
export function chooseGood(
  service: Pick<ServiceState, 'deployments' | 'taskDefinition'>,
  past: readonly PastRevision[]
): GoodRevision | undefined {
  const running = service.deployments.find(
    ({ status, rolloutState, taskDefinition }) =>
      status !== 'PRIMARY' && rolloutState === 'COMPLETED' && taskDefinition !== service.taskDefinition
  )?.taskDefinition
  const good = past.find(({ state }) => state === 'good')
  const isOpen = running !== undefined && !past.some(({ arn }) => arn === running)
  if (running !== undefined && (isOpen || running === good?.arn))
    return { arn: running, how: 'it still runs beside the new one' }
  return good && { arn: good.arn, how: howItEnded(good) }
}
