import { type Audit, type Audited, exposedLeft } from '../audit/audit.ts'
import type { HistoryReport } from '../history/history.ts'
import { exposureInWords, sinceInWords, someOf } from './audit-words.ts'
import { count } from './clean-check.ts'

/** Something an audit calls attention to. judgeReport decides whether it makes the run fail. */
export type AuditAlert = {
  readonly about: 'exposed' | 'unknown' | 'old-revisions' | 'history'
  readonly title: string
  readonly message: string
}

/**
 * auditAlerts returns an alert for each service that is exposed or unknown, and one each for old revisions and Git
 * history. Pure.
 */
export function auditAlerts(audit: Audit, history: HistoryReport | undefined): readonly AuditAlert[] {
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
  const runs = `${item.kind} ${item.name} in ${item.cluster} (${placeOf(item, audit)}) runs ${item.revisions.join(', ')}`
  return {
    about: 'exposed',
    title: `Plaintext: ${item.kind} ${item.name}`,
    message: `${runs} with plaintext${since === '' ? '' : ` ${since}`}: ${someOf(spots)}.\nRotate what is listed, then run mode migrate for it.`
  }
}

/** Names the account only if the audit covers several. */
function placeOf({ region, account }: Audited, { accounts }: Pick<Audit, 'accounts'>): string {
  return account === undefined || accounts.length < 2 ? region : `${region}, account ${account}`
}

function unknownAlert(item: Audited, audit: Audit): AuditAlert {
  const { kind, name, cluster, unknown } = item
  return {
    about: 'unknown',
    title: `Not verified: ${kind} ${name}`,
    message: `${kind} ${name} in ${cluster} (${placeOf(item, audit)}) is not verified: ${someOf(unknown)}.`
  }
}

function historyAlerts(history: HistoryReport | undefined): readonly AuditAlert[] {
  const paths = [...new Set((history?.hits ?? []).flatMap(hit => hit.paths))]
  if (paths.length === 0) return []
  const message = `Git's history holds credentials in ${someOf(paths)}.\nRotate them; the log says what else can be done.`
  return [{ about: 'history', title: 'Plaintext in git’s history', message }]
}

function oldRevisionAlerts(audit: Audit): readonly AuditAlert[] {
  const old = exposedLeft(audit).filter(({ usedBy }) => usedBy.length === 0)
  if (old.length === 0) return []
  const names = someOf(old.map(({ revision }) => revision))
  return [
    {
      about: 'old-revisions',
      title: `${count(old.length, 'old revision')} with plaintext`,
      message: `Nothing runs them, and everybody with ecs:DescribeTaskDefinition can read what they hold: ${names}.\nRun mode audit with purge: true, and rotate what is listed.`
    }
  ]
}
