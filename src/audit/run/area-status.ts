import { lastPartOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import { missingService } from '../../deploy/prepare/inspect-services.ts'
import type { Problem } from '../../errors.ts'
import type { FindKey } from '../../inputs/configuration/placement.ts'
import type { StatusConfiguration } from '../../inputs/configuration.ts'
import { slicesOf } from '../../list.ts'
import { missingNames } from '../../nearest.ts'
import { readServiceStatus, type ServiceStatus } from '../../rollout/status.ts'
import { type Area, connectArea } from './areas.ts'
import type { AuditPorts } from './ports.ts'

/** The services of an account and Region, and the problems of those that do not exist or could not be read. */
export type AreaStatus = {
  readonly services: readonly ServiceStatus[]
  readonly problems: readonly Problem[]
}

/** Number of services whose deployment records are read concurrently. */
const AT_ONCE = 5

/** Number of services whose answers, with up to a hundred events each, are in memory at the same time. */
const DESCRIBED = 50

/** readAreaStatus reads what runs, what is in progress, and the records of each service of an area. */
export async function readAreaStatus(
  { account, clusters }: Area,
  configuration: StatusConfiguration,
  { ports, findKey }: { readonly ports: AuditPorts; readonly findKey: FindKey }
): Promise<AreaStatus> {
  const { ecs, inventory, balancers } = await connectArea(account, configuration, ports)
  const services: ServiceStatus[] = []
  const problems: Problem[] = []
  for (const { cluster, services: named } of clusters) {
    try {
      const names = named ?? (await inventory.listServices(cluster)).map(lastPartOf)
      const site = { ...account, cluster }
      for (const part of slicesOf(names, DESCRIBED)) {
        const found = await ecs.describeServices(cluster, part)
        const missing = await missingNames(found.missing, () => inventory.listServices(cluster))
        problems.push(...missing.map(one => missingService({ ...one, site })))
        for (const batch of slicesOf(found.services, AT_ONCE)) {
          const about = { region: account.region, cluster, now: ports.clock.now(), balancers }
          const read = await Promise.all(batch.map(state => readServiceStatus(ecs, state, about)))
          services.push(...read.map(one => ({ ...one, ...findKey(one.service, site) })))
        }
      }
    } catch (error) {
      problems.push(refusalOf(error))
    }
  }
  return { services, problems }
}
