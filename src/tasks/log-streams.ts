import type { LogStream } from '../diagnosis/ports.ts'
import type { JsonObject, JsonValue } from '../json.ts'

/** The log of one container of a task. */
export type ContainerLog = { readonly container: string; readonly stream: LogStream }

/** The logs that can be read, and the containers whose log can not be found, with the reason. */
export type FoundLogs = {
  readonly logs: readonly ContainerLog[]
  readonly elsewhere: readonly { readonly container: string; readonly why: string }[]
}

/**
 * logStreamsOf finds where each container of a task writes. With a prefix ECS names the stream `prefix/container/task-id`
 * (developer guide, "Using the awslogs log driver"); without one Docker takes an id that nobody can know from outside.
 */
export function logStreamsOf(definition: JsonObject, taskArn: string): FoundLogs {
  const logs: ContainerLog[] = []
  const elsewhere: { container: string; why: string }[] = []
  const id = taskArn.split('/').at(-1) ?? ''
  for (const one of objectsIn(definition['containerDefinitions'])) {
    const container = textIn(one, 'name')
    const configuration = objectIn(one['logConfiguration'])
    if (container === undefined || configuration === undefined) continue
    const driver = textIn(configuration, 'logDriver')
    const options = objectIn(configuration['options'])
    const [region, group, prefix] = ['region', 'group', 'stream-prefix'].map(name =>
      options === undefined ? undefined : textIn(options, `awslogs-${name}`)
    )
    if (driver !== 'awslogs') elsewhere.push({ container, why: `log driver ${driver ?? 'not named'}` })
    else if (prefix === undefined) elsewhere.push({ container, why: 'no awslogs-stream-prefix' })
    else if (region !== undefined && group !== undefined)
      logs.push({ container, stream: { region, group, stream: `${prefix}/${container}/${id}` } })
  }
  return { logs, elsewhere }
}

function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) return []
  return (value as readonly JsonValue[]).map(objectIn).filter(item => item !== undefined)
}

function objectIn(value: JsonValue | undefined): JsonObject | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as JsonObject) : undefined
}

function textIn(object: JsonObject, key: string): string | undefined {
  const value = object[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}
