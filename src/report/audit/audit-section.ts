import {
  type Audit,
  type Audited,
  credentialsPurged,
  exposedLeft,
  type HistoryHit,
  type HistoryReport,
  verdictOfAudit,
  type WholeVerdict
} from '../../audit/audit.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import {
  codePiece,
  listBlock,
  paragraphBlock,
  type ReportSection,
  sectionsToText,
  tableBlock
} from '../section.ts'
import { count } from '../text.ts'
import {
  day,
  exposureInWords,
  isoTime,
  purgeReminder,
  sinceInWords,
  spotToJson,
  summaryOfAudit
} from './audit-words.ts'

/** The audit part of a report. judgeReport decides what is reported about the run as a whole. */
export type AuditSection = {
  readonly audit: Audit
  readonly history?: HistoryReport
  /** The worst verdict of all. A Git history with a hit is exposed; one that was not read completely is unknown. */
  readonly verdict: WholeVerdict
}

/** Something an audit calls attention to. judgeReport decides whether it makes the run fail. */
export type AuditAlert = {
  readonly about: 'exposed' | 'unknown' | 'old-revisions' | 'history'
  readonly title: string
  readonly message: string
}

/** auditSection puts the results of an audit together with those of the Git history. Pure. */
export function auditSection(audit: Audit, history: HistoryReport | undefined): AuditSection {
  return { audit, verdict: worst(verdictOfAudit(audit), history), ...present({ history }) }
}

/** auditSummary returns the results in numbers and the next step. Without a verdict. */
export function auditSummary({ audit, history }: AuditSection): string {
  return [`${summaryOfAudit(audit)}${historySentence(history)}`, purgeReminder(audit)]
    .filter(sentence => sentence !== '')
    .join(' ')
}

function worst(live: WholeVerdict, history: HistoryReport | undefined): WholeVerdict {
  if (live === 'exposed' || (history?.hits.length ?? 0) > 0) return 'exposed'
  return (history?.cut.length ?? 0) > 0 ? 'unknown' : live
}

function historySentence(history: HistoryReport | undefined): string {
  if (history === undefined) return ''
  const { hits, cut } = history
  if (hits.length > 0) return ` Git history: ${hits.length} file versions with credentials.`
  return cut.length > 0 ? ' Git history: not verified.' : ' Git history: no credential found.'
}

/**
 * auditToJson is the output `audit`, format version 1: the results with ISO 8601 times and without values.
 * Documented in
 * docs/audit.md.
 */
export function auditToJson(audit: Audit, history: HistoryReport | undefined): object {
  const purged = new Set(credentialsPurged(audit))
  return {
    version: 1,
    clusters: audit.clusters,
    revisionsLookedAt: audit.revisionsLookedAt,
    beingDeleted: audit.beingDeleted,
    services: audit.items.map(({ since, exposures, ...item }) => ({
      ...item,
      since:
        since === undefined
          ? undefined
          : { revision: since.revision, registeredAt: isoTime(since.at), registeredBy: since.by },
      plaintext: exposures.map(exposure => ({ revision: exposure.revision, ...spotToJson(exposure) }))
    })),
    exposedRevisions: audit.exposedRevisions.map(({ exposures, registeredAt, isElsewhere: _, ...one }) => ({
      ...one,
      registeredAt: isoTime(registeredAt),
      plaintext: exposures.map(spotToJson)
    })),
    environmentFiles: audit.environmentFiles.map(({ exposures, ...row }) => ({
      ...row,
      plaintext: exposures.map(spotToJson)
    })),
    secrets: audit.secrets.map(({ changedAt, accessedAt, ...row }) => ({
      ...row,
      changedAt: isoTime(changedAt),
      accessedAt: isoTime(accessedAt)
    })),
    staleTasks: audit.staleTasks.map(({ startedAt, changedAt, ...row }) => ({
      ...row,
      startedAt: isoTime(startedAt),
      changedAt: isoTime(changedAt)
    })),
    rotate: audit.rotate.map(row => {
      const { name, kind, where, secret } = row
      return { name, ...kind, where, secret, ...(purged.has(row) ? { purged: true } : {}) }
    }),
    notVerified: audit.gaps,
    purge: audit.purge?.map(({ isUnverified: _, isCancelled: __, ...row }) => row),
    history: history === undefined ? undefined : historyToJson(history)
  }
}

/**
 * auditAlerts returns an alert for each service that is exposed or unknown, and one each for old revisions and Git
 * history. Pure.
 */
export function auditAlerts({
  audit,
  history
}: Pick<AuditSection, 'audit' | 'history'>): readonly AuditAlert[] {
  return [
    ...audit.items.filter(({ verdict }) => verdict === 'exposed').map(item => exposedAlert(item, audit)),
    ...historyAlerts(history),
    ...audit.items.filter(({ verdict }) => verdict === 'unknown').map(item => unknownAlert(item, audit)),
    ...oldRevisionAlerts(audit)
  ]
}

