import { lastPartOf } from '../../../arn.ts'
import type { Use } from '../../../audit/audit.ts'
import { type ClusterSnapshot, readCluster, scheduledUses } from '../../../audit/find-uses.ts'
import { type Gap, readOrGap, refusalReason } from '../../../audit/gap.ts'
import { AwsError } from '../../../aws/error.ts'
import { siteOf } from '../../../configuration/placement.ts'
import { plaintextIn } from '../../../deploying/plan/plaintext.ts'
import type { ExposedUse } from '../../../report/migration/migration.ts'
import type { LoadedMigration } from '../load.ts'
import type { MigrationContext } from '../ports.ts'

/**
 * Everything that runs in the account and Region of a migration or would be run by a rule or schedule, and what could
 * not be read.
 */
export type AccountCensus = {
  readonly clusters: readonly CensusCluster[]
  readonly scheduled: readonly Use[]
  readonly gaps: readonly Gap[]
}

/** A cluster with what runs in it; `services` are those that are active, with the revisions of their deployments. */
export type CensusCluster = Pick<ClusterSnapshot, 'cluster' | 'uses' | 'gaps'> & {
  readonly services: readonly { readonly service: string; readonly revisions: readonly string[] }[]
}

/**
 * takeCensus reads the clusters of the run and, if they can be listed, all others: a family can have users that no file
 * and no input names. Throws AwsError unless access is only denied.
 */
export async function takeCensus({ context, placement, loaded }: LoadedMigration): Promise<AccountCensus> {
  const { aws, cloud, configuration } = context
  const sites = [undefined, ...loaded.targets.map(({ service }) => service)].map(service =>
    siteOf(service, placement, configuration)
  )
  const own = [...new Map(sites.flatMap(({ cluster }) => (cluster ? [[lastPartOf(cluster), cluster]] : [])))]
  const listed = await readOrGap('services and tasks of other clusters', () => cloud.census.listClusters())
  const all = 'found' in listed ? listed.found : []
  const others = all.filter(arn => own.every(([name]) => name !== lastPartOf(arn)))
  const clusters: CensusCluster[] = []
  const reading = { ecs: aws.ecs, inventory: cloud.census }
  for (const [, cluster] of own) clusters.push(countedIn(await readCluster({ cluster }, reading)))
  for (const cluster of others) {
    const look = await readCluster({ cluster }, reading).catch(asGone)
    if (look) clusters.push(countedIn(look))
  }
  const scheduled = await scheduledUses(aws, undefined)
  return {
    clusters,
    scheduled: scheduled.uses,
    gaps: [
      ...('gap' in listed ? [listed.gap] : []),
      ...clusters.flatMap(({ gaps }) => gaps),
      ...scheduled.gaps
    ]
  }
}

function countedIn({ cluster, services, uses, gaps }: ClusterSnapshot): CensusCluster {
  const active = services.filter(({ status }) => status === 'ACTIVE')
  return {
    ...{ cluster, uses, gaps },
    services: active.map(({ service, taskDefinition, deployments }) => ({
      service,
      revisions: [...new Set([taskDefinition, ...deployments.map(one => one.taskDefinition)])]
    }))
  }
}

/** A cluster that is not part of the run can be deleted while it is read. */
function asGone(error: unknown): undefined {
  if (error instanceof AwsError && error.kind === 'missing') return undefined
  throw error
}

/** The users of a migration's families besides its services. */
export type OtherUsers = {
  readonly exposed: readonly ExposedUse[]
  /** What could not be read, each with the reason. */
  readonly notLooked: readonly string[]
}

/** The services of the run, by cluster and name, and the families of its files. */
export type RunScope = {
  readonly families: ReadonlySet<string>
  isOfRun(cluster: string, service: string): boolean
  /** Reports whether a service is in the run's cluster but excluded from the run because it has a file. */
  isLeftOut(cluster: string, service: string): boolean
}

/**
 * exposedUsers finds what the run leaves on plaintext: services that it does not deploy, tasks without a service, and
 * rules and schedules that name a revision. One that names only the family uses its newest revision automatically.
 */
export async function exposedUsers(
  { clusters, scheduled, gaps }: AccountCensus,
  { families, isOfRun, isLeftOut }: RunScope,
  { aws, ports }: Pick<MigrationContext, 'aws' | 'ports'>
): Promise<OtherUsers> {
  const uses = [...clusters.flatMap(one => one.uses), ...scheduled].filter(
    ({ revision, cluster, service, given }) => {
      const [family = '', number] = lastPartOf(revision).split(':')
      const stays = number !== undefined || (given?.exposures ?? []).length > 0
      if (service && isLeftOut(cluster ?? '', service)) return true
      return stays && families.has(family) && !(service && isOfRun(cluster ?? '', service))
    }
  )
  const exposed = new Map<string, ExposedUse>()
  const notLooked = gaps.map(({ what, why }) => `${what} (${why})`)
  const held = new Map<string, readonly string[]>()
  for (const use of uses) {
    const { revision } = use
    const isNumbered = lastPartOf(revision).includes(':')
    if (isNumbered && !held.has(revision)) {
      try {
        const live = await aws.ecs.describeTaskDefinition(revision)
        held.set(revision, live ? plaintextIn(live.definition, ports.mask) : [])
      } catch (error) {
        if (!(error instanceof AwsError) || error.kind !== 'denied') throw error
        held.set(revision, [])
        notLooked.push(`${lastPartOf(revision)} (${refusalReason(error)})`)
      }
    }
    const plaintext = [...(held.get(revision) ?? []), ...givenPlaintext(use)]
    const row = { ...nameOf(use), cluster: use.cluster ?? '', revision: lastPartOf(revision), plaintext }
    if (plaintext.length > 0) exposed.set(JSON.stringify(row), row)
  }
  return { exposed: [...exposed.values()], notLooked: [...new Set(notLooked)] }
}

/** Plaintext in the overrides of a rule, a schedule or a task started by hand stays, regardless of the definition. */
function givenPlaintext({ given }: Use): readonly string[] {
  return (given?.exposures ?? []).map(({ name, container }) =>
    container === undefined
      ? `${name} in its overrides`
      : `${name} of container ${container} in its overrides`
  )
}

function nameOf({ kind, name, service, revision }: Use): Pick<ExposedUse, 'kind' | 'name'> {
  if (kind === 'rule' || kind === 'schedule') return { kind, name }
  // standalone tasks come and go: all tasks of a revision are one row
  return service === undefined
    ? { kind: 'task', name: lastPartOf(revision) }
    : { kind: 'service', name: service }
}
