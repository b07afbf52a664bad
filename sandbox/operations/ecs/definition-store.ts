import type {
  ContainerDefinition,
  PortMapping,
  RegisterTaskDefinitionCommandInput
} from '@aws-sdk/client-ecs'
import { type LagPath, lags, timeSeen } from '../../world/lag.ts'
import { arnOf, lastPart } from '../../world/lookup.ts'
import type { Definition, Family, Region, TaskDefinition, World } from '../../world/state.ts'
import { fargateProblem } from './register-rules.ts'

/** addRevision stores the next revision of a family; the input is already validated. */
export function addRevision(
  world: World,
  region: Region,
  what: { input: RegisterTaskDefinitionCommandInput; by: string; at?: number }
): TaskDefinition {
  const { family: name = '', tags = [] } = what.input
  const family: Family = region.families.get(name) ?? { name, lastRevision: 0, revisions: [] }
  region.families.set(name, family)
  family.lastRevision += 1
  const definition: TaskDefinition = {
    arn: arnOf(world, ['ecs', region.name], `task-definition/${name}:${family.lastRevision}`),
    family: name,
    revision: family.lastRevision,
    status: 'ACTIVE',
    definition: withDefaults(what.input),
    tags,
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
export function viewDefinition({ arn, definition, tags: _tags, ...own }: TaskDefinition): object {
  const awsvpc = definition.networkMode === 'awsvpc'
  // two of the agent capabilities that ECS derives: describe-only, like all of them
  const attributes = ['com.amazonaws.ecs.capability.docker-remote-api.1.18']
  if (awsvpc) attributes.push('ecs.capability.task-eni')
  const onFargate = fargateProblem(definition) === undefined ? ['EC2', 'FARGATE'] : ['EC2']
  return {
    ...definition,
    ...own,
    taskDefinitionArn: arn,
    requiresAttributes: attributes.map(name => ({ name })),
    compatibilities: awsvpc ? onFargate : ['EXTERNAL', 'EC2']
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

/** The definition with the defaults of ECS. Given members stay, including those that the model does not know. */
function withDefaults({ tags: _tags, ...given }: RegisterTaskDefinitionCommandInput): Definition {
  const awsvpc = given.networkMode === 'awsvpc'
  return {
    volumes: [],
    placementConstraints: [],
    ...given,
    containerDefinitions: given.containerDefinitions?.map(one => containerDefaults(one, awsvpc)) ?? []
  }
}

function containerDefaults(given: ContainerDefinition, awsvpc: boolean): ContainerDefinition {
  const { portMappings = [], healthCheck } = given
  const check = healthCheck && { interval: 30, timeout: 5, retries: 3, ...healthCheck }
  return {
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    ...given,
    portMappings: portMappings.map((port): PortMapping => {
      const hostPort = awsvpc ? (port.containerPort ?? 0) : 0
      return { protocol: 'tcp', hostPort, ...port }
    }),
    ...(check ? { healthCheck: check } : {})
  }
}
