import { AwsError } from '../aws/error.ts'
import { explainAwsError, refusalOf } from '../aws/explain.ts'
import type { DefinitionSource } from '../check/source.ts'
import type { Problem } from '../errors.ts'
import { strayCluster } from '../inputs/configuration/place-problems.ts'
import { type Placement, siteOfTarget } from '../inputs/configuration/placement.ts'
import type { AwsConfiguration } from '../inputs/configuration.ts'
import { distinctBy } from '../list.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Remark, Report } from '../report/report.ts'
import type { TargetPlace } from '../report/target.ts'
import type { Account } from '../rollout/ports.ts'
import { asksForAccount } from '../template/expressions.ts'
import { type AwsConnections, accountKey } from './connections.ts'

/** The place of a part of a run; a definition that is only registered has no cluster. */
export type ActingSite = Account & { readonly cluster?: string }

/** Where a run acts and with which identity; problems if access is refused. */
export type AnnouncedTarget = Required<Pick<Report, 'target'>> & {
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * announceTarget asks STS for the identity in each account of the run and logs it with Region and clusters. It is the
 * first AWS request of a run. Credentials that AWS rejects are one problem instead of one per later request. A cluster
 * in another account is also a problem. If STS cannot be reached for another reason (e.g. no network route from the
 * runner), it is a remark and the run continues.
 */
export async function announceTarget(
  sites: readonly ActingSite[],
  { ports, aws }: { readonly ports: Pick<ModePorts, 'log'>; readonly aws: AwsConnections }
): Promise<AnnouncedTarget> {
  const places = new Map<string, { readonly site: ActingSite; readonly clusters: Set<string> }>()
  for (const site of sites) {
    const known = places.get(accountKey(site)) ?? { site, clusters: new Set<string>() }
    if (site.cluster !== undefined && site.cluster !== '') known.clusters.add(site.cluster)
    places.set(accountKey(site), known)
  }
  const read = await Promise.all(
    [...places.values()].map(({ site, clusters }) => readPlace(site, [...clusters], aws))
  )
  const target = read.map(({ place }) => place)
  const problems = distinctBy(
    read.flatMap(one => one.problems),
    messageOf
  )
  if (problems.length === 0) ports.log.acting(target)
  return {
    target,
    problems,
    remarks: distinctBy(
      read.flatMap(({ remark }) => remark ?? []),
      messageOf
    )
  }
}

/** withTarget adds the target to the report. */
export function withTarget(report: Report, { target, problems, remarks }: AnnouncedTarget): Report {
  return {
    ...report,
    target,
    problems: [...report.problems, ...problems],
    remarks: [...report.remarks, ...remarks]
  }
}

type ReadPlace = {
  readonly place: TargetPlace
  readonly problems: readonly Problem[]
  readonly remark?: Remark
}

async function readPlace(
  site: ActingSite,
  clusters: readonly string[],
  aws: AwsConnections
): Promise<ReadPlace> {
  const place: TargetPlace = { region: site.region, clusters }
  try {
    const { directory } = await aws(site)
    const { account, arn } = await directory.callerIdentity()
    const problems = strays(site, clusters, account)
    return { place: { ...place, account, ...present({ identity: arn }) }, problems }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const problem = explainAwsError(error)
    // The role in the configuration file is assumed for every call; without it there is no other identity to use.
    const isShut = error.kind === 'expired' || error.operation === 'sts:AssumeRole'
    if (isShut) return { place, problems: [problem] }
    const message = `Not verified: account and identity. ${problem.message}`
    return { place, problems: [], remark: { message, isUnverified: true } }
  }
}

/** Only an ARN contains the location of a cluster. */
function strays(site: ActingSite, clusters: readonly string[], account: string): readonly Problem[] {
  const arns = clusters.filter(cluster => cluster.startsWith('arn:'))
  return arns.flatMap(cluster => strayCluster({ ...site, cluster }, account) ?? [])
}

const messageOf = ({ message }: { readonly message: string }) => message

type Accounts = { readonly numbers: ReadonlyMap<string, string>; readonly problems: readonly Problem[] }

/** askAccounts returns the account numbers, by accountKey, of the accounts that a template uses. */
export async function askAccounts(
  targets: readonly DefinitionSource[],
  run: {
    readonly placement: Placement
    readonly configuration: AwsConfiguration
    readonly aws: AwsConnections
  }
): Promise<Accounts> {
  const numbers = new Map<string, string>()
  const problems: Problem[] = []
  for (const target of targets) {
    const site = siteOfTarget(target, run.placement, run.configuration)
    const key = accountKey(site)
    if (numbers.has(key) || !asksForAccount(target.document.root)) continue
    // A failure is reported once, regardless of how many templates need the account.
    numbers.set(key, '')
    try {
      const { directory } = await run.aws(site)
      numbers.set(key, (await directory.callerIdentity()).account)
    } catch (error) {
      problems.push(refusalOf(error))
    }
  }
  return { numbers, problems }
}
