import type { Problem, Remark } from '../errors.ts'
import {
  childOf,
  containersOf,
  type DocumentNode,
  fromJson,
  itemsOf,
  type ObjectNode,
  type StringNode,
  stringOf,
  withMember
} from '../files/document/tree.ts'
import type { JsonValue } from '../json.ts'
import { quotedName, suggestName } from './naming.ts'
import type { NamedValue, Overrides } from './overrides.ts'

/** A definition with the overrides applied. Overrides with problems are not applied. */
export type Overridden = {
  readonly root: ObjectNode
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * applyOverrides applies the override inputs to a rendered definition. Nodes from an input have that input as their
 * origin. An entry with the same name is replaced in place; others are appended.
 */
export function applyOverrides(root: ObjectNode, overrides: Overrides): Overridden {
  const problems: Problem[] = []
  const remarks: Remark[] = []
  const selected = new Set(selectContainers(root, overrides, problems))
  const byName = new Map(overrides.images.map(({ name, value }) => [name, value]))
  problems.push(...unknownContainers(root, [...byName.keys()], 'image'))
  const items = containersOf(root).map(container => {
    if (container.kind !== 'object') return container
    const name = stringOf(childOf(container, 'name'))
    const image = name === undefined ? undefined : byName.get(name)
    const imaged =
      image === undefined
        ? container
        : withMember(container, 'image', textFrom({ input: 'image', value: image }))
    if (!selected.has(container)) return imaged
    const overridden = overrideContainer(imaged, overrides)
    remarks.push(...overridden.remarks)
    return overridden.container
  })
  const list = childOf(root, 'containerDefinitions')
  const changed = list?.kind === 'array' && items.some((item, index) => item !== list.items[index])
  const withContainers = changed ? withMember(root, 'containerDefinitions', { ...list, items }) : root
  return { root: overrideRoles(withContainers, overrides), problems, remarks }
}

function overrideRoles(root: ObjectNode, overrides: Overrides): ObjectNode {
  const { taskRoleArn, executionRoleArn } = overrides
  let result = root
  const put = (member: string, value: string, input: string) =>
    withMember(result, member, textFrom({ input, value }))
  if (taskRoleArn !== undefined) result = put('taskRoleArn', taskRoleArn, 'task-role-arn')
  return executionRoleArn === undefined
    ? result
    : put('executionRoleArn', executionRoleArn, 'execution-role-arn')
}

function selectContainers(
  root: ObjectNode,
  overrides: Overrides,
  problems: Problem[]
): readonly DocumentNode[] {
  const containers = containersOf(root)
  const { containerNames } = overrides
  if (containerNames.length > 0) {
    problems.push(...unknownContainers(root, containerNames, 'container-name'))
    return containers.filter(container => containerNames.includes(stringOf(childOf(container, 'name')) ?? ''))
  }
  const inputs = containerInputsOf(overrides)
  if (inputs.length === 0 || containers.length <= 1) return containers
  problems.push({
    code: 'container-not-named',
    fault: 'user',
    message: `${joined(inputs)}: the definition has ${containers.length} containers (${namesOf(root)
      .map(name => quotedName(name, '(unnamed)'))
      .join(', ')}), and none is named.`,
    hint: 'Name one or several by the input "container-name", or write the image as container=image.'
  })
  return []
}

function joined(inputs: readonly string[]): string {
  return `Input${inputs.length > 1 ? 's' : ''} ${inputs.map(name => `"${name}"`).join(', ')}`
}

function namesOf(root: ObjectNode): readonly string[] {
  return containersOf(root).map(container => stringOf(childOf(container, 'name')) ?? '')
}

function unknownContainers(root: ObjectNode, wanted: readonly string[], input: string): readonly Problem[] {
  const names = namesOf(root)
  const known = names.map(candidate => quotedName(candidate, '(unnamed)')).join(', ')
  return wanted
    .filter(candidate => !names.includes(candidate))
    .map(name => ({
      code: 'unknown-container',
      fault: 'user',
      message: `Input "${input}": the definition has no container ${quotedName(name, 'of that name')}; it has ${known || 'none'}.${suggestName(name, names)}`,
      hint:
        input === 'image'
          ? 'Write container=image with the "name" of a container in "containerDefinitions"; with several services SERVICE/container=image, a line for each.'
          : 'Use the "name" of a container in "containerDefinitions".'
    }))
}

/** The inputs that change containers, and whether they are given. Their names are those of AWS's render action. */
function containerInputsOf(overrides: Overrides): readonly string[] {
  const given: readonly (readonly [string, boolean])[] = [
    ['image', overrides.image !== undefined],
    ['environment-variables', overrides.environmentVariables.length > 0],
    ['secrets', overrides.secrets.length > 0],
    ['docker-labels', overrides.dockerLabels.length > 0],
    ['command', overrides.command !== undefined],
    ['log-configuration-log-driver', overrides.logDriver !== undefined],
    ['log-configuration-options', overrides.logOptions.length > 0],
    ['env-files', overrides.envFiles.length > 0]
  ]
  return given.filter(([, isGiven]) => isGiven).map(([name]) => name)
}

/** A container with its overrides, and what they replaced. */
type OverriddenContainer = { readonly container: ObjectNode; readonly remarks: readonly Remark[] }

/** The value of an input. */
type Overriding<Value> = { readonly input: string; readonly value: Value }

/** The node of a text from an override, with its origin. */
function textFrom({ input, value }: Overriding<string>): StringNode {
  return { kind: 'string', value, origin: { kind: 'input', input } }
}

/** Applies the container-level overrides to one container. */
function overrideContainer(container: ObjectNode, overrides: Overrides): OverriddenContainer {
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
