import { lastPartOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { ProjectRules } from '../../check/project-rules.ts'
import { makePlan } from '../../deploy/plan/make-plan.ts'
import { missingService } from '../../deploy/prepare/inspect-services.ts'
import { prepareDefinitions } from '../../deploy/prepare/prepare.ts'
import { connectAccounts } from '../../deploy/target.ts'
import type { Problem } from '../../errors.ts'
import type { FindKey } from '../../inputs/configuration/placement.ts'
import type { StatusConfiguration } from '../../inputs/configuration.ts'
import { slicesOf } from '../../list.ts'
import { missingNames } from '../../nearest.ts'
import type { ModePorts } from '../../ports.ts'
import { hasErrors } from '../../report/report.ts'
import { placeKeyOf } from '../../rollout/outcome.ts'
import { type DriftStatus, readServiceStatus, type ServiceStatus } from '../../rollout/status.ts'
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

/**
 * withDrift compares the files, if there are any, with what runs, and adds to each service how its own differs. A file
 * whose service was not found is left out. It only reads.
 */
export async function withDrift(
  { services, problems }: AreaStatus,
  configuration: StatusConfiguration,
  { ports, project }: { readonly ports: ModePorts; readonly project: ProjectRules }
): Promise<readonly ServiceStatus[]> {
  const { resolved } = project
  const isNamed = configuration.taskDefinition.length > 0
  const hasFiles = [...resolved.services, ...resolved.tasks].some(({ base }) => base?.kind === 'file')
  if (!isNamed && !hasFiles) return services
  const absent = new Set(problems.flatMap(({ service }) => service ?? []))
  const wanted = Array.isArray(configuration.services)
    ? { ...configuration, services: configuration.services.filter(name => !absent.has(name)) }
    : configuration
  const { compared, why } = await findDrift(wanted, ports, new Set(services.map(placeKeyOf)))
  return services.map(status => {
    const drift = compared.get(placeKeyOf(status))
    if (drift) return { ...status, drift }
    if (isNamed) return { ...status, notVerified: [...status.notVerified, `files: ${why}`] }
    // files that were not named explicitly are compared if possible
    return hasFile(status, project) ? { ...status, drift: { kind: 'not-compared', why } } : status
  })
}

/** Plans a deployment of the files for these services (`placeKeyOf`), by which they differ; or why they do not. */
async function findDrift(
  configuration: StatusConfiguration,
  ports: ModePorts,
  found: ReadonlySet<string>
): Promise<{ readonly compared: ReadonlyMap<string, DriftStatus>; readonly why: string }> {
  // nothing is written, not even rendered files
  const { renderedFolder: _nowhere, ...reading } = ports
  const aws = connectAccounts(reading, configuration.maxRetries)
  const asPlan = {
    ...configuration,
    mode: 'plan' as const,
    failOn: 'error' as const,
    verifyPermissions: 'off' as const,
    allowFamilyChange: true
  }
  const preparation = await prepareDefinitions(asPlan, reading, aws)
  const prepared = preparation.prepared.filter(({ target: { service = '', entry }, site }) => {
    const name = entry?.kind === 'service' ? entry.name : service
    return found.has(placeKeyOf({ ...site, service: name, cluster: site.cluster ?? '' }))
  })
  const planning = { ports: reading, aws, onlyCompares: true as const }
  const { report, plan } = await makePlan({ ...preparation, prepared }, asPlan, planning)
  const compared = (plan?.services ?? []).flatMap(({ service, site, file, definitionId }) => {
    const definition = plan?.definitions.find(({ id }) => id === definitionId)
    if (definition?.comparedWith === undefined) return []
    const paths = definition.differences.map(({ path }) => path)
    const drift: DriftStatus = paths.length > 0 ? { kind: 'differs', file, paths } : { kind: 'none', file }
    return [[placeKeyOf({ service, ...site }), drift] as const]
  })
  const why =
    report.problems[0]?.message ??
    (hasErrors(report) ? 'the files are not sealed, which mode check shows' : undefined) ??
    report.remarks.find(({ isUnverified }) => isUnverified)?.message ??
    'no file of task-definition is for it'
  return { compared: new Map(compared), why }
}

/** Whether the configuration file has a file for a service that was found in a cluster. */
function hasFile({ service, cluster }: ServiceStatus, { resolved }: ProjectRules): boolean {
  return resolved.services.some(
    ({ name, base, site }) =>
      name === service &&
      base?.kind === 'file' &&
      (site.cluster === undefined || lastPartOf(site.cluster) === lastPartOf(cluster))
  )
}
