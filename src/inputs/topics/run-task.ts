import type { JsonObject, JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import { describeText } from '../problems/describe-text.ts'
import { INCOMPLETE_VOLUME, type InputReader } from '../reader.ts'
import type { InputName, InputOfKind } from '../tables/specification.ts'
import { misfitOf } from './run-task-members.ts'

/** Where a task runs; `EXTERNAL` means the customer's own machines. */
export type LaunchType = 'FARGATE' | 'EC2' | 'EXTERNAL'

/** The options of the one-off task. Empty lists were not given; what is absent is taken from the service. */
export type RunTaskInputs = {
  /** In RunTask's form; their environment may contain values and is checked like a definition. */
  readonly containerOverrides: readonly JsonObject[]
  readonly subnets: readonly string[]
  readonly securityGroups: readonly string[]
  readonly assignPublicIp?: 'ENABLED' | 'DISABLED'
  /** Only these subnets, security groups and public IP setting are used, without anything of the service's network. */
  readonly isNetworkWhole?: true
  readonly capacityProviderStrategy: readonly JsonObject[]
  readonly launchType?: LaunchType
  readonly startedBy: string
  readonly tags: readonly JsonObject[]
  /** The volume of the definition that ECS creates for the task. */
  readonly managedVolume?: { readonly name: string; readonly managedEBSVolume: JsonObject }
  readonly enableEcsManagedTags?: boolean
  /** Whether the services wait for the task's end and its exit code. */
  readonly waitUntilStopped: boolean
}

/**
 * readRunTask reads the options of the one-off task, which have the names of AWS's own deploy action; undefined if
 * `run-task` is not true. Problems are added to the reader; they contain members and places, never a text of the
 * inputs.
 */
export function readRunTask(reader: InputReader): RunTaskInputs | undefined {
  if (!reader.boolean('run-task')) return undefined
  const subnets = readIds(reader, 'run-task-subnets', 'subnet')
  const securityGroups = readIds(reader, 'run-task-security-groups', 'sg')
  const isNamed = subnets.length + securityGroups.length > 0
  if (reader.isLenient && !isNamed) {
    const message =
      "not given, nor are security groups: a task that needs a network gets that of the service; AWS's action gives it none."
    reader.note('run-task-subnets', message)
  }
  return {
    ...(reader.isLenient && isNamed ? { isNetworkWhole: true as const } : {}),
    ...present({
      assignPublicIp: reader.word('run-task-assign-public-ip'),
      enableEcsManagedTags: reader.boolean('enable-ecs-managed-tags'),
      managedVolume: readManagedVolume(reader)
    }),
    containerOverrides: readOverrides(reader),
    subnets,
    securityGroups,
    ...readCapacity(reader),
    startedBy: readStartedBy(reader),
    tags: readList(reader, 'run-task-tags', 'Tag'),
    waitUntilStopped: reader.boolean('wait-for-task-stopped')
  }
}

/** The maximum length of overrides that RunTask accepts, including the enclosing JSON. */
const LONGEST_OVERRIDES = 8192

function readOverrides(reader: InputReader): readonly JsonObject[] {
  const name = 'run-task-container-overrides'
  const overrides = readList(reader, name, 'ContainerOverride')
  const length = JSON.stringify({ containerOverrides: overrides }).length
  if (length > LONGEST_OVERRIDES) {
    reader.report(
      'bad-input',
      `Input "${name}" has overrides of ${length} characters; ECS takes ${LONGEST_OVERRIDES}.`,
      'Move what is long into the task definition, or into a file that the task reads.'
    )
  }
  const twice = repeated(overrides.map(one => String(one['name'])))
  if (twice !== undefined) {
    reader.report(
      'bad-input',
      `Input "${name}" overrides container ${describeText(twice)} twice.`,
      'Put everything for one container into one object.'
    )
  }
  return overrides
}

function repeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index)
}

