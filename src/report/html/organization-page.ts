import type { Changes } from '../../organization/changes.ts'
import type { MergedAudit, SharedCredential } from '../../organization/merge-audits.ts'
import { type AccountRegion, placeId } from '../../organization/place.ts'
import type { PlaceAudit } from '../../organization/place-audit.ts'
import { CHANGE_WORDS, changeItems, type Merged, mergedSentence } from '../organization/organization.ts'
import { isNotVerified, unknownReason } from '../organization/organization-open.ts'
import { severityOf } from './audit-sections.ts'
import { pageOf } from './frame.ts'
import { folded, type Html, type HtmlPart, html, httpsLink, list, section, table, tiles } from './html.ts'
import { checkSections, checkTiles } from './organization-checks.ts'
import { FIRST, placesMatrix } from './organization-matrix.ts'
import { resultsSections } from './organization-results.ts'
import { counted } from './units.ts'

const PLACES = 500
const ROWS = 200
/** Number of accounts and Regions that are not folded. */
const OPEN = 3

/**
 * mergedToHtml renders the audits or results of many accounts and Regions, or the checks of many repositories, as one
 * page.
 */
export function mergedToHtml(merged: Merged): string {
  const sentence = mergedSentence(merged)
  const isGood = ['clean', 'succeeded', 'none'].includes(merged.verdict)
  const { what, numbers, parts } = partsOf(merged)
  const main = html`<header class="${isGood ? 'is-good' : 'is-bad'}">
<p class="kicker">ecs-sealed-deploy ${what} merge · ${merged.at.slice(0, 16).replace('T', ' ')} UTC</p>
<h1><span class="${isGood ? 'good' : 'bad'}">${isGood ? '✓' : '✗'}</span> ${sentence}</h1>
${numbers}
</header>
${parts}`
  return pageOf({ title: `${what}: ${sentence}`, main, json: JSON.stringify(merged) })
}

type PageParts = {
  readonly what: string
  readonly numbers: Html | undefined
  readonly parts: readonly HtmlPart[]
}

function partsOf(merged: Merged): PageParts {
  switch (merged.kind) {
    case 'organization-audit':
      return {
        what: 'audit',
        numbers: auditTiles(merged),
        parts: auditSections(merged)
      }
    case 'organization-results':
      return {
        what: 'results',
        numbers: resultTiles(merged),
        parts: [placesMatrix(merged), ...resultsSections(merged), pointsOf(merged.places)]
      }
    case 'organization-check':
      return { what: 'check', numbers: checkTiles(merged), parts: checkSections(merged) }
  }
}

function auditTiles({ places }: MergedAudit): Html | undefined {
  const of = (verdict: PlaceAudit['verdict']) => places.filter(place => place.verdict === verdict).length
  return tiles([
    [of('exposed'), 'exposed', 'bad'],
    [of('unknown'), 'not verified', 'warn'],
    [of('old-revisions'), 'plaintext in old revisions only', 'warn'],
    [of('clean'), 'clean', 'good']
  ])
}

function resultTiles({ counts }: Extract<Merged, { kind: 'organization-results' }>): Html | undefined {
  return tiles([
    [counts.failed, 'failed', 'bad'],
    [counts.unknown, 'unknown', 'warn'],
    [counts.succeeded, 'succeeded', 'good']
  ])
}

type PointsOf = readonly (AccountRegion & Pick<PlaceAudit, 'notVerified' | 'hint' | 'url'>)[]

/** What is to be done first, and the long lists last: with 200 accounts, the matrix alone is twenty screens. */
function auditSections(merged: MergedAudit): readonly HtmlPart[] {
  const { places, rotate, changes, isFirst } = merged
  return [
    (changes !== undefined || isFirst) && changesSection(changes),
    rotateSection(rotate),
    placesMatrix(merged),
    unknownSection(places),
    pointsOf(places),
    exposedSection(places.filter(({ exposed }) => exposed.length > 0)),
    oldSection(places.filter(({ oldRevisions }) => oldRevisions > 0))
  ]
}

/** The sign of each kind of change, by severity. */
const CHANGE_SIGNS: Readonly<
  Record<keyof typeof CHANGE_WORDS, readonly [tone: 'bad' | 'warn' | 'good', sign: string]>
> = {
  newlyExposed: ['bad', '✗'],
  firstSeen: ['bad', '✗'],
  renamed: ['bad', '✗'],
  lost: ['warn', '?'],
  dropped: ['warn', '?'],
  fixed: ['good', '✓']
}

function changesSection(changes: Changes | undefined): Html | undefined {
  if (changes === undefined)
    return section('changes', 'What changed', [html`<p>Unknown: no earlier report to compare with.</p>`])
  const kinds = Object.keys(CHANGE_SIGNS) as (keyof typeof CHANGE_SIGNS)[]
  const rows = kinds.flatMap(kind => {
    const [tone, sign] = CHANGE_SIGNS[kind]
    return changeItems(changes, kind).map(
      item => html`<b class="${tone}">${sign} ${CHANGE_WORDS[kind]}</b> ${item}`
    )
  })
  return section('changes', `What changed since ${changes.since.slice(0, 10)}`, [
    rows.length === 0 && html`<p>Nothing: the same is exposed as before.</p>`,
    list(rows.slice(0, ROWS), 'plain'),
    rows.length > ROWS && folded(`${rows.length - ROWS} more`, list(rows.slice(ROWS), 'plain'))
  ])
}

