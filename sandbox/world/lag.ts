import type { Json } from '../json.ts'
import { draw } from './random.ts'

/**
 * The read paths of ECS that can lag behind, each for itself: three parts of DescribeServices' answer, then operations.
 * (AWS: the ECS API follows an eventual consistency model; kayac/ecspresso#945 saw the first.)
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

/** How far a path is behind, in milliseconds: always so far, or (`upTo`) so far at most, drawn anew for every read. */
export type Delay = { readonly ms: number; readonly upTo: boolean }

/** What a path showed from a time on; undefined: nothing. */
export type Sighting = { readonly at: number; readonly seen: Json | undefined }

/** The lag of a world: the delays, and what the paths showed, by path and ARN, oldest first. Plain data. */
export type Lag = {
  readonly delays: Partial<Record<LagPath, Delay>>
  /** Drawn from by `upTo`, so that reading changes nothing else in the world. */
  random: number
  readonly past: Map<string, Sighting[]>
}

/** Whatever has a time and perhaps lag; the world does. */
export type Lagging = { readonly now: number; readonly lag?: Lag }

/** lags tells whether a path is behind in this world. */
export function lags(world: Lagging, path: LagPath): boolean {
  return world.lag?.delays[path] !== undefined
}

/** timeSeen is the time that a read of this path shows now; the present when it does not lag. */
export function timeSeen(world: Lagging, path: LagPath): number {
  const delay = world.lag?.delays[path]
  if (!world.lag || !delay) return world.now
  return world.now - (delay.upTo ? Math.floor(draw(world.lag) * (delay.ms + 1)) : delay.ms)
}

/** note keeps what a path shows of one thing from now on, and forgets what no read can be so late as to see. */
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
 * recall gives what a path shows of one thing at this read. `first` stands for what was before anything was noted (a
 * thing that did not exist yet).
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
