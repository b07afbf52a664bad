import { SandboxError } from '../fault.ts'
import { isMap, type Json } from '../json.ts'
import { makeCluster } from '../operations/ecs/services.ts'
import { type Lag, noteAll } from '../world/lag.ts'
import { regionOf } from '../world/lookup.ts'
import { parsePolicy } from '../world/policy.ts'
import { drawLetters } from '../world/queue.ts'
import { findSecret } from '../world/secret-read.ts'
import type { Behaviour, World } from '../world/state.ts'
import { buildCodeDeploy, buildRules, buildSchedules } from './build-codedeploy.ts'
import { buildDefinitions, buildServices } from './build-services.ts'
import { buildCallers, buildRoles, buildStores } from './build-stores.ts'
import { putAlarm, putOutside, readAlarm, readOutside } from './changes.ts'
import type { ClusterEntry, Content } from './content.ts'
import { DEFAULT_TIMING, type Scenario } from './scenario.ts'
import { readDuration } from './shape.ts'

/**
 * What the builders share: `fill` replaces the placeholders in every text of a value: `${account}`, `${region}`,
 * `${secret:NAME}` (the full ARN with its random suffix), `${targetGroup:NAME}` (its ARN) and `${generate:N}` (N random
 * characters, so that no scenario holds a credential).
 */
export type Building = {
  readonly world: World
  readonly scenario: Scenario
  /** The Region of an entry. */
  readonly regionOf: (entry: { readonly region?: string | undefined }) => string
  readonly fill: <T>(region: string, value: T) => T
}

/** buildWorld creates the world that a scenario describes, at virtual time `start`. Throws SandboxError or AwsFault. */
export function buildWorld(scenario: Scenario, start: number, seed: number): World {
  const { content } = scenario
  const { lag = {}, region: home = 'us-east-1' } = content
  const world: World = {
    account: content.account ?? '123456789012',
    partition: content.partition ?? 'aws',
    now: start,
    sequence: 0,
    random: seed,
    queue: [],
    regions: new Map(),
    buckets: new Map(),
    roles: new Map(),
    sessions: new Map(),
    callers: undefined,
    organization: content.serviceControlPolicies?.map(parsePolicy) ?? [],
    pullsImages: content.pullImages ?? false,
    cachePrefixes: content.pullThroughCache ?? [],
    behaviours: structuredClone(content.behaviours ?? []) as Behaviour[],
    lambdas: content.lambdas?.map(one => ({ result: 'SUCCEEDED', ...one })) ?? [],
    timing: { ...DEFAULT_TIMING, ...content.timing },
    alarms: new Map(),
    ...(Object.keys(lag).length > 0 ? { lag: lagOf(lag, seed) } : {}),
    outside: []
  }
  const building: Building = {
    world,
    scenario,
    regionOf: ({ region = home }) => region,
    fill: (region, value) => fill(world, region, value as Json) as typeof value
  }
  buildClusters(building)
  buildStores(building)
  buildRoles(building)
  for (const behaviour of world.behaviours)
    if (behaviour.logs) Object.assign(behaviour, { logs: fill(world, home, [...behaviour.logs]) })
  buildDefinitions(building)
  const at = (path: string) => ({ path: `Scenario: ${path}`, region: home, now: start })
  for (const [index, one] of (content.alarms ?? []).entries())
    putAlarm(world, readAlarm(one, at(`alarms[${index}]`)))
  buildServices(building)
  buildCodeDeploy(building)
  buildRules(building)
  buildSchedules(building)
  world.callers = buildCallers(building)
  for (const [index, one] of (content.later ?? []).entries())
    putOutside(world, readOutside(fill(world, home, one), at(`later[${index}]`)))
  // the initial state of a scenario has existed forever
  world.now = 0
  noteAll(world)
  world.now = start
  return world
}

/** Per read path, a duration or `{upTo: duration}`. */
function lagOf(given: NonNullable<Content['lag']>, seed: number): Lag {
  const delays = Object.entries(given).map(([path, value]) => {
    const where = `Scenario: lag.${path}`
    if (!isMap(value)) return [path, { ms: readDuration(value, where), upTo: false }]
    return [path, { ms: readDuration(value['upTo'], `${where}.upTo`), upTo: true }]
  })
  return { delays: Object.fromEntries(delays), random: seed, past: new Map() }
}

function buildClusters({ world, scenario, regionOf: regionNameOf }: Building): void {
  for (const given of scenario.content.clusters ?? []) {
    const one: ClusterEntry = typeof given === 'string' ? { name: given } : given
    const region = regionNameOf(one)
    const { clusters } = regionOf(world, region)
    const tags = Object.entries(one.tags ?? {}).map(([key, value]) => ({ key, value }))
    makeCluster(world, region, { clusters, name: one.name, tags }).instances = one.instances ?? 0
  }
}

function fill(world: World, region: string, value: Json): Json {
  if (typeof value === 'string')
    return value.replace(
      PLACEHOLDER,
      (_all, kind: string, name = '') => PLACEHOLDERS[kind]?.(world, region, name) ?? ''
    )
  if (Array.isArray(value)) return value.map(item => fill(world, region, item))
  if (!isMap(value)) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([key, item]) => [key, fill(world, region, item ?? null)]))
}

const PLACEHOLDER = /\$\{(account|region|secret|targetGroup|generate)(?::([^}]+))?\}/g

const PLACEHOLDERS: Readonly<Record<string, (world: World, region: string, name: string) => string>> = {
  account: ({ account }) => account,
  region: (_world, region) => region,
  generate: (world, _region, count) => drawLetters(world, Number(count)),
  secret: (world, region, name) =>
    arnIn(findSecret(world, regionOf(world, region), name), `secret:${name}`, region),
  targetGroup: (world, region, name) => {
    const groups = [...regionOf(world, region).targetGroups.values()]
    return arnIn(
      groups.find(one => one.name === name),
      `targetGroup:${name}`,
      region
    )
  }
}

function arnIn(found: { readonly arn: string } | undefined, what: string, region: string): string {
  if (!found) throw new SandboxError(`Scenario: \${${what}} names nothing in ${region}.`)
  return found.arn
}
