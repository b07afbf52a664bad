import { isObject, type JsonObject, objectsIn } from '../json.ts'
import { present } from '../present.ts'
import { auditGap, itemGap, revisionsLeft } from './audit-gap.ts'
import { type Changes, changesSince } from './changes.ts'
import { type FoundItem, itemOf, nameOf } from './found-item.ts'
import { gatherPlaces, together } from './gather.ts'
import { HINT_FOR_UNVERIFIED, type Incomplete, NO_PERMISSION } from './incomplete.ts'
import { type AccountRegion, placeId } from './place.ts'
import { AUDIT_VERDICTS, type PlaceAudit, type PlaceVerdict, placeVerdictIn } from './place-audit.ts'
import { pointsOf, type RunDocument, stringIn, stringsIn } from './read-run.ts'

/** A credential that must be rotated, with every place where a variable of its name contained plaintext. */
export type SharedCredential = {
  readonly name: string
  /** 1 is the most severe. */
  readonly rank: number
  readonly what: string
  readonly issuedAt: string
  /** Places, each with the items that contained it. */
  readonly where: readonly (AccountRegion & { readonly in: readonly string[] })[]
}

/** The audits of many accounts and Regions, combined. Form 1 of `audit merge --format json`; never contains a value. */
export type MergedAudit = {
  readonly version: 1
  readonly kind: 'organization-audit'
  /** ISO 8601. */
  readonly at: string
  readonly verdict: PlaceVerdict
  readonly places: readonly PlaceAudit[]
  readonly rotate: readonly SharedCredential[]
  readonly changes?: Changes
  /** A comparison was requested, but there was no earlier merge. */
  readonly isFirst?: true
}

