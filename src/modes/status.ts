import { openAreas } from '../audit/run/areas.ts'
import type { AuditPorts } from '../audit/run/ports.ts'
import { type AreaStatus, readAreaStatus, withDrift } from '../audit/run/status.ts'
import { explained } from '../inputs/configuration/explained-problems.ts'
import type { StatusConfiguration } from '../inputs/configuration.ts'
import type { Report } from '../report/report.ts'
import { statusToText } from '../report/status-section.ts'

/**
 * runStatus reports for each service what has been running since when, the deployment in progress, the
 * revisions it can roll back to and, given files, how those differ from what is running. It is read-only;
 * what it is not allowed to read is "not verified".
 */
export async function runStatus(configuration: StatusConfiguration, ports: AuditPorts): Promise<Report> {
  const opened = await openAreas(configuration, ports)
  if ('ended' in opened) return opened.ended
  const { project, areas, report, findKey } = opened
  const looks: AreaStatus[] = []
  for (const area of areas) looks.push(await readAreaStatus(area, configuration, { ports, findKey }))
  const found = {
    services: looks.flatMap(look => look.services),
    problems: looks.flatMap(look => look.problems)
  }
  const services = await withDrift(found, configuration, { ports, project })
  if (services.length > 0) ports.log.group('Status', statusToText(services))
  return {
    ...report,
    services: services.map(({ service }) => service),
    status: { services },
    problems: [...report.problems, ...explained(found.problems, project.placement)]
  }
}
