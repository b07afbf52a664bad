import type { DeployConfiguration, MigrateConfiguration } from '../../../inputs/configuration.ts'
import type { MigrationContext } from '../ports.ts'
import type { FilePreview, PreviewedDefinition } from '../preflight/preview-files.ts'
import type { MigratedServices } from '../services.ts'

/**
 * What a migration deploys: services that exist or will be created, and files of which only the definition is
 * registered.
 */
export type ToDeploy = { readonly services: readonly string[]; readonly registered: readonly string[] }

/** One call of mode deploy, and the definitions that it deploys. */
export type DeployStep = {
  readonly configuration: DeployConfiguration
  readonly definitions: readonly PreviewedDefinition[]
}

type Known = { readonly context: MigrationContext; readonly services: MigratedServices }

/**
 * whatToDeploy divides the files of a migration into services and registrations. Without a service definition, a
 * missing service stays missing. A template is deployed with its stack.
 */
export function whatToDeploy(previews: readonly FilePreview[], known: Known): ToDeploy {
  const isThere = isThereFor(known)
  const own = previews.filter(({ template }) => template === undefined)
  return {
    services: [...new Set(own.flatMap(({ source }) => source.services.filter(isThere)))],
    registered: own
      .filter(({ source }) => !belongsToEntry(source) && !source.services.some(isThere))
      .map(({ source }) => source.document.file)
  }
}

/**
 * belongsToEntry reports whether the configuration file assigns a file to a service or a task. A task is deployed with
 * the services that it belongs to; for a service that does not exist, nothing is deployed, and its definition is not
 * registered either.
 */
export function belongsToEntry({ entry }: FilePreview['source']): boolean {
  return entry !== undefined && (entry.kind === 'task' || entry.base !== undefined)
}

/**
 * deploySteps returns the deploys of a migration: of the services that the inputs name, of the services that were found
 * to run a file (one deploy per file), and the registration of files without a service.
 */
export function deploySteps(previews: readonly FilePreview[], known: Known): readonly DeployStep[] {
  const { configuration } = known.context
  const isThere = isThereFor(known)
  const { services, registered } = whatToDeploy(previews, known)
  const attached = previews.filter(({ source }) => source.isAttached && source.services.some(isThere))
  const found = new Set(attached.flatMap(({ source }) => source.services))
  const named = services.filter(service => !found.has(service))
  const definitions = previews.flatMap(preview => preview.definitions)
  const ofServices = (names: readonly string[]) =>
    definitions.filter(({ service }) => service !== undefined && names.includes(service))
  const steps: DeployStep[] = []
  if (named.length > 0)
    steps.push({
      configuration: { ...configuration, mode: 'deploy', services: named },
      definitions: ofServices(named)
    })
  for (const { source } of attached) {
    const own = source.services.filter(isThere)
    const taskDefinition = [source.document.file]
    steps.push({
      configuration: { ...configuration, mode: 'deploy', taskDefinition, services: own },
      definitions: ofServices(own)
    })
  }
  if (registered.length > 0)
    steps.push({
      configuration: asRegistration(configuration, registered),
      definitions: definitions.filter(({ document }) => registered.includes(document.file))
    })
  return steps
}

function isThereFor({ context, services }: Known): (service: string) => boolean {
  const creates = context.configuration.serviceDefinition.length > 0
  return service => creates || !services.missing.includes(service)
}

/**
 * Files without a service are only registered. One-off tasks and the GitHub deployment record, which needs a token, are
 * left to the deploys of services.
 */
function asRegistration(configuration: MigrateConfiguration, files: readonly string[]): DeployConfiguration {
  const { services: _, runTask: __, githubToken: ___, ...rest } = configuration
  return { ...rest, mode: 'deploy', taskDefinition: files, serviceDefinition: [] }
}
