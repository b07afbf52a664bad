import { lastPartOf } from '../arn.ts'
import { type AreaStatus, readAreaStatus } from '../audit/run/area-status.ts'
import { areasOf, earlyProblems, sitesOf } from '../audit/run/areas.ts'
import { findDrift, namesFiles } from '../audit/run/drift.ts'
import type { AuditPorts } from '../audit/run/ports.ts'
import { type ProjectRules, readProjectRules } from '../check/project-rules.ts'
import { announceTarget, connectAccounts, withTarget } from '../deploy/target.ts'
import { explained } from '../inputs/configuration/explained-problems.ts'
import { keyedAt } from '../inputs/configuration/placement.ts'
import type { StatusConfiguration } from '../inputs/configuration.ts'
import { emptyReport, hasErrors, type Report } from '../report/report.ts'
import { statusToText } from '../report/status-section.ts'
import { placeKeyOf } from '../rollout/outcome.ts'
import type { DriftStatus, ServiceStatus } from '../rollout/status.ts'

/**
 * runStatus reports for each service what has been running since when, the deployment in progress, the
 * revisions it can roll back to and, given files, how those differ from what is running. It is read-only;
 * what it is not allowed to read is "not verified".
 */
export async function runStatus(configuration: StatusConfiguration, ports: AuditPorts): Promise<Report> {
  const project = await readProjectRules(configuration, ports)
  const { placement } = project
  const areas = areasOf(configuration, placement)
  const early = earlyProblems(project, areas, configuration)
  if (early.length > 0) return { ...emptyReport('status'), problems: early }
  const aws = connectAccounts(ports, configuration.maxRetries)
  const said = await announceTarget(areas.flatMap(sitesOf), { ports, aws })
  const empty = withTarget(emptyReport('status'), said)
  if (said.problems.length > 0) return empty
  const looks: AreaStatus[] = []
  const findKey = keyedAt(placement, configuration)
  for (const area of areas) looks.push(await readAreaStatus(area, configuration, { ports, findKey }))
  const found = withoutAbsent(configuration, looks)
  const compared = await driftOf(found, ports, project)
  const services = looks.flatMap(look => look.services).map(compared)
  if (services.length > 0) ports.log.group('Status', statusToText(services))
  return {
    ...empty,
    services: services.map(({ service }) => service),
    status: { services },
    problems: [
      ...empty.problems,
      ...explained(
        looks.flatMap(({ problems }) => problems),
        placement
      )
    ]
  }
}

/** Compares files if any are named, and adds to the status of a service how its own differs. */
async function driftOf(
  configuration: StatusConfiguration,
  ports: AuditPorts,
  project: ProjectRules
): Promise<(status: ServiceStatus) => ServiceStatus> {
  if (!namesFiles(configuration, project)) return status => status
  const { rows, compared: files, report } = await findDrift(configuration, ports)
  const why =
    report.problems[0]?.message ??
    (hasErrors(report) ? 'the files are not sealed, which mode check shows' : undefined) ??
    report.remarks.find(({ isUnverified }) => isUnverified)?.message ??
    'no file of task-definition is for it'
  return status => {
    const place = placeKeyOf(status)
    const file = files.get(place)
    // files that were not named explicitly are compared if possible
    if (file === undefined && configuration.taskDefinition.length === 0)
      return hasFile(status, project) ? { ...status, drift: { kind: 'not-compared', why } } : status
    if (file === undefined) return { ...status, notVerified: [...status.notVerified, `files: ${why}`] }
    const row = rows.find(row => row.place === place)
    const drift: DriftStatus = row ? { kind: 'differs', file, paths: row.paths } : { kind: 'none', file }
    return { ...status, drift }
  }
}

/** A named service that does not exist has no file to compare, and does not keep the others from being compared. */
function withoutAbsent(
  configuration: StatusConfiguration,
  looks: readonly AreaStatus[]
): StatusConfiguration {
  const { services } = configuration
  if (!Array.isArray(services)) return configuration
  const problems = looks.flatMap(look => look.problems)
  const absent = new Set(problems.flatMap(({ service }) => service ?? []))
  return { ...configuration, services: services.filter(name => !absent.has(name)) }
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
