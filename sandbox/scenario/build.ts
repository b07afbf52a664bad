import { booleanOf, type JsonMap, listOf, mapOf, mapsOf, numberOf, textOf, textsOf } from '../json.ts'
import { makeCluster } from '../operations/ecs/clusters.ts'
import { observeAll } from '../operations/ecs/lagged.ts'
import { pushImage } from '../world/image-store.ts'
import { regionOf } from '../world/lookup.ts'
import { parsePolicy } from '../world/policy.ts'
import type { World } from '../world/state.ts'
import { buildAlarms } from './alarms.ts'
import { behavioursOf, lambdasOf } from './behaviours.ts'
import { buildRoles, callersOf, imageOf } from './build-access.ts'
import { buildCodeDeploy } from './build-codedeploy.ts'
import { buildRules, buildSchedules } from './build-schedules.ts'
import { buildDefinitions, buildServices } from './build-services.ts'
import {
  buildBuckets,
  buildLogGroups,
  buildParameters,
  buildSecrets,
  buildTargetGroups,
  fillLogs,
  tagsOf
} from './build-stores.ts'
import { fill } from './fill.ts'
import { putOutside, readOutside } from './outside.ts'
import type { Scenario } from './scenario.ts'
import { lagOf, timingOf } from './times.ts'

/** buildWorld creates the world that a scenario describes, at virtual time `start`. Throws SandboxError or AwsFault. */
export function buildWorld(scenario: Scenario, start: number, seed: number): World {
  const { content } = scenario
  const world: World = {
    account: textOf(content, 'account') ?? '123456789012',
    partition: textOf(content, 'partition') ?? 'aws',
    now: start,
    sequence: 0,
    random: seed,
    queue: [],
    regions: new Map(),
    buckets: new Map(),
    roles: new Map(),
    sessions: new Map(),
    callers: undefined,
    organization: listOf(content, 'serviceControlPolicies').map(policy => parsePolicy(policy)),
    pullsImages: booleanOf(content, 'pullImages') ?? false,
    cachePrefixes: textsOf(content, 'pullThroughCache'),
    behaviours: behavioursOf(mapsOf(content, 'behaviours')),
    lambdas: lambdasOf(mapsOf(content, 'lambdas')),
    timing: timingOf(mapOf(content, 'timing') ?? {}),
    alarms: new Map(),
    ...lagOf(mapOf(content, 'lag'), seed),
    outside: []
  }
  const region = textOf(content, 'region') ?? 'us-east-1'
  buildClusters(world, content, region)
  buildSecrets(world, content, region)
  buildParameters(world, content, region)
  for (const image of mapsOf(content, 'images')) pushImage(world, imageOf(image, region))
  buildBuckets(world, content, region)
  buildRoles(world, content, region)
  buildLogGroups(world, content, region)
  buildTargetGroups(world, content, region)
  fillLogs(world, region)
  buildDefinitions(world, scenario, region)
  buildAlarms(world, content, region)
  buildServices(world, content, region)
  buildCodeDeploy(world, content, region)
  buildRules(world, content, region)
  buildSchedules(world, content, region)
  world.callers = callersOf(world, content, region)
  for (const [index, one] of mapsOf(content, 'later').entries())
    putOutside(world, readOutside(fill(world, region, one), { path: `later[${index}]`, region, now: start }))
  // the initial state of a scenario has existed forever
  world.now = 0
  observeAll(world)
  world.now = start
  return world
}

function buildClusters(world: World, content: JsonMap, home: string): void {
  for (const name of textsOf(content, 'clusters'))
    makeCluster(world, home, { clusters: regionOf(world, home).clusters, name })
  for (const one of mapsOf(content, 'clusters')) {
    const region = textOf(one, 'region') ?? home
    const cluster = makeCluster(world, region, {
      clusters: regionOf(world, region).clusters,
      name: textOf(one, 'name') ?? '',
      tags: tagsOf(one, 'key', 'value')
    })
    cluster.instances = numberOf(one, 'instances') ?? 0
  }
}
