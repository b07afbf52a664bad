import type { Audit, Audited, CredentialToRotate, ExposedRevision } from '../../audit/audit.ts'
import { placeInArn, placeWordsOf } from '../../audit/place-words.ts'
import { groupBy } from '../../group.ts'
import { someOf } from '../../list.ts'
import { auditLists } from '../audit/audit.ts'
import type { AuditSection } from '../audit/audit-section.ts'
import { purgeReminder, readersInWords, spotsInWords } from '../audit/audit-words.ts'
import { folded, type Html, type HtmlPart, html, list, section, table } from './html.ts'
import { age, counted, moment, percent } from './units.ts'

const ROWS = 500

/**
 * auditSections renders an audit: credentials to rotate first, each service with its verdict, revisions over time, the
 * rest folded. `now`: milliseconds since 1970.
 */
export function auditSections({ audit, history }: AuditSection, now: number): readonly HtmlPart[] {
  return [
    rotateSection(audit, now),
    servicesSection(audit, now),
    revisionsSection(audit, now),
    section(
      'more',
      'What else was found',
      auditLists(audit, history).map(({ title, lines }) =>
        folded(`${title} (${lines.length})`, list(lines.slice(0, ROWS)))
      )
    )
  ]
}

/** The severity of a leak, by the rank of its kind. */
const HARM: Readonly<Record<CredentialToRotate['kind']['rank'], string>> = {
  1: 'controls money or whole accounts',
  2: 'opens data',
  3: 'opens one service',
  4: 'unclear'
}

/** severityOf returns the severity of a leak, by the rank of its kind. */
export function severityOf(rank: number): Html {
  const known = rank === 1 || rank === 2 || rank === 3 ? rank : 4
  return html`<span class="harm harm-${known}">${HARM[known]}</span>`
}

/** Worst first; among equal severities, the longest exposed first. */
function rotateSection(audit: Audit, now: number): Html | undefined {
  const since = readableSince(audit)
  const rows = audit.rotate
    .map(row => ({ row, at: since.get(credentialKey(row)) }))
    .toSorted((a, b) => a.row.kind.rank - b.row.kind.rank || (a.at ?? now) - (b.at ?? now))
  const reminder = purgeReminder(audit)
  return section('rotate', 'Rotate first', [
    rows.length > 0 &&
      html`<p class="soft">Moving a value to a secret does not invalidate it: anyone who has seen it can still use it.</p>`,
    reminder !== '' && html`<p><b class="warn">${reminder}</b></p>`,
    list(
      rows.slice(0, ROWS).map(({ row: { name, kind, where, secret }, at }) => {
        const known =
          at === undefined ? 'age unknown' : `readable for ${age(now - at)}, since ${moment(at).slice(0, 10)}`
        return html`${severityOf(kind.rank)} <b>${name}</b>, ${kind.what}${secret === undefined ? '' : html`, now secret <code>${secret}</code>`}<br>
<span class="soft">${known}; found in ${someOf(where)}</span><br>Replace it at: ${kind.issuedAt}`
      }),
      'cards'
    )
  ])
}

function credentialKey({ name, kind }: Pick<CredentialToRotate, 'name' | 'kind'>): string {
  return `${kind.what} ${name}`
}

/** When the oldest revision that contains a credential was registered. */
function readableSince({ exposedRevisions }: Audit): ReadonlyMap<string, number> {
  const since = new Map<string, number>()
  for (const { registeredAt, exposures } of exposedRevisions) {
    if (registeredAt === undefined) continue
    for (const exposure of exposures) {
      const key = credentialKey(exposure)
      since.set(key, Math.min(since.get(key) ?? registeredAt, registeredAt))
    }
  }
  return since
}

const ORDER: readonly Audited['verdict'][] = ['exposed', 'unknown', 'clean']

/** A row for each item that runs, a column for each verdict. */
function servicesSection({ items, ...audit }: Audit, now: number): Html | undefined {
  const sorted = items.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
  const accounts = new Set(items.flatMap(({ account }) => account ?? [])).size
  const rows = sorted.slice(0, ROWS).map(item => {
    const what = [...spotsInWords(item.exposures), ...item.unknown]
    return [
      html`${item.kind === 'service' ? '' : `${item.kind} `}${item.name}<br><span class="soft">${placeOf(item, accounts)}</span>`,
      item.verdict === 'exposed' ? html`<b class="bad whole">✗ exposed</b>` : '',
      item.verdict === 'unknown' ? html`<b class="warn whole">? unknown</b>` : '',
      item.verdict === 'clean' ? html`<b class="good whole">✓ clean</b>` : '',
      html`${someOf(item.revisions)}${what.length === 0 ? '' : html`<br>${someOf(what)}`}${sinceOf(item, now)}`
    ]
  })
  const left = items.length - rows.length
  return section('services', 'What runs', [
    rows.length > 0 &&
      html`<div class="verdicts">${table(
        'What runs, and its verdict',
        ['what', 'exposed', 'unknown', 'clean', 'revision and credentials'],
        rows
      )}</div>`,
    left > 0 && html`<p>… and ${left} more, in the data at the end of this page.</p>`,
    ...readersInWords({ items, ...audit }).map(text => html`<p class="soft">${text}</p>`)
  ])
}

