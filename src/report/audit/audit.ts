import type { Audit, Audited, AuditedSecret, Exposure, HistoryReport } from '../../audit/audit.ts'
import { placeInArn, placeWordsOf } from '../../audit/place-words.ts'
import { groupBy, someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { labelOf } from '../../rollout/outcome.ts'
import {
  codePiece,
  listBlock,
  NO_BREAK,
  namesInCode,
  paragraphBlock,
  type ReportSection,
  sectionsToText,
  type TextRow,
  tableBlock
} from '../section.ts'
import { historySection } from './audit-section.ts'
import { day, sinceInWords, spotsInWords } from './audit-words.ts'

/** auditToText formats an audit for a terminal or log. */
export function auditToText(audit: Audit): readonly string[] {
  return sectionsToText(auditSections(audit, undefined))
}

/** auditSections shows an audit: what to rotate, each user with its verdict, old revisions, the rest. */
export function auditSections(audit: Audit, history: HistoryReport | undefined): readonly ReportSection[] {
  const where = placeWordsOf(audit)
  return [
    ...sectionsOfUse(audit, where),
    purgeSection(audit, where),
    ...sectionsOfRest(audit, where),
    ...(history === undefined ? [] : [historySection(history)]),
    sectionOf(
      'not-looked',
      '',
      paragraphBlock(
        'Not checked: AWS Step Functions, EventBridge Pipes, Lambda functions and scripts that start tasks; rules on other event buses; daemons and, without “families: all”, their task definitions.'
      )
    )
  ]
}

type Where = ReturnType<typeof placeWordsOf>

function sectionsOfUse(audit: Audit, where: Where): readonly ReportSection[] {
  const { exposedRevisions, beingDeleted } = audit
  return [
    sectionOf(
      'rotate',
      'Rotate, worst first',
      tableBlock(
        ['severity', 'variable', 'kind', 'found in', 'rotate at'],
        audit.rotate.map(({ name, kind, where: found, secret }) => [
          kind.severity,
          [codePiece(name)],
          secret === undefined ? kind.what : `${kind.what}, now secret ${secret}`,
          someOf(found),
          kind.issuedAt
        ])
      )
    ),
    sectionOf('services', 'What runs', [
      ...tableBlock(
        ['verdict', 'what runs', 'revisions', 'plaintext', 'exposed'],
        audit.items
          .toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
          .map(item => itemRow(item, where(item)))
      ),
      ...READERS.filter(([, isIt]) => audit.items.some(item => item.exposures.some(isIt))).flatMap(([text]) =>
        paragraphBlock(text)
      )
    ]),
    sectionOf('old', 'Other revisions with plaintext', [
      ...tableBlock(['family', 'revisions', 'plaintext', 'exposed'], oldRows(audit, where)),
      ...listBlock([
        ...exposedRevisions.flatMap(({ revision, arn, rollbackFor }) =>
          rollbackFor.map(
            service =>
              `a rollback of ${service}${where(placeInArn(arn))} to ${revision} would bring plaintext back`
          )
        ),
        ...(beingDeleted === 0
          ? []
          : [`revisions that ECS is deleting and that were not described: ${beingDeleted}`])
      ])
    ])
  ]
}

function purgeSection({ isPurgeStopped, purge }: Audit, where: Where): ReportSection {
  const isEmpty = purge?.length === 0 && !isPurgeStopped
  return sectionOf('purge', 'Purge', [
    ...paragraphBlock(isPurgeStopped ? 'Nothing was purged, because the run has problems.' : ''),
    ...paragraphBlock(isEmpty ? 'No revision with plaintext was found.' : ''),
    ...tableBlock(
      ['revision', 'outcome', 'why'],
      (purge ?? []).map(({ revision, arn, outcome, reason }) => [
        [codePiece(revision), where(placeInArn(arn))],
        outcome,
        reason
      ])
    )
  ])
}

function sectionsOfRest(audit: Audit, where: Where): readonly ReportSection[] {
  const { staleTasks } = audit
  return [
    sectionOf(
      'secrets',
      'Secrets',
      tableBlock(
        ['secret', 'used by', 'state'],
        audit.secrets.flatMap(row => {
          const text = secretInWords(row)
          const name = [codePiece(row.name), where({ region: row.region })]
          return text === undefined ? [] : [[name, someOf(row.usedBy), text]]
        })
      )
    ),
    sectionOf(
      'stale',
      'Tasks that may hold an old value (mode rotate-restart)',
      tableBlock(
        ['task of', 'secret', 'began', 'secret changed'],
        staleTasks.map(({ task, cluster, service, secret, startedAt, changedAt }) => [
          `${service ?? task}${where({ ...placeInArn(task), cluster })}`,
          [codePiece(secret)],
          minute(startedAt),
          minute(changedAt)
        ])
      )
    ),
    sectionOf(
      'files',
      'Environment files in Amazon S3',
      tableBlock(
        ['file', 'used by', 'result'],
        audit.environmentFiles
          .filter(({ verdict }) => verdict !== 'clean')
          .map(({ file, usedBy, verdict, exposures, why }) => [
            [codePiece(file)],
            someOf(usedBy),
            verdict === 'exposed'
              ? `contains ${exposures.map(({ name }) => name).join(', ')} in plaintext`
              : `named, not scanned${why === undefined ? '' : `: ${why}`}`
          ])
      )
    )
  ]
}

/** Who could read what is exposed. This tool cannot determine who did. */
const READERS: readonly (readonly [text: string, isIt: (one: Exposure) => boolean])[] = [
  [
    'Who could read it: everyone with ecs:DescribeTaskDefinition in the account, in the console too (IAM cannot limit this permission to certain definitions). This report cannot show who did; the CloudTrail event history keeps these calls for 90 days.',
    one => one.environmentFile === undefined && one.overridesOf === undefined
  ],
  [
    'Who could read an environment file: everyone with s3:GetObject on the object, by IAM or by the bucket policy, from other accounts too. If versioning is enabled on the bucket, older versions of the object stay readable.',
    one => one.environmentFile !== undefined
  ],
  [
    'Who could read overrides: everyone with ecs:DescribeTasks, events:ListTargetsByRule or scheduler:GetSchedule. Mode migrate does not change overrides: remove the value there and refer to the secret in the definition.',
    one => one.overridesOf !== undefined
  ]
]

function sectionOf(id: string, heading: string, blocks: ReportSection['blocks']): ReportSection {
  return { id, heading, blocks, share: 0.06, rest: ' in the log and the output `audit`' }
}

const ORDER: readonly Audited['verdict'][] = ['exposed', 'unknown', 'clean']
const SIGNS = { clean: '✅', exposed: '❌', unknown: '❔' } as const

/** The name is preceded by its key in the configuration file. */
function itemRow(item: Audited, place: string): TextRow {
  const { kind, name, key, verdict, revisions, exposures, unknown } = item
  return [
    `${SIGNS[verdict]}${NO_BREAK}${verdict}`,
    `${kind} ${labelOf({ service: name, ...present({ key }) })}${place}`,
    namesInCode(revisions, revisions.length),
    someOf([...spotsInWords(exposures), ...unknown.map(why => `not verified: ${why}`)]),
    sinceInWords(item)
  ]
}

const REVISIONS_SHOWN = 8

/** A row per family for exposed revisions that nothing runs: they remain readable. */
function oldRows({ exposedRevisions }: Audit, where: Where): readonly TextRow[] {
  const old = exposedRevisions.filter(({ usedBy }) => usedBy.length === 0)
  const titleOf = ({ revision, arn }: (typeof old)[number]) =>
    `${revision.replace(/:\d+$/, '')}${where(placeInArn(arn))}`
  return groupBy(old, one => `${titleOf(one)} ${one.status}`).map(group => {
    const [first] = group as [(typeof old)[number]]
    const times = group.flatMap(({ registeredAt }) => registeredAt ?? [])
    const revisions = group.map(({ revision }) => revision)
    return [
      titleOf(first),
      [...namesInCode(revisions, REVISIONS_SHOWN), ` (${first.status})`],
      someOf(spotsInWords(group.flatMap(({ exposures }) => exposures))),
      times.length === 0 ? '' : `since ${day(Math.min(...times))}`
    ]
  })
}

function minute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}

/** What is wrong with a secret; undefined if nothing. */
function secretInWords(row: AuditedSecret): string | undefined {
  const accessed = row.accessedAt === undefined ? '' : `, last read ${day(row.accessedAt)}`
  switch (row.state) {
    case 'gone':
      return 'is referenced and does not exist: new tasks cannot start'
    case 'deleted':
      return 'is referenced and scheduled for deletion: restore it or remove the reference'
    case 'unreferenced':
      return `is not referenced by anything that was checked${accessed}; services other than ECS might read it`
    case 'not-verified':
      return 'could not be read'
    case 'good':
      if (row.unrotated)
        return `still has the value that it was created with on ${day(row.changedAt)}, and older revisions were deleted: rotate it if they contained it`
      return row.old ? `has had the same value since ${day(row.changedAt)}` : undefined
  }
}
