import { lastPartOf } from '../arn.ts'
import type { Audit, Audited, CredentialToRotate, ExposedRevision } from '../audit/audit.ts'
import type { HistoryReport } from '../history/history.ts'
import { groupBy } from '../verify/group.ts'
import {
  auditTable,
  day,
  exposureInWords,
  fileInWords,
  NOT_LOOKED_FOR,
  readersInWords,
  secretInWords,
  sinceInWords,
  someOf,
  spotsInWords
} from './audit-words.ts'
import { historyToMarkdown, historyToText } from './history.ts'
import { code, escapeMarkdown } from './markdown.ts'
import { plain } from './text.ts'

/** One thing that was found, said once: its line in a log and its cells in a table, as Markdown. */
type Row = { readonly line: string; readonly cells: readonly string[] }

/** auditToText prints an audit for a terminal or log: what must be rotated first, then what is live, then the rest. */
export function auditToText(audit: Audit): readonly string[] {
  const { items, rotate, purge } = audit
  return [
    ...rotateToText(rotate),
    ...items.flatMap(itemToText),
    ...readersInWords(audit),
    ...oldRevisions(audit),
    ...(purge?.length === 0 ? ['purge: no revision with plaintext was found'] : linesOf(purgeRows(audit))),
    ...linesOf([...secretRows(audit), ...staleRows(audit), ...driftRows(audit), ...fileRows(audit)]),
    NOT_LOOKED_FOR
  ].map(plain)
}

/** rotateToText lists what must be rotated, worst first. No rows, no lines. */
export function rotateToText(rows: readonly CredentialToRotate[]): readonly string[] {
  if (rows.length === 0) return []
  return [
    'Rotate, worst first; moving a value elsewhere does not make it secret again:',
    ...linesOf(rotateRows(rows))
  ]
}

/** auditToMarkdown shows an audit and the history as tables, in at most `room` bytes; a table that is too long counts its rest. */
export function auditToMarkdown(audit: Audit, history: HistoryReport | undefined, room: number): string {
  const share = room / 8
  const table = (title: string, columns: readonly string[], rows: readonly Row[]): string =>
    auditTable({ title, columns, rows: rows.map(({ cells }) => cells) }, share)
  const columns = ['verdict', 'what', 'revisions', 'plaintext', 'how long']
  return [
    table('Rotate, worst first', ['variable', 'what', 'found in', 'new one'], rotateRows(audit.rotate)),
    auditTable(
      {
        title: 'What runs, and old revisions with plaintext',
        columns,
        rows: [...sortedItems(audit).map(itemCells), ...oldCells(audit)]
      },
      2 * share
    ),
    readersInWords(audit).map(escapeMarkdown).join('\n\n'),
    table('Environment files on S3', ['file', 'used by', 'what'], fileRows(audit)),
    table('Purge', ['revision', 'outcome', 'why'], purgeRows(audit)),
    table('Secrets', ['secret', 'used by', 'what'], secretRows(audit)),
    table('Tasks with an old value', ['task of', 'secret', 'began', 'secret changed'], staleRows(audit)),
    table('Drift', ['service', 'file', 'runs', 'differs in'], driftRows(audit)),
    history === undefined ? '' : historyToMarkdown(history, share),
    escapeMarkdown(NOT_LOOKED_FOR)
  ]
    .filter(section => section !== '')
    .join('\n\n')
}

/** auditLists are the parts of an audit beside what runs and what to rotate, as lines. Empty ones are left out. */
export function auditLists(
  audit: Audit,
  history: HistoryReport | undefined
): readonly { readonly title: string; readonly lines: readonly string[] }[] {
  return [
    { title: 'Old revisions', lines: oldRevisions(audit) },
    { title: 'Purge', lines: linesOf(purgeRows(audit)) },
    { title: 'Secrets', lines: linesOf(secretRows(audit)) },
    { title: 'Tasks with an old value', lines: linesOf(staleRows(audit)) },
    { title: 'Files that differ from what runs', lines: linesOf(driftRows(audit)) },
    { title: 'Environment files on S3', lines: linesOf(fileRows(audit)) },
    { title: 'Git history', lines: history === undefined ? [] : historyToText(history) },
    { title: 'Not checked', lines: [NOT_LOOKED_FOR] }
  ].filter(({ lines }) => lines.length > 0)
}

function linesOf(rows: readonly Row[]): readonly string[] {
  return rows.map(({ line }) => line)
}

function rotateRows(rows: readonly CredentialToRotate[]): readonly Row[] {
  return rows.map(({ name, kind, where, secret }, index) => {
    const what = secret === undefined ? kind.what : `${kind.what}, now secret ${secret}`
    return {
      line: `  ${index + 1}. ${name} (${what}), found in ${someOf(where)}. New one: ${kind.issuedAt}`,
      cells: [code(name), escapeMarkdown(what), escapeMarkdown(someOf(where)), escapeMarkdown(kind.issuedAt)]
    }
  })
}

function itemToText(item: Audited): readonly string[] {
  const title = `${item.verdict.padEnd(8)} ${item.kind} ${item.name} (${item.revisions.join(', ')})`
  const since = sinceInWords(item)
  return [
    since === '' ? title : `${title} ${since}`,
    ...item.exposures.map(
      exposure => `    ${exposure.revision}: ${exposureInWords(exposure)} [${exposure.rule}]`
    ),
    ...item.unknown.map(why => `    not verified: ${why}`)
  ]
}

