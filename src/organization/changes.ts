import { isObject, type JsonObject, objectsIn } from '../json.ts'
import { present } from '../present.ts'
import { type FoundItem, itemOf, nameOf } from './found-item.ts'
import { placeId } from './place.ts'
import type { PlaceAudit } from './place-audit.ts'
import { stringIn, stringsIn } from './read-run.ts'

/**
 * What changed since an earlier merge. Items are `ACCOUNT/REGION kind name (cluster)`. An item that was exposed and no
 * longer is, is in exactly one of `fixed`, `renamed`, `lost` and `dropped`. One that is exposed now and was not, is in
 * one of `newlyExposed`, `firstSeen` and `renamed`.
 */
export type Changes = {
  /** When the earlier merge was created, ISO 8601. */
  readonly since: string
  /** Verified without plaintext before, or did not exist. */
  readonly newlyExposed: readonly string[]
  /** Exposed now. Before, it could not be verified, or its account and Region was not audited. */
  readonly firstSeen: readonly string[]
  /** Exposed before. Now it runs without plaintext, or no longer runs. */
  readonly fixed: readonly string[]
  /** The same plaintext of the same task definition family under another name. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  /** Exposed when it was last verified, and not verified now. The next merge still expects it. */
  readonly lost: readonly string[]
  /** Exposed before. Its account and Region is no longer audited. */
  readonly dropped: readonly string[]
}

/** An exposed item and its account and Region. */
type Known = { readonly name: string; readonly place: string; readonly item?: FoundItem }

/**
 * changesSince compares with the JSON of an earlier merge. An item that is not verified now is never fixed, and one
 * that was not verified before is never new. Pure.
 */
export function changesSince(before: JsonObject, places: readonly PlaceAudit[]): Changes {
  const old = exposedBefore(before)
  const now = new Map(places.flatMap(place => place.exposed.map(item => known(place, item))))
  const over = [...old.values()].filter(({ name }) => !now.has(name))
  const added = [...now.values()].filter(({ name }) => !old.has(name))
  const doubt = doubtsOf(places)
  const seen = new Set(places.map(placeId))
  const dropped = over.filter(({ place }) => !seen.has(place))
  const lost = over.filter(one => seen.has(one.place) && doubt(one))
  const gone = over.filter(one => seen.has(one.place) && !doubt(one))
  const renamed = renamesOf(gone, added)
  const [from, to] = [new Set(renamed.map(one => one.from)), new Set(renamed.map(one => one.to))]
  const wasDoubtful = doubtsBefore(before)
  const rest = added.filter(({ name }) => !to.has(name))
  return {
    since: stringIn(before['at']) ?? '',
    newlyExposed: namesOf(rest.filter(one => !wasDoubtful(one))),
    firstSeen: namesOf(rest.filter(wasDoubtful)),
    fixed: namesOf(gone.filter(({ name }) => !from.has(name))),
    renamed,
    lost: namesOf(lost),
    dropped: namesOf(dropped)
  }
}

function namesOf(items: readonly Known[]): readonly string[] {
  return items.map(({ name }) => name)
}

function known(place: { readonly account: string; readonly region: string }, item: FoundItem) {
  const name = nameOf(place, item)
  return [name, { name, place: placeId(place), item }] as const
}

/** The items that were exposed in the earlier merge, or when they were last verified. */
function exposedBefore(before: JsonObject): ReadonlyMap<string, Known> {
  const changes = isObject(before['changes']) ? before['changes'] : {}
  const carried = stringsIn(changes['lost']).map(
    name => [name, { name, place: name.split(' ')[0] ?? '' }] as const
  )
  const exposed = placesIn(before).flatMap(place => place.exposed.map(item => known(place, item)))
  return new Map<string, Known>([...carried, ...exposed])
}

type PlaceBefore = Pick<PlaceAudit, 'account' | 'region' | 'verdict' | 'exposed' | 'unknown' | 'why'>

function placesIn(before: JsonObject): readonly PlaceBefore[] {
  return objectsIn(before['places']).map(place => {
    const why = stringIn(place['why'])
    return {
      account: stringIn(place['account']) ?? '',
      region: stringIn(place['region']) ?? '',
      verdict: place['verdict'] === 'unknown' ? 'unknown' : 'clean',
      exposed: objectsIn(place['exposed']).map(mergedItem),
      unknown: objectsIn(place['unknown']).map(mergedItem),
      ...present({ why })
    }
  })
}

/** A merge has only the names of the variables. */
function mergedItem(one: JsonObject): FoundItem {
  return { ...itemOf(one).item, plaintext: stringsIn(one['plaintext']) }
}

/**
 * Whether an item could not be verified: the item itself, or something in its account and Region that may be the item.
 */
function doubtsOf(places: readonly PlaceBefore[]): (one: Known) => boolean {
  const whole = new Set(
    places
      .filter(
        ({ why, verdict, unknown }) => why !== undefined || (verdict === 'unknown' && unknown.length === 0)
      )
      .map(placeId)
  )
  const single = new Set(places.flatMap(place => place.unknown.map(item => nameOf(place, item))))
  return ({ name, place }) => whole.has(place) || single.has(name)
}

/** For the earlier merge, items of an account and Region that was not audited are unverified too. */
function doubtsBefore(before: JsonObject): (one: Known) => boolean {
  const places = placesIn(before)
  const audited = new Set(places.map(placeId))
  const doubt = doubtsOf(places)
  return one => !audited.has(one.place) || doubt(one)
}

/** A service with a new name, or a one-off task with a new revision, that has the same plaintext as before. */
function renamesOf(gone: readonly Known[], added: readonly Known[]): Changes['renamed'] {
  const left = new Set(added)
  return gone.flatMap(one => {
    const same = [...left].find(other => isSamePlaintext(one, other))
    if (same === undefined) return []
    left.delete(same)
    return [{ from: one.name, to: same.name }]
  })
}

function isSamePlaintext(a: Known, b: Known): boolean {
  if (a.place !== b.place || a.item === undefined || b.item === undefined) return false
  const [one, other] = [familiesOf(a.item), new Set(b.item.plaintext)]
  return (
    familiesOf(b.item).some(family => one.includes(family)) && a.item.plaintext.some(name => other.has(name))
  )
}

function familiesOf({ revisions }: FoundItem): readonly string[] {
  return revisions.map(revision => revision.replace(/:\d+$/, ''))
}
