import { isObject, type JsonObject, objectsIn } from '../../json.ts'
import type { StoppedTask } from '../ports.ts'

/** A container of a definition, with its JSON pointer. */
export type Container = { readonly name: string; readonly fields: JsonObject; readonly pointer: string }

/** definedContainers lists the containers in the order of the definition. */
export function definedContainers(definition: JsonObject): readonly Container[] {
  return objectsIn(definition['containerDefinitions']).map((fields, index) => ({
    name: textOf(fields, 'name') ?? '',
    fields,
    pointer: `/containerDefinitions/${index}`
  }))
}

/** textOf returns a member if it is a text. */
export function textOf(holder: JsonObject, key: string): string | undefined {
  const value = holder[key]
  return typeof value === 'string' ? value : undefined
}

/** memberObject returns a member if it is an object; otherwise an empty one. */
export function memberObject(holder: JsonObject, key: string): JsonObject {
  const value = holder[key]
  return isObject(value) ? value : {}
}

/** numberOf returns a member if it is a number, possibly written as text. */
export function numberOf(holder: JsonObject, key: string): number | undefined {
  const value = holder[key]
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' ? number : undefined
}

/** A place in a definition that ECS fills from a secret or parameter before the task starts. */
export type SecretUse = {
  readonly container: string
  /** Name of the variable or log option; `credentialsParameter` if it has no name. */
  readonly variable: string
  readonly reference: string
  readonly pointer: string
  /** For messages: `DB_PASSWORD of container web`. */
  readonly words: string
}

/** usesOf lists all references: secrets, log options, registry credentials. */
export function usesOf(definition: JsonObject): readonly SecretUse[] {
  return definedContainers(definition).flatMap(({ name, fields, pointer }) => {
    const list = (holder: JsonObject, path: string, label: string) =>
      objectsIn(holder[path.split('/').at(-1) ?? '']).flatMap((item, index) => {
        const reference = textOf(item, 'valueFrom')
        const variable = textOf(item, 'name') ?? ''
        const words = `${label}${variable} of container ${name}`
        const place = `${pointer}/${path}/${index}/valueFrom`
        return reference === undefined
          ? []
          : [{ container: name, variable, reference, pointer: place, words }]
      })
    const variable = 'credentialsParameter'
    const reference = textOf(memberObject(fields, 'repositoryCredentials'), variable)
    const place = `${pointer}/repositoryCredentials/${variable}`
    const words = `registry credentials of container ${name}`
    return [
      ...list(fields, 'secrets', ''),
      ...list(memberObject(fields, 'logConfiguration'), 'logConfiguration/secretOptions', 'log option '),
      ...(reference === undefined ? [] : [{ container: name, variable, reference, pointer: place, words }])
    ]
  })
}

/** logOptionsOf returns the options of a container's awslogs driver; undefined for another driver or none. */
export function logOptionsOf({ fields }: Container): JsonObject | undefined {
  const log = memberObject(fields, 'logConfiguration')
  return textOf(log, 'logDriver') === 'awslogs' ? memberObject(log, 'options') : undefined
}

type Ended = StoppedTask['containers'][number]

/** The signals that ECS sends to the other containers after an essential one has exited: SIGKILL and SIGTERM. */
const COLLATERAL = new Set([0, 137, 143])

/** culpritsOf names the containers that made a task end, without those that were only stopped as a consequence. */
export function culpritsOf(task: StoppedTask, definition: JsonObject): readonly Ended[] {
  const ended = task.containers.filter(({ exitCode }) => exitCode !== undefined)
  const defined = definedContainers(definition)
  const isEssential = ({ name }: Ended) =>
    defined.length === 0 || defined.some(one => one.name === name && one.fields['essential'] !== false)
  const hasFailed = ({ exitCode = 0 }: Ended) => !COLLATERAL.has(exitCode)
  const tests: readonly ((one: Ended) => boolean)[] = [
    one => /OutOfMemory/i.test(one.reason ?? ''),
    one => isEssential(one) && hasFailed(one),
    hasFailed,
    one => isEssential(one) && one.exitCode === 0,
    () => true
  ]
  return tests.map(test => ended.filter(test)).find(found => found.length > 0) ?? []
}
