import { familyOf, lastPartOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { AuditConfiguration } from '../../inputs/configuration.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import type { ExposedRevision, KnownValue, RemovalRow, Use } from '../audit.ts'
import { compareFiles, type FileScans, scanFiles, usersOfFiles } from '../environment-files.ts'
import { type ClusterSnapshot, readCluster, usesEverywhere } from '../find-uses.ts'
import { type Gap, readOrGap } from '../gap.ts'
import { exposedRevisions, inWords } from '../judge.ts'
import { planRemoval, purgeRevisions, type RemovalPlan, rollbackUsers, useReason } from '../purge.ts'
import { type FamilyRevisions, isNumbered, readRevisions, withRevisionArns } from '../revisions.ts'
import { scanDefinition } from '../scan.ts'
import { compareGiven, type ScheduledUses, scheduledUses } from '../scheduled-uses.ts'
import { type Area, connectArea, withEveryCluster } from './areas.ts'
import type { AuditPorts, ConnectedArea } from './ports.ts'
import { type AreaSecrets, readValues, surveyAreaSecrets } from './secrets.ts'

/** Everything that was read in an account and Region. Values, definitions and files stay in memory. */
export type AreaSnapshot = {
  readonly region: string
  readonly roleArn?: string
  /** The account ID, taken from ARNs that were found. */
  readonly account?: string
  readonly aws: ConnectedArea
  readonly clusters: readonly ClusterSnapshot[]
  readonly uses: readonly Use[]
  readonly families: FamilyRevisions
  readonly gaps: readonly Gap[]
  /** Whether all services of the clusters were read, not only named ones. */
  readonly isWhole: boolean
  /** How many families were left out, in words. */
  readonly unread: readonly string[]
}

/** An area with all results about it. `values` are filled only for a search through git's history. */
export type AuditedArea = AreaSnapshot & {
  readonly files: FileScans
  readonly exposed: readonly ExposedRevision[]
  readonly secrets: AreaSecrets
  readonly values: readonly KnownValue[]
  readonly remarks: readonly string[]
  readonly purged?: readonly RemovalRow[]
}

/**
 * seeArea reads an area: what runs in its clusters, every revision of the families in use and of the `tasks` that a
 * deploy would run, environment files and secrets. It only reads. Throws AwsError unless a request is only denied.
 */
export async function seeArea(
  asked: Area,
  configuration: AuditConfiguration,
  ports: AuditPorts & { readonly tasks: readonly Use[] }
): Promise<AuditedArea> {
  const { allFamilies, compareValues, history, maxSecretAgeDays } = configuration
  const aws = await connectArea(asked.account, configuration, ports)
  const area = await withEveryCluster(asked, aws)
  const found = await readArea(area, aws, {
    ...ports,
    allFamilies,
    keepsDefinitions: compareValues || history
  })
  const users = usersOfFiles(found.uses, found.families.revisions)
  const asRead = await scanFiles(users, () => ports.connectFiles(aws.options), ports.mask)
  const now = ports.clock.now()
  const secrets = await surveyAreaSecrets(found, { now, maxAgeDays: maxSecretAgeDays })
  const compared = compareValues
    ? await readValues(secrets, await ports.connectValues(aws.options), ports.mask)
    : { held: [], remarks: [] }
  const seen = compareValues ? withCompared(found, compared.held) : found
  const files = compareValues ? compareFiles(asRead, compared.held) : asRead
  const back = await withRollbackUsers(exposedRevisions(seen.families.revisions.values(), seen), seen, now)
  return {
    ...seen,
    ...{ files, secrets, exposed: back.exposed },
    values: history ? valuesOf(seen, files, compared.held) : [],
    remarks: [...found.unread, ...back.remarks, ...secrets.remarks, ...compared.remarks]
  }
}

async function readArea(
  { account: { region, roleArn }, clusters }: Area,
  aws: ConnectedArea,
  {
    clock,
    mask,
    signal,
    tasks,
    allFamilies,
    keepsDefinitions
  }: AuditPorts & {
    readonly tasks: readonly Use[]
    readonly allFamilies: boolean
    readonly keepsDefinitions: boolean
  }
): Promise<AreaSnapshot> {
  const isWhole = clusters.every(({ services }) => services === undefined)
  const looks: ClusterSnapshot[] = []
  for (const cluster of clusters) looks.push(await readCluster(cluster, aws))
  const own = looks.flatMap(({ uses }) => uses)
  const scheduled: ScheduledUses[] = []
  for (const look of looks) scheduled.push(await scheduledUses(aws, await clusterArnOf(look, aws, region)))
  const running = new Set(own.map(({ revision }) => familyOf(revision)))
  const theirs = scheduled
    .flatMap(({ uses }) => uses)
    .filter(({ revision }) => isWhole || running.has(familyOf(revision)))
  const found = [...own, ...theirs]
  mask(found.flatMap(use => (use.given?.values ?? []).map(({ value }) => value)))
  const others =
    isWhole || allFamilies
      ? await otherFamilies([...found, ...tasks], allFamilies, aws)
      : { found: [], gaps: [] }
  const families = await readRevisions([...found, ...tasks], allFamilies ? others.found : [], {
    ...{ ...aws, clock, mask, signal, region, keepsDefinitions }
  })
  const [anything] = [
    ...looks.flatMap(({ services }) => services.map(({ clusterArn }) => clusterArn)),
    ...families.revisions.keys()
  ]
  return {
    ...{ region, aws, clusters: looks, families, isWhole },
    ...present({ roleArn, account: anything?.split(':')[4] || undefined }),
    uses: [
      ...withRevisionArns(found, families),
      // a family that nothing was registered for yet is not in use
      ...withRevisionArns(tasks, families).filter(({ revision }) => families.revisions.has(revision))
    ],
    gaps: distinctBy(
      [...looks, ...scheduled, families, ...(allFamilies ? [others] : [])].flatMap(({ gaps }) => gaps),
      ({ what, why }) => `${what} ${why}`
    ),
    unread: allFamilies ? [] : isWhole ? unreadInWords(others, region) : [ONLY_NAMED]
  }
}

const ONLY_NAMED = 'Not checked: families of task definitions that the named services do not run.'

type OtherFamilies = { readonly found: readonly string[]; readonly gaps: readonly Gap[] }

/**
 * The families of the account that nothing of what was read uses; also the ARNs of daemons' revisions, if requested.
 * Throws AwsError unless it is only denied.
 */
async function otherFamilies(
  uses: readonly Use[],
  withDaemons: boolean,
  { inventory }: ConnectedArea
): Promise<OtherFamilies> {
  const looks = [await readOrGap('families that nothing here runs', () => inventory.listFamilies())]
  if (withDaemons)
    looks.push(await readOrGap('daemon task definitions', () => inventory.listDaemonRevisions()))
  const used = new Set(uses.map(({ revision }) => familyOf(revision)))
  const found = looks.flatMap(look => ('found' in look ? look.found : []))
  return {
    found: found.filter(one => !used.has(one)),
    gaps: looks.flatMap(look => ('gap' in look ? [look.gap] : []))
  }
}

function unreadInWords({ found, gaps }: OtherFamilies, region: string): readonly string[] {
  const count = found.length
  return [
    ...gaps.map(({ what, why }) => `Not verified: ${what}: ${why}.`),
    ...(count === 0
      ? []
      : [
          `Not checked: ${count} ${count === 1 ? 'family' : 'families'} of task definitions in ${region} that nothing here runs. Their revisions can be read, too: "families: all" checks them.`
        ])
  ]
}

/** The cluster's ARN: as given, from its services, or constructed. */
async function clusterArnOf(
  { cluster, services }: ClusterSnapshot,
  { directory }: ConnectedArea,
  region: string
): Promise<string> {
  if (cluster.startsWith('arn:')) return cluster
  const known = services[0]?.clusterArn
  if (known) return known
  const { account, partition } = await directory.callerIdentity()
  return `arn:${partition}:ecs:${region}:${account}:cluster/${cluster}`
}

/** Scans the definitions and overrides again for the values of secrets. */
function withCompared(area: AreaSnapshot, held: readonly KnownValue[]): AreaSnapshot {
  const { families, uses } = area
  const revisions = new Map(
    [...families.revisions].map(([arn, revision]) => {
      const { exposures } = scanDefinition(families.held.get(arn) ?? {}, held)
      return [arn, { ...revision, exposures }]
    })
  )
  return {
    ...area,
    families: { ...families, revisions },
    uses: uses.map(use => (use.given ? { ...use, given: compareGiven(use.given, held) } : use))
  }
}

/** Names the services that would roll back to an exposed revision that nothing runs. */
async function withRollbackUsers(
  exposed: readonly ExposedRevision[],
  { clusters, aws }: AreaSnapshot,
  now: number
): Promise<{ readonly exposed: readonly ExposedRevision[]; readonly remarks: readonly string[] }> {
  const families = new Set(exposed.map(({ arn }) => familyOf(arn)))
  const states = clusters.flatMap(({ services }) => services)
  const back = await rollbackUsers(states, families, { ecs: aws.ecs, now })
  return {
    exposed: exposed.map(one => ({ ...one, rollbackFor: back.services.get(one.revision) ?? [] })),
    remarks: back.gaps.map(({ what, why }) => `Not verified: ${what}: ${why}.`)
  }
}

function valuesOf(
  { families }: AreaSnapshot,
  files: FileScans,
  held: readonly KnownValue[]
): readonly KnownValue[] {
  const live = [...families.held.values()].flatMap(definition => scanDefinition(definition).values)
  const ofFiles = [...files.values()].flatMap(scan => (scan.kind === 'looked' ? scan.values : []))
  return distinctBy([...live, ...ofFiles, ...held], ({ value }) => value)
}

/**
 * purgeAll purges the areas one by one, once everything has been read. What was purged before an area failed stays in
 * the report.
 */
export async function purgeAll(
  areas: readonly AuditedArea[],
  { clock, signal }: Pick<AuditPorts, 'clock' | 'signal'>
): Promise<{ readonly seen: readonly AuditedArea[]; readonly problems: readonly Problem[] }> {
  const seen: AuditedArea[] = []
  for (const [index, area] of areas.entries()) {
    try {
      const planNow = (revisions: readonly ExposedRevision[]) => planPurge(revisions, area)
      seen.push({
        ...area,
        purged: await purgeRevisions(area.exposed, { ...area.aws, clock, signal, planNow })
      })
    } catch (error) {
      return { seen: [...seen, ...areas.slice(index)], problems: [refusalOf(error)] }
    }
  }
  return { seen, problems: [] }
}

/** Every cluster, rule and schedule is read again, because a deployment may have started in the meantime. */
async function planPurge(
  exposed: readonly ExposedRevision[],
  { clusters, aws, families }: AuditedArea
): Promise<RemovalPlan> {
  const known = clusters.map(({ cluster }) => cluster)
  const { uses, gaps } = await usesEverywhere(aws, known)
  const mine = withRevisionArns(uses, families)
  const existing = new Set([...families.revisions.values()].map(({ family }) => family))
  // a family name that cannot be resolved, because its revisions could not be listed, may refer to any of them
  const open = mine.filter(
    ({ revision }) =>
      !isNumbered(revision) && existing.has(familyOf(revision)) && !families.newest.has(familyOf(revision))
  )
  const unresolved = open.map(use => ({
    what: inWords(use),
    why: `the newest revision of ${lastPartOf(use.revision)} is not known`
  }))
  const reasonOf = ({ arn, usedBy }: ExposedRevision) =>
    useReason([...usedBy, ...mine.filter(({ revision }) => revision === arn).map(inWords)])
  return planRemoval(exposed, reasonOf, [...gaps, ...unresolved])
}
