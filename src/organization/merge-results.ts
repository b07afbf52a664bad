import { lastPartOf } from '../arn.ts'
import { type JsonObject, objectsIn } from '../json.ts'
import { present } from '../present.ts'
import { isGood, type Outcome } from '../rollout/outcome.ts'
import { gatherPlaces } from './gather.ts'
import {
  badEnd,
  HINT_FOR_INCOMPLETE,
  HINT_FOR_UNVERIFIED,
  type Incomplete,
  reasonInProblem
} from './incomplete.ts'
import { type AccountRegion, placeId } from './place.ts'
import { pointsOf, problemsGap, type RunDocument, stringIn } from './read-run.ts'

/** The outcome of one service, as reported by the job that deployed it. */
export type MergedService = {
  readonly service: string
  readonly cluster: string
  /** `unknown`: the run did not wait for the end, or its document has no outcome that this release knows. */
  readonly outcome: Outcome | 'unknown'
  readonly reason: string
}

/** One account and Region. */
export type PlaceResults = AccountRegion & {
  /** Why the result is incomplete. */
  readonly why?: string
  /** What to do about what is not verified; absent only if all of it is. */
  readonly hint?: string
  /** URL of the workflow run that deployed. */
  readonly url?: string
  /** The points that its run notes as not verified, each a sentence. They do not change how its services ended. */
  readonly notVerified: readonly string[]
  readonly services: readonly MergedService[]
}

/** The deployments of many accounts and Regions, combined. Form 1 of `results merge --format json`. */
export type MergedResults = {
  readonly version: 1
  readonly kind: 'organization-results'
  /** ISO 8601. */
  readonly at: string
  /** `unknown`: nothing failed, but at least one result is unknown. */
  readonly verdict: 'failed' | 'unknown' | 'succeeded'
  readonly counts: { readonly succeeded: number; readonly failed: number; readonly unknown: number }
  readonly places: readonly PlaceResults[]
}

/** Every outcome that a run can report. Any other word is treated as unknown. */
const OUTCOMES = {
  succeeded: true,
  requested: true,
  unchanged: true,
  failed: true,
  'rolled-back': true,
  'timed-out': true,
  superseded: true,
  cancelled: true,
  'not-started': true
} satisfies Readonly<Record<Outcome, true>>

function isOutcome(word: string): word is Outcome {
  return Object.hasOwn(OUTCOMES, word)
}

/** isGoodEnd reports whether a service runs what was deployed. A deployment that was not waited for does not count. */
export function isGoodEnd({ outcome }: Pick<MergedService, 'outcome'>): boolean {
  return outcome !== 'unknown' && isGood(outcome)
}

function isFailure({ outcome }: Pick<MergedService, 'outcome'>): boolean {
  return outcome !== 'unknown' && !isGood(outcome)
}

