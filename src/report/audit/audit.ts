import { lastPartOf } from '../../arn.ts'
import type { Audit, Audited, ExposedRevision, HistoryReport } from '../../audit/audit.ts'
import { type AuditedPlace, placeInArn, placeWordsOf } from '../../audit/place-words.ts'
import { groupBy } from '../../group.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { NO_BREAK } from '../markdown.ts'
import { historySection } from '../rollouts/history.ts'
import {
  codePiece,
  listBlock,
  namesInCode,
  paragraphBlock,
  type ReportSection,
  sectionToText,
  type TextRow,
  tableBlock
} from '../section.ts'
import {
  day,
  exposureInWords,
  fileInWords,
  NOT_LOOKED_FOR,
  readersInWords,
  secretInWords,
  sinceInWords,
  spotsInWords
} from './audit-words.ts'

/** Describes the place of a row; empty in an audit of one cluster. */
type PlaceLabel = (place: AuditedPlace) => string

/** auditToText formats an audit for a terminal or log: credentials to rotate, then what runs, then the rest. */
export function auditToText(audit: Audit): readonly string[] {
  const rotate =
    audit.rotate.length === 0 ? [] : ['Rotate, worst first; moving a value does not invalidate it:']
  return [...rotate, ...auditSections(audit, undefined).flatMap(sectionToText)]
}

/** auditSections shows an audit: what to rotate, each user with its verdict, old revisions, the rest. */
export function auditSections(audit: Audit, history: HistoryReport | undefined): readonly ReportSection[] {
  const where = placeWordsOf(audit)
  return [
    sectionOf(
      'rotate',
      'Rotate, worst first',
      tableBlock(['variable', 'kind', 'found in', 'replace it at'], rotateRows(audit))
    ),
    sectionOf('services', 'What runs', [
      ...tableBlock(
        ['verdict', 'what runs', 'revisions', 'plaintext', 'since'],
        sortedItems(audit).map(item => itemRow(item, where))
      ),
      ...readersInWords(audit).flatMap(paragraphBlock)
    ]),
    sectionOf('old', 'Old revisions with plaintext', [
      ...tableBlock(['', 'family', 'revisions', 'plaintext', 'since'], oldRows(audit, where)),
      ...listBlock(rollbackLines(audit, where)),
      ...listBlock(deletedLines(audit))
    ]),
    sectionOf('purge', 'Purge', [
      ...paragraphBlock(purgeSentence(audit)),
      ...tableBlock(['revision', 'outcome', 'why'], purgeRows(audit, where))
    ]),
    sectionOf('secrets', 'Secrets', tableBlock(['secret', 'used by', 'state'], secretRows(audit, where))),
    sectionOf(
      'stale',
      'Tasks with an old value',
      tableBlock(['task of', 'secret', 'began', 'secret changed'], staleRows(audit, where))
    ),
    sectionOf(
      'files',
      'Environment files in Amazon S3',
      tableBlock(['file', 'used by', 'result'], fileRows(audit))
    ),
    ...(history === undefined ? [] : [historySection(history)]),
    sectionOf('not-looked', '', paragraphBlock(NOT_LOOKED_FOR))
  ]
}

function sectionOf(id: string, heading: string, blocks: ReportSection['blocks']): ReportSection {
  return { id, heading, blocks, share: 0.06, rest: ' in the log and the output `audit`' }
}

function rotateRows({ rotate }: Audit): readonly TextRow[] {
  return rotate.map(({ name, kind, where, secret }, index) => {
    const what = secret === undefined ? kind.what : `${kind.what}, now secret ${secret}`
    return {
      cells: [[codePiece(name)], what, someOf(where), kind.issuedAt],
      lines: [`  ${index + 1}. ${name} (${what}), found in ${someOf(where)}. Replace it at: ${kind.issuedAt}`]
    }
  })
}

const ORDER: readonly Audited['verdict'][] = ['exposed', 'unknown', 'clean']
const SIGNS = { clean: '✅', exposed: '❌', unknown: '❔' } as const

function sortedItems({ items }: Audit): readonly Audited[] {
  return items.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
}

/** The name is preceded by its key in the configuration file. */
function itemRow(item: Audited, where: PlaceLabel): TextRow {
  const { kind, name, key, verdict, revisions, exposures, unknown } = item
  const title = `${kind} ${labelOf({ service: name, ...present({ key }) })}${where(item)}`
  const since = sinceInWords(item)
  const line = `${verdict.padEnd(8)} ${title} (${revisions.join(', ')})`
  return {
    cells: [
      `${SIGNS[verdict]}${NO_BREAK}${verdict}`,
      title,
      namesInCode(revisions, revisions.length),
      someOf([...spotsInWords(exposures), ...unknown]),
      since
    ],
    lines: [
      since === '' ? line : `${line} ${since}`,
      ...exposures.map(one => `    ${one.revision}: ${exposureInWords(one)} [${one.rule}]`),
      ...unknown.map(why => `    not verified: ${why}`)
    ]
  }
}

