import { SandboxError } from '../fault.ts'
import { isMap, type JsonMap, mapOf, mapsOf, numberOf, textOf } from '../json.ts'
import { drawLetters } from '../world/random.ts'
import type { World } from '../world/state.ts'
import { fill } from './fill.ts'

/** buildBuckets makes S3's buckets and their objects. Throws SandboxError for a name that two have: names are unique in all regions. */
export function buildBuckets(world: World, content: JsonMap, home: string): void {
  for (const one of mapsOf(content, 'buckets')) {
    const name = textOf(one, 'name') ?? ''
    if (world.buckets.has(name)) throw new SandboxError(`Scenario: two buckets have the name ${name}.`)
    const region = textOf(one, 'region') ?? home
    const objects = Object.entries(mapOf(one, 'objects') ?? {}).map(([key, value]) => {
      const text = isMap(value)
        ? drawLetters(world, numberOf(value, 'generate') ?? 0)
        : String(fill(world, region, value ?? ''))
      return [key, { text, at: world.now }] as const
    })
    world.buckets.set(name, { name, region, objects: new Map(objects) })
  }
}