function exposedAlert(item: Audited, audit: Audit): AuditAlert {
  const spots = [...new Set(item.exposures.map(exposureInWords))]
  const since = sinceInWords(item)
  const runs = `${subjectInWords(item, audit)} runs ${item.revisions.join(', ')}`
  return {
    about: 'exposed',
    title: `Plaintext: ${item.kind} ${item.name}`,
    message: `${runs} with plaintext${since === '' ? '' : ` ${since}`}: ${someOf(spots)}.\nRotate what is listed, then run mode migrate for it.`
  }
}

/** Names the account only if the audit covers several, and no cluster for a task that can run in any. */
function subjectInWords(item: Audited, { accounts }: Pick<Audit, 'accounts'>): string {
  const { kind, name, cluster, region, account } = item
  const place = account === undefined || accounts.length < 2 ? region : `${region}, account ${account}`
  return `${kind} ${name}${cluster === '' ? '' : ` in ${cluster}`} (${place})`
}

function unknownAlert(item: Audited, audit: Audit): AuditAlert {
  const { kind, name, unknown } = item
  return {
    about: 'unknown',
    title: `Not verified: ${kind} ${name}`,
    message: `${subjectInWords(item, audit)} is not verified: ${someOf(unknown)}.`
  }
}

function historyAlerts(history: HistoryReport | undefined): readonly AuditAlert[] {
  const paths = [...new Set((history?.hits ?? []).flatMap(hit => hit.paths))]
  if (paths.length === 0) return []
  const message = `Git's history holds credentials in ${someOf(paths)}.\nRotate them; the log lists further steps.`
  return [{ about: 'history', title: 'Plaintext in git’s history', message }]
}

function oldRevisionAlerts(audit: Audit): readonly AuditAlert[] {
  const old = exposedLeft(audit).filter(({ usedBy, isElsewhere }) => usedBy.length === 0 && !isElsewhere)
  if (old.length === 0) return []
  const names = someOf(old.map(({ revision }) => revision))
  const next =
    audit.purge === undefined
      ? 'Run mode audit with purge: true, and rotate what is listed.'
      : 'They were not purged, for the reasons that the report lists; rotate what is listed.'
  return [
    {
      about: 'old-revisions',
      title: `${count(old.length, 'old revision')} with plaintext`,
      // only a purge looks into every cluster
      message: `Nothing in ${someOf(audit.clusters)} runs them, and everybody with ecs:DescribeTaskDefinition can read what they hold: ${names}.\n${next}`
    }
  ]
}

/** historyToText formats the results for the Git history for a terminal or log. */
export function historyToText(history: HistoryReport): readonly string[] {
  return sectionsToText([historySection(history)])
}

/** How to rewrite the history after rotation, and what a rewrite does not reach. */
function adviceFor(history: HistoryReport): readonly string[] {
  const { tooShort } = history
  return [
    'Rotate first: rewriting history does not help against existing copies. Nothing was rewritten here.',
    'In a fresh clone (git clone --mirror): git filter-repo --replace-text FILE, with a file of the values.',
    'What a rewrite does not reach: forks, clones, caches of CI, artifacts, and on GitHub refs/pull of every pull request and cached views (ask GitHub Support to purge them); commit messages need --replace-message.',
    ...(tooShort.length === 0
      ? []
      : [
          `Too short to be searched for or replaced as text: ${someOf(tooShort)}. Rotate them and edit by hand.`
        ])
  ]
}

/** historySection shows the results for the Git history and what to do about them. */
export function historySection(history: HistoryReport): ReportSection {
  const { hits, cut, blobsLookedAt } = history
  const commit = (at: HistoryHit['first']) => (at === undefined ? '' : `${at.commit} (${day(at.at)})`)
  const rows = hits.map(({ paths, first, last, exposures, valuesOf }) => {
    const holds = [...exposures.map(exposureInWords), ...valuesOf.map(name => `the value of ${name}`)]
    return [[codePiece(someOf(paths))], commit(first), commit(last), someOf([...new Set(holds)])]
  })
  const none = cut.length === 0 ? '' : ' in what was searched'
  return {
    ...{ id: 'history', heading: 'Git history', share: 0.06 },
    blocks: [
      ...tableBlock(['file', 'first', 'last touched', 'holds'], rows),
      ...paragraphBlock(
        rows.length > 0 ? '' : `No credential found${none} in ${blobsLookedAt} file versions.`
      ),
      ...listBlock([
        ...cut.map(why => `Not verified: ${why}`),
        ...(rows.length > 0 ? adviceFor(history) : [])
      ])
    ]
  }
}

/** historyToJson returns the part `history` of the output `audit`, with ISO 8601 times and without values. */
export function historyToJson(history: HistoryReport): object {
  return {
    hits: history.hits.map(({ paths, blob, first, last, exposures, valuesOf }) => ({
      paths,
      blob,
      first: first && { commit: first.commit, at: isoTime(first.at) },
      last: last && { commit: last.commit, at: isoTime(last.at) },
      plaintext: exposures.map(spotToJson),
      valuesOf
    })),
    fileVersionsLookedAt: history.blobsLookedAt,
    notVerified: history.cut,
    tooShort: history.tooShort
  }
}
