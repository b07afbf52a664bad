import { eventsSince } from '../../diagnosis/recent-events.ts'
import { generalizeReason, withoutServicePrefix } from '../../diagnosis/recognize.ts'
import { primaryOf } from '../deployments.ts'
import type { ServiceState } from '../ports.ts'
import { minuteOf } from '../progress.ts'

/** ECS's own words for tasks that do not start or stay. */
const TROUBLE = /unable|failed|unhealthy|not healthy|could not|reached the limit|throttled|misconfigured/i
const STARTED = /has started (\d+) tasks/

/** As many task starts can belong to a scaled service. */
const FEW_STARTS = 3

/**
 * unrestOf describes what a service's events of the last hour show that no deployment explains: the newest trouble, and
 * more task starts than the service has tasks, as when they exit and are replaced. Undefined for neither. Pure.
 */
export function unrestOf(service: ServiceState, now: number): string | undefined {
  const events = eventsSince(service, primaryOf(service)?.id, now)
  const trouble = events.find(({ message }) => TROUBLE.test(message))
  const starts = events.reduce((sum, { message }) => sum + Number(STARTED.exec(message)?.[1] ?? 0), 0)
  const isBusy = starts >= FEW_STARTS && starts > service.desiredCount
  const said = [
    isBusy ? `ECS has started ${starts} tasks in the last hour without a deployment` : '',
    trouble === undefined
      ? ''
      : `ECS reported at ${minuteOf(trouble.createdAt)}: ${generalizeReason(withoutServicePrefix(trouble.message)).replace(/\.$/, '')}`
  ].filter(text => text !== '')
  return said.length === 0 ? undefined : said.join('; ')
}
