import { lastPartOf } from '../arn.ts'
import { groupBy } from '../list.ts'
import type { ActingPlace } from '../log.ts'
import { type PermissionHolder, type PermissionRow, unverifiedReason } from '../secrets/verification.ts'
import {
  codePiece,
  detailsBlock,
  NO_BREAK,
  namesInCode,
  type ReportSection,
  sectionToText,
  strongPiece,
  tableBlock
} from './section.ts'
import { plain } from './text.ts'

/** Shown in place of what AWS has not returned. */
const UNKNOWN = 'not known'

/** targetToText returns a line per place, printed before the run acts there. */
export function targetToText(target: readonly ActingPlace[]): readonly string[] {
  return target.map(({ account = UNKNOWN, region, clusters, identity }) => {
    const who = identity === undefined ? `identity ${UNKNOWN}` : `as ${identity}`
    const where = clusters.length === 0 ? 'no cluster' : `cluster ${clusters.join(', ')}`
    return plain(`Account ${account}, Region ${region}, ${where}, ${who}`)
  })
}

/** targetSection is the same as a table. Empty if AWS was not called. */
export function targetSection(target: readonly ActingPlace[]): ReportSection {
  const rows = target.map(({ account = UNKNOWN, region, clusters, identity = UNKNOWN }) => [
    account,
    region,
    clusters.length === 0 ? 'none' : namesInCode(clusters, 20),
    [codePiece(identity)]
  ])
  const blocks = tableBlock(['account', 'region', 'cluster', 'identity'], rows)
  return { id: 'target', heading: '', share: 0.02, blocks }
}

/** Why a run for changed services includes a service, or not. */
export type SelectedService = {
  /** The key of the service, and its name in ECS. */
  readonly key: string
  readonly service: string
  readonly isIncluded: boolean
  /** A clause: what changed, what is unknown, or that nothing changed. */
  readonly reason: string
  /** The commit of the running revision, if known. */
  readonly commit?: string
}

/** selectionToText returns a line for each service. */
export function selectionToText(selection: readonly SelectedService[]): readonly string[] {
  return sectionToText(selectionSection(selection))
}

/** selectionSection is the table of the services and the reasons; empty if the run does not select changed services. */
export function selectionSection(selection: readonly SelectedService[] = []): ReportSection {
  const rows = selection
    .toSorted((a, b) => Number(b.isIncluded) - Number(a.isIncluded))
    .map(({ key, service, isIncluded, reason }) => {
      const name = key === service ? key : `${key} (${service})`
      return [[codePiece(name)], isIncluded ? [strongPiece('in')] : 'left alone', reason]
    })
  return {
    ...{ id: 'selection', heading: 'What changed', share: 0.05, rest: '; all are in the output `plan`' },
    blocks: tableBlock(['service', '', 'why'], rows)
  }
}

/** The title of the permissions table in a log. */
export const PERMISSIONS_TITLE = 'Permissions'

/** The maximum number of resources named in one row; the rest are counted. */
const MOST_NAMED = 12

/** permissionsToText formats the permissions table for a terminal or log; empty without rows. */
export function permissionsToText(rows: readonly PermissionRow[]): readonly string[] {
  return sectionToText(permissionsSection(rows))
}

/**
 * permissionsSection is a table of missing permissions, and below it, folded, those not verified and allowed. Rows that
 * differ only in their resource are combined.
 */
export function permissionsSection(rows: readonly PermissionRow[]): ReportSection {
  const of = (wanted: PermissionRow['verdict']) => rows.filter(({ verdict }) => verdict === wanted)
  const [open, allowed] = [of('not-verified'), of('allowed')]
  const blocks = [
    ...permissionTable(of('denied')),
    ...detailsBlock(`${open.length} not verified`, permissionTable(open)),
    ...detailsBlock(`${allowed.length} allowed`, permissionTable(allowed)).map(block => ({
      ...block,
      inLog: 'title' as const
    }))
  ]
  return { id: 'permissions', heading: PERMISSIONS_TITLE, share: 0.05, blocks }
}

/** The rows of a role stand together, in the order in which the roles first appear. */
function permissionTable(rows: readonly PermissionRow[]): ReportSection['blocks'] {
  const byHolder = groupBy(rows, ({ holder }) => JSON.stringify(holder)).flat()
  const alike = groupBy(byHolder, row =>
    JSON.stringify([row.holder, needOf(row), row.verdict, reasonOf(row)])
  )
  return tableBlock(
    ['verdict', 'who', 'needs', 'on', 'why'],
    alike.map(group => {
      const [row] = group as readonly [PermissionRow]
      const things = [...new Set(group.map(({ what }) => thingOf(what)))]
      return [
        verdictWord(row),
        holderOf(row.holder),
        needOf(row),
        namesInCode(things, MOST_NAMED),
        reasonOf(row)
      ]
    })
  )
}

function verdictWord({ verdict, check }: PermissionRow): string {
  if (verdict === 'not-verified') return `❔${NO_BREAK}not${NO_BREAK}verified`
  if (check === 'image') return verdict === 'allowed' ? `✅${NO_BREAK}passed` : `❌${NO_BREAK}missing`
  return `${verdict === 'allowed' ? '✅' : '❌'}${NO_BREAK}${verdict}`
}

/** `assumed-role/deploy/run-7` is the role deploy. */
function holderOf(holder: PermissionHolder): string {
  if (holder.kind === 'nobody') return 'images'
  const name = /:assumed-role\/([^/]+)\//.exec(holder.arn)?.[1] ?? lastPartOf(holder.arn)
  return `${holder.kind === 'deployer' ? 'deploying role' : holder.kind.replace('-', ' ')} ${name}`.trimEnd()
}

function needOf({ check, action = '' }: PermissionRow): string {
  if (check === 'role') return 'exists and trusts ECS'
  return check === 'image' ? 'the image exists in Amazon ECR' : action
}

/** Shortens ARNs by the part that is the same in every row; problems contain the full ARNs. */
function thingOf(what: string): string {
  const own =
    /^arn:[^:]*:(?:secretsmanager|ssm|kms):[^:]*:[^:]*:(?:secret:|parameter(?=\/)|(?=key\/))(.+)$/.exec(
      what
    )?.[1]
  return own ?? (/^arn:[^:]*:iam:/.test(what) ? lastPartOf(what) : what)
}

function reasonOf(row: PermissionRow): string {
  return row.verdict === 'not-verified' ? unverifiedReason(row.unknown) : row.why
}
