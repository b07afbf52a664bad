import type { Json } from '../json.ts'
import { draw } from './queue.ts'

/**
 * The read paths of ECS that can lag, each independently: three parts of DescribeServices' answer, then operations.
 * (AWS: the ECS API follows an eventual consistency model; kayac/ecspresso#945 observed the first.)
 */
export const LAG_PATHS = [
  'currentServiceDeployment',
  'deployments',
  'events',
  'ListServiceDeployments',
  'DescribeServiceDeployments',
  'DescribeServiceRevisions',
  'ListTasks',
  'DescribeTasks',
  'DescribeTaskDefinition',
  'ListTaskDefinitions'
] as const

export type LagPath = (typeof LAG_PATHS)[number]

/** The lag of a path in milliseconds: constant, or (`upTo`) a maximum, drawn anew for every read. */
export type Delay = { readonly ms: number; readonly upTo: boolean }

/** What a path showed from a given time on; undefined: nothing. */
export type Sighting = { readonly at: number; readonly seen: Json | undefined }

/** The lag of a world: the delays, and what the paths showed, by path and ARN, oldest first. Plain data. */
export type Lag = {
  readonly delays: Partial<Record<LagPath, Delay>>
  /** The random state for `upTo`, so that reads change nothing else in the world. */
  random: number
  readonly past: Map<string, Sighting[]>
}

/** Anything with a time and possibly lag, such as the world. */
export type Lagging = { readonly now: number; readonly lag?: Lag }

/** lags reports whether a path lags in this world. */
export function lags(world: Lagging, path: LagPath): boolean {
  return world.lag?.delays[path] !== undefined
}

/** timeSeen is the time that a read of this path shows now; the present if it does not lag. */
export function timeSeen(world: Lagging, path: LagPath): number {
  const delay = world.lag?.delays[path]
  if (!world.lag || !delay) return world.now
  return world.now - (delay.upTo ? Math.floor(draw(world.lag) * (delay.ms + 1)) : delay.ms)
}

/** note records what a path shows of one thing from now on, and drops records that are too old for any read. */
export function note(world: Lagging, what: { path: LagPath; arn: string; seen: Json | undefined }): void {
  const delay = world.lag?.delays[what.path]
  if (!world.lag || !delay) return
  const key = `${what.path} ${what.arn}`
  const known = world.lag.past.get(key) ?? []
  const oldest = known.findLastIndex(one => one.at <= world.now - delay.ms)
  const kept = known.slice(Math.max(0, oldest)).filter(one => one.at < world.now)
  world.lag.past.set(key, [...kept, { at: world.now, seen: what.seen }])
}

/**
 * recall returns what a path shows of one thing at this read. `first` is the value before the first record (of a thing
 * that did not exist yet).
 */
export function recall(
  world: Lagging,
  what: { path: LagPath; arn: string; first: Json | undefined }
): Json | undefined {
  const then = timeSeen(world, what.path)
  const known = world.lag?.past.get(`${what.path} ${what.arn}`) ?? []
  const found = known.findLast(one => one.at <= then)
  return found ? found.seen : what.first
}