function rotateSection(rotate: readonly SharedCredential[]): Html | undefined {
  const rows = rotate.slice(0, ROWS).map(({ name, rank, what, issuedAt, where }) => {
    const places = [...new Set(where.map(placeId))]
    const stood = list(
      where.map(one => html`<b>${placeId(one)}</b> ${one.in.join(', ')}`),
      'plain'
    )
    const title = places.length === 1 ? `in ${places[0] ?? ''}` : `in ${places.length} accounts and Regions`
    return html`${severityOf(rank)} <b>${name}</b>, ${what}<br>Replace it at: ${issuedAt}${folded(title, stood)}`
  })
  return section('rotate', 'Rotate first', [
    rows.length > 0 &&
      html`<p class="soft">Moving a value to a secret does not invalidate it: anyone who has seen it can still use it.</p>`,
    list(rows, 'cards'),
    rotate.length > ROWS &&
      html`<p>… and ${rotate.length - ROWS} more, in the data at the end of this page.</p>`
  ])
}

function exposedSection(places: readonly PlaceAudit[]): Html | undefined {
  const blocks = places.slice(0, PLACES).map((place, index) => {
    const rows = place.exposed
      .slice(0, ROWS)
      .map(({ kind, name, cluster, revisions, plaintext }) => [
        html`${kind === 'service' ? '' : `${kind} `}${name}<br><span class="soft">cluster ${cluster}</span>`,
        revisions.join(', '),
        html`<code>${plaintext.join(', ')}</code>`
      ])
    const left = place.exposed.length - rows.length
    return folded(
      html`<b>${placeId(place)}</b> <span class="soft">${place.exposed.length} exposed</span>`,
      [
        runOf(place),
        table(`Exposed in ${placeId(place)}`, ['what', 'revision', 'variables'], rows),
        left > 0 && html`<p>… and ${left} more.</p>`
      ],
      index < OPEN
    )
  })
  const rest = blocks.slice(FIRST)
  return section('exposed', 'What is exposed', [
    ...blocks.slice(0, FIRST),
    rest.length > 0 && folded(`${rest.length} more`, rest),
    places.length > PLACES &&
      html`<p>… and ${places.length - PLACES} more, in the data at the end of this page.</p>`
  ])
}

/** What is unknown and why. An account and Region that is exposed can also have parts with an unknown verdict. */
function unknownSection(places: readonly PlaceAudit[]): Html | undefined {
  const open = places.filter(isNotVerified)
  const rows = open.slice(0, PLACES).map(place => {
    const items = place.unknown
      .slice(0, ROWS)
      .map(({ kind, name, cluster, unknown }) => html`${kind} ${name} (${cluster}): ${unknown.join(', ')}`)
    return html`<b>${placeId(place)}</b> ${place.why ?? unknownReason(place.unknown)}${nextOf(place)}${
      items.length > 0 &&
      folded(counted(place.unknown.length, 'service or task', 'services and tasks'), list(items))
    }`
  })
  return section('unknown', 'Not verified, so not clean', [
    list(rows, 'cards'),
    open.length > PLACES && html`<p>… and ${open.length - PLACES} more.</p>`
  ])
}

function oldSection(places: readonly PlaceAudit[]): Html | undefined {
  const rows = places
    .slice(0, PLACES)
    .map(place => html`<b>${placeId(place)}</b> ${counted(place.oldRevisions, 'revision')}`)
  return section('old', 'Old revisions with plaintext', [
    rows.length > 0 &&
      html`<p class="soft">No task runs them, but they stay readable until they are deleted. To delete them, run <code>audit --purge</code>.</p>`,
    rows.length > 0 &&
      folded(counted(places.length, 'account and Region', 'accounts and Regions'), list(rows, 'plain'))
  ])
}

/** What the notes of a run leave open. It does not change the verdict. */
function pointsOf(places: PointsOf): Html | undefined {
  const open = places.filter(({ notVerified }) => notVerified.length > 0)
  const rows = open
    .slice(0, PLACES)
    .map(place => html`<b>${placeId(place)}</b> ${list(place.notVerified.slice(0, ROWS))}${nextOf(place)}`)
  return section('points', 'Points not verified', [
    list(rows, 'cards'),
    open.length > PLACES && html`<p>… and ${open.length - PLACES} more.</p>`
  ])
}

/** What to do about what is not verified, and the job that it is about. */
function nextOf(place: PointsOf[number]): HtmlPart {
  return html`<p class="soft">${place.hint}</p>${runOf(place)}`
}

/** A link to the job that read this account and Region, if its document names one. */
function runOf({ url }: { readonly url?: string } & AccountRegion): HtmlPart {
  const link = httpsLink('Workflow run', url)
  return link && html`<p>${link}</p>`
}
