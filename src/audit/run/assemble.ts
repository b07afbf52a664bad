import { lastPartOf } from '../../arn.ts'
import { type MissingService, missingService } from '../../deploy/prepare/inspect-services.ts'
import { bySeverity } from '../../detector/issuers.ts'
import type { Problem, Remark } from '../../errors.ts'
import type { FindKey } from '../../inputs/configuration/placement.ts'
import { distinctBy, grouped, someOf } from '../../list.ts'
import { pageUrl } from '../../nearest.ts'
import { present } from '../../present.ts'
import type { Audit, Audited, CredentialToRotate, Exposure, HistoryReport } from '../audit.ts'
import { fileGaps, fileRows, usersOfFiles } from '../environment-files.ts'
import { type Gap, gapProblem } from '../gap.ts'
import { judgeArea } from '../judge.ts'
import { placeInArn, placeWordsOf } from '../place-words.ts'
import type { AuditedArea } from './area.ts'
import { deletedService } from './areas.ts'
import { referencesInUse } from './secrets.ts'

/** assembleAudit combines the areas and the findings in Git's history. Pure. */
export function assembleAudit(
  areas: readonly AuditedArea[],
  besides: {
    readonly history: HistoryReport | undefined
    readonly findKey: FindKey
    readonly maxSecretAgeDays: number
  }
): Audit {
  const { history, findKey, maxSecretAgeDays } = besides
  const revisions = areas.flatMap(({ families }) => [...families.revisions.values()])
  const audit = {
    accounts: [...new Set(revisions.map(({ arn }) => arn.split(':')[4] ?? ''))],
    clusters: areas.flatMap(({ clusters }) => clusters.map(({ cluster }) => lastPartOf(cluster))),
    revisionsLookedAt: revisions.length,
    beingDeleted: areas.reduce((sum, { families }) => sum + families.beingDeleted, 0),
    items: [
      ...areas.flatMap(area =>
        judgeArea({ ...area, revisions: area.families.revisions }).map(keyed(area, findKey))
      ),
      ...areas.flatMap(notThere).map(unknownService)
    ],
    exposedRevisions: areas.flatMap(({ exposed }) => exposed),
    environmentFiles: areas.flatMap(({ uses, families, files }) =>
      fileRows(usersOfFiles(uses, families.revisions), files)
    ),
    secrets: areas.flatMap(({ secrets }) => secrets.rows),
    staleTasks: areas.flatMap(({ secrets }) => secrets.stale),
    gaps: distinctBy(
      areas.flatMap(area => gapsOf(area, areas.length > 1)),
      ({ what, why }) => `${what} ${why}`
    ),
    maxSecretAgeDays,
    ...(areas.some(({ purged }) => purged) ? { purge: areas.flatMap(({ purged }) => purged ?? []) } : {})
  }
  const seen = credentialsIn(audit, history)
  const replacement = replacements(areas)
  // in a family that nothing here runs, a variable of the same name can be anybody's
  const own = new Set(seen.filter(one => !one.isElsewhere).map(({ exposure }) => exposure.name))
  const rotate = credentialsToRotate(seen).map(row => ({
    ...present({ secret: own.has(row.name) ? replacement(row.name) : undefined }),
    ...row
  }))
  return { ...audit, rotate }
}

/** A plaintext credential and where it was found: `service dispatcher`, `git history, deploy/web.json`. */
export type SeenCredential = {
  readonly exposure: Exposure
  readonly where: string
  /** In a family that nothing here runs. */
  readonly isElsewhere?: true
}

/** Every credential that was found, by place. */
function credentialsIn(
  audit: Omit<Audit, 'rotate'>,
  history: HistoryReport | undefined
): readonly SeenCredential[] {
  const where = placeWordsOf(audit)
  return [
    ...audit.items.flatMap(item =>
      item.exposures.map(exposure => ({
        exposure,
        where: exposure.environmentFile
          ? `environment file ${exposure.environmentFile}`
          : `${item.kind} ${item.name}${where(item)}`
      }))
    ),
    // credentials in a revision that nothing runs could be read too
    ...audit.exposedRevisions
      .filter(({ usedBy }) => usedBy.length === 0)
      .flatMap(one => {
        const { isElsewhere } = one
        const what = isElsewhere ? 'revision' : 'old revision'
        const seenAt = `${what} ${one.revision}${where(placeInArn(one.arn))}`
        return one.exposures.map(exposure => ({ exposure, where: seenAt, ...present({ isElsewhere }) }))
      }),
    ...(history?.hits ?? []).flatMap(({ exposures, paths }) =>
      exposures.map(exposure => ({ exposure, where: `git history, ${paths[0] ?? 'a file'}` }))
    )
  ]
}

/**
 * credentialsToRotate lists the credentials that must be rotated, one row per variable, sorted by severity and then by
 * the number of places. Pure.
 */
