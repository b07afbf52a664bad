import { type JsonMap, mapOf, mapsOf, textOf, textsOf } from '../../json.ts'
import { parseArn } from '../../world/lookup.ts'

const MAX_BYTES = 65536

/**
 * registrationProblem is the reason why RegisterTaskDefinition refuses a definition (a ClientException), with ECS's
 * message, or undefined. docs/sandbox.md lists the messages with their sources.
 */
export function registrationProblem(input: JsonMap): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(input))
  const containers = mapsOf(input, 'containerDefinitions')
  const names = containers.map(container => textOf(container, 'name') ?? '')
  const hasRole = (textOf(input, 'executionRoleArn') ?? '') !== ''
  return first([
    [bytes > MAX_BYTES, `Actual length: '${bytes}'. Max allowed length is '${MAX_BYTES}' bytes.`],
    [!/^[A-Za-z0-9_-]+$/.test(textOf(input, 'family') ?? ''), 'Family contains invalid characters.'],
    [containers.length === 0, 'Container list cannot be empty.'],
    [containers.length > 10, 'Too many containers.'],
    ...containers.map(container => () => containerProblem(input, container)),
    [new Set(names).size < names.length, 'Container names must be unique within a task definition.'],
    [
      containers.every(container => container['essential'] === false),
      'Invalid setting for containers. At least one of the containers must be essential.'
    ],
    [!hasRole && containers.some(one => mapsOf(one, 'secrets').length > 0), roleFor('container secrets')],
    [!hasRole && containers.some(one => logSecrets(one).length > 0), roleFor('log driver secrets')],
    () => (textsOf(input, 'requiresCompatibilities').includes('FARGATE') ? fargateProblem(input) : undefined)
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

function logSecrets(container: JsonMap): JsonMap[] {
  return mapsOf(mapOf(container, 'logConfiguration') ?? {}, 'secretOptions')
}

function containerProblem(input: JsonMap, container: JsonMap): string | undefined {
  const name = textOf(container, 'name') ?? ''
  const sizes = [container['memory'], container['memoryReservation'], input['memory']]
  const taken = new Set(mapsOf(container, 'environment').map(one => textOf(one, 'name')))
  const secrets = mapsOf(container, 'secrets')
  const shared = secrets.map(one => textOf(one, 'name')).find(one => taken.has(one))
  const wrong = [...secrets, ...logSecrets(container)].find(
    one => !isReference(textOf(one, 'valueFrom') ?? '')
  )
  return first([
    [name === '', 'Container.name should not be null or empty.'],
    [!/^[A-Za-z0-9_-]{1,255}$/.test(name), 'Container.name contains invalid characters.'],
    [!textOf(container, 'image'), 'Container.image should not be null or empty.'],
    [
      sizes.every(size => size === undefined),
      `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`
    ],
    [
      shared !== undefined,
      `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${shared}'.`
    ],
    [
      wrong !== undefined,
      `The Systems Manager parameter name specified for secret ${wrong && textOf(wrong, 'name')} is invalid. The parameter name can be up to 2048 characters and include the following letters and symbols: a-zA-Z0-9_.-, and can use a forward slash / for hierarchy.`
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

/** fargateProblem is why a definition cannot run on Fargate, with ECS's message. */
export function fargateProblem(input: JsonMap): string | undefined {
  if (textOf(input, 'networkMode') !== 'awsvpc') return "Fargate only supports network mode 'awsvpc'."
  const missing = ['cpu', 'memory'].find(key => textOf(input, key) === undefined)
  if (missing) return `Fargate requires that '${missing}' be defined at the task level.`
  const cpu = sizeOf(input, 'cpu')
  const memory = sizeOf(input, 'memory')
  const [least, most, step] = SIZES[cpu] ?? [1, 0, 1]
  if (memory >= least && memory <= most && memory % step === 0 && !(cpu === 256 && memory === 1536)) return
  return `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`
}

/** `1 vCPU` and `1024` are the same, and so are `2 GB` and `2048`. */
function sizeOf(input: JsonMap, key: string): number {
  const text = textOf(input, key) ?? ''
  const match = /^([\d.]+)\s*(?:vCPU|GB)$/i.exec(text.trim())
  return match ? Number(match[1]) * 1024 : Number(text)
}
