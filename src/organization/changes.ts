import type { JsonObject } from '../json.ts'
import { isObject } from '../json.ts'
import { type FoundItem, itemOf, nameOf } from './found-item.ts'
import type { PlaceAudit } from './merge-audits.ts'
import { placeId } from './place.ts'
import { objectsWithin, stringIn, stringsIn } from './read-run.ts'

/**
 * What changed since an earlier merge. Items are `ACCOUNT/REGION kind name (cluster)`. An item that was exposed and is not exposed now is in
 * exactly one of `fixed`, `renamed`, `lost` and `dropped`; one that is exposed now and was not is in one of `newlyExposed`, `firstSeen` and
 * `renamed`.
 */
export type Changes = {
  /** When the earlier merge was made, ISO 8601. */
  readonly since: string
  /** Verified without plaintext before, or not there. */
  readonly newlyExposed: readonly string[]
  /** Exposed now; before, it could not be verified, or its account and Region was not audited. */
  readonly firstSeen: readonly string[]
  /** Exposed before; now it runs without plaintext, or no longer runs. */
  readonly fixed: readonly string[]
  /** The same plaintext of the same task definition family under another name. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  /** Exposed when it was last verified, and not verified now. The next merge goes on asking for it. */
  readonly lost: readonly string[]
  /** Exposed before; its account and Region is no longer audited. */
  readonly dropped: readonly string[]
}

/** An exposed item and where it is. */
type Known = { readonly name: string; readonly place: string; readonly item?: FoundItem }

/** changesSince compares with the JSON of an earlier merge. What is not verified now is never fixed, and what was not verified before is never new. Pure. */
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

/** What was exposed then, and what had been exposed when it was last verified. */
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
  return objectsWithin(before['places']).map(place => {
    const why = stringIn(place['why'])
    return {
      account: stringIn(place['account']) ?? '',
      region: stringIn(place['region']) ?? '',
      verdict: place['verdict'] === 'unknown' ? 'unknown' : 'clean',
      exposed: objectsWithin(place['exposed']).map(mergedItem),
      unknown: objectsWithin(place['unknown']).map(mergedItem),
      ...(why === undefined ? {} : { why })
    }
  })
}

/** A merge keeps the names of the variables alone. */
function mergedItem(one: JsonObject): FoundItem {
  return { ...itemOf(one).item, plaintext: stringsIn(one['plaintext']) }
}

/** Whether an item could not be verified: it itself, or something of its account and Region that may be it. */
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

/** Before, a place that was not audited is in doubt, too. */
function doubtsBefore(before: JsonObject): (one: Known) => boolean {
  const places = placesIn(before)
  const audited = new Set(places.map(placeId))
  const doubt = doubtsOf(places)
  return one => !audited.has(one.place) || doubt(one)
}

/** A service that got another name, or a one-off task that runs another revision: the plaintext is the one that was there. */
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
