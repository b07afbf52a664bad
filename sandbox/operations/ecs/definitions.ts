import type {
  ContainerDefinition,
  PortMapping,
  RegisterTaskDefinitionCommandInput
} from '@aws-sdk/client-ecs'
import { type LagPath, lags, timeSeen } from '../../world/lag.ts'
import { arnOf, lastPart, parseArn } from '../../world/lookup.ts'
import type { Definition, Family, Region, TaskDefinition, World } from '../../world/state.ts'

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

const MAX_BYTES = 65536

/**
 * registrationProblem is the reason why RegisterTaskDefinition refuses a definition (a ClientException), with ECS's
 * message, or undefined. docs/sandbox.md lists the messages with their sources.
 */
export function registrationProblem(input: RegisterTaskDefinitionCommandInput): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(input))
  const { containerDefinitions: containers = [], executionRoleArn, family = '' } = input
  const names = containers.map(container => container.name)
  return first([
    [bytes > MAX_BYTES, `Actual length: '${bytes}'. Max allowed length is '${MAX_BYTES}' bytes.`],
    [!/^[A-Za-z0-9_-]+$/.test(family), 'Family contains invalid characters.'],
    [containers.length === 0, 'Container list cannot be empty.'],
    [containers.length > 10, 'Too many containers.'],
    ...containers.map(container => () => containerProblem(input, container)),
    [new Set(names).size < names.length, 'Container names must be unique within a task definition.'],
    [
      containers.every(container => container.essential === false),
      'Invalid setting for containers. At least one of the containers must be essential.'
    ],
    [!executionRoleArn && containers.some(one => one.secrets?.length), roleFor('container secrets')],
    [
      !executionRoleArn && containers.some(one => one.logConfiguration?.secretOptions?.length),
      roleFor('log driver secrets')
    ],
    () => (input.requiresCompatibilities?.includes('FARGATE') ? fargateProblem(input) : undefined)
  ])
}

type Rule = readonly [isBroken: boolean, message: string] | (() => string | undefined)

function first(rules: readonly Rule[]): string | undefined {
  for (const rule of rules) {
    const problem = typeof rule === 'function' ? rule() : rule[0] ? rule[1] : undefined
    if (problem !== undefined) return problem
  }
  return
}

function roleFor(what: string): string {
  return `When you are specifying ${what}, you must also specify a value for 'executionRoleArn'.`
}

function containerProblem(
  input: RegisterTaskDefinitionCommandInput,
  container: ContainerDefinition
): string | undefined {
  const { name = '', environment = [], secrets = [], logConfiguration } = container
  const sizes = [container.memory, container.memoryReservation, input.memory]
  const shared = secrets.find(secret => environment.some(one => one.name === secret.name))
  const wrong = [...secrets, ...(logConfiguration?.secretOptions ?? [])].find(
    ({ valueFrom = '' }) => !isReference(valueFrom)
  )
  return first([
    [name === '', 'Container.name should not be null or empty.'],
    [!/^[A-Za-z0-9_-]{1,255}$/.test(name), 'Container.name contains invalid characters.'],
    [!container.image, 'Container.image should not be null or empty.'],
    [
      sizes.every(size => size === undefined),
      `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`
    ],
    [
      shared !== undefined,
      `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${shared?.name}'.`
    ],
    [
      wrong !== undefined,
      `The Systems Manager parameter name specified for secret ${wrong?.name} is invalid. The parameter name can be up to 2048 characters and include the following letters and symbols: a-zA-Z0-9_.-, and can use a forward slash / for hierarchy.`
    ]
  ])
}

/** An ARN, or a parameter name: one without slashes, or a hierarchy with a leading slash. */
function isReference(valueFrom: string): boolean {
  if (valueFrom.startsWith('arn:')) return parseArn(valueFrom) !== undefined
  return /^(\/[\w.-]+)+$/.test(valueFrom) || /^[\w.-]+$/.test(valueFrom)
}

/** Fargate's task sizes: CPU units to the least, the most, and the step of the memory in MiB. */
const SIZES: Readonly<Record<number, readonly [number, number, number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16384, 1024],
  4096: [8192, 30720, 1024],
  8192: [16384, 61440, 4096],
  16384: [32768, 122880, 8192]
}

type Sizes = Pick<RegisterTaskDefinitionCommandInput, 'networkMode' | 'cpu' | 'memory'>

/** fargateProblem is why a definition cannot run on Fargate, with ECS's message. */
export function fargateProblem({ networkMode, ...sizes }: Sizes): string | undefined {
  if (networkMode !== 'awsvpc') return "Fargate only supports network mode 'awsvpc'."
  const missing = (['cpu', 'memory'] as const).find(key => sizes[key] === undefined)
  if (missing) return `Fargate requires that '${missing}' be defined at the task level.`
  const [cpu, memory] = [sizeOf(sizes.cpu), sizeOf(sizes.memory)]
  const [least, most, step] = SIZES[cpu] ?? [1, 0, 1]
  if (memory >= least && memory <= most && memory % step === 0 && !(cpu === 256 && memory === 1536)) return
  return `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`
}

/** `1 vCPU` and `1024` are the same, and so are `2 GB` and `2048`. */
function sizeOf(text = ''): number {
  const match = /^([\d.]+)\s*(?:vCPU|GB)$/i.exec(text.trim())
  return match ? Number(match[1]) * 1024 : Number(text)
}
