import type { Audit, Audited } from '../audit/audit.ts'
import type { HistoryReport } from '../history/history.ts'
import { someOf } from './audit-text.ts'
import {
  day,
  fileInWords,
  NOT_LOOKED_FOR,
  readersInWords,
  secretInWords,
  sinceInWords,
  spotInWords
} from './audit-words.ts'
import { adviceFor } from './history-text.ts'
import { code, escapeMarkdown } from './markdown.ts'
import { linesWithin } from './summary-room.ts'

/** auditToMarkdown shows an audit and the history as tables, in at most `room` bytes; a table that is too long counts its rest. Empty without an audit. */
export function auditToMarkdown(
  { audit, history }: { readonly audit?: Audit | undefined; readonly history?: HistoryReport | undefined },
  room: number
): string {
  if (audit === undefined) return ''
  const share = room / 8
  return [
    table('## Rotate, worst first', ['variable', 'what', 'stood in', 'new one'], rotateRows(audit), share),
    table('## Live', ['verdict', 'what', 'revisions', 'plaintext', 'since'], audit.items.map(itemRow), share),
    readersInWords(audit).map(escapeMarkdown).join('\n\n'),
    table('## Environment files on S3', ['file', 'used by', 'what'], fileRows(audit), share),
    table(
      '## Revisions with plaintext',
      ['revision', 'status', 'registered', 'plaintext', 'runs in', 'rollback of'],
      revisionRows(audit),
      share
    ),
    table(
      '## Purge',
      ['revision', 'outcome', 'why'],
      (audit.purge ?? []).map(({ revision, outcome, reason }) => [
        code(revision),
        outcome,
        escapeMarkdown(reason)
      ]),
      share
    ),
    table('## Secrets', ['secret', 'used by', 'what'], secretRows(audit), share),
    table(
      '## Tasks with an old value',
      ['task of', 'secret', 'began', 'secret changed'],
      audit.staleTasks.map(({ service, task, secret, startedAt, changedAt }) => [
        escapeMarkdown(service ?? task),
        code(secret),
        day(startedAt),
        day(changedAt)
      ]),
      share
    ),
    table(
      '## Drift',
      ['service', 'file', 'runs', 'differs in'],
      audit.drift.map(({ service, file, revision, paths }) => [
        escapeMarkdown(service),
        code(file),
        code(revision),
        escapeMarkdown(someOf(paths))
      ]),
      share
    ),
    historySection(history, share),
    escapeMarkdown(NOT_LOOKED_FOR)
  ]
    .filter(section => section !== '')
    .join('\n\n')
}

type Row = readonly string[]

function table(title: string, heads: Row, rows: readonly Row[], room: number): string {
  if (rows.length === 0) return ''
  const { lines, left } = linesWithin(
    rows.map(cells => `| ${cells.join(' | ')} |`),
    room
  )
  return [
    title,
    '',
    `| ${heads.join(' | ')} |`,
    `|${' --- |'.repeat(heads.length)}`,
    ...lines,
    ...(left > 0 ? ['', `… and ${left} more in the log and the output \`audit\`.`] : [])
  ].join('\n')
}

function rotateRows({ rotate }: Audit): readonly Row[] {
  return rotate.map(({ name, kind, where, secret }) => [
    code(name),
    escapeMarkdown(secret === undefined ? kind.what : `${kind.what}, now secret ${secret}`),
    escapeMarkdown(someOf(where)),
    escapeMarkdown(kind.issuedAt)
  ])
}

const SIGNS = { clean: '✅ clean', exposed: '❌ exposed', unknown: '❔ unknown' } as const

function itemRow(item: Audited): Row {
  return [
    SIGNS[item.verdict],
    escapeMarkdown(`${item.kind} ${item.name}`),
    item.revisions.map(code).join(', '),
    escapeMarkdown(someOf([...new Set(item.spots.map(spotInWords)), ...item.unknown])),
    escapeMarkdown(sinceInWords(item))
  ]
}

function revisionRows({ exposedRevisions }: Audit): readonly Row[] {
  return exposedRevisions.map(({ revision, status, registeredAt, spots, usedBy, rollbackFor }) => [
    code(revision),
    status,
    day(registeredAt),
    escapeMarkdown(someOf(spots.map(spotInWords))),
    escapeMarkdown(someOf(usedBy)),
    escapeMarkdown(someOf(rollbackFor))
  ])
}

function fileRows({ environmentFiles }: Audit): readonly Row[] {
  return environmentFiles.flatMap(row => {
    const text = fileInWords(row)
    return text === '' ? [] : [[code(row.file), escapeMarkdown(someOf(row.usedBy)), escapeMarkdown(text)]]
  })
}

function secretRows({ secrets }: Audit): readonly Row[] {
  return secrets.flatMap(row => {
    const text = secretInWords(row)
    return text === undefined
      ? []
      : [[code(row.name), escapeMarkdown(someOf(row.usedBy)), escapeMarkdown(text)]]
  })
}

function historySection(history: HistoryReport | undefined, room: number): string {
  if (history === undefined) return ''
  const rows = history.hits.map(
    ({ paths, first, last, spots, valuesOf }): Row => [
      code(someOf(paths)),
      first === undefined ? '' : `${code(first.commit)} ${day(first.at)}`,
      last === undefined ? '' : `${code(last.commit)} ${day(last.at)}`,
      escapeMarkdown(someOf([...new Set([...spots.map(spotInWords), ...valuesOf])]))
    ]
  )
  const cut = history.cut.map(why => `- Not verified: ${escapeMarkdown(why)}`)
  if (rows.length === 0) {
    return ['## Git history', '', `No credential in ${history.blobsLookedAt} file versions.`, ...cut].join(
      '\n'
    )
  }
  const found = table('## Git history', ['file', 'first', 'last touched', 'holds'], rows, room)
  return [found, '', ...cut, ...adviceFor(history).map(line => `- ${escapeMarkdown(line)}`)].join('\n')
}
