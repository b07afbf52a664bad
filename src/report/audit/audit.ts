import type { Audit, Audited, CredentialToRotate, ExposedRevision } from '../../audit/audit.ts'
import { type AuditedPlace, placeInArn, placeWordsOf } from '../../audit/place-words.ts'
import { groupBy } from '../../group.ts'
import type { HistoryReport } from '../../history/history.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { code, escapeMarkdown, NO_BREAK } from '../markdown.ts'
import { historyToMarkdown, historyToText } from '../rollouts/history.ts'
import { plain } from '../text.ts'
import {
  type AuditPlaceLabel,
  type AuditRow,
  auditLines,
  driftRows,
  environmentFileRows,
  purgeRows,
  rotateRows,
  secretRows,
  staleRows
} from './audit-rows.ts'
import {
  auditTable,
  day,
  exposureInWords,
  NOT_LOOKED_FOR,
  readersInWords,
  sinceInWords,
  spotsInWords
} from './audit-words.ts'

/** auditToText formats an audit for a terminal or log: credentials to rotate, then what runs, then the rest. */
export function auditToText(audit: Audit): readonly string[] {
  const { items, rotate, purge } = audit
  const where = placeWordsOf(audit)
  return [
    ...rotateToText(rotate),
    ...items.flatMap(item => itemToText(item, where)),
    ...readersInWords(audit),
    ...oldRevisions(audit, where),
    ...(audit.isPurgeStopped ? ['purge: nothing was purged, because the run has problems'] : []),
    ...(purge?.length === 0
      ? ['purge: no revision with plaintext was found']
      : auditLines(purgeRows(audit, where))),
    ...auditLines([
      ...secretRows(audit, where),
      ...staleRows(audit, where),
      ...driftRows(audit, where),
      ...environmentFileRows(audit)
    ]),
    NOT_LOOKED_FOR
  ].map(plain)
}

/** rotateToText lists the credentials to rotate, worst first. Empty without rows. */
function rotateToText(rows: readonly CredentialToRotate[]): readonly string[] {
  if (rows.length === 0) return []
  return ['Rotate, worst first; moving a value does not invalidate it:', ...auditLines(rotateRows(rows))]
}

/**
 * auditToMarkdown renders an audit and the Git history as tables in at most `room` bytes; a table that is too long
 * counts its remaining rows.
 */
export function auditToMarkdown(audit: Audit, history: HistoryReport | undefined, room: number): string {
  const share = room / 8
  const where = placeWordsOf(audit)
  const table = (title: string, columns: readonly string[], rows: readonly AuditRow[]): string =>
    auditTable({ title, columns, rows: rows.map(({ cells }) => cells) }, share)
  const columns = ['verdict', 'what runs', 'revisions', 'plaintext', 'since']
  return [
    table('Rotate, worst first', ['variable', 'kind', 'found in', 'replace it at'], rotateRows(audit.rotate)),
    auditTable(
      {
        title: 'What runs, and old revisions with plaintext',
        columns,
        rows: [...sortedItems(audit).map(item => itemCells(item, where)), ...oldCells(audit, where)]
      },
      2 * share
    ),
    readersInWords(audit).map(escapeMarkdown).join('\n\n'),
    table('Environment files in Amazon S3', ['file', 'used by', 'result'], environmentFileRows(audit)),
    table('Purge', ['revision', 'outcome', 'why'], purgeRows(audit, where)),
    table('Secrets', ['secret', 'used by', 'state'], secretRows(audit, where)),
    table(
      'Tasks with an old value',
      ['task of', 'secret', 'began', 'secret changed'],
      staleRows(audit, where)
    ),
    table('Drift', ['service', 'file', 'runs', 'differs in'], driftRows(audit, where)),
    history === undefined ? '' : historyToMarkdown(history, share),
    escapeMarkdown(NOT_LOOKED_FOR)
  ]
    .filter(section => section !== '')
    .join('\n\n')
}

/**
 * auditLists returns, as lines, the parts of an audit other than what runs and what to rotate. Empty parts are omitted.
 */
export function auditLists(
  audit: Audit,
  history: HistoryReport | undefined
): readonly { readonly title: string; readonly lines: readonly string[] }[] {
  const where = placeWordsOf(audit)
  return [
    { title: 'Old revisions', lines: oldRevisions(audit, where) },
    { title: 'Purge', lines: auditLines(purgeRows(audit, where)) },
    { title: 'Secrets', lines: auditLines(secretRows(audit, where)) },
    { title: 'Tasks with an old value', lines: auditLines(staleRows(audit, where)) },
    { title: 'Files that differ from what runs', lines: auditLines(driftRows(audit, where)) },
    { title: 'Environment files on S3', lines: auditLines(environmentFileRows(audit)) },
    { title: 'Git history', lines: history === undefined ? [] : historyToText(history) },
    { title: 'Not checked', lines: [NOT_LOOKED_FOR.replace(/^Not checked: /, '')] }
  ].filter(({ lines }) => lines.length > 0)
}

