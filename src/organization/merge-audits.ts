import type { JsonObject } from '../json.ts'
import { isObject } from '../json.ts'
import { present } from '../present.ts'
import { type Changes, changesSince } from './changes.ts'
import { type FoundItem, itemOf, nameOf } from './found-item.ts'
import { gatherPlaces } from './gather.ts'
import { type AccountRegion, placeId } from './place.ts'
import { objectsWithin, type RunDocument, stringIn, stringsIn } from './read-run.ts'

/** `unknown` is never clean: a job failed, never ran, or could not read everything. */
export type PlaceVerdict = 'exposed' | 'unknown' | 'old-revisions' | 'clean'

/** One account and Region. */
export type PlaceAudit = AccountRegion & {
  readonly verdict: PlaceVerdict
  /** Why the verdict is `unknown`. */
  readonly why?: string
  /** URL of the workflow run that audited it. */
  readonly url?: string
  readonly counts: { readonly clean: number; readonly exposed: number; readonly unknown: number }
  readonly exposed: readonly FoundItem[]
  readonly unknown: readonly FoundItem[]
  /** Revisions with plaintext credentials that nothing runs. */
  readonly oldRevisions: number
}

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
  readonly runs: readonly RunDocument[]
  readonly expected: readonly AccountRegion[]
  readonly before?: JsonObject
  readonly isFirst?: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

const WORST_FIRST: readonly PlaceVerdict[] = ['exposed', 'unknown', 'old-revisions', 'clean']

/** mergeAudits combines the audits of single places. Pure. */
export function mergeAudits({ runs, expected, before, isFirst, now }: AuditsToMerge): MergedAudit {
  const places = gatherPlaces<PlaceAudit>(runs, expected, {
    read: placeAudit,
    join: joined,
    missing: (place, why) => ({ ...NOTHING, ...place, why })
  }).toSorted(worstFirst)
  return {
    version: 1,
    kind: 'organization-audit',
    at: new Date(now).toISOString(),
    verdict: places[0]?.verdict ?? 'unknown',
    places,
    rotate: credentialsOf(runs),
    ...(isFirst === true ? { isFirst } : {}),
    ...present({ changes: before === undefined ? undefined : changesSince(before, places) })
  }
}

function worstFirst(a: PlaceAudit, b: PlaceAudit): number {
  const byVerdict = WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict)
  if (byVerdict !== 0) return byVerdict
  if (a.exposed.length !== b.exposed.length) return b.exposed.length - a.exposed.length
  return placeId(a) < placeId(b) ? -1 : 1
}

const NOTHING = {
  verdict: 'unknown',
  counts: { clean: 0, exposed: 0, unknown: 0 },
  exposed: [],
  unknown: [],
  oldRevisions: 0
} as const

const VERDICTS: ReadonlySet<string> = new Set(WORST_FIRST)

function placeAudit(run: RunDocument, place: AccountRegion): PlaceAudit {
  const { broken, url, content } = run
  const audit = isObject(content['audit']) ? content['audit'] : undefined
  const items = objectsWithin(audit?.['services']).map(itemOf)
  const of = (verdict: string) => items.filter(item => item.verdict === verdict).map(({ item }) => item)
  const said = stringIn(audit?.['verdict']) ?? ''
  const exposed = of('exposed')
  const unknown = items
    .filter(({ verdict }) => verdict !== 'exposed' && verdict !== 'clean')
    .map(({ item }) => item)
  const verdict =
    exposed.length > 0
      ? 'exposed'
      : broken !== undefined || !VERDICTS.has(said)
        ? 'unknown'
        : (said as PlaceVerdict)
  const why = whyUnknown(run, audit)
  return {
    ...place,
    // `exposed` has precedence. Any other verdict becomes `unknown` if something could not be read.
    verdict: verdict !== 'exposed' && (unknown.length > 0 || why !== undefined) ? 'unknown' : verdict,
    ...present({ why, url }),
    counts: { clean: of('clean').length, exposed: exposed.length, unknown: unknown.length },
    exposed,
    unknown,
    oldRevisions: objectsWithin(audit?.['exposedRevisions']).filter(
      one => stringsIn(one['usedBy']).length === 0
    ).length
  }
}

/** Why a run is incomplete. Undefined if it is complete. */
function whyUnknown({ broken, content }: RunDocument, audit: JsonObject | undefined): string | undefined {
  if (broken !== undefined) return broken
  const [problem] = objectsWithin(content['problems'])
  const message = stringIn(problem?.['message'])
  if (message !== undefined) return message
  if (audit === undefined) return 'its job ended without an audit result'
  const [gap] = objectsWithin(audit['notVerified'])
  const [what, reason] = [stringIn(gap?.['what']), stringIn(gap?.['why'])]
  return what === undefined ? undefined : `${what}: ${reason ?? 'not verified'}`
}

/** Two jobs of one place audited different clusters, or one was rerun. The findings of both count. */
function joined(a: PlaceAudit, b: PlaceAudit): PlaceAudit {
  const worse = WORST_FIRST.indexOf(a.verdict) <= WORST_FIRST.indexOf(b.verdict) ? a : b
  const once = (items: readonly FoundItem[]) => [
    ...new Map(items.map(item => [nameOf(worse, item), item])).values()
  ]
  const exposed = once([...a.exposed, ...b.exposed])
  const unknown = once([...a.unknown, ...b.unknown])
  return {
    ...worse,
    ...present({ why: a.why ?? b.why }),
    counts: {
      clean: Math.max(a.counts.clean, b.counts.clean),
      exposed: exposed.length,
      unknown: unknown.length
    },
    exposed,
    unknown,
    oldRevisions: Math.max(a.oldRevisions, b.oldRevisions)
  }
}

function credentialsOf(runs: readonly RunDocument[]): readonly SharedCredential[] {
  const found = new Map<string, SharedCredential>()
  for (const { place, content } of runs) {
    const audit = isObject(content['audit']) ? content['audit'] : {}
    for (const row of objectsWithin(audit['rotate'])) {
      const name = stringIn(row['name']) ?? 'without a name'
      const what = stringIn(row['what']) ?? 'credential'
      const rank = typeof row['rank'] === 'number' ? row['rank'] : 4
      const known = found.get(`${name} ${what}`)
      const where = { account: 'not known', region: 'not known', ...place, in: stringsIn(row['where']) }
      found.set(`${name} ${what}`, {
        name,
        what,
        rank: Math.min(rank, known?.rank ?? rank),
        issuedAt: known?.issuedAt ?? stringIn(row['issuedAt']) ?? '',
        where: [...(known?.where ?? []), where]
      })
    }
  }
  return [...found.values()].sort(
    (a, b) => a.rank - b.rank || b.where.length - a.where.length || (a.name < b.name ? -1 : 1)
  )
}
