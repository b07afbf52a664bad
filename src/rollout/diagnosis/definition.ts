import { childPointer } from '../../files/document/tree.ts'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'

/** A container of a definition, with its JSON pointer. */
export type Container = { readonly name: string; readonly fields: JsonObject; readonly pointer: string }

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

/** definedContainers lists the containers in the order of the definition. */
export function definedContainers(definition: JsonObject): readonly Container[] {
  const list = definition['containerDefinitions']
  if (!Array.isArray(list)) return []
  return (list as readonly JsonValue[]).flatMap((item, index) =>
    isObject(item)
      ? [{ name: textOf(item, 'name') ?? '', fields: item, pointer: `/containerDefinitions/${index}` }]
      : []
  )
}

/** usesOf lists all references: secrets, log options, registry credentials. */
export function usesOf(definition: JsonObject): readonly SecretUse[] {
  return definedContainers(definition).flatMap(container => {
    const { name, fields, pointer } = container
    const log = memberObject(fields, 'logConfiguration')
    const registry = textOf(memberObject(fields, 'repositoryCredentials') ?? {}, 'credentialsParameter')
    return [
      ...namedUses(fields, 'secrets', { container, words: variable => `${variable} of container ${name}` }),
      ...namedUses(log ?? {}, 'secretOptions', {
        container: { ...container, pointer: childPointer(pointer, 'logConfiguration') },
        words: option => `log option ${option} of container ${name}`
      }),
      ...(registry === undefined
        ? []
        : [
            {
              container: name,
              variable: 'credentialsParameter',
              reference: registry,
              pointer: `${pointer}/repositoryCredentials/credentialsParameter`,
              words: `registry credentials of container ${name}`
            }
          ])
    ]
  })
}

function namedUses(
  holder: JsonObject,
  member: 'secrets' | 'secretOptions',
  of: { readonly container: Container; readonly words: (variable: string) => string }
): readonly SecretUse[] {
  const list = holder[member]
  if (!Array.isArray(list)) return []
  return (list as readonly JsonValue[]).flatMap((item, index) => {
    const reference = isObject(item) ? textOf(item, 'valueFrom') : undefined
    if (!isObject(item) || reference === undefined) return []
    const variable = textOf(item, 'name') ?? ''
    return [
      {
        container: of.container.name,
        variable,
        reference,
        pointer: `${of.container.pointer}/${member}/${index}/valueFrom`,
        words: of.words(variable)
      }
    ]
  })
}

/** textOf returns a member if it is a text. */
export function textOf(holder: JsonObject, key: string): string | undefined {
  const value = holder[key]
  return typeof value === 'string' ? value : undefined
}

/** memberObject returns a member if it is an object. */
export function memberObject(holder: JsonObject, key: string): JsonObject | undefined {
  const value = holder[key]
  return isObject(value) ? value : undefined
}

/** numberOf returns a member if it is a number, possibly written as text. */
export function numberOf(holder: JsonObject, key: string): number | undefined {
  const value = holder[key]
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' ? number : undefined
}

/** roleOf returns the ARN of the execution role, if set. */
export function roleOf(definition: JsonObject): string | undefined {
  return textOf(definition, 'executionRoleArn')
}