/**
 * A task has either a launch type or a capacity provider strategy (API reference, RunTask), and the strategy takes
 * precedence. AWS's action uses FARGATE if neither is given.
 */
function readCapacity(reader: InputReader): Pick<RunTaskInputs, 'capacityProviderStrategy' | 'launchType'> {
  const strategy = readList(reader, 'run-task-capacity-provider-strategy', 'CapacityProviderStrategyItem')
  const launchType = reader.word('run-task-launch-type')
  if (strategy.length === 0)
    return { capacityProviderStrategy: [], ...present({ launchType: launchType ?? usualLaunchType(reader) }) }
  if (launchType !== undefined)
    reader.note(
      'run-task-launch-type',
      'not used, because run-task-capacity-provider-strategy determines where the task runs.'
    )
  return { capacityProviderStrategy: strategy }
}

function usualLaunchType(reader: InputReader): LaunchType | undefined {
  return reader.isLenient ? 'FARGATE' : undefined
}

/** RunTask: up to 128 letters, digits, hyphens, slashes and underscores. */
function readStartedBy(reader: InputReader): string {
  const text = reader.text('run-task-started-by') ?? 'GitHub-Actions'
  if (/^[A-Za-z0-9_/-]{1,128}$/.test(text)) return text
  reader.report(
    'bad-input',
    `Input "run-task-started-by": ${describeText(text)} is not allowed.`,
    'Use letters, digits, "-", "/" and "_", at most 128.'
  )
  return text
}

function readIds(reader: InputReader, name: InputOfKind<'names'>, prefix: string): readonly string[] {
  const ids = reader.names(name) ?? []
  const wrong = ids.find(id => !id.startsWith(`${prefix}-`) || !/^[a-z]+-[0-9a-zA-Z]{1,40}$/.test(id))
  if (wrong !== undefined) {
    reader.report(
      'bad-input',
      `Input "${name}": ${describeText(wrong)} is not an id of that kind.`,
      `Write ids like ${prefix}-0a1b2c3d4e5f67890, separated by commas.`
    )
  }
  return ids
}

function readManagedVolume(reader: InputReader): RunTaskInputs['managedVolume'] {
  const name = reader.text('run-task-managed-ebs-volume-name')
  const value = readJson(reader, 'run-task-managed-ebs-volume')
  // AWS's action has {} as the default of this input
  const empty = value === undefined || isEmpty(value)
  if (name === undefined && empty) return undefined
  if (name === undefined || empty) {
    const given = name === undefined ? 'run-task-managed-ebs-volume' : 'run-task-managed-ebs-volume-name'
    if (reader.isLenient) return reader.note(given, INCOMPLETE_VOLUME)
    reader.report(
      'bad-input',
      'Inputs "run-task-managed-ebs-volume-name" and "run-task-managed-ebs-volume" belong together; one is missing.',
      'Give both, or neither.'
    )
    return undefined
  }
  return fits(reader, 'run-task-managed-ebs-volume', { value, type: 'TaskManagedEBSVolumeConfiguration' })
    ? { name, managedEBSVolume: value as JsonObject }
    : undefined
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function readList(reader: InputReader, name: InputName, structure: string): readonly JsonObject[] {
  const value = readJson(reader, name) ?? []
  return fits(reader, name, { value, type: `[${structure}` }) ? (value as readonly JsonObject[]) : []
}

function fits(
  reader: InputReader,
  name: InputName,
  { value, type }: { readonly value: JsonValue; readonly type: string }
): boolean {
  const found = misfitOf(value, type)
  if (found) reader.report('bad-input', `Input "${name}": ${found.message}`, found.hint)
  return found === undefined
}

function readJson(reader: InputReader, name: InputName): JsonValue | undefined {
  const text = reader.text(name)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    // the parser's message quotes the text, which can contain a credential
    return reader.report(
      'bad-input',
      `Input "${name}" is not valid JSON (${text.length} characters).`,
      'Check quotes, commas and brackets; in a workflow a block (|) keeps the text as it is.'
    )
  }
}
