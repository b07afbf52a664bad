import type { DefinitionSource } from '../../check/source.ts'
import type { DeployConfiguration } from '../../inputs/configuration.ts'
import type { ModePorts } from '../../ports.ts'
import type { Report } from '../../report/report.ts'
import { exitCodeOf } from '../../report/verdict.ts'
import type { FilePreview } from './check.ts'
import type { PlannedMigration } from './plan-run.ts'
import type { MigrationContext } from './ports.ts'
import type { MigratedServices } from './services.ts'

/** One call of mode deploy, and which definitions it deploys. */
export type DeployStep = {
  readonly configuration: DeployConfiguration
  readonly includes: (target: DefinitionSource) => boolean
}

type Known = { readonly context: MigrationContext; readonly services: Pick<MigratedServices, 'missing'> }

/**
 * servicesToDeploy lists the services of files that a migration deploys: those that exist or will be created. The
 * definition of a file without any is only registered, and a template is deployed with its stack.
 */
export function servicesToDeploy(previews: readonly FilePreview[], known: Known): readonly string[] {
  return [...new Set(previews.flatMap(({ source }) => source.services.filter(isThereFor(known))))]
}

function isThereFor({ context, services }: Known): (service: string) => boolean {
  const creates = context.configuration.serviceDefinition.length > 0
  return service => creates || !services.missing.includes(service)
}

/**
 * deploySteps returns the deploys of a migration: of the services that the inputs name, of the services that were found
 * to run a file (one deploy per file), and the registration of files without a service. A task of the configuration
 * file is deployed with the services that it belongs to.
 */
export function deploySteps(previews: readonly FilePreview[], known: Known): readonly DeployStep[] {
  const { configuration } = known.context
  const isThere = isThereFor(known)
  const sources = previews.map(({ source }) => source).filter(({ isTemplate }) => !isTemplate)
  const attached = sources.filter(({ isAttached }) => isAttached)
  const named = [
    ...new Set(sources.filter(one => !one.isAttached).flatMap(({ services }) => services.filter(isThere)))
  ]
  const registered = sources
    .filter(({ services, entry }) => entry?.kind !== 'task' && !services.some(isThere))
    .map(({ document }) => document.file)
  const ofServices =
    (services: readonly string[]) =>
    ({ service }: DefinitionSource) =>
      service !== undefined && services.includes(service)
  const steps: DeployStep[] = attached.map(({ document, services }) => ({
    configuration: { ...configuration, mode: 'deploy', taskDefinition: [document.file], services },
    includes: ofServices(services)
  }))
  if (named.length > 0)
    steps.unshift({
      configuration: { ...configuration, mode: 'deploy', services: named },
      includes: ofServices(named)
    })
  if (registered.length === 0) return steps
  // one-off tasks and the GitHub deployment record, which needs a token, are left to the deploys of services
  const { services: _, runTask: __, githubToken: ___, ...rest } = configuration
  const only = { serviceDefinition: [], registersOnly: true } as const
  const files = { mode: 'deploy', taskDefinition: registered, ...only } as const
  return [
    ...steps,
    { configuration: { ...rest, ...files }, includes: ({ document }) => registered.includes(document.file) }
  ]
}

/** Mode deploy, which a migration calls for the files that it has rewritten. */
export type Deploy = (configuration: DeployConfiguration, ports: ModePorts) => Promise<Report>

/** deployMigrated deploys through the same engine as mode deploy, then registers the files without a service. */
export async function deployMigrated(prepared: PlannedMigration, deploy: Deploy): Promise<readonly Report[]> {
  const reports: Report[] = []
  for (const { configuration } of deploySteps(prepared.previews, prepared)) {
    const report = await deploy(configuration, prepared.context.ports)
    reports.push(report)
    if (exitCodeOf(report) !== 0) break
  }
  return reports
}
