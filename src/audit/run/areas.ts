import { lastPartOf } from '../../arn.ts'
import { type ProjectRules, readProjectRules } from '../../check/project-rules.ts'
import { namedServices } from '../../deploy/again/open-services.ts'
import type { NamedService } from '../../deploy/prepare/inspect-services.ts'
import {
  type AwsConnections,
  accountKey,
  announceTarget,
  connectAccounts,
  withTarget
} from '../../deploy/target.ts'
import type { Problem } from '../../errors.ts'
import { unknownServices } from '../../inputs/configuration/explained-problems.ts'
import { type FindKey, keyedAt, type Placement, siteOf } from '../../inputs/configuration/placement.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Mode } from '../../inputs/tables/specification.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import { emptyReport, type Report } from '../../report/report.ts'
import type { Account, Site } from '../../rollout/ports.ts'
import type { ClusterTarget } from '../find-uses.ts'
import type { AuditPorts, ConnectedArea } from './ports.ts'

/** An account and Region, with the clusters to read there. */
export type Area = { readonly account: Account; readonly clusters: readonly ClusterTarget[] }

/**
 * What to read: the named services, or all services of the inputs' cluster and of every cluster that
 * the configuration file places a service in.
 */
function areasOf(configuration: AwsConfiguration, placement: Placement): readonly Area[] {
  // `all` means every service of the clusters, including those that are not in the configuration file.
  const named = configuration.services === 'all' ? [] : namedServices(configuration, placement)
  if (named.length > 0) {
    return group(named.map(({ service, site }) => ({ site, service })))
  }
  const places = [...placement.places.keys()].map(service => siteOf(service, placement, configuration))
  const all = [siteOf(undefined, placement, configuration), ...places]
  return group(
    all.flatMap(({ cluster, ...account }) =>
      cluster === undefined ? [] : [{ site: { ...account, cluster } }]
    )
  )
}

/** The clusters of an area, each as a site. */
function sitesOf({ account, clusters }: Area): readonly Site[] {
  return clusters.map(({ cluster }) => ({ ...account, cluster }))
}

function group(items: readonly { readonly site: Site; readonly service?: string }[]): readonly Area[] {
  const areas = new Map<string, { account: Account; clusters: Map<string, Set<string> | 'all'> }>()
  for (const { site, service } of items) {
    const { cluster, ...account } = site
    const area = areas.get(accountKey(site)) ?? { account, clusters: new Map() }
    areas.set(accountKey(site), area)
    const known = area.clusters.get(cluster)
    if (service === undefined || known === 'all') area.clusters.set(cluster, 'all')
    else area.clusters.set(cluster, (known ?? new Set()).add(service))
  }
  return [...areas.values()].map(({ account, clusters }) => ({
    account,
    clusters: [...clusters].map(([cluster, services]) =>
      services === 'all' ? { cluster } : { cluster, services: [...services] }
    )
  }))
}

/** EVERY represents every cluster of an account and Region. No cluster can have this name. */
export const EVERY = '*'

/**
 * withEveryCluster replaces the placeholder for every cluster with the account's clusters in the Region, which may be
 * none. Throws AwsError.
 */
export async function withEveryCluster(
  { account, clusters }: Area,
  { inventory }: Pick<ConnectedArea, 'inventory'>
): Promise<Area> {
  if (!clusters.some(({ cluster }) => cluster === EVERY)) return { account, clusters }
  const all = await inventory.listClusters()
  return { account, clusters: all.map(arn => ({ cluster: lastPartOf(arn) })) }
}

/** What a run that starts from what runs has before it reads, or the report of one that cannot begin. */
type OpenedAreas =
  | { readonly ended: Report }
  | {
      readonly project: ProjectRules
      readonly areas: readonly Area[]
      readonly aws: AwsConnections
      /** With the target, and nothing else yet. */
      readonly report: Report
      readonly findKey: FindKey
    }

/**
 * openAreas finds out what to read, reports what is wrong with the project or with these places before any call to AWS,
 * and shows account, Region and identity. `mode` is that of the report.
 */
export async function openAreas(
  configuration: AwsConfiguration & { readonly mode: Mode },
  ports: ModePorts,
  mode = configuration.mode
): Promise<OpenedAreas> {
  const project = await readProjectRules(configuration, ports)
  const { problems, placement, placementProblems, isUndecided } = project
  const areas = areasOf(configuration, placement)
  const lost = isUndecided ? [] : missingClusterProblems(project, areas, configuration)
  const early = [...problems, ...placementProblems, ...lost]
  if (early.length > 0) return { ended: { ...emptyReport(mode), problems: early } }
  const aws = connectAccounts(ports, configuration.maxRetries)
  const said = await announceTarget(areas.flatMap(sitesOf), { ports, aws })
  const report = withTarget(emptyReport(mode), said)
  if (said.problems.length > 0) return { ended: report }
  return { project, areas, aws, report, findKey: keyedAt(placement, configuration) }
}

/** The problem of a run that has no cluster to read, also because of the services that it lists. */
function missingClusterProblems(
  { placement }: ProjectRules,
  areas: readonly Area[],
  configuration: AwsConfiguration & { readonly mode: Mode }
): readonly Problem[] {
  const lost =
    areas.length === 0 || areas.some(({ clusters }) => clusters.some(({ cluster }) => cluster === ''))
  if (!lost) return []
  const isNamed = configuration.services !== 'all'
  const strangers = isNamed ? unknownServices(namedServices(configuration, placement), placement) : []
  if (strangers.length > 0) return strangers
  return [
    {
      code: 'missing-input',
      fault: 'user',
      message: `Input "cluster" is empty; mode ${configuration.mode} needs a cluster.`,
      hint: 'Name the cluster the services run in; write cluster: default if you mean the default one.'
    }
  ]
}

/** deletedService returns the problem of a named service that was deleted. */
export function deletedService({ service, site }: NamedService): Problem {
  return {
    code: 'service-not-active',
    fault: 'user',
    service,
    message: `Service "${service}" in cluster "${site.cluster}" is INACTIVE: it was deleted, and nothing of it runs.`,
    hint: 'Check the name, cluster and region, or leave it out of this run.'
  }
}

/** connectArea opens the ports of an account and Region. It sends no request. */
export async function connectArea(
  { region, roleArn }: Account,
  { maxRetries }: AwsConfiguration,
  ports: AuditPorts
): Promise<ConnectedArea> {
  const options = { region, maxRetries, paces: new Map(), ...present({ roleArn }) }
  const aws = await ports.connectAws(options)
  return { ...aws, ...(await ports.connectAudit(options)), options }
}
