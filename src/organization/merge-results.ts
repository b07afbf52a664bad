import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import { type AccountRegion, placeId } from './place.ts'
import { objectsWithin, type RunDocument, stringIn } from './read-run.ts'

/** How one service ended, as the job that deployed it has said. */
export type MergedService = {
  readonly service: string
  readonly cluster: string
  readonly outcome: string
  readonly reason: string
}

/** One account and Region. */
export type PlaceResults = AccountRegion & {
  /** Why not all is known. */
  readonly why?: string
  /** Page of the workflow run that deployed. */
  readonly url?: string
  readonly services: readonly MergedService[]
}

/** The deployments of many accounts and Regions as one. Form 1 of `results merge --format json`. */
export type MergedResults = {
  readonly version: 1
  readonly kind: 'organization-results'
  /** ISO 8601. */
  readonly at: string
  /** `unknown`: nothing failed, and of something nobody knows. */
  readonly verdict: 'failed' | 'unknown' | 'succeeded'
  readonly counts: { readonly succeeded: number; readonly failed: number; readonly unknown: number }
  readonly places: readonly PlaceResults[]
}

const GOOD: ReadonlySet<string> = new Set(['succeeded', 'unchanged'])
const FAILED: ReadonlySet<string> = new Set([
  'failed',
  'rolled-back',
  'timed-out',
  'superseded',
  'cancelled',
  'not-started'
])

/** isGoodEnd tells a service that runs what it was to run; one whose end was not waited for does not. */
export function isGoodEnd({ outcome }: Pick<MergedService, 'outcome'>): boolean {
  return GOOD.has(outcome)
}

/** mergeResults makes one list of the results of single places; a place that was expected and has not reported is unknown. Pure. */
export function mergeResults(
  runs: readonly RunDocument[],
  expected: readonly AccountRegion[],
  now: number
): MergedResults {
  const reported = new Map<string, PlaceResults>()
  for (const run of runs) {
    const place = run.place ?? { account: 'not known', region: run.file }
    const one = placeResults(run, place)
    const other = reported.get(placeId(place))
    reported.set(placeId(place), other === undefined ? one : joined(other, one))
  }
  for (const place of expected) {
    if (reported.has(placeId(place))) continue
    const why = 'no result: its job failed, was cancelled or never ran'
    reported.set(placeId(place), { ...place, why, services: [] })
  }
  const places = [...reported.values()].sort(worstFirst)
  const services = places.flatMap(place => place.services)
  const failed = services.filter(({ outcome }) => FAILED.has(outcome)).length
  const succeeded = services.filter(isGoodEnd).length
  const unknown = services.length - failed - succeeded + places.filter(({ why }) => why !== undefined).length
  return {
    version: 1,
    kind: 'organization-results',
    at: new Date(now).toISOString(),
    verdict: failed > 0 ? 'failed' : unknown > 0 || services.length === 0 ? 'unknown' : 'succeeded',
    counts: { succeeded, failed, unknown },
    places
  }
}

function placeResults({ broken, content, url }: RunDocument, place: AccountRegion): PlaceResults {
  const services = objectsWithin(content['results']).map(serviceOf)
  const why =
    broken ?? (services.length === 0 ? (messageOf(content) ?? 'its run names no service') : undefined)
  return { ...place, services, ...present({ why, url }) }
}

function serviceOf(result: JsonObject): MergedService {
  const outcome = stringIn(result['outcome']) ?? 'unknown'
  const name = stringIn(result['key']) ?? stringIn(result['service']) ?? 'without a name'
  return {
    service: name,
    cluster: stringIn(result['cluster']) ?? '',
    outcome: result['isOngoing'] === true && isGoodEnd({ outcome }) ? 'unknown' : outcome,
    reason: stringIn(result['reason']) ?? ''
  }
}

function messageOf(content: JsonObject): string | undefined {
  return stringIn(objectsWithin(content['problems'])[0]?.['message'])
}

/** Several jobs of one place, as a deployment in waves has them: what a later one says of a service counts. */
function joined(a: PlaceResults, b: PlaceResults): PlaceResults {
  const services = new Map([...a.services, ...b.services].map(one => [`${one.cluster} ${one.service}`, one]))
  return { ...a, ...b, services: [...services.values()], ...present({ why: a.why ?? b.why }) }
}

function worstFirst(a: PlaceResults, b: PlaceResults): number {
  const weight = ({ services, why }: PlaceResults) =>
    services.some(({ outcome }) => FAILED.has(outcome))
      ? 0
      : why !== undefined || !services.every(isGoodEnd)
        ? 1
        : 2
  return weight(a) - weight(b) || (placeId(a) < placeId(b) ? -1 : 1)
}