/** mergeResults combines the results of single places. An expected place without a result is `unknown`. Pure. */
export function mergeResults(
  runs: Iterable<RunDocument>,
  expected: readonly AccountRegion[],
  now: number
): MergedResults {
  const places = gatherPlaces<SeenResults>(runs, expected, {
    read: seenResults,
    join: joined,
    missing: (place, gap) => ({ ...place, gap, notVerified: [], services: [] })
  })
    .map(placeResultsOf)
    .toSorted(worstFirst)
  const services = places.flatMap(place => place.services)
  const failed = services.filter(isFailure).length
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

/** The result of a service while more runs of its place can follow. */
type SeenService = MergedService & { readonly finishedAt?: string }
type SeenResults = Pick<PlaceResults, 'account' | 'region' | 'url' | 'notVerified'> & {
  readonly gap?: Incomplete
  readonly services: readonly SeenService[]
}

function placeResultsOf({ services, gap, notVerified, ...place }: SeenResults): PlaceResults {
  return {
    ...place,
    ...present({
      why: gap?.why,
      hint: gap?.hint ?? (notVerified.length > 0 ? HINT_FOR_UNVERIFIED : undefined)
    }),
    notVerified,
    services: services.map(({ finishedAt: _, ...service }) => service)
  }
}

function seenResults(run: RunDocument, place: AccountRegion): SeenResults {
  const { broken, content, url } = run
  // what a good end of another form means is not known
  const isKnownForm = content['version'] === 1
  const services = objectsIn(content['results'])
    .map(serviceOf)
    .map(one => (isKnownForm || !isGoodEnd(one) ? one : { ...one, outcome: 'unknown' as const }))
  const gap = broken ?? (services.every(isGoodEnd) ? unsuccessful : leftOut)(run, services)
  return { ...place, services, notVerified: pointsOf(content), ...present({ gap, url }) }
}

function serviceOf(result: JsonObject): SeenService {
  const name = stringIn(result['key']) ?? stringIn(result['service']) ?? 'without a name'
  return {
    service: name,
    cluster: lastPartOf(stringIn(result['cluster']) ?? ''),
    outcome: outcomeOf(result),
    reason: stringIn(result['reason']) ?? '',
    ...present({ finishedAt: stringIn(result['finishedAt']) })
  }
}

function outcomeOf(result: JsonObject): MergedService['outcome'] {
  const { outcome: said, isOngoing = false, isUnverified, service, key } = result
  if (isUnverified === true) return 'unknown'
  if (typeof said !== 'string' || !isOutcome(said)) return 'unknown'
  const isNamed = (stringIn(key) ?? stringIn(service)) !== undefined
  if (said === 'requested') return 'unknown'
  return (isOngoing !== false || !isNamed) && isGood(said) ? 'unknown' : said
}

/**
 * Why a run without a failed service is not successful: it has a problem, names no service, or its exit code is not 0.
 */
function unsuccessful(run: RunDocument, services: readonly MergedService[]): Incomplete | undefined {
  const { content } = run
  const told = reasonInProblem(objectsIn(content['problems'])[0]) ?? problemsGap(content)
  if (told !== undefined) return told
  if (services.length === 0) return { why: 'its run names no service', hint: HINT_FOR_INCOMPLETE }
  return leftOut(run, services) ?? badEnd('run', content['exitCode'])
}

/** What the document of a run does not say. A later run can repair a failed service, but says nothing of this. */
function leftOut(
  { content, place }: RunDocument,
  services: readonly MergedService[]
): Incomplete | undefined {
  const { results } = content
  const gap = problemsGap(content)
  if (gap !== undefined) return gap
  if (Array.isArray(results) && services.length < results.length)
    return { why: 'its list of results is not complete', hint: HINT_FOR_INCOMPLETE }
  return place === undefined ? UNPLACED : undefined
}

const UNPLACED: Incomplete = {
  why: 'its file does not say which account and Region it is of',
  hint: 'Allow its role sts:GetCallerIdentity, or put ACCOUNT-REGION into the name of the file, and merge again.'
}

/**
 * Several jobs of one place, such as the waves of a deployment. The last result of a service counts; if it is not known
 * which is the last, the worse one.
 */
function joined(a: SeenResults, b: SeenResults): SeenResults {
  const services = new Map<string, SeenService>()
  for (const one of [...a.services, ...b.services]) {
    const key = `${one.cluster} ${one.service}`
    const known = services.get(key)
    services.set(key, known === undefined ? one : laterOf(known, one))
  }
  return {
    ...{ ...a, ...b, services: [...services.values()] },
    notVerified: [...new Set([...a.notVerified, ...b.notVerified])],
    ...present({ gap: a.gap ?? b.gap })
  }
}

function laterOf(a: SeenService, b: SeenService): SeenService {
  const [first, second] = [Date.parse(a.finishedAt ?? ''), Date.parse(b.finishedAt ?? '')]
  if (first !== second && !Number.isNaN(first - second)) return first > second ? a : b
  return weightOf(a) <= weightOf(b) ? a : b
}

function weightOf(service: MergedService): number {
  return isFailure(service) ? 0 : isGoodEnd(service) ? 2 : 1
}

function worstFirst(a: PlaceResults, b: PlaceResults): number {
  const weight = ({ services, why }: PlaceResults) =>
    services.some(isFailure) ? 0 : why !== undefined || !services.every(isGoodEnd) ? 1 : 2
  return weight(a) - weight(b) || (placeId(a) < placeId(b) ? -1 : 1)
}
