import { lastPartOf } from '../../arn.ts'
import { present } from '../../present.ts'
import type { Audited, LiveReference, Revision, Use } from '../audit.ts'
import type { FileScan } from '../environment-files.ts'
import { type ClusterSnapshot, readCluster, scheduledUses, serviceOf } from '../find-uses.ts'
import type { Gap } from '../gap.ts'
import { type AuditSubject, judgeSubject } from '../judge-services.ts'
import { type ReadingTask, startReadsOf } from '../old-values.ts'
import type { HeldDefinition } from '../ports.ts'
import { type FamilyRevisions, familyOf, readRevisions, withRevisionArns } from '../revisions.ts'
import { type RollbackTarget, type RollbackTargets, rollbackTargets } from '../rollback-targets.ts'
import type { ReferencedSecret } from '../secrets.ts'
import type { Area } from './areas.ts'
import type { AuditPorts, ConnectedArea } from './ports.ts'

/** Everything that was read in an account and Region. `held` stays in memory. */
export type AreaSnapshot = {
  readonly region: string
  readonly roleArn?: string
  /** The account ID, taken from ARNs that were found. */
  readonly accountId?: string
  readonly aws: ConnectedArea
  readonly clusters: readonly ClusterSnapshot[]
  readonly uses: readonly Use[]
  readonly revisions: FamilyRevisions
  readonly targets: readonly RollbackTarget[]
  readonly gaps: readonly Gap[]
  readonly remarks: readonly string[]
  /** Whether all services of the clusters were read, not only named ones. */
  readonly isWhole: boolean
}

/**
 * readArea finds what runs in the clusters of an area and describes every revision of the families in use, and of the
 * `tasks` that a deploy would run. Throws AwsError unless a request is only denied.
 */
export async function readArea(
  { account, clusters }: Area,
  aws: ConnectedArea,
  ports: AuditPorts & { readonly keepsDefinitions: boolean; readonly tasks?: readonly Use[] }
): Promise<AreaSnapshot> {
  const { region, roleArn } = account
  const isWhole = clusters.every(({ services }) => services === undefined)
  const looks: ClusterSnapshot[] = []
  for (const cluster of clusters) looks.push(await readCluster(cluster, aws))
  const own = looks.flatMap(({ uses }) => uses)
  const scheduled = await scheduledIn(looks, { aws, region })
  const families = new Set(own.map(({ revision }) => familyOf(revision)))
  const theirs = scheduled.uses.filter(({ revision }) => isWhole || families.has(familyOf(revision)))
  const { tasks = [] } = ports
  const found = [...own, ...theirs, ...tasks]
  const { clock, mask, signal, keepsDefinitions } = ports
  const given = found.flatMap(use => use.given?.values ?? [])
  if (given.length > 0) mask(given)
  const revisions = await readRevisions(found, {
    ...aws,
    clock,
    mask,
    signal,
    region,
    keepsDefinitions
  })
  const back: RollbackTargets[] = []
  for (const { services } of looks) back.push(await rollbackTargets(services, aws, clock.now()))
  const [anything] = [
    ...looks.flatMap(({ services }) => services.map(({ clusterArn }) => clusterArn)),
    ...revisions.revisions.keys()
  ]
  return {
    region,
    ...present({ roleArn, accountId: anything?.split(':')[4] || undefined }),
    aws,
    clusters: looks,
    uses: [
      ...withRevisionArns([...own, ...theirs], revisions),
      // A family that nothing was registered for yet is not in use.
      ...withRevisionArns(tasks, revisions).filter(({ revision }) => revisions.revisions.has(revision))
    ],
    revisions,
    targets: back.flatMap(({ targets }) => targets),
    gaps: [...looks.flatMap(({ gaps }) => gaps), ...scheduled.gaps, ...revisions.gaps],
    remarks: back.flatMap(({ remarks }) => remarks),
    isWhole
  }
}

async function scheduledIn(
  looks: readonly ClusterSnapshot[],
  { aws, region }: { readonly aws: ConnectedArea; readonly region: string }
): Promise<{ readonly uses: readonly Use[]; readonly gaps: readonly Gap[] }> {
  const uses: Use[] = []
  const gaps = new Map<string, Gap>()
  for (const look of looks) {
    const arn = await clusterArnOf(look, { aws, region })
    const found = await scheduledUses(aws, arn)
    uses.push(...found.uses)
    for (const gap of found.gaps) gaps.set(`${gap.what} ${gap.why}`, gap)
  }
  return { uses, gaps: [...gaps.values()] }
}