const REVISIONS_SHOWN = 8

/** A row per family for exposed revisions that nothing runs: they remain readable. */
function oldRows({ exposedRevisions }: Audit, where: PlaceLabel): readonly TextRow[] {
  const old = exposedRevisions.filter(({ usedBy }) => usedBy.length === 0)
  const familyOf = ({ revision }: ExposedRevision) => revision.replace(/:\d+$/, '')
  const families = groupBy(old, one => `${where(placeInArn(one.arn))} ${familyOf(one)} ${one.status}`)
  return families.map(group => {
    const [first] = group as readonly [ExposedRevision]
    const times = group.flatMap(({ registeredAt }) => registeredAt ?? [])
    const revisions = namesInCode(
      group.map(one => one.revision),
      REVISIONS_SHOWN
    )
    return {
      cells: [
        `⚠️${NO_BREAK}old revisions`,
        `family ${familyOf(first)}${where(placeInArn(first.arn))}`,
        [...revisions, ` (${first.status})`],
        someOf(spotsInWords(group.flatMap(({ exposures }) => exposures))),
        times.length === 0 ? '' : `since ${day(Math.min(...times))}`
      ],
      lines: group.map(
        ({ revision, arn, status, registeredAt, exposures }) =>
          `old revision ${revision}${where(placeInArn(arn))} (${status}, ${day(registeredAt)}) holds ${someOf(spotsInWords(exposures))}`
      )
    }
  })
}

function rollbackLines({ exposedRevisions }: Audit, where: PlaceLabel): readonly string[] {
  return exposedRevisions.flatMap(({ revision, arn, rollbackFor }) =>
    rollbackFor.map(
      service => `a rollback of ${service}${where(placeInArn(arn))} to ${revision} would bring plaintext back`
    )
  )
}

function deletedLines({ beingDeleted }: Audit): readonly string[] {
  if (beingDeleted === 0) return []
  return [
    beingDeleted === 1
      ? '1 revision is being deleted by ECS and was not described'
      : `${beingDeleted} revisions are being deleted by ECS and were not described`
  ]
}

function purgeSentence({ isPurgeStopped, purge }: Audit): string {
  if (isPurgeStopped) return 'purge: nothing was purged, because the run has problems'
  return purge?.length === 0 ? 'purge: no revision with plaintext was found' : ''
}

function purgeRows({ purge = [] }: Audit, where: PlaceLabel): readonly TextRow[] {
  return purge.map(({ revision, arn, outcome, reason }) => {
    const place = where(placeInArn(arn))
    return {
      cells: [[codePiece(revision), place], outcome, reason],
      lines: [`purge: ${revision}${place} ${outcome}: ${reason}`]
    }
  })
}

function secretRows({ secrets }: Audit, where: PlaceLabel): readonly TextRow[] {
  return secrets.flatMap(row => {
    const text = secretInWords(row)
    if (text === undefined) return []
    const place = where({ region: row.region })
    const by = row.usedBy.length === 0 ? '' : ` (${someOf(row.usedBy)})`
    return [
      {
        cells: [[codePiece(row.name), place], someOf(row.usedBy), text],
        lines: [`secret ${row.name}${place}${by} ${text}`]
      }
    ]
  })
}

function staleRows({ staleTasks }: Audit, where: PlaceLabel): readonly TextRow[] {
  const minute = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
  return staleTasks.map(({ task, cluster, service, secret, startedAt, changedAt }) => {
    const place = where({ ...placeInArn(task), cluster })
    const name = `task ${lastPartOf(task)}${service === undefined ? '' : ` of ${service}`}${place}`
    return {
      cells: [`${service ?? task}${place}`, [codePiece(secret)], day(startedAt), day(changedAt)],
      lines: [
        `${name} began ${minute(startedAt)}, ${secret} changed ${minute(changedAt)}: it may hold the old value (mode rotate-restart)`
      ]
    }
  })
}

function fileRows({ environmentFiles }: Audit): readonly TextRow[] {
  return environmentFiles.flatMap(row => {
    const text = fileInWords(row)
    if (text === '') return []
    return [
      {
        cells: [[codePiece(row.file)], someOf(row.usedBy), text],
        lines: [`environment file ${row.file} (${someOf(row.usedBy)}) ${text}`]
      }
    ]
  })
}