const SIGNS = { clean: '✅ clean', exposed: '❌ exposed', unknown: '❔ unknown' } as const

function itemCells(item: Audited): readonly string[] {
  return [
    SIGNS[item.verdict],
    escapeMarkdown(`${item.kind} ${item.name}`),
    item.revisions.map(code).join(', '),
    escapeMarkdown(someOf([...spotsInWords(item.exposures), ...item.unknown])),
    escapeMarkdown(sinceInWords(item))
  ]
}

function oldRevisions({ exposedRevisions, beingDeleted }: Audit): readonly string[] {
  const unused = exposedRevisions.filter(({ usedBy }) => usedBy.length === 0)
  return [
    ...unused.map(
      ({ revision, status, registeredAt, exposures }) =>
        `old revision ${revision} (${status}, ${day(registeredAt)}) holds ${someOf(exposures.map(exposureInWords))}`
    ),
    ...exposedRevisions.flatMap(({ revision, rollbackFor }) =>
      rollbackFor.map(service => `a rollback of ${service} to ${revision} would bring plaintext back`)
    ),
    ...(beingDeleted === 0
      ? []
      : [`${beingDeleted} revisions are being deleted by ECS and were not described`])
  ]
}

const ORDER: readonly Audited['verdict'][] = ['exposed', 'unknown', 'clean']

function sortedItems({ items }: Audit): readonly Audited[] {
  return items.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
}

/** Revisions that no row above has, a row for each family: nothing runs them, and they can be read all the same. */
function oldCells({ exposedRevisions, items }: Audit): readonly (readonly string[])[] {
  const running = new Set(items.flatMap(({ revisions }) => revisions))
  const old = exposedRevisions.filter(({ revision }) => !running.has(revision))
  return groupBy(old, ({ revision, status }) => `${familyOf(revision)} ${status}`).map(group => {
    const [{ revision, status }] = group as readonly [ExposedRevision]
    const ways = group.flatMap(one =>
      one.rollbackFor.map(service => `a rollback of ${service} leads to ${one.revision}`)
    )
    const users = group.flatMap(({ usedBy }) => usedBy)
    const times = group.flatMap(({ registeredAt }) => registeredAt ?? []).toSorted((a, b) => a - b)
    const plaintext = spotsInWords(group.flatMap(({ exposures }) => exposures))
    const more = group.length > REVISIONS_SHOWN ? ` and ${group.length - REVISIONS_SHOWN} more` : ''
    return [
      users.length === 0 ? '⚠️ old revisions' : SIGNS.exposed,
      escapeMarkdown(
        [`family ${familyOf(revision)}`, ...(users.length === 0 ? [] : [someOf(users)]), ...ways].join('; ')
      ),
      `${group
        .slice(0, REVISIONS_SHOWN)
        .map(one => code(one.revision))
        .join(', ')}${more} (${status})`,
      escapeMarkdown(someOf(plaintext)),
      times.length === 0 ? '' : `since ${day(times[0])}`
    ]
  })
}

const REVISIONS_SHOWN = 8

function familyOf(revision: string): string {
  return revision.replace(/:\d+$/, '')
}

function purgeRows({ purge = [] }: Audit): readonly Row[] {
  return purge.map(({ revision, outcome, reason }) => ({
    line: `purge: ${revision} ${outcome}: ${reason}`,
    cells: [code(revision), outcome, escapeMarkdown(reason)]
  }))
}

function secretRows({ secrets }: Audit): readonly Row[] {
  return secrets.flatMap(row => {
    const text = secretInWords(row)
    if (text === undefined) return []
    const by = row.usedBy.length === 0 ? '' : ` (${someOf(row.usedBy)})`
    return [
      {
        line: `secret ${row.name}${by} ${text}`,
        cells: [code(row.name), escapeMarkdown(someOf(row.usedBy)), escapeMarkdown(text)]
      }
    ]
  })
}

function staleRows({ staleTasks }: Audit): readonly Row[] {
  return staleTasks.map(({ task, service, secret, startedAt, changedAt }) => {
    const name = `task ${lastPartOf(task)}${service === undefined ? '' : ` of ${service}`}`
    return {
      line: `${name} began ${minute(startedAt)}, ${secret} changed ${minute(changedAt)}: it may hold the old value (mode rotate-restart)`,
      cells: [escapeMarkdown(service ?? task), code(secret), day(startedAt), day(changedAt)]
    }
  })
}

function driftRows({ drift }: Audit): readonly Row[] {
  return drift.map(({ service, file, revision, paths }) => ({
    line: `drift: ${service} runs ${revision}, ${file} differs in ${paths.join(', ')}`,
    cells: [escapeMarkdown(service), code(file), code(revision), escapeMarkdown(someOf(paths))]
  }))
}

function fileRows({ environmentFiles }: Audit): readonly Row[] {
  return environmentFiles.flatMap(row => {
    const text = fileInWords(row)
    if (text === '') return []
    return [
      {
        line: `environment file ${row.file} (${someOf(row.usedBy)}) ${text}`,
        cells: [code(row.file), escapeMarkdown(someOf(row.usedBy)), escapeMarkdown(text)]
      }
    ]
  })
}

function minute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
