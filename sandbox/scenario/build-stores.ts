import { SandboxError } from '../fault.ts'
import { booleanOf, isMap, type JsonMap, mapOf, mapsOf, numberOf, textOf, textsOf } from '../json.ts'
import { addVersion, makeSecret } from '../operations/secretsmanager/common.ts'
import { putParameter } from '../operations/ssm/parameters.ts'
import { arnOf } from '../world/arns.ts'
import { regionOf } from '../world/lookup.ts'
import { drawHex, drawLetters } from '../world/random.ts'
import type { Secret, World } from '../world/state.ts'
import { fill } from './fill.ts'
import { readDuration } from './times.ts'

/** tagsOf turns a map of tags into AWS's list. */
export function tagsOf(one: JsonMap, key: string, value: string): JsonMap[] {
  return Object.entries(mapOf(one, 'tags') ?? {}).map(([name, text]) => ({ [key]: name, [value]: text }))
}

/** buildSecrets creates the scenario's secrets, each at its age. Throws SandboxError. */
export function buildSecrets(world: World, content: JsonMap, region: string): void {
  for (const [index, one] of mapsOf(content, 'secrets').entries()) {
    const secret = atItsAge(world, one, {
      path: `secrets[${index}]`,
      make: () => buildSecret(world, one, region)
    })
    if (booleanOf(one, 'deleted')) markDeleted(world, secret)
  }
}

/** buildParameters creates the parameters of the Parameter Store, each at its age. Throws SandboxError. */
export function buildParameters(world: World, content: JsonMap, region: string): void {
  for (const [index, parameter] of mapsOf(content, 'parameters').entries())
    atItsAge(world, parameter, {
      path: `parameters[${index}]`,
      make: () => buildParameter(world, parameter, region)
    })
}

/** An item with an `age` was created that long before the scenario begins. */
function atItsAge<Made>(world: World, one: JsonMap, what: { path: string; make: () => Made }): Made {
  const { now } = world
  world.now = now - (one['age'] === undefined ? 0 : readDuration(one['age'], `Scenario: ${what.path}.age`))
  const made = what.make()
  world.now = now
  return made
}

function buildSecret(world: World, one: JsonMap, home: string): Secret {
  const region = regionOf(world, textOf(one, 'region') ?? home)
  const secret = makeSecret(world, region, {
    name: textOf(one, 'name') ?? '',
    description: textOf(one, 'description'),
    kmsKeyId: textOf(one, 'kmsKeyId'),
    tags: tagsOf(one, 'Key', 'Value')
  })
  const text = secretText(world, one)
  if (text !== undefined) addVersion(world, secret, { text })
  return secret
}

/** Scheduled for deletion when the scenario begins, regardless of the secret's age. */
function markDeleted(world: World, secret: Secret): void {
  secret.deletedAt = world.now
  secret.changedAt = world.now
  secret.purgeAt = world.now + 30 * 86_400_000
}

function secretText(world: World, one: JsonMap): string | undefined {
  const json = mapOf(one, 'json')
  if (!json) {
    const length = numberOf(one, 'generate')
    return length === undefined ? textOf(one, 'value') : drawLetters(world, length)
  }
  const fields = Object.entries(json).map(([key, field]) => [
    key,
    isMap(field) ? drawLetters(world, numberOf(field, 'generate') ?? 0) : field
  ])
  return JSON.stringify(Object.fromEntries(fields))
}

function buildParameter(world: World, one: JsonMap, home: string): void {
  const keyId = textOf(one, 'keyId')
  const description = textOf(one, 'description')
  putParameter(world, regionOf(world, textOf(one, 'region') ?? home), {
    name: textOf(one, 'name') ?? '',
    type: textOf(one, 'type') ?? 'SecureString',
    value: secretText(world, one) ?? drawLetters(world, 20),
    ...(keyId === undefined ? {} : { keyId }),
    ...(description === undefined ? {} : { description }),
    tags: []
  })
}

/**
 * buildBuckets creates S3's buckets and their objects. Throws SandboxError for a name used twice: names are unique
 * across all Regions.
 */
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

/** buildLogGroups creates the scenario's log groups, empty; tasks write their streams. */
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

/** buildTargetGroups creates the scenario's target groups; their targets follow from the services. */
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

/**
 * fillLogs fills the placeholders in the lines that tasks write, so that a scenario can have a task log a made-up
 * credential.
 */
export function fillLogs(world: World, region: string): void {
  world.behaviours = world.behaviours.map(one =>
    one.logs ? { ...one, logs: one.logs.map(line => String(fill(world, region, line))) } : one
  )
}
