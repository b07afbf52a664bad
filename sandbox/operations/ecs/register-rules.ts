import { type JsonMap, mapOf, mapsOf, numberOf, textOf, textsOf } from '../../json.ts'
import { parseArn } from '../../world/arns.ts'
import { cpuUnits, fargateProblem, needsExecutionRole } from './fargate.ts'

const MAX_BYTES = 65536

/**
 * registrationProblem is the reason why RegisterTaskDefinition refuses a definition (a ClientException), with ECS's
 * message, or undefined. docs/sandbox.md lists the messages with their sources.
 */
export function registrationProblem(input: JsonMap): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(input))
  if (bytes > MAX_BYTES) return `Actual length: '${bytes}'. Max allowed length is '${MAX_BYTES}' bytes.`
  const family = textOf(input, 'family') ?? ''
  if (family === '') return 'Family should not be null or empty.'
  if (!/^[A-Za-z0-9_-]+$/.test(family)) return 'Family contains invalid characters.'
  if (family.length > 255) return 'Family cannot be longer than 255 characters.'
  const containers = mapsOf(input, 'containerDefinitions')
  if (containers.length === 0) return 'Container list cannot be empty.'
  if (containers.length > 10) return 'Too many containers.'
  for (const container of containers) {
    const problem = containerProblem(input, container)
    if (problem !== undefined) return problem
  }
  return togetherProblem(input, containers)
}

function togetherProblem(input: JsonMap, containers: JsonMap[]): string | undefined {
  const names = containers.map(container => textOf(container, 'name') ?? '')
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `Container names must be unique within a task definition: '${twice}'.`
  if (containers.every(container => container['essential'] === false))
    return 'Invalid setting for containers. At least one of the containers must be essential.'
  const hasRole = (textOf(input, 'executionRoleArn') ?? '') !== ''
  if (!hasRole && containers.some(container => mapsOf(container, 'secrets').length > 0))
    return "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
  if (!hasRole && containers.some(hasLogSecrets))
    return "When you are specifying log driver secrets, you must also specify a value for 'executionRoleArn'."
  if (textsOf(input, 'requiresCompatibilities').includes('FARGATE')) {
    const problem = fargateProblem(input) ?? (hasRole ? undefined : needsExecutionRole(containers))
    if (problem !== undefined) return problem
  }
  return sumProblem(input, containers) ?? portProblem(input, containers) ?? logProblem(containers)
}

function sumProblem(input: JsonMap, containers: JsonMap[]): string | undefined {
  const task = textOf(input, 'cpu')
  const sum = containers.reduce((total, container) => total + (numberOf(container, 'cpu') ?? 0), 0)
  return task !== undefined && sum > cpuUnits(task)
    ? "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'."
    : undefined
}

function portProblem(input: JsonMap, containers: JsonMap[]): string | undefined {
  if (textOf(input, 'networkMode') !== 'awsvpc') return
  const ports = containers.flatMap(container => mapsOf(container, 'portMappings'))
  const differs = ports.some(
    port => numberOf(port, 'hostPort') !== undefined && port['hostPort'] !== port['containerPort']
  )
  return differs
    ? 'When networkMode=awsvpc, the host ports and container ports in port mappings must match.'
    : undefined
}

function logProblem(containers: JsonMap[]): string | undefined {
  const logs = containers.map(container => mapOf(container, 'logConfiguration') ?? {})
  const missing = logs.some(
    log =>
      textOf(log, 'logDriver') === 'awslogs' &&
      ['awslogs-region', 'awslogs-group'].some(name => mapOf(log, 'options')?.[name] === undefined)
  )
  return missing ? 'Log driver awslogs requires options: awslogs-region, awslogs-group' : undefined
}

function hasLogSecrets(container: JsonMap): boolean {
  return mapsOf(mapOf(container, 'logConfiguration') ?? {}, 'secretOptions').length > 0
}

function containerProblem(input: JsonMap, container: JsonMap): string | undefined {
  const name = textOf(container, 'name') ?? ''
  if (name === '') return 'Container.name should not be null or empty.'
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) return 'Container.name contains invalid characters.'
  if ((textOf(container, 'image') ?? '') === '') return 'Container.image should not be null or empty.'
  const memory = numberOf(container, 'memory')
  const reserved = numberOf(container, 'memoryReservation')
  if (memory === undefined && reserved === undefined && textOf(input, 'memory') === undefined)
    return `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`
  if (memory !== undefined && reserved !== undefined && reserved > memory)
    return `Invalid setting for container '${name}'. 'memoryReservation' must be less than 'memory'.`
  return secretsProblem(container)
}

function secretsProblem(container: JsonMap): string | undefined {
  const taken = new Set(mapsOf(container, 'environment').map(one => textOf(one, 'name')))
  for (const secret of mapsOf(container, 'secrets')) {
    const name = textOf(secret, 'name') ?? ''
    if (taken.has(name))
      return `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${name}'.`
    taken.add(name)
  }
  const options = mapsOf(mapOf(container, 'logConfiguration') ?? {}, 'secretOptions')
  for (const one of [...mapsOf(container, 'secrets'), ...options]) {
    if (isReference(textOf(one, 'valueFrom') ?? '')) continue
    return `The Systems Manager parameter name specified for secret ${textOf(one, 'name')} is invalid. The parameter name can be up to 2048 characters and include the following letters and symbols: a-zA-Z0-9_.-, and can use a forward slash / for hierarchy.`
  }
  return
}

/** An ARN, or a parameter name: one without slashes, or a hierarchy with a leading slash. */
function isReference(valueFrom: string): boolean {
  if (valueFrom.startsWith('arn:')) return parseArn(valueFrom) !== undefined
  return /^(\/[\w.-]+)+$/.test(valueFrom) || /^[\w.-]+$/.test(valueFrom)
}
