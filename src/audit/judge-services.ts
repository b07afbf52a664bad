import { lastPartOf } from '../arn.ts'
import { present } from '../present.ts'
import type { Audited, ExposedRevision, Revision, Use } from './audit.ts'
import type { FileScan } from './environment-files.ts'
import type { RollbackTarget } from './rollback-targets.ts'

/** What a service, or something that runs tasks without a service, is judged by. */
export type AuditSubject = Pick<Audited, 'kind' | 'name' | 'account' | 'cluster' | 'region'> & {
  readonly uses: readonly Use[]
  /** What could not be read of it, in words. */
  readonly gaps: readonly string[]
}

/**
 * judgeSubject determines whether what runs contains plaintext credentials, or reads them from an environment file. The
 * verdict is `unknown` if a revision, file or part could not be read. Pure.
 */
export function judgeSubject(
  subject: AuditSubject,
  revisions: ReadonlyMap<string, Revision>,
  files: ReadonlyMap<string, FileScan>
): Audited {
  const arns = [...new Set(subject.uses.map(({ revision }) => revision))]
  const known = arns.flatMap(arn => revisions.get(arn) ?? [])
  const missing = arns.filter(arn => !revisions.has(arn))
  const exposed = known.filter(({ exposures }) => exposures.length > 0)
  const unknown = [
    ...subject.gaps,
    ...missing.map(arn => `${lastPartOf(arn)} could not be described`),
    ...known.flatMap(revision => unscannedFiles(revision, files)),
    ...subject.uses.flatMap(({ given }) => given?.unread ?? [])
  ]
  const since = oldestOf(exposed)
  const exposures = [
    ...known.flatMap(revision => [
      ...revision.exposures.map(exposure => ({ ...exposure, revision: lastPartOf(revision.arn) })),
      ...exposuresOfFiles(revision, files)
    ]),
    ...subject.uses.flatMap(({ given, revision }) =>
      (given?.exposures ?? []).map(exposure => ({ ...exposure, revision: lastPartOf(revision) }))
    )
  ]
  const { kind, name, account, cluster, region } = subject
  return {
    kind,
    name,
    cluster,
    region,
    verdict: exposures.length > 0 ? 'exposed' : unknown.length > 0 ? 'unknown' : 'clean',
    revisions: arns.map(lastPartOf),
    exposures,
    unknown: [...new Set(unknown)],
    ...present({ account, since })
  }
}

function unscannedFiles(
  { arn, environmentFiles }: Revision,
  files: ReadonlyMap<string, FileScan>
): readonly string[] {
  return environmentFiles.flatMap(file => {
    const look = files.get(file)
    if (look?.kind === 'looked') return []
    const why = look === undefined ? '' : `: ${look.why}`
    return [`${lastPartOf(arn)} reads the environment file ${file}, named, not scanned${why}`]
  })
}

function exposuresOfFiles(
  { arn, environmentFiles }: Revision,
  files: ReadonlyMap<string, FileScan>
): Audited['exposures'] {
  return environmentFiles.flatMap(file => {
    const look = files.get(file)
    if (look?.kind !== 'looked') return []
    return look.exposures.map(exposure => ({ ...exposure, revision: lastPartOf(arn) }))
  })
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
 * exposedRevisions lists every revision with plaintext credentials, what runs it and which services have it as rollback
 * target. Revisions in use come first. Pure.
 */
export function exposedRevisions(
  revisions: readonly (Revision & { readonly region: string })[],
  uses: readonly Use[],
  targets: readonly RollbackTarget[]
): readonly ExposedRevision[] {
  const usedBy = namesByRevision(uses.map(use => ({ revision: use.revision, name: inWords(use) })))
  const wayBackOf = namesByRevision(targets.map(({ revision, service }) => ({ revision, name: service })))
  return revisions
    .filter(({ exposures }) => exposures.length > 0)
    .map(({ arn, region, status, registeredAt, registeredBy, exposures }) => ({
      revision: lastPartOf(arn),
      arn,
      region,
      status,
      exposures,
      usedBy: [...(usedBy.get(arn) ?? [])],
      rollbackFor: [...(wayBackOf.get(arn) ?? [])],
      ...present({ registeredAt, registeredBy })
    }))
    .toSorted((a, b) => Number(b.usedBy.length > 0) - Number(a.usedBy.length > 0))
}

function namesByRevision(
  rows: readonly { readonly revision: string; readonly name: string }[]
): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>()
  for (const { revision, name } of rows) names.set(revision, (names.get(revision) ?? new Set()).add(name))
  return names
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
