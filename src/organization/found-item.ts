import { type JsonObject, objectsIn } from '../json.ts'
import { type AccountRegion, placeId } from './place.ts'
import { stringIn, stringsIn } from './read-run.ts'

/** A service, task, rule or schedule that runs with plaintext credentials, or that could not be verified. */
export type FoundItem = {
  readonly kind: string
  readonly name: string
  readonly cluster: string
  readonly revisions: readonly string[]
  /** Names of the variables, never values. */
  readonly plaintext: readonly string[]
  /** Why it is `unknown`. */
  readonly unknown: readonly string[]
}

/** itemOf reads one item of an audit. Its verdict is not validated. */
export function itemOf(item: JsonObject): { readonly verdict: string; readonly item: FoundItem } {
  return {
    verdict: stringIn(item['verdict']) ?? 'unknown',
    item: {
      kind: stringIn(item['kind']) ?? 'service',
      name: stringIn(item['name']) ?? 'without a name',
      cluster: stringIn(item['cluster']) ?? '',
      revisions: stringsIn(item['revisions']),
      plaintext: [...new Set(objectsIn(item['plaintext']).flatMap(({ name }) => stringIn(name) ?? []))],
      unknown: stringsIn(item['unknown'])
    }
  }
}

/** nameOf is an item's identifier in every merge: `ACCOUNT/REGION kind name (cluster)`. */
export function nameOf(
  place: AccountRegion,
  { kind, name, cluster }: Pick<FoundItem, 'kind' | 'name' | 'cluster'>
): string {
  return `${placeId(place)} ${kind} ${name} (${cluster})`
}
