import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { didYouMean } from '../../nearest.ts'
import { describeText } from '../problems/describe-text.ts'

/**
 * The structures of the JSON inputs of a one-off task, as `member` (a string) or `member:type`, required ones with a
 * `!`. Types: n number, b boolean, [X list of X, or another structure. Source: client-ecs, RunTaskRequest; a test
 * compares both.
 */
export const RUN_TASK_STRUCTURES: Readonly<Record<string, string>> = {
  ContainerOverride:
    'name! command:[s environment:[KeyValuePair environmentFiles:[EnvironmentFile cpu:n memory:n memoryReservation:n resourceRequirements:[ResourceRequirement',
  KeyValuePair: 'name! value',
  EnvironmentFile: 'value! type!',
  ResourceRequirement: 'value type! sharingStrategy:SharingStrategy',
  SharingStrategy: 'nvidiaMps:NvidiaMpsAllocation',
  NvidiaMpsAllocation: 'memory!:n maxComputePercent!:n',
  CapacityProviderStrategyItem: 'capacityProvider! weight:n base:n',
  Tag: 'key! value',
  TaskManagedEBSVolumeConfiguration:
    'roleArn! encrypted:b kmsKeyId volumeType sizeInGiB:n snapshotId volumeInitializationRate:n iops:n throughput:n tagSpecifications:[EBSTagSpecification terminationPolicy:TaskManagedEBSVolumeTerminationPolicy filesystemType',
  EBSTagSpecification: 'resourceType! tags:[Tag propagateTags',
  TaskManagedEBSVolumeTerminationPolicy: 'deleteOnTermination!:b'
}

/** What is wrong with a value: its place (`[0].environment[1]`) and what to do. No value is quoted. */
export type Misfit = { readonly message: string; readonly hint: string }

const KINDS: Readonly<Record<string, string>> = { s: 'a string', n: 'a number', b: 'true or false' }

/** misfitOf finds the first part of a value that does not match its type; undefined if there is none. */
export function misfitOf(value: JsonValue, type: string, path = ''): Misfit | undefined {
  if (type.startsWith('[')) return misfitOfList(value, type.slice(1), path)
  if (Object.hasOwn(KINDS, type)) return misfitOfScalar(value, type, path)
  if (!isObject(value)) return misfit(path, `is ${kindOf(value)}; expected an object.`, 'Write it in braces.')
  return misfitOfMembers(value, type, path)
}

function misfitOfList(value: JsonValue, item: string, path: string): Misfit | undefined {
  if (!Array.isArray(value))
    return misfit(path, `is ${kindOf(value)}; expected a list.`, 'Write it in square brackets.')
  for (const [index, one] of (value as readonly JsonValue[]).entries()) {
    const found = misfitOf(one, item, `${path}[${index}]`)
    if (found) return found
  }
  return undefined
}

function misfitOfScalar(value: JsonValue, type: string, path: string): Misfit | undefined {
  const wanted = type === 's' ? 'string' : type === 'n' ? 'number' : 'boolean'
  if (typeof value === wanted) return undefined
  const hint = type === 's' ? 'Put it in double quotes.' : 'Write it without quotes.'
  return misfit(path, `is ${kindOf(value)}; expected ${KINDS[type] ?? type}.`, hint)
}

function misfitOfMembers(value: JsonObject, type: string, path: string): Misfit | undefined {
  const fields = fieldsOf(type)
  const names = fields.map(({ name }) => name)
  for (const [key, member] of Object.entries(value)) {
    const field = fields.find(({ name }) => name === key)
    if (!field) {
      const where = path === '' ? 'it' : path
      const message = `${where} has a field ${describeText(key)} that ECS does not know.${didYouMean(key, names)}`
      return { message, hint: `Allowed fields: ${names.join(', ')}.` }
    }
    const found = misfitOf(member, field.type, path === '' ? key : `${path}.${key}`)
    if (found) return found
  }
  const missing = fields.find(({ name, required }) => required && !Object.hasOwn(value, name))
  if (!missing) return undefined
  return misfit(path, `lacks "${missing.name}".`, `ECS needs it; known there: ${names.join(', ')}.`)
}

function fieldsOf(
  structure: string
): readonly { readonly name: string; readonly type: string; readonly required: boolean }[] {
  return (RUN_TASK_STRUCTURES[structure] ?? '').split(' ').map(text => {
    const [name = '', type = 's'] = text.split(':')
    return { name: name.replace('!', ''), type, required: name.endsWith('!') }
  })
}

function misfit(path: string, message: string, hint: string): Misfit {
  return { message: `${path === '' ? 'it' : path} ${message}`, hint }
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? 'a string' : typeof value === 'number' ? 'a number' : 'true or false'
}
