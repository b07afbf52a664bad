import { type JsonMap, mapOf, mapsOf, seconds, textOf } from '../../json.ts'
import { type LagPath, lags, timeSeen } from '../../world/lag.ts'
import { arnOf, lastPart } from '../../world/lookup.ts'
import type { Family, Region, TaskDefinition, World } from '../../world/state.ts'
import { fargateProblem } from './register-rules.ts'

/** addRevision stores the next revision of a family; the input is already validated. */
export function addRevision(
  world: World,
  region: Region,
  what: { input: JsonMap; by: string; at?: number }
): TaskDefinition {
  const name = textOf(what.input, 'family') ?? ''
  const family: Family = region.families.get(name) ?? { name, lastRevision: 0, revisions: [] }
  region.families.set(name, family)
  family.lastRevision += 1
  const definition: TaskDefinition = {
    arn: arnOf(world, ['ecs', region.name], `task-definition/${name}:${family.lastRevision}`),
    family: name,
    revision: family.lastRevision,
    status: 'ACTIVE',
    definition: withDefaults(what.input),
    tags: mapsOf(what.input, 'tags'),
    registeredAt: what.at ?? world.now,
    registeredBy: what.by
  }
  family.revisions.push(definition)
  return definition
}

/** findDefinition finds `family` (latest ACTIVE), `family:revision` or an ARN of either; undefined if there is none. */
export function findDefinition(world: World, region: Region, id: string): TaskDefinition | undefined {
  const family = familyOf(world, region, id)
  return family && pickRevision(family.revisions, id)
}

/** describedDefinition is findDefinition as DescribeTaskDefinition returns it at this read. */
export function describedDefinition(world: World, region: Region, id: string): TaskDefinition | undefined {
  const family = familyOf(world, region, id)
  return family && pickRevision(definitionsSeen(world, family, 'DescribeTaskDefinition'), id)
}

function familyOf(world: World, region: Region, id: string): Family | undefined {
  if (id.startsWith('arn:') && !id.startsWith(arnOf(world, ['ecs', region.name], 'task-definition/'))) return
  return region.families.get(lastPart(id).split(':')[0] ?? '')
}

function pickRevision(revisions: readonly TaskDefinition[], id: string): TaskDefinition | undefined {
  const [, revision] = lastPart(id).split(':')
  return revision === undefined
    ? revisions.findLast(one => one.status === 'ACTIVE')
    : revisions.find(one => String(one.revision) === revision)
}

/** viewDefinition is a revision as DescribeTaskDefinition returns it (without tags). */
export function viewDefinition(one: TaskDefinition): JsonMap {
  return {
    ...one.definition,
    taskDefinitionArn: one.arn,
    revision: one.revision,
    status: one.status,
    requiresAttributes: requiresAttributesOf(one.definition),
    compatibilities: compatibilitiesOf(one.definition),
    registeredAt: seconds(one.registeredAt),
    registeredBy: one.registeredBy,
    deregisteredAt: seconds(one.deregisteredAt)
  }
}

/**
 * definitionsSeen is the revisions of a family as a read that may lag returns them: without those registered since, and
 * still ACTIVE if deregistered since.
 */
export function definitionsSeen(
  world: World,
  family: Family,
  path: Extract<LagPath, 'DescribeTaskDefinition' | 'ListTaskDefinitions'>
): TaskDefinition[] {
  if (!lags(world, path)) return family.revisions
  const then = timeSeen(world, path)
  return family.revisions
    .filter(one => one.registeredAt <= then)
    .map(one => {
      const { deregisteredAt, ...before } = one
      return deregisteredAt !== undefined && deregisteredAt > then ? { ...before, status: 'ACTIVE' } : one
    })
}

/**
 * The definition with the defaults of ECS. Given members stay unchanged, including those that
 * the model does not know; null counts as absent, as on AWS.
 */
function withDefaults(input: JsonMap): JsonMap {
  const { tags: _tags, ...members } = withoutNulls(input)
  const awsvpc = textOf(members, 'networkMode') === 'awsvpc'
  const containers = mapsOf(members, 'containerDefinitions').map(one => containerDefaults(one, awsvpc))
  return {
    volumes: [],
    placementConstraints: [],
    ...members,
    containerDefinitions: containers
  }
}

function containerDefaults(container: JsonMap, awsvpc: boolean): JsonMap {
  const given = withoutNulls(container)
  const ports = mapsOf(given, 'portMappings').map(port => portDefaults(port, awsvpc))
  const check = mapOf(given, 'healthCheck')
  return {
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    ...given,
    portMappings: ports,
    ...(check ? { healthCheck: { interval: 30, timeout: 5, retries: 3, ...check } } : {})
  }
}

function portDefaults(port: JsonMap, awsvpc: boolean): JsonMap {
  const container = port['containerPort']
  const host = awsvpc ? (container ?? 0) : 0
  return { protocol: 'tcp', hostPort: host, ...withoutNulls(port) }
}

function withoutNulls(map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null && value !== undefined))
}

/** The launch types on which a definition could run. */
function compatibilitiesOf(definition: JsonMap): string[] {
  if (textOf(definition, 'networkMode') !== 'awsvpc') return ['EXTERNAL', 'EC2']
  return fargateProblem(definition) === undefined ? ['EC2', 'FARGATE'] : ['EC2']
}

/** Two of the agent capabilities that ECS derives: describe-only, like all of them. */
function requiresAttributesOf(definition: JsonMap): JsonMap[] {
  const names = ['com.amazonaws.ecs.capability.docker-remote-api.1.18']
  if (textOf(definition, 'networkMode') === 'awsvpc') names.push('ecs.capability.task-eni')
  return names.map(name => ({ name }))
}