export function credentialsToRotate(seen: readonly SeenCredential[]): readonly CredentialToRotate[] {
  return [...grouped(seen, ({ exposure: { name, kind } }) => `${name} ${kind.what}`).values()]
    .map((same): CredentialToRotate => {
      const [{ exposure }] = same as [SeenCredential]
      const { name, kind, secret } = exposure
      return { name, kind, where: [...new Set(same.map(one => one.where))], ...present({ secret }) }
    })
    .toSorted(
      (a, b) => bySeverity(a.kind, b.kind) || b.where.length - a.where.length || (a.name < b.name ? -1 : 1)
    )
}

/** Returns the secret that what runs reads a variable from, if it is one and the same everywhere. */
function replacements(areas: readonly AuditedArea[]): (variable: string) => string | undefined {
  const found = areas.flatMap(area => {
    const names = new Set(area.secrets.rows.map(({ name }) => name))
    return referencesInUse(area).map(({ reference: { variable, id } }) => {
      const named = /:secret:(.*)$/.exec(id)?.[1] ?? id
      // a full ARN ends with a hyphen and six characters that are not part of the name
      const bare = named.replace(/-[A-Za-z\d]{6}$/, '')
      return { variable, secret: names.has(bare) ? bare : named }
    })
  })
  return variable => {
    const [only, ...more] = new Set(found.flatMap(one => (one.variable === variable ? one.secret : [])))
    return more.length === 0 ? only : undefined
  }
}

/** A named service that does not run. `inactive`: it was deleted, and ECS still returns it. */
type AbsentService = MissingService & { readonly inactive: boolean; readonly account?: string }

function notThere({ clusters, region, account }: AuditedArea): readonly AbsentService[] {
  return clusters.flatMap(({ cluster, missing, inactive }) => {
    const site = { region, cluster }
    return [
      ...missing.map(one => ({ ...one, site, inactive: false, ...present({ account }) })),
      ...inactive.map(service => ({ service, site, inactive: true, ...present({ account }) }))
    ]
  })
}

/** A requested service that does not exist was not audited, so it is not clean. */
function unknownService({ service, key, site, inactive, account }: AbsentService): Audited {
  return {
    ...{ kind: 'service', name: service, cluster: lastPartOf(site.cluster), region: site.region },
    ...{ verdict: 'unknown', revisions: [], exposures: [] },
    ...present({ key, account }),
    unknown: [inactive ? 'it is INACTIVE: it was deleted' : 'ECS has no service of this name there']
  }
}

/** With several areas, each gap contains its area, because clusters in different Regions can have the same name. */
function gapsOf(area: AuditedArea, isOneOfMany: boolean): readonly Gap[] {
  const gaps = [...area.gaps, ...fileGaps(area.files)]
  return isOneOfMany ? gaps.map(({ what, why }) => ({ what: `${what} (${areaInWords(area)})`, why })) : gaps
}

function areaInWords({ region, account }: AuditedArea): string {
  return account === undefined ? region : `${region}, account ${account}`
}

function keyed({ region, roleArn }: AuditedArea, findKey: FindKey): (item: Audited) => Audited {
  return item => {
    if (item.kind !== 'service') return item
    const { key } = findKey(item.name, { cluster: item.cluster, region, ...present({ roleArn }) })
    return { ...item, ...present({ key }) }
  }
}

/** auditProblems returns the problems: what could not be read, what is missing and what was not purged. Pure. */
export function auditProblems(areas: readonly AuditedArea[], audit: Audit): readonly Problem[] {
  const missing = areas
    .flatMap(notThere)
    .map(one => (one.inactive ? deletedService(one) : missingService(one)))
  return [...missing, ...audit.gaps.map(gapProblem), ...purgeProblems(audit)]
}

const REVISIONS_SHOWN = 8

/** One problem for each reason why revisions were not purged, unless they are known to be in use. */
function purgeProblems({ purge = [] }: Audit): readonly Problem[] {
  const left = purge.filter(({ outcome, isUnverified }) => outcome === 'failed' || isUnverified)
  return [...grouped(left, ({ reason }) => reason)].map(([reason, rows]): Problem => {
    const names = rows.map(({ revision }) => revision)
    const { isCancelled, isUnverified } = rows[0] ?? {}
    return {
      code: 'purge-failed',
      fault: isCancelled ? 'cancelled' : 'cloud',
      message: `${someOf(names, REVISIONS_SHOWN)} ${names.length === 1 ? 'was' : 'were'} not purged: ${reason}.`,
      hint: isUnverified
        ? `Grant the permission (see ${pageUrl('audit')}), and run again.`
        : /: in use by /.test(reason)
          ? 'Deploy another revision there: ECS accepts no new deployment of a deregistered one. Then run again.'
          : 'Run again: completed work is not repeated.'
    }
  })
}

/** auditRemarks returns the remarks of all areas, without duplicates. Pure. */
export function auditRemarks(areas: readonly AuditedArea[]): readonly Remark[] {
  const texts = areas.flatMap(area =>
    areas.length === 1 ? area.remarks : area.remarks.map(text => `${text} (${areaInWords(area)})`)
  )
  return [...new Set(texts)].map(message => ({ message }))
}
