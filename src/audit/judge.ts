import { familyOf, isOfDaemon, lastPartOf, revisionOf } from '../arn.ts'
import { grouped } from '../list.ts'
import { present } from '../present.ts'
import type { Audited, ExposedRevision, Revision, Use } from './audit.ts'
import type { FileScans } from './environment-files.ts'
import type { ClusterSnapshot } from './find-uses.ts'

/** What a service, or something that runs tasks without a service, is judged by. */
type Subject = Pick<Audited, 'kind' | 'name' | 'cluster'> & {
  readonly uses: Use[]
  /** What could not be read of it, in words. */
  readonly gaps: readonly string[]
}

/** What runs in an account and Region, with everything that is known about it. */
export type JudgedArea = Pick<Audited, 'account' | 'region'> & {
  readonly clusters: readonly ClusterSnapshot[]
  readonly uses: readonly Use[]
  readonly revisions: ReadonlyMap<string, Revision>
  readonly files: FileScans
}

/**
 * judgeArea determines for each service, and for tasks, rules and schedules without one, whether what runs contains
 * plaintext credentials, or reads them from an environment file. The verdict is `unknown` if a revision, file or part
 * could not be read. Pure.
 */
export function judgeArea(area: JudgedArea): readonly Audited[] {
  return subjectsOf(area).map(subject => judge(subject, area))
}

function subjectsOf({ clusters, uses }: JudgedArea): readonly Subject[] {
  const subjects = new Map<string, Subject>()
  const idOf = ({ kind, cluster, name }: Pick<Subject, 'kind' | 'cluster' | 'name'>) =>
    `${kind} ${cluster} ${name}`
  for (const look of clusters)
    for (const { service: name } of look.services) {
      const { tasksGap } = look
      const gaps = tasksGap === undefined ? [] : [`its running tasks were not checked (${tasksGap.why})`]
      const subject: Subject = { kind: 'service', name, cluster: lastPartOf(look.cluster), uses: [], gaps }
      subjects.set(idOf(subject), subject)
    }
  for (const use of uses) {
    const fresh: Subject = { ...namedUse(use), cluster: use.cluster ?? '', uses: [], gaps: [] }
    const subject = subjects.get(idOf(fresh)) ?? fresh
    subject.uses.push(use)
    subjects.set(idOf(subject), subject)
  }
  return [...subjects.values()]
}

/** The one-off tasks of a revision are combined in one row, because they are short-lived. */
function namedUse({ kind, name, service, revision }: Use): Pick<Audited, 'kind' | 'name'> {
  if (kind === 'rule' || kind === 'schedule') return { kind, name }
  return kind === 'task' && service === undefined
    ? { kind, name: lastPartOf(revision) }
    : { kind: 'service', name: service ?? name }
}

function judge({ kind, name, cluster, uses, gaps }: Subject, area: JudgedArea): Audited {
  const { region, account, revisions, files } = area
  const arns = [...new Set(uses.map(({ revision }) => revision))]
  const known = arns.flatMap(arn => revisions.get(arn) ?? [])
  const read = known.flatMap(({ arn, environmentFiles }) =>
    environmentFiles.map(file => ({ revision: lastPartOf(arn), file, scan: files.get(file) }))
  )
  const unknown = [
    ...gaps,
    ...arns.filter(arn => !revisions.has(arn)).map(arn => `${lastPartOf(arn)} could not be described`),
    ...read.flatMap(({ revision, file, scan }) => {
      if (scan?.kind === 'looked') return []
      const why = scan === undefined ? '' : `: ${scan.why}`
      return [`${revision} reads the environment file ${file}, named, not scanned${why}`]
    }),
    ...uses.flatMap(({ given }) => given?.unread ?? [])
  ]
  const exposures = [
    ...known.map(({ arn, exposures: own }) => ({ revision: lastPartOf(arn), own })),
    ...read.map(({ revision, scan }) => ({ revision, own: scan?.kind === 'looked' ? scan.exposures : [] })),
    ...uses.map(({ given, revision }) => ({ revision: lastPartOf(revision), own: given?.exposures ?? [] }))
  ].flatMap(({ revision, own }) => own.map(exposure => ({ ...exposure, revision })))
  return {
    ...{ kind, name, cluster, region, exposures },
    verdict: exposures.length > 0 ? 'exposed' : unknown.length > 0 ? 'unknown' : 'clean',
    revisions: arns.map(lastPartOf),
    unknown: [...new Set(unknown)],
    ...present({ account, since: oldestOf(known.filter(one => one.exposures.length > 0)) })
  }
}

function oldestOf(exposed: readonly Revision[]): Audited['since'] {
  const [oldest] = exposed.toSorted(
    (a, b) => (a.registeredAt ?? Number.MAX_SAFE_INTEGER) - (b.registeredAt ?? Number.MAX_SAFE_INTEGER)
  )
  if (oldest === undefined) return undefined
  const { arn, registeredAt, registeredBy } = oldest
  return {
    revision: lastPartOf(arn),
    ...present({ at: registeredAt, by: registeredBy })
  }
}

/**
 * exposedRevisions lists every revision with plaintext credentials, and what runs it. Revisions in use come first.
 * Pure.
 */
export function exposedRevisions(
  revisions: Iterable<Revision>,
  { region, uses }: Pick<JudgedArea, 'region' | 'uses'>
): readonly ExposedRevision[] {
  const users = grouped(uses, ({ revision }) => revision)
  const used = new Set(uses.map(({ revision }) => familyOf(revision)))
  return [...revisions]
    .filter(({ exposures }) => exposures.length > 0)
    .map(({ arn, status, registeredAt, registeredBy, exposures }) => ({
      ...{ revision: revisionOf(arn), arn, region, status, exposures, rollbackFor: [] },
      ...(isOfDaemon(arn) ? { kind: 'daemon' as const } : {}),
      ...(isOfDaemon(arn) || !used.has(familyOf(arn)) ? { isElsewhere: true as const } : {}),
      usedBy: [...new Set((users.get(arn) ?? []).map(inWords))],
      ...present({ registeredAt, registeredBy })
    }))
    .toSorted((a, b) => Number(b.usedBy.length > 0) - Number(a.usedBy.length > 0))
}

/** inWords describes what runs a revision. */
export function inWords({ kind, name, service, cluster }: Use): string {
  const where = cluster === undefined ? '' : ` in ${cluster}`
  switch (kind) {
    case 'deployment':
    case 'task-set':
      return `service ${service ?? name}${where}`
    case 'task':
      return service === undefined
        ? `task ${lastPartOf(name)}${where}`
        : `tasks of service ${service}${where}`
    case 'rule':
    case 'schedule':
      return `${kind} ${name}`
  }
}