/** The cluster's ARN: as given, from its services, or constructed. */
async function clusterArnOf(
  { cluster, services }: ClusterSnapshot,
  { aws, region }: { readonly aws: ConnectedArea; readonly region: string }
): Promise<string> {
  if (cluster.startsWith('arn:')) return cluster
  const known = services[0]?.clusterArn
  if (known) return known
  const { account, partition } = await aws.directory.callerIdentity()
  return `arn:${partition}:ecs:${region}:${account}:cluster/${cluster}`
}

/** judgeArea returns the verdicts on services, tasks without a service, rules and schedules. Pure. */
export function judgeArea(
  area: AreaSnapshot,
  revisions: ReadonlyMap<string, Revision>,
  files: ReadonlyMap<string, FileScan>
): readonly Audited[] {
  return subjectsOf(area).map(subject => judgeSubject(subject, revisions, files))
}

function subjectsOf({ clusters, uses, region, accountId }: AreaSnapshot): readonly AuditSubject[] {
  const here = { region, ...present({ account: accountId }) }
  const byService = new Map<string, Use[]>()
  for (const use of uses) {
    const key = serviceKey(use.cluster, use.service)
    const own = byService.get(key) ?? []
    own.push(use)
    byService.set(key, own)
  }
  const services = clusters.flatMap(look =>
    look.services.map((state): AuditSubject => {
      const cluster = lastPartOf(look.cluster)
      const { tasksGap } = look
      return {
        kind: 'service',
        name: state.service,
        cluster,
        ...here,
        uses: byService.get(serviceKey(cluster, state.service)) ?? [],
        gaps: tasksGap === undefined ? [] : [`its running tasks were not checked (${tasksGap.why})`]
      }
    })
  )
  const known = new Set(services.map(({ name, cluster }) => serviceKey(cluster, name)))
  const others = new Map<string, { subject: Omit<AuditSubject, 'uses'>; uses: Use[] }>()
  for (const use of uses) {
    if (use.service !== undefined && known.has(serviceKey(use.cluster, use.service))) continue
    const subject = subjectOfUse(use, here)
    const key = `${subject.kind} ${subject.cluster} ${subject.name}`
    const entry = others.get(key) ?? { subject, uses: [] }
    entry.uses.push(use)
    others.set(key, entry)
  }
  return [...services, ...[...others.values()].map(({ subject, uses: own }) => ({ ...subject, uses: own }))]
}

function subjectOfUse(use: Use, here: Pick<AuditSubject, 'region' | 'account'>): Omit<AuditSubject, 'uses'> {
  const cluster = use.cluster ?? ''
  const base = { cluster, ...here, gaps: [] }
  switch (use.kind) {
    case 'rule':
    case 'schedule':
      return { ...base, kind: use.kind, name: use.name }
    case 'deployment':
    case 'task-set':
      return { ...base, kind: 'service', name: use.service ?? use.name }
    case 'task':
      // The one-off tasks of a revision are combined in one row, because they are short-lived.
      return use.service === undefined
        ? { ...base, kind: 'task', name: lastPartOf(use.revision) }
        : { ...base, kind: 'service', name: use.service }
  }
}

function serviceKey(cluster: string | undefined, service: string | undefined): string {
  return `${cluster} ${service}`
}

/** readingTasks pairs the running tasks with what their revisions read. Pure. */
export function readingTasks(
  area: AreaSnapshot,
  revisions: ReadonlyMap<string, Revision>,
  lookups: ReadonlyMap<string, ReferencedSecret>
): readonly ReadingTask[] {
  return area.clusters.flatMap(({ cluster, tasks }) =>
    tasks.map(task => {
      const service = serviceOf(task)
      return {
        task,
        cluster: lastPartOf(cluster),
        region: area.region,
        reads: startReadsOf(revisions.get(task.taskDefinition)?.references ?? [], lookups),
        ...present({ service })
      }
    })
  )
}

/** referencesInUse returns the references of what runs or would run. */
export function referencesInUse(
  area: AreaSnapshot,
  revisions: ReadonlyMap<string, Revision>
): readonly { readonly reference: LiveReference; readonly use: Use }[] {
  return area.uses.flatMap(use =>
    (revisions.get(use.revision)?.references ?? []).map(reference => ({ reference, use }))
  )
}

/** definitionsOf returns the task definitions of an area by ARN, in memory. */
export function definitionsOf(area: AreaSnapshot): ReadonlyMap<string, HeldDefinition['definition']> {
  return new Map(area.revisions.held.map(({ arn, definition }) => [arn, definition]))
}
