import { type JsonMap, mapsOf, numberOf, textOf, textsOf } from '../json.ts'
import { arnOf } from '../world/arns.ts'
import { regionOf } from '../world/lookup.ts'
import { drawHex } from '../world/random.ts'
import type { World } from '../world/state.ts'
import { fill } from './fill.ts'

/** buildLogGroups makes the scenario's log groups, empty; tasks write their streams. */
export function buildLogGroups(world: World, content: JsonMap, home: string): void {
  const groups = [
    ...textsOf(content, 'logGroups').map(name => ({ name, region: home })),
    ...mapsOf(content, 'logGroups').map(one => ({
      name: textOf(one, 'name') ?? '',
      region: textOf(one, 'region') ?? home
    }))
  ]
  for (const { name, region } of groups) {
    const arn = arnOf(world, ['logs', region], `log-group:${name}`)
    regionOf(world, region).logGroups.set(name, { name, arn, streams: new Map() })
  }
}

/** buildTargetGroups makes the scenario's target groups; what is in them follows from the services. */
export function buildTargetGroups(world: World, content: JsonMap, home: string): void {
  for (const one of mapsOf(content, 'targetGroups')) {
    const name = textOf(one, 'name') ?? ''
    const region = textOf(one, 'region') ?? home
    const path = textOf(one, 'path')
    const matcher = textOf(one, 'matcher')
    const id = drawHex(world, 16)
    const arn = arnOf(world, ['elasticloadbalancing', region], `targetgroup/${name}/${id}`)
    regionOf(world, region).targetGroups.set(arn, {
      arn,
      name,
      protocol: textOf(one, 'protocol') ?? 'HTTP',
      port: numberOf(one, 'port') ?? 80,
      ...(path === undefined ? {} : { path }),
      ...(matcher === undefined ? {} : { matcher })
    })
  }
}

/** fillLogs fills the placeholders in the lines that tasks write, so that a scenario can let one log a made-up credential. */
export function fillLogs(world: World, region: string): void {
  world.behaviours = world.behaviours.map(one =>
    one.logs ? { ...one, logs: one.logs.map(line => String(fill(world, region, line))) } : one
  )
}
