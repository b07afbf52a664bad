import type { DeployConfiguration, MigrateConfiguration } from '../../inputs/configuration.ts'
import type { MigrationContext } from './ports.ts'
import type { FilePreview, PreviewedDefinition } from './preview-files.ts'
import type { MigratedServices } from './services.ts'

/**
 * What a migration deploys: services that are there or are to be created, and files of which only the definition is
 * registered.
 */
export type ToDeploy = { readonly services: readonly string[]; readonly registered: readonly string[] }

/** One call of mode deploy, and the definitions that it is about. */
export type DeployStep = {
  readonly configuration: DeployConfiguration
  readonly definitions: readonly PreviewedDefinition[]
}

type Known = { readonly context: MigrationContext; readonly services: MigratedServices }

/**
 * whatToDeploy divides the files of a migration. Without a service definition a missing service stays missing; a
 * template is its stack's.
 */
export function whatToDeploy(previews: readonly FilePreview[], known: Known): ToDeploy {
  const isThere = isThereFor(known)
  const own = previews.filter(({ template }) => template === undefined)
  return {
    services: [...new Set(own.flatMap(({ source }) => source.services.filter(isThere)))],
    registered: own
      .filter(({ source }) => !isEntrys(source) && !source.services.some(isThere))
      .map(({ source }) => source.document.file)
  }
}

/**
 * isEntrys tells a file that the configuration file ties to a service or a task: a task is deployed with the services that it is for, and a
 * service that is not there has no deploy of its own, not even of its definition alone.
 */
export function isEntrys({ entry }: FilePreview['source']): boolean {
  return entry !== undefined && (entry.kind === 'task' || entry.base !== undefined)
}

/**
 * deploySteps are the deploys that carry a migration out: of the services that the inputs name, of those that were
 * found to run a file, file by file, and the registration of what has no service.
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
 * A plain path has no service: only its definition is registered. One-off tasks and GitHub's record, which needs a token, belong to
 * the services.
 */
function asRegistration(configuration: MigrateConfiguration, files: readonly string[]): DeployConfiguration {
  const { services: _, runTask: __, githubToken: ___, ...rest } = configuration
  return { ...rest, mode: 'deploy', taskDefinition: files, serviceDefinition: [] }
}