function itemToText(item: Audited, where: AuditPlaceLabel): readonly string[] {
  const title = `${item.verdict.padEnd(8)} ${nameOf(item)}${where(item)} (${item.revisions.join(', ')})`
  const since = sinceInWords(item)
  return [
    since === '' ? title : `${title} ${since}`,
    ...item.exposures.map(
      exposure => `    ${exposure.revision}: ${exposureInWords(exposure)} [${exposure.rule}]`
    ),
    ...item.unknown.map(why => `    not verified: ${why}`)
  ]
}

/** The name, preceded by its key in the configuration file. */
function nameOf({ kind, name, key }: Audited): string {
  return `${kind} ${labelOf({ service: name, ...present({ key }) })}`
}

const SIGNS = {
  clean: `✅${NO_BREAK}clean`,
  exposed: `❌${NO_BREAK}exposed`,
  unknown: `❔${NO_BREAK}unknown`
} as const

function itemCells(item: Audited, where: AuditPlaceLabel): readonly string[] {
  return [
    SIGNS[item.verdict],
    escapeMarkdown(`${nameOf(item)}${where(item)}`),
    item.revisions.map(code).join(', '),
    escapeMarkdown(someOf([...spotsInWords(item.exposures), ...item.unknown])),
    escapeMarkdown(sinceInWords(item))
  ]
}

function oldRevisions({ exposedRevisions, beingDeleted }: Audit, where: AuditPlaceLabel): readonly string[] {
  const unused = exposedRevisions.filter(({ usedBy }) => usedBy.length === 0)
  return [
    ...unused.map(
      ({ revision, arn, status, registeredAt, exposures }) =>
        `old revision ${revision}${where(placeInArn(arn))} (${status}, ${day(registeredAt)}) holds ${someOf(spotsInWords(exposures))}`
    ),
    ...exposedRevisions.flatMap(({ revision, arn, rollbackFor }) =>
      rollbackFor.map(
        service =>
          `a rollback of ${service}${where(placeInArn(arn))} to ${revision} would bring plaintext back`
      )
    ),
    ...(beingDeleted === 0
      ? []
      : [
          `${beingDeleted === 1 ? '1 revision is' : `${beingDeleted} revisions are`} being deleted by ECS and ${beingDeleted === 1 ? 'was' : 'were'} not described`
        ])
  ]
}

const ORDER: readonly Audited['verdict'][] = ['exposed', 'unknown', 'clean']

function sortedItems({ items }: Audit): readonly Audited[] {
  return items.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
}

/** A row per family for the exposed revisions that no row above covers: nothing runs them, but they remain readable. */
function oldCells(
  { exposedRevisions, items }: Audit,
  where: AuditPlaceLabel
): readonly (readonly string[])[] {
  const idOf = (place: AuditedPlace, name: string) => `${place.account} ${place.region} ${name}`
  const running = new Set(items.flatMap(item => item.revisions.map(revision => idOf(item, revision))))
  const old = exposedRevisions.filter(({ revision, arn }) => !running.has(idOf(placeInArn(arn), revision)))
  const families = groupBy(old, ({ revision, arn, status }) =>
    idOf(placeInArn(arn), `${familyOf(revision)} ${status}`)
  )
  return families.map(group => {
    const [{ revision, status, arn }] = group as readonly [ExposedRevision]
    const ways = group.flatMap(one =>
      one.rollbackFor.map(service => `a rollback of ${service} leads to ${one.revision}`)
    )
    const users = group.flatMap(({ usedBy }) => usedBy)
    const times = group.flatMap(({ registeredAt }) => registeredAt ?? []).toSorted((a, b) => a - b)
    const plaintext = spotsInWords(group.flatMap(({ exposures }) => exposures))
    const revisions = group.map(one => code(one.revision))
    return [
      users.length === 0 ? `⚠️${NO_BREAK}old revisions` : SIGNS.exposed,
      escapeMarkdown(
        [
          `family ${familyOf(revision)}${where(placeInArn(arn))}`,
          ...(users.length === 0 ? [] : [someOf(users)]),
          ...ways
        ].join('; ')
      ),
      `${someOf(revisions, REVISIONS_SHOWN)} (${status})`,
      escapeMarkdown(someOf(plaintext)),
      times.length === 0 ? '' : `since ${day(times[0])}`
    ]
  })
}

const REVISIONS_SHOWN = 8

function familyOf(revision: string): string {
  return revision.replace(/:\d+$/, '')
}