/** What is merged. `expected` places must have a result. `before` is the JSON of an earlier merge. */
export type AuditsToMerge = {
  /** Read one after another: thousands of documents do not fit into memory together. */
  readonly runs: Iterable<RunDocument>
  readonly expected: readonly AccountRegion[]
  readonly before?: JsonObject
  readonly isFirst?: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/** mergeAudits combines the audits of single places. Pure. */
export function mergeAudits({ runs, expected, before, isFirst, now }: AuditsToMerge): MergedAudit {
  const credentials = new Map<string, SeenCredential>()
  const places = gatherPlaces<SeenPlace>(runs, expected, {
    read: (run, place) => {
      noteCredentials(run, place, credentials)
      return seenPlace(run, place)
    },
    join: joined,
    missing: (place, gap) => ({
      ...{ ...place, verdict: 'unknown', gap, notVerified: [] },
      ...{ items: new Map(), revisions: new Map() }
    })
  })
    .map(placeAudit)
    .toSorted(worstFirst)
  return {
    version: 1,
    kind: 'organization-audit',
    at: new Date(now).toISOString(),
    verdict: places[0]?.verdict ?? 'unknown',
    places,
    rotate: sharedCredentials(credentials),
    ...(isFirst === true ? { isFirst } : {}),
    ...present({ changes: before === undefined ? undefined : changesSince(before, places) })
  }
}

function worstFirst(a: PlaceAudit, b: PlaceAudit): number {
  const byVerdict = AUDIT_VERDICTS.indexOf(a.verdict) - AUDIT_VERDICTS.indexOf(b.verdict)
  if (byVerdict !== 0) return byVerdict
  if (a.exposed.length !== b.exposed.length) return b.exposed.length - a.exposed.length
  return placeId(a) < placeId(b) ? -1 : 1
}

/** The results of an account and Region while more runs of it can follow. */
type SeenPlace = Pick<PlaceAudit, 'account' | 'region' | 'verdict' | 'url' | 'notVerified'> & {
  readonly gap?: Incomplete
  /** By `nameOf`, because the runs of different clusters are of different items. */
  readonly items: ReadonlyMap<string, SeenItem>
  /** The revisions with plaintext that exist, and whether anything runs them, by ARN. */
  readonly revisions: ReadonlyMap<string, boolean>
}

type SeenItem = { readonly verdict: 'exposed' | 'unknown' | 'clean'; readonly item: FoundItem }

function seenPlace(run: RunDocument, place: AccountRegion): SeenPlace {
  const { url, content } = run
  const audit = isObject(content['audit']) ? content['audit'] : undefined
  const items = objectsIn(audit?.['services']).map(asSeen)
  const said = run.broken === undefined ? placeVerdictIn(audit) : undefined
  const has = (verdict: SeenItem['verdict']) => items.some(item => item.verdict === verdict)
  const gap = auditGap(run)
  const verdict = has('exposed') ? 'exposed' : (said ?? 'unknown')
  return {
    ...place,
    // `exposed` has precedence. Any other verdict becomes `unknown` if something could not be read.
    verdict: verdict !== 'exposed' && (has('unknown') || gap !== undefined) ? 'unknown' : verdict,
    ...present({ gap, url }),
    items: together(
      items.map(seen => [nameOf(place, seen.item), seen] as const),
      worseItem
    ),
    revisions: revisionsIn(audit),
    notVerified: pointsOf(content)
  }
}

function asSeen(found: JsonObject): SeenItem {
  const { verdict, item } = itemOf(found)
  if (verdict === 'exposed' || objectsIn(found['plaintext']).length > 0) return { verdict: 'exposed', item }
  const gap = verdict === 'clean' ? itemGap(found) : undefined
  if (verdict === 'clean' && gap === undefined) return { verdict, item }
  return {
    verdict: 'unknown',
    item: { ...item, unknown: [...item.unknown, ...(gap === undefined ? [] : [gap])] }
  }
}

function revisionsIn(audit: JsonObject | undefined): SeenPlace['revisions'] {
  const revisions = revisionsLeft(audit).map((one, index) => {
    const id = stringIn(one['arn']) ?? stringIn(one['revision']) ?? `revision ${index}`
    return [id, stringsIn(one['usedBy']).length > 0] as const
  })
  return together(revisions, (a, b) => a || b)
}

const WORST_ITEM_FIRST: readonly SeenItem['verdict'][] = ['exposed', 'unknown', 'clean']

function worseItem(a: SeenItem, b: SeenItem): SeenItem {
  const order = WORST_ITEM_FIRST.indexOf(a.verdict) - WORST_ITEM_FIRST.indexOf(b.verdict)
  if (order !== 0) return order < 0 ? a : b
  const both = (of: 'revisions' | 'plaintext' | 'unknown') => [...new Set([...a.item[of], ...b.item[of]])]
  const lists = { revisions: both('revisions'), plaintext: both('plaintext'), unknown: both('unknown') }
  return { ...b, item: { ...b.item, ...lists } }
}

/** Two jobs of one place audited different clusters, or one was rerun. The findings of both count, each item once. */
function joined(a: SeenPlace, b: SeenPlace): SeenPlace {
  const worse = AUDIT_VERDICTS.indexOf(a.verdict) <= AUDIT_VERDICTS.indexOf(b.verdict) ? a : b
  return {
    ...worse,
    ...present({ gap: a.gap ?? b.gap }),
    items: together([...a.items, ...b.items], worseItem),
    revisions: together([...a.revisions, ...b.revisions], (one, other) => one || other),
    notVerified: [...new Set([...a.notVerified, ...b.notVerified])]
  }
}

function placeAudit({ items, revisions, notVerified, gap, ...place }: SeenPlace): PlaceAudit {
  const of = (verdict: SeenItem['verdict']) =>
    [...items.values()].filter(one => one.verdict === verdict).map(({ item }) => item)
  const [exposed, unknown] = [of('exposed'), of('unknown')]
  const isOpen = place.verdict === 'unknown' || unknown.length > 0
  return {
    ...place,
    ...present({
      why: gap?.why,
      hint: gap?.hint ?? (isOpen ? NO_PERMISSION : notVerified.length > 0 ? HINT_FOR_UNVERIFIED : undefined)
    }),
    counts: { clean: of('clean').length, exposed: exposed.length, unknown: unknown.length },
    exposed,
    unknown,
    oldRevisions: [...revisions.values()].filter(isUsed => !isUsed).length,
    notVerified
  }
}

/** A credential while more runs can follow; `where` by place. */
type SeenCredential = Omit<SharedCredential, 'where'> & {
  readonly where: Map<string, AccountRegion & { readonly in: Set<string> }>
}

function noteCredentials(
  { content }: RunDocument,
  { account, region }: AccountRegion,
  found: Map<string, SeenCredential>
): void {
  const audit = isObject(content['audit']) ? content['audit'] : {}
  for (const row of objectsIn(audit['rotate'])) {
    const name = stringIn(row['name']) ?? 'without a name'
    const what = stringIn(row['what']) ?? 'credential'
    const rank = typeof row['rank'] === 'number' ? row['rank'] : 4
    const known = found.get(`${name} ${what}`)
    const where = known?.where ?? new Map<string, AccountRegion & { readonly in: Set<string> }>()
    // Two runs of one place are one place.
    const place = where.get(placeId({ account, region })) ?? { account, region, in: new Set() }
    for (const item of stringsIn(row['where'])) place.in.add(item)
    where.set(placeId(place), place)
    found.set(`${name} ${what}`, {
      name,
      what,
      rank: Math.min(rank, known?.rank ?? rank),
      issuedAt: known?.issuedAt ?? stringIn(row['issuedAt']) ?? '',
      where
    })
  }
}

function sharedCredentials(found: ReadonlyMap<string, SeenCredential>): readonly SharedCredential[] {
  const all = [...found.values()].map(({ where, ...one }) => ({
    ...one,
    where: [...where.values()].map(place => ({ ...place, in: [...place.in] }))
  }))
  return all.sort((a, b) => a.rank - b.rank || b.where.length - a.where.length || (a.name < b.name ? -1 : 1))
}
