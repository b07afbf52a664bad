import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import type { DefinitionSource } from '../../checking/load-sources.ts'
import { siteOf } from '../../configuration/placement.ts'
import { childOf, stringOf } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import type { LoadedMigration } from './load.ts'
import { renderFor } from './render.ts'
import type { MigratedServices } from './services.ts'

/** The files with the services that run them, and what could not be found out. */
export type WithServices = {
  readonly migration: LoadedMigration
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/** A target whose own service nobody named, or that ECS does not know. */
type Homeless = { readonly target: DefinitionSource; readonly family: string }

/** A service that runs a family that is migrated. `cluster` as it is asked by. */
type Runner = { readonly cluster: string; readonly service: string; readonly family: string }

/**
 * attachServices looks for the services that run the family of a file which has none: a migration that only registered
 * its definition would leave them on plaintext. They are taken in as if they had been named.
 */
export async function attachServices(
  migration: LoadedMigration,
  services: Pick<MigratedServices, 'missing'>
): Promise<WithServices> {
  const { context, loaded, placement } = migration
  const { configuration } = context
  const homeless: Homeless[] = []
  for (const target of loaded.targets) {
    if (!isHomeless(target, migration, services)) continue
    const { root } = await renderFor(target.document, undefined, { context, placement, services })
    const family = stringOf(childOf(root ?? target.document.root, 'family'))
    if (family !== undefined) homeless.push({ target, family })
  }
  if (homeless.length === 0) return { migration, problems: [], remarks: [] }
  const { cluster } = siteOf(undefined, placement, configuration)
  const looked = await findRunners(homeless, cluster, migration)
  if ('denied' in looked) return { migration, ...notLooked(homeless, looked.denied) }
  const taken = new Set(loaded.targets.flatMap(({ service = '' }) => [service]))
  const runners = looked.runners.filter(({ service }) => !taken.has(service))
  const elsewhere = runners.filter(one => one.cluster !== cluster)
  const problems = [
    ...elsewhere.map(one => otherCluster(one)),
    ...runners.flatMap(runner => ambiguous(runner, homeless))
  ]
  if (problems.length > 0 || runners.length === 0) return { migration, problems, remarks: [] }
  const attached = new Set<string>()
  const targets = loaded.targets.flatMap(target => {
    const own = homeless.find(one => one.target === target)
    const found = runners.filter(({ family }) => family === own?.family)
    if (found.length === 0) return [target]
    attached.add(target.document.file)
    return found.map(({ service }) => ({ ...target, service }))
  })
  return { migration: { ...migration, loaded: { ...loaded, targets, attached } }, problems, remarks: [] }
}

function isHomeless(
  { service, document }: DefinitionSource,
  { loaded, context }: LoadedMigration,
  { missing }: Pick<MigratedServices, 'missing'>
): boolean {
  if (loaded.templates.has(document.file)) return false
  const isCreated = context.configuration.serviceDefinition.length > 0
  return service === undefined || (!isCreated && missing.includes(service))
}

/** In the cluster of the run; where none is named, in every one. */
async function findRunners(
  homeless: readonly Homeless[],
  cluster: string | undefined,
  { context }: LoadedMigration
): Promise<{ readonly runners: readonly Runner[] } | { readonly denied: string }> {
  const { aws, cloud } = context
  const families = new Set(homeless.map(({ family }) => family))
  const runners: Runner[] = []
  try {
    for (const one of cluster === undefined ? await cloud.census.listClusters() : [cluster]) {
      const names = await cloud.census.listServices(one)
      const { services } = names.length === 0 ? { services: [] } : await aws.ecs.describeServices(one, names)
      for (const state of services) {
        const family = familiesOf(state).find(name => families.has(name))
        if (family !== undefined) runners.push({ cluster: one, service: state.service, family })
      }
    }
    return { runners }
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'denied') return { denied: error.operation }
    throw error
  }
}

function familiesOf({ status, taskDefinition, deployments }: ServiceState): readonly string[] {
  if (status !== 'ACTIVE') return []
  const all = [taskDefinition, ...deployments.map(one => one.taskDefinition)]
  return all.map(arn => lastPartOf(arn).replace(/:\d+$/, ''))
}

/** A file without a service could leave any behind; one whose service is missing probably has no other. */
function notLooked(
  homeless: readonly Homeless[],
  operation: string
): { readonly problems: readonly Problem[]; readonly remarks: readonly string[] } {
  const plain = homeless.filter(({ target }) => target.service === undefined)
  const named = (some: readonly Homeless[]) => [...new Set(some.map(({ family }) => family))].join(', ')
  if (plain.length === 0)
    return {
      problems: [],
      remarks: [
        `Not verified: whether services of another name run ${named(homeless)} (no permission for ${operation}).`
      ]
    }
  return {
    problems: [
      {
        code: 'migration-services-unknown',
        fault: 'user',
        message: `It is not known which services run ${named(plain)}: there is no permission for ${operation}.`,
        hint: 'Allow it, or name them: a pattern with {service} in "task-definition", or one file with "service". Otherwise they would be left on plaintext.'
      }
    ],
    remarks: []
  }
}

function otherCluster({ cluster, service, family }: Runner): Problem {
  const name = lastPartOf(cluster)
  return {
    code: 'missing-input',
    fault: 'user',
    service,
    message: `Input "cluster" is empty, but service "${service}" of cluster "${name}" runs ${family}.`,
    hint: `Set cluster: ${name}, so that the service is deployed and not left on plaintext.`
  }
}

function ambiguous({ service, family }: Runner, homeless: readonly Homeless[]): readonly Problem[] {
  const files = [
    ...new Set(homeless.filter(one => one.family === family).map(({ target }) => target.document.file))
  ]
  if (files.length < 2) return []
  return [
    {
      code: 'service-ambiguous',
      fault: 'user',
      service,
      message: `Service "${service}" runs ${family}, which ${files.join(' and ')} both define.`,
      hint: 'Run once for each file, with its "service".'
    }
  ]
}
