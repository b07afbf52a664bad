import { lastPartOf } from '../arn.ts'
import { assertNever } from '../errors.ts'
import { groupBy } from '../verify/group.ts'
import { type PermissionHolder, type PermissionRow, whyNotVerified } from '../verify/verification.ts'
import { code, escapeMarkdown, tableHead, tableRow } from './markdown.ts'
import { plain } from './text.ts'

/**
 * permissionsToText prints the table of who may do what for a terminal or log, one block a role. A block in which all is
 * allowed is one line. No rows, no lines.
 */
export function permissionsToText(rows: readonly PermissionRow[]): readonly string[] {
  return blocksOf(rows).flatMap(block => {
    const title = plain(holderTitle(block[0]?.holder ?? { kind: 'nobody' }))
    const open = block.filter(({ verdict }) => verdict !== 'allowed')
    const allowed = block.length - open.length
    const word = block[0]?.holder.kind === 'nobody' ? 'passed' : 'allowed'
    if (open.length === 0) return [`${title}: ${allowed} of ${allowed} ${word}`]
    const unseen = open.filter(({ verdict }) => verdict === 'not-verified').length
    const rest = unseen === 0 ? '' : `, ${unseen} not verified`
    return [
      `${title}: ${allowed} of ${block.length} ${word}${rest}`,
      ...open.map(row => plain(`  ${verdictWord(row)}: ${needOf(row)} ${thingOf(row)} (${reasonOf(row)})`))
    ]
  })
}

/** Rows of the table for one holder that differ only in what they are about, as one. `on` is never empty. */
export type PermissionCells = {
  readonly verdict: PermissionRow['verdict']
  readonly who: string
  readonly needs: string
  readonly on: readonly string[]
  readonly said: string
  readonly why: string
}

/** permissionCells are the rows as texts; those of one role stand together, and what is the same of several things is one row. */
export function permissionCells(rows: readonly PermissionRow[]): readonly PermissionCells[] {
  const cells = blocksOf(rows)
    .flat()
    .map(row => ({
      verdict: row.verdict,
      who: holderTitle(row.holder),
      needs: needOf(row),
      on: thingOf(row),
      said: verdictWord(row),
      why: reasonOf(row)
    }))
  return groupBy(cells, ({ on: _, ...rest }) => JSON.stringify(rest)).map(group => {
    const [first] = group as readonly [(typeof cells)[0]]
    return { ...first, on: [...new Set(group.map(({ on }) => on))] }
  })
}

/** Things of one row that are named; the rest is counted. */
const THINGS_SHOWN = 12

/**
 * permissionsToMarkdown is the same for the step summary: a table of what is missing or not verified, and below it, folded, what is
 * allowed. Empty without rows.
 */
export function permissionsToMarkdown(rows: readonly PermissionRow[]): string {
  if (rows.length === 0) return ''
  const cells = permissionCells(rows)
  const open = cells.filter(({ verdict }) => verdict !== 'allowed')
  const allowed = cells.filter(({ verdict }) => verdict === 'allowed')
  const fold = [
    `<details><summary>${rows.filter(({ verdict }) => verdict === 'allowed').length} allowed</summary>`,
    tableOf(allowed),
    '</details>'
  ]
  return [
    '## Permissions',
    ...(open.length === 0 ? [] : [tableOf(open)]),
    ...(allowed.length === 0 ? [] : fold)
  ].join('\n\n')
}

function tableOf(cells: readonly PermissionCells[]): string {
  const rows = cells.map(({ verdict, who, needs, on, said, why }) => {
    const more = on.length > THINGS_SHOWN ? ` and ${on.length - THINGS_SHOWN} more` : ''
    const things = `${on.slice(0, THINGS_SHOWN).map(code).join(', ')}${more}`
    return tableRow([
      ...[who, needs].map(escapeMarkdown),
      things,
      `${SIGNS[verdict]} ${said}`,
      escapeMarkdown(why)
    ])
  })
  return [...tableHead(['who', 'needs', 'on', 'verdict', 'why']), ...rows].join('\n')
}

const SIGNS = { allowed: '✅', denied: '❌', 'not-verified': '❔' } as const

/** Rows of one role stand together, in the order in which the roles come first. */
function blocksOf(rows: readonly PermissionRow[]): readonly (readonly PermissionRow[])[] {
  const blocks = new Map<string, PermissionRow[]>()
  for (const row of rows) {
    const key = JSON.stringify(row.holder)
    blocks.set(key, [...(blocks.get(key) ?? []), row])
  }
  return [...blocks.values()]
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
      return 'image checks'
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
      return 'exists'
    case 'platform':
      return 'platform'
    default:
      return assertNever(row.check)
  }
}

/** ARNs without what is the same in every row; problems have them in full. */
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
    case 'platform':
      return what
    default:
      return assertNever(check)
  }
}

function verdictWord({ verdict, check }: PermissionRow): string {
  if (verdict === 'denied' && check === 'image') return 'missing'
  return verdict === 'not-verified' ? 'not verified' : verdict
}

function reasonOf(row: PermissionRow): string {
  return row.verdict === 'not-verified' ? whyNotVerified(row.unknown) : row.why
}

/** `assumed-role/deploy/run-7` is the role deploy. */
function roleOfSession(arn: string): string {
  return /:assumed-role\/([^/]+)\//.exec(arn)?.[1] ?? lastPartOf(arn)
}
