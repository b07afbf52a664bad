import {
  childOf,
  type DocumentNode,
  fromJson,
  itemsOf,
  type ObjectNode,
  type StringNode,
  stringOf,
  withMember
} from '../../document/tree.ts'
import type { Remark } from '../../errors.ts'
import type { JsonValue } from '../../json.ts'
import { quotedName } from '../naming.ts'
import type { NamedValue, Overrides } from './overrides.ts'

/** A container with its overrides, and what they replaced. */
export type OverriddenContainer = { readonly container: ObjectNode; readonly remarks: readonly Remark[] }

/** The value of an input. */
type Overriding<Value> = { readonly input: string; readonly value: Value }

/** textFrom creates the node of a text from an override, with its origin. */
export function textFrom({ input, value }: Overriding<string>): StringNode {
  return { kind: 'string', value, origin: { kind: 'input', input } }
}

/** overrideContainer applies the container-level overrides to one container. */
export function overrideContainer(container: ObjectNode, overrides: Overrides): OverriddenContainer {
  const { image, command, envFiles } = overrides
  const variables = setVariables(container, overrides)
  let result = variables.container
  if (image !== undefined) result = withMember(result, 'image', textFrom({ input: 'image', value: image }))
  if (command !== undefined)
    result = withMember(result, 'command', nodeFrom({ input: 'command', value: command }))
  if (overrides.dockerLabels.length > 0) {
    result = withMember(
      result,
      'dockerLabels',
      setKeys(childOf(result, 'dockerLabels'), overrides.dockerLabels, 'docker-labels')
    )
  }
  if (envFiles.length > 0) {
    const files = envFiles.map(value => ({ value, type: 's3' }))
    result = withMember(result, 'environmentFiles', nodeFrom({ input: 'env-files', value: files }))
  }
  return { container: setLogging(result, overrides), remarks: variables.remarks }
}

function nodeFrom({ input, value }: Overriding<JsonValue>): DocumentNode {
  return fromJson(value, { kind: 'input', input })
}

/**
 * A name can be in either `environment` or `secrets`, because ECS rejects it in both; the override removes it from the
 * other.
 */
function setVariables(container: ObjectNode, overrides: Overrides): OverriddenContainer {
  const { environmentVariables, secrets } = overrides
  const plain = setEntries(container, environmentVariables, {
    list: 'environment',
    other: 'secrets',
    field: 'value',
    input: 'environment-variables'
  })
  const secret = setEntries(plain.container, secrets, {
    list: 'secrets',
    other: 'environment',
    field: 'valueFrom',
    input: 'secrets'
  })
  return { container: secret.container, remarks: [...plain.remarks, ...secret.remarks] }
}

type EntryKind = {
  readonly list: string
  readonly other: string
  readonly field: string
  readonly input: string
}

function setEntries(
  container: ObjectNode,
  pairs: readonly NamedValue[],
  kind: EntryKind
): OverriddenContainer {
  if (pairs.length === 0) return { container, remarks: [] }
  const entries = [...itemsOf(childOf(container, kind.list))]
  for (const { name, value } of pairs) {
    const index = entries.findIndex(entry => stringOf(childOf(entry, 'name')) === name)
    const old = entries[index]
    const node = textFrom({ input: kind.input, value })
    if (old?.kind === 'object') entries[index] = withMember(old, kind.field, node)
    else entries.push(nodeFrom({ input: kind.input, value: { name, [kind.field]: value } }))
  }
  const list = childOf(container, kind.list)
  const origin = list?.origin ?? ({ kind: 'input', input: kind.input } as const)
  const updated = withMember(container, kind.list, { kind: 'array', items: entries, origin })
  return removeFromOther(updated, pairs, kind)
}

function removeFromOther(
  container: ObjectNode,
  pairs: readonly NamedValue[],
  kind: EntryKind
): OverriddenContainer {
  const other = childOf(container, kind.other)
  const names = new Set(pairs.map(({ name }) => name))
  const kept = itemsOf(other).filter(entry => !names.has(stringOf(childOf(entry, 'name')) ?? ''))
  if (other?.kind !== 'array' || kept.length === other.items.length) return { container, remarks: [] }
  const remarks: Remark[] = []
  for (const entry of other.items) {
    const name = stringOf(childOf(entry, 'name')) ?? ''
    if (!names.has(name)) continue
    const owner = quotedName(stringOf(childOf(container, 'name')), 'a container')
    remarks.push({
      message: `Input "${kind.input}" moves ${quotedName(name, 'a variable')} of container ${owner} from "${kind.other}" to "${kind.list}".`
    })
  }
  const rest = kept.length === 0 ? undefined : { ...other, items: kept }
  return { container: withMember(container, kind.other, rest), remarks }
}

function setKeys(node: DocumentNode | undefined, pairs: readonly NamedValue[], input: string): ObjectNode {
  const origin = { kind: 'input', input } as const
  let result: ObjectNode = node?.kind === 'object' ? node : { kind: 'object', members: [], origin }
  for (const { name, value } of pairs) result = withMember(result, name, textFrom({ input, value }))
  return result
}

/** Another driver keeps the options in the file; ECS decides which of them it accepts. */
function setLogging(container: ObjectNode, overrides: Overrides): ObjectNode {
  const { logDriver, logOptions } = overrides
  if (logDriver === undefined && logOptions.length === 0) return container
  const input = logDriver === undefined ? 'log-configuration-options' : 'log-configuration-log-driver'
  const old = childOf(container, 'logConfiguration')
  let logging: ObjectNode =
    old?.kind === 'object' ? old : { kind: 'object', members: [], origin: { kind: 'input', input } }
  if (logDriver !== undefined)
    logging = withMember(
      logging,
      'logDriver',
      textFrom({ input: 'log-configuration-log-driver', value: logDriver })
    )
  if (logOptions.length > 0) {
    logging = withMember(
      logging,
      'options',
      setKeys(childOf(logging, 'options'), logOptions, 'log-configuration-options')
    )
  }
  return withMember(container, 'logConfiguration', logging)
}
