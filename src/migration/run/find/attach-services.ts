import { lastPartOf } from '../../../arn.ts'
import type { DefinitionSource } from '../../../checking/load/source.ts'
import { namedByKey, siteOf } from '../../../configuration/placement.ts'
import { childOf, stringOf } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import type { LoadedMigration } from '../load.ts'
import { renderFor } from '../render.ts'
import type { MigratedServices } from '../services.ts'
import type { AccountCensus } from './family-users.ts'

/** The files with the services that run them, and what could not be determined. */
export type WithServices = {
  readonly migration: LoadedMigration
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/** A target without a named service, or with one that ECS does not know. */
type UnplacedTarget = { readonly target: DefinitionSource; readonly family: string }

/** A service that runs a migrated family. `cluster` is the identifier used in requests. */
type Runner = { readonly cluster: string; readonly service: string; readonly family: string }

/**
 * attachServices finds the services in the run's cluster that run the family of a file without a service: a migration
 * that only registered its definition would leave them on plaintext. They are treated as if they had been named. Pure.
 */
export async function attachServices(
  migration: LoadedMigration,
  services: Pick<MigratedServices, 'missing'>,
  census: AccountCensus
): Promise<WithServices> {
  const { context, loaded, placement } = migration
  const { configuration } = context
  const unplaced: UnplacedTarget[] = []
  for (const target of loaded.targets) {
    if (!isUnplaced(target, migration, services)) continue
    const { root } = await renderFor(target.document, {}, { ...migration, services })
    const family = stringOf(childOf(root ?? target.document.root, 'family'))
    if (family !== undefined) unplaced.push({ target, family })
  }
  if (unplaced.length === 0) return { migration, problems: [], remarks: [] }
  const { cluster } = siteOf(undefined, placement, configuration)
  const denied = unreadReason(census, cluster)
  if (denied !== undefined) return { migration, ...notLooked(unplaced, denied) }
  const taken = new Set(loaded.targets.map(({ service = '' }) => namedByKey(service, placement).service))
  const found = findRunners(unplaced, census).filter(({ service }) => !taken.has(service))
  // services in other clusters stay unchanged and are reported with everything else that does
  const runners = found.filter(
    one => cluster === undefined || lastPartOf(one.cluster) === lastPartOf(cluster)
  )
  const elsewhere = cluster === undefined ? runners : []
  const problems = [
    ...elsewhere.map(one => otherCluster(one)),
    ...runners.flatMap(runner => ambiguous(runner, unplaced))
  ]
  if (problems.length > 0 || runners.length === 0) return { migration, problems, remarks: [] }
  const attached = new Set<string>()
  const targets = loaded.targets.flatMap(target => {
    const own = unplaced.find(one => one.target === target)
    const found = runners.filter(({ family }) => family === own?.family)
    if (found.length === 0) return [target]
    attached.add(target.document.file)
    return found.map(({ service }) => ({ ...target, service }))
  })
  return { migration: { ...migration, loaded: { ...loaded, targets, attached } }, problems, remarks: [] }
}

function isUnplaced(
  { service, document, entry }: DefinitionSource,
  { loaded, context }: LoadedMigration,
  { missing }: Pick<MigratedServices, 'missing'>
): boolean {
  // a task of the configuration file has no service and is deployed with the services that it belongs to
  if (loaded.templates.has(document.file) || entry?.kind === 'task') return false
  const isCreated = context.configuration.serviceDefinition.length > 0
  return service === undefined || (!isCreated && missing.includes(service))
}

/** Why it is unknown which services of the run's cluster (or of any cluster, if none is named) run a family. */
function unreadReason({ clusters, gaps }: AccountCensus, cluster: string | undefined): string | undefined {
  const own = clusters.find(one => cluster !== undefined && lastPartOf(one.cluster) === lastPartOf(cluster))
  const lacking = (own ? own.gaps : gaps).find(({ what }) => what.startsWith('services'))
  return lacking?.why
}

function findRunners(unplaced: readonly UnplacedTarget[], { clusters }: AccountCensus): readonly Runner[] {
  const families = new Set(unplaced.map(({ family }) => family))
  return clusters.flatMap(({ cluster, services }) =>
    services.flatMap(({ service, revisions }) => {
      const all = revisions.map(arn => lastPartOf(arn).replace(/:\d+$/, ''))
      const family = all.find(name => families.has(name))
      return family === undefined ? [] : [{ cluster, service, family }]
    })
  )
}

/**
 * A file without a service could leave any service on plaintext; a file whose service is missing probably has no other.
 */
function notLooked(
  unplaced: readonly UnplacedTarget[],
  why: string
): { readonly problems: readonly Problem[]; readonly remarks: readonly string[] } {
  const plain = unplaced.filter(({ target }) => target.service === undefined)
  const named = (some: readonly UnplacedTarget[]) => [...new Set(some.map(({ family }) => family))].join(', ')
  if (plain.length === 0)
    return {
      problems: [],
      remarks: [`Not verified: whether services of another name run ${named(unplaced)} (${why}).`]
    }
  return {
    problems: [
      {
        code: 'migration-services-unknown',
        fault: 'user',
        message: `It is not known which services run ${named(plain)} (${why}).`,
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

function ambiguous({ service, family }: Runner, unplaced: readonly UnplacedTarget[]): readonly Problem[] {
  const files = [
    ...new Set(unplaced.filter(one => one.family === family).map(({ target }) => target.document.file))
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