function placeOf({ key, cluster, region, account }: Audited, accounts: number): string {
  const named = key === undefined ? [] : [`${key} in the configuration file`]
  const owner = account === undefined || accounts === 1 ? [] : [`account ${account}`]
  return [...named, cluster, region, ...owner].join(', ')
}

function sinceOf({ since }: Audited, now: number): HtmlPart {
  if (since === undefined) return undefined
  const by = since.by === undefined ? '' : ` by ${since.by}`
  const when = since.at === undefined ? '' : `, ${age(now - since.at)} ago`
  return html`<br><span class="soft">since ${since.revision}${when}${by}</span>`
}

/** Maximum families drawn. */
const FAMILIES = 100

/** One line per family: when revisions with plaintext were registered, which are in use, and which a purge deleted. */
function revisionsSection(audit: Audit, now: number): Html | undefined {
  const { exposedRevisions, purge = [] } = audit
  const where = placeWordsOf(audit)
  const times = exposedRevisions.flatMap(({ registeredAt }) => registeredAt ?? [])
  if (times.length === 0) return undefined
  const deleted = new Set(purge.filter(({ outcome }) => outcome === 'deleted').map(({ arn }) => arn))
  const from = Math.min(...times)
  const span = Math.max(1, now - from)
  const x = (at: number) => percent(0.01 + 0.98 * ((at - from) / span))
  const familyOf = ({ revision, arn }: ExposedRevision) =>
    `${revision.replace(/:\d+$/, '')}${where(placeInArn(arn))}`
  const families = groupBy(exposedRevisions, familyOf)
  const rows = families.slice(0, FAMILIES).map(revisions => {
    const name = revisions[0] === undefined ? '' : familyOf(revisions[0])
    const inUse = revisions.filter(({ usedBy }) => usedBy.length > 0).length
    const dots = revisions.flatMap(one =>
      one.registeredAt === undefined ? [] : [dot(one, x(one.registeredAt), deleted.has(one.arn))]
    )
    const said = `${counted(revisions.length, 'revision')}, ${inUse} in use`
    return html`<div class="bar"><span class="name">${name}</span><span class="took">${said}</span><svg role="img" aria-label="${name}: ${said}" width="100%" height="20"><line class="ground" x1="0" x2="100%" y1="10" y2="10"/>${dots}</svg></div>`
  })
  return section('revisions', 'Revisions with plaintext over time', [
    legendOf(exposedRevisions, deleted),
    html`<div class="bars">${rows}</div>`,
    html`<p class="axis of-bars"><span>${moment(from).slice(0, 10)}</span><span>${age(now - from)}</span><span>${moment(now).slice(0, 10)}</span></p>`,
    families.length > FAMILIES && html`<p>… and ${families.length - FAMILIES} more families.</p>`
  ])
}

/** Explains only what the chart shows. */
function legendOf(revisions: readonly ExposedRevision[], deleted: ReadonlySet<string>): Html | undefined {
  const left = revisions.filter(({ arn }) => !deleted.has(arn))
  const key = (name: string, radius: number) =>
    html`<svg class="key" width="12" height="12" aria-hidden="true"><circle class="${name}" cx="6" cy="6" r="${radius}"/></svg>`
  return list(
    [
      ...(left.some(({ usedBy }) => usedBy.length > 0) ? [html`${key('used', 5)} in use`] : []),
      ...(left.some(({ usedBy }) => usedBy.length === 0)
        ? [html`${key('unused', 4.5)} not in use, still readable`]
        : []),
      ...(left.length < revisions.length ? [html`<b class="soft">×</b> deleted by this run`] : [])
    ],
    'legend'
  )
}

function dot({ revision, registeredAt = 0, usedBy }: ExposedRevision, x: string, isDeleted: boolean): Html {
  const title = html`<title>${revision}, ${moment(registeredAt)}${usedBy.length === 0 ? '' : `, runs in ${someOf(usedBy)}`}</title>`
  if (isDeleted) return html`<text class="gone" x="${x}" y="15">${title}×</text>`
  return usedBy.length > 0
    ? html`<circle class="used" cx="${x}" cy="10" r="6">${title}</circle>`
    : html`<circle class="unused" cx="${x}" cy="10" r="5">${title}</circle>`
}
