import { lastPartOf } from '../arn.ts'
import { assertNever } from '../errors.ts'
import { groupBy } from '../group.ts'
import { someOf } from '../list.ts'
import { type PermissionHolder, type PermissionRow, unverifiedReason } from '../secrets/verification.ts'
import { NO_BREAK } from './markdown.ts'
import { detailsBlock, namesInCode, type ReportSection, type SectionBlock, tableBlock } from './section.ts'
import { plain } from './text.ts'

/** The title of the permissions table in a log. */
export const PERMISSIONS_TITLE = 'Permissions'

/**
 * permissionsToText prints the permissions table for a terminal or log, one block per role. A block in which everything
 * is allowed is one line. Empty without rows.
 */
export function permissionsToText(rows: readonly PermissionRow[]): readonly string[] {
  return blocksOf(rows).flatMap(block => {
    const title = plain(holderTitle(block[0]?.holder ?? { kind: 'nobody' }))
    const open = block.filter(({ verdict }) => verdict !== 'allowed')
    const allowed = block.length - open.length
    const word = block[0]?.holder.kind === 'nobody' ? 'checks passed' : 'allowed'
    if (open.length === 0) return [`${title}: ${allowed} of ${allowed} ${word}`]
    const unseen = open.filter(({ verdict }) => verdict === 'not-verified').length
    const rest = unseen === 0 ? '' : `, ${unseen} not verified`
    return [`${title}: ${allowed} of ${block.length} ${word}${rest}`, ...openLines(open)]
  })
}

/** What one reason left unverified is one line; what is denied is named thing by thing. */
function openLines(open: readonly PermissionRow[]): readonly string[] {
  const alike = groupBy(open, row => {
    const { verdict, check, action } = row
    return JSON.stringify(verdict === 'not-verified' ? [check, action, reasonOf(row)] : row)
  })
  return alike.map(([first, ...others]) => {
    const row = first as PermissionRow
    const isOpenImage = row.check === 'image' && row.verdict !== 'denied' && others.length > 0
    const named = someOf(
      [isOpenImage ? thingOf(row) : questionOf(row), ...others.map(thingOf)],
      MOST_NAMED[row.verdict]
    )
    const things = isOpenImage ? `whether these exist: ${named}` : named
    return plain(`  ${verdictWord(row)}: ${things} (${reasonOf(row)})`)
  })
}

/** The maximum number of resources named in one row; the rest are counted. What is not verified is often all images. */
const MOST_NAMED: Readonly<Record<PermissionRow['verdict'], number>> = {
  denied: 12,
  'not-verified': 5,
  allowed: 12
}

/**
 * permissionsSection is a table of missing or unverified permissions, and below it, folded, the allowed ones. Rows that
 * differ only in their resource are combined.
 */
export function permissionsSection(rows: readonly PermissionRow[]): ReportSection {
  const ordered = blocksOf(rows).flat()
  const open = ordered.filter(({ verdict }) => verdict !== 'allowed')
  const allowed = ordered.filter(({ verdict }) => verdict === 'allowed')
  const blocks = [...permissionTable(open), ...detailsBlock(allowedTitle(allowed), permissionTable(allowed))]
  return { id: 'permissions', heading: 'Permissions', share: 0.05, blocks }
}

function permissionTable(rows: readonly PermissionRow[]): readonly SectionBlock[] {
  const alike = groupBy(rows, row => JSON.stringify([row.holder, needOf(row), row.verdict, reasonOf(row)]))
  return tableBlock(
    ['who', 'needs', 'on', 'verdict', 'why'],
    alike.map(group => {
      const [row] = group as readonly [PermissionRow]
      const things = namesInCode([...new Set(group.map(thingOf))], MOST_NAMED[row.verdict])
      const verdict = `${SIGNS[row.verdict]}${NO_BREAK}${verdictWord(row).replaceAll(' ', NO_BREAK)}`
      return { cells: [holderTitle(row.holder), needOf(row), things, verdict, reasonOf(row)] }
    })
  )
}

function allowedTitle(good: readonly PermissionRow[]): string {
  const images = good.filter(({ holder }) => holder.kind === 'nobody').length
  const parts = [
    good.length > images ? `${good.length - images} allowed` : '',
    images > 0 ? `${images} image ${images === 1 ? 'check' : 'checks'} passed` : ''
  ]
  return parts.filter(text => text !== '').join(', ')
}

const SIGNS = { allowed: '✅', denied: '❌', 'not-verified': '❔' } as const

/** Groups the rows by role, in the order in which the roles first appear. */
function blocksOf(rows: readonly PermissionRow[]): readonly (readonly PermissionRow[])[] {
  return groupBy(rows, ({ holder }) => JSON.stringify(holder))
}

function holderTitle(holder: PermissionHolder): string {
  switch (holder.kind) {
    case 'execution-role':
      return `execution role ${lastPartOf(holder.arn)}`
    case 'task-role':
      return `task role ${lastPartOf(holder.arn)}`
    case 'deployer':
      return `deploying role ${roleOfSession(holder.arn)}`.trimEnd()
    case 'nobody':
      return 'images'
    default:
      return assertNever(holder)
  }
}

function needOf(row: PermissionRow): string {
  switch (row.check) {
    case 'role':
      return 'exists and trusts ECS'
    case 'secret':
    case 'parameter':
    case 'key':
    case 'pass-role':
      return row.action ?? ''
    case 'image':
      return 'the image exists in Amazon ECR'
    default:
      return assertNever(row.check)
  }
}

/** Shortens ARNs by the part that is the same in every row; problems contain the full ARNs. */
function thingOf({ check, what }: PermissionRow): string {
  switch (check) {
    case 'secret':
      return what.replace(/^arn:.*?:secret:/, '')
    case 'parameter':
      return what.replace(/^arn:.*?:parameter/, '')
    case 'key':
      return what.replace(/^arn:.*?:key\//, 'key/')
    case 'role':
    case 'pass-role':
      return lastPartOf(what)
    case 'image':
      return what
    default:
      return assertNever(check)
  }
}

/** What was asked, for a line of the log. */
function questionOf(row: PermissionRow): string {
  const thing = thingOf(row)
  if (row.check === 'image') return row.verdict === 'denied' ? thing : `whether ${thing} exists`
  return `${needOf(row)} ${thing}`
}

function verdictWord({ verdict, check }: PermissionRow): string {
  if (check === 'image') {
    if (verdict === 'allowed') return 'passed'
    if (verdict === 'denied') return 'missing'
  }
  return verdict === 'not-verified' ? 'not verified' : verdict
}

function reasonOf(row: PermissionRow): string {
  return row.verdict === 'not-verified' ? unverifiedReason(row.unknown) : row.why
}

/** `assumed-role/deploy/run-7` is the role deploy. */
function roleOfSession(arn: string): string {
  return /:assumed-role\/([^/]+)\//.exec(arn)?.[1] ?? lastPartOf(arn)
}
