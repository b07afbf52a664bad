import type { DeployConfiguration, MigrateConfiguration } from '../../inputs/configuration.ts'
import type { ModePorts } from '../../ports.ts'
import type { Report } from '../../report/report.ts'
import type { PreparedMigration } from './plan.ts'

/** Mode deploy, which a migration calls for what it has rewritten. */
export type Deploy = (configuration: DeployConfiguration, ports: ModePorts) => Promise<Report>

/** What a migration deploys: services that are there or are to be created, and files of which only the definition is registered. */
export type ToDeploy = { readonly services: readonly string[]; readonly registered: readonly string[] }

/** whatToDeploy divides the files of a migration. Without a service definition a missing service stays missing; a template is its stack's. */
export function whatToDeploy({ foreseen, missing, scope }: PreparedMigration): ToDeploy {
  const creates = scope.configuration.serviceDefinition.length > 0
  const isThere = (service: string) => creates || !missing.includes(service)
  const own = foreseen.filter(({ template }) => template === undefined)
  return {
    services: [...new Set(own.flatMap(({ source }) => source.services.filter(isThere)))],
    registered: own
      .filter(({ source }) => !source.services.some(isThere))
      .map(({ source }) => source.document.file)
  }
}

/** deployMigrated deploys through the same engine as mode deploy, then registers what has no service. */
export async function deployMigrated(
  prepared: PreparedMigration,
  deploy: Deploy
): Promise<readonly Report[]> {
  const { configuration, ports } = prepared.scope
  const { services, registered } = whatToDeploy(prepared)
  const reports: Report[] = []
  if (services.length > 0) reports.push(await deploy(asDeploy(configuration, services), ports))
  if (registered.length > 0 && reports.every(({ problems }) => problems.length === 0)) {
    reports.push(await deploy(asRegistration(configuration, registered), ports))
  }
  return reports
}

function asDeploy(configuration: MigrateConfiguration, services: readonly string[]): DeployConfiguration {
  return { ...configuration, mode: 'deploy', services }
}

/** A plain path has no service: only its definition is registered. One-off tasks and GitHub's record belong to the services. */
function asRegistration(configuration: MigrateConfiguration, files: readonly string[]): DeployConfiguration {
  const { services: _, runTask: __, environment: ___, ...rest } = configuration
  return { ...rest, mode: 'deploy', taskDefinition: files, serviceDefinition: [] }
}
