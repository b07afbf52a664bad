import { groupBy } from '../../group.ts'
import { isGoodEnd, type PlaceResults } from '../../organization/merge-results.ts'
import type { PlaceAudit } from '../../organization/place-audit.ts'
import type { Merged } from '../organization/organization.ts'
import { folded, type Html, type HtmlPart, html, section, table } from './html.ts'
import { counted } from './units.ts'

/** The cell of one account and Region; a smaller weight is worse. */
type Cell = {
  readonly account: string
  readonly region: string
  readonly weight: 0 | 1 | 2 | 3
  readonly words: string
}

const TONES = ['bad', 'warn', 'warn', 'good'] as const
const SIGNS = ['✗', '?', '!', '✓'] as const
/** Maximum accounts in one table. */
const ACCOUNTS = 1000
/** FIRST is the number of accounts that are shown before the others are unfolded. */
export const FIRST = 20

/**
 * placesMatrix has a row for each account and a column for each Region, worst accounts first; accounts without any
 * shortcoming are folded.
 */
export function placesMatrix(merged: Exclude<Merged, { kind: 'organization-check' }>): Html | undefined {
  const cells =
    merged.kind === 'organization-audit' ? merged.places.map(auditCell) : merged.places.map(resultsCell)
  const regions = [...new Set(cells.map(({ region }) => region))].toSorted((a, b) => (a < b ? -1 : 1))
  const accounts = groupBy(cells, ({ account }) => account).toSorted(
    (a, b) => weightOf(a) - weightOf(b) || badIn(b) - badIn(a)
  )
  const open = accounts.filter(ofAccount => weightOf(ofAccount) < 3)
  const good = accounts.slice(open.length)
  const matrix = (title: string, some: typeof accounts) => tableOf(title, some.slice(0, ACCOUNTS), regions)
  return section('places', 'Accounts and Regions', [
    open.length > 0 && matrix('Verdict of each account and Region', open.slice(0, FIRST)),
    open.length > FIRST &&
      folded(
        counted(open.length - FIRST, 'more account', 'more accounts'),
        matrix('Verdicts of further accounts', open.slice(FIRST))
      ),
    good.length > 0 &&
      folded(
        `${counted(good.length, 'account')} with nothing to do`,
        matrix('Accounts with nothing to do', good),
        open.length === 0 && good.length <= 20
      ),
    accounts.length > ACCOUNTS && html`<p>Only the first ${ACCOUNTS} of each are shown.</p>`
  ])
}

function weightOf(cells: readonly Cell[]): number {
  return Math.min(...cells.map(({ weight }) => weight))
}

function badIn(cells: readonly Cell[]): number {
  return cells.filter(({ weight }) => weight === weightOf(cells)).length
}

function tableOf(title: string, accounts: readonly (readonly Cell[])[], regions: readonly string[]): Html {
  const rows = accounts.map((cells): readonly HtmlPart[] => [
    cells[0]?.account,
    ...regions.map(region => cells.filter(cell => cell.region === region).map(cellOf))
  ])
  return html`<div class="wide" role="group" tabindex="0" aria-label="${title}">${table(title, ['account', ...regions], rows)}</div>`
}

function cellOf({ weight, words }: Cell): Html {
  return html`<span class="whole ${TONES[weight]}">${SIGNS[weight]} ${words}</span>`
}

function auditCell({ account, region, verdict, exposed, oldRevisions }: PlaceAudit): Cell {
  switch (verdict) {
    case 'exposed':
      return { account, region, weight: 0, words: `${exposed.length} exposed` }
    case 'unknown':
      return { account, region, weight: 1, words: 'not verified' }
    case 'old-revisions':
      return { account, region, weight: 2, words: counted(oldRevisions, 'old revision') }
    case 'clean':
      return { account, region, weight: 3, words: 'clean' }
  }
}

function resultsCell({ account, region, services, why }: PlaceResults): Cell {
  const bad = services.filter(service => !isGoodEnd(service))
  const failed = bad.filter(({ outcome }) => outcome !== 'unknown')
  if (failed.length > 0) return { account, region, weight: 0, words: `${failed.length} failed` }
  if (why !== undefined || bad.length > 0) return { account, region, weight: 1, words: 'unknown' }
  return { account, region, weight: 3, words: `${services.length} succeeded` }
}
