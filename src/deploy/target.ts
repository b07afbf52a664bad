import { AwsError } from '../aws/error.ts'
import { explainAwsError, refusalOf } from '../aws/explain.ts'
import type { DefinitionSource } from '../check/source.ts'
import type { Problem } from '../errors.ts'
import {
  namedByKey,
  type Placement,
  siteOf,
  siteOfTarget,
  strayCluster
} from '../inputs/configuration/placement.ts'
import type { AwsConfiguration } from '../inputs/configuration.ts'
import { distinctBy, groupBy } from '../list.ts'
import type { ActingPlace } from '../log.ts'
import type { AwsPorts, ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Remark, Report } from '../report/report.ts'
import { BLOCKED, keyOf } from '../rollout/outcome.ts'
import type { Account } from '../rollout/ports.ts'
import { asksForAccount } from '../template/expressions.ts'

/** The AWS connection for each account and Region of a run; one connection per account and Region. */
export type AwsConnections = (account: Account) => Promise<AwsPorts>

/** What planning and deploying need besides the configuration. */
export type DeployingPorts = { readonly ports: ModePorts; readonly aws: AwsConnections }

/** accountKey identifies an account by Region and assumed role. */
export function accountKey({ region, roleArn }: Account): string {
  return roleArn === undefined ? region : `${region} ${roleArn}`
}

/** connectAccounts connects each account on first use. */
export function connectAccounts(ports: Pick<ModePorts, 'connectAws'>, maxRetries: number): AwsConnections {
  const open = new Map<string, Promise<AwsPorts>>()
  return account => {
    const { region, roleArn } = account
    const key = accountKey(account)
    const connection = open.get(key) ?? ports.connectAws({ region, maxRetries, ...present({ roleArn }) })
    open.set(key, connection)
    return connection
  }
}

/** The place of a part of a run; a definition that is only registered has no cluster. */
export type ActingSite = Account & { readonly cluster?: string; readonly account?: string }

/** Where a run acts and with which identity; problems if access is refused. */
export type AnnouncedTarget = Required<Pick<Report, 'target'>> & {
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * announceTarget reads from STS the identity in each account of the run and logs it with Region and clusters. It is the
 * first AWS request of a run. Credentials that AWS rejects are one problem instead of one per later request. A cluster
 * in another account is also a problem. If STS cannot be reached for another reason (e.g. no network route from the
 * runner), it is a remark and the run continues.
 */
export async function announceTarget(
  sites: readonly ActingSite[],
  { ports, aws }: { readonly ports: Pick<ModePorts, 'log'>; readonly aws: AwsConnections }
): Promise<AnnouncedTarget> {
  const read = await Promise.all(groupBy(sites, accountKey).map(own => readPlace(own, aws)))
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
  readonly place: ActingPlace
  readonly problems: readonly Problem[]
  readonly remark?: Remark
}

/** Sites of one account and Region. */
async function readPlace(sites: readonly ActingSite[], aws: AwsConnections): Promise<ReadPlace> {
  const [site] = sites as readonly [ActingSite]
  const clusters = [...new Set(sites.flatMap(({ cluster }) => (cluster ? [cluster] : [])))]
  const place: ActingPlace = { region: site.region, clusters }
  try {
    const { directory } = await aws(site)
    const { account, arn } = await directory.callerIdentity()
    const problems = sites.flatMap(one => [...otherAccount(one, account), ...strays(one, account)])
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

function otherAccount({ account: wanted }: ActingSite, account: string): readonly Problem[] {
  if (wanted === undefined || wanted === account) return []
  return [
    {
      code: 'place-contradiction',
      fault: 'user',
      message: `The configuration file has account ${wanted}, but the run acts in account ${account}.`,
      hint: 'Use credentials of that account (role-to-assume), or correct "account" in the configuration file.'
    }
  ]
}

/** Only an ARN contains the location of a cluster. */
function strays(site: ActingSite, account: string): readonly Problem[] {
  const stray = site.cluster?.startsWith('arn:') ? strayCluster(site, account) : undefined
  return stray ? [stray] : []
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

/** A requested service; it has no cluster if none is specified. */
export type AskedService = {
  readonly service: string
  readonly key?: string
  readonly site: { readonly region: string; readonly cluster?: string }
}

/** withNotStarted replaces the results by one for each requested service, with the reason why it was not started. */
export function withNotStarted(report: Report, services: readonly AskedService[], why = BLOCKED): Report {
  const results = services.map(({ service, key, site: { cluster = '', region } }) => {
    return { service, ...present({ key }), cluster, region, outcome: 'not-started' as const, ...why }
  })
  return { ...report, results }
}

/** askedServices returns all services that a run is for: by name, by its plan, and by its files. */
export function askedServices(
  report: Report,
  placement: Placement,
  configuration: AwsConfiguration
): readonly AskedService[] {
  const named = Array.isArray(configuration.services) ? (configuration.services as readonly string[]) : []
  const planned = report.plan?.services.map(keyOf) ?? []
  return [...new Set([...named, ...planned, ...report.services])].map(key => ({
    ...namedByKey(key, placement),
    site: siteOf(key, placement, configuration)
  }))
}
