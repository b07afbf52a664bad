import type { JsonObject } from '../json.ts'
import { itemOf, nameOf } from './found-item.ts'
import type { PlaceAudit } from './merge-audits.ts'
import { placeId } from './place.ts'
import { objectsWithin, stringIn } from './read-run.ts'

/** What is another thing than in an earlier merge. Items are `ACCOUNT/REGION kind name (cluster)`. */
export type Changes = {
  /** When the earlier merge was made, ISO 8601. */
  readonly since: string
  readonly newlyExposed: readonly string[]
  readonly fixed: readonly string[]
  /** Exposed before, and not known now. */
  readonly lost: readonly string[]
}

/** changesSince compares with the JSON of an earlier merge. A place that is not known now has lost what was exposed there, and fixed nothing. */
export function changesSince(before: JsonObject, places: readonly PlaceAudit[]): Changes {
  const old = new Map<string, string>()
  for (const place of objectsWithin(before['places'])) {
    const id = { account: stringIn(place['account']) ?? '', region: stringIn(place['region']) ?? '' }
    for (const item of objectsWithin(place['exposed'])) old.set(nameOf(id, itemOf(item).item), placeId(id))
  }
  const now = new Set(places.flatMap(place => place.exposed.map(item => nameOf(place, item))))
  const doubtful = new Set(
    places.filter(({ why, verdict }) => why !== undefined || verdict === 'unknown').map(placeId)
  )
  const known = new Set(places.map(placeId))
  const over = [...old].filter(([item]) => !now.has(item))
  const isLost = (place: string) => doubtful.has(place) || !known.has(place)
  return {
    since: stringIn(before['at']) ?? '',
    newlyExposed: [...now].filter(item => !old.has(item)),
    fixed: over.filter(([, place]) => !isLost(place)).map(([item]) => item),
    lost: over.filter(([, place]) => isLost(place)).map(([item]) => item)
  }
}
