import {
  childOf,
  containersOf,
  type DocumentNode,
  type ObjectNode,
  stringOf,
  withMember
} from '../document/tree.ts'
import type { Problem, Remark } from '../errors.ts'
import { quotedName, suggestName } from './naming.ts'
import { inputText, overrideContainer } from './override-container.ts'
import { containerInputsOf, type Overrides } from './overrides.ts'

/** A definition with the overrides in it. With problems, the overrides they concern are not applied. */
export type Overridden = {
  readonly root: ObjectNode
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * applyOverrides puts the values of the override inputs into a rendered definition. What an input brings in has that
 * input as its origin. An entry of the same name is replaced where it stands, others are added at the end.
 */
export function applyOverrides(root: ObjectNode, overrides: Overrides): Overridden {
  const problems: Problem[] = []
  const remarks: Remark[] = []
  const selected = new Set(selectContainers(root, overrides, problems))
  const byName = new Map(overrides.images.map(({ name, value }) => [name, value]))
  problems.push(...unknownContainers(root, 'image', [...byName.keys()]))
  const items = containersOf(root).map(container => {
    if (container.kind !== 'object') return container
    const name = stringOf(childOf(container, 'name'))
    const image = name === undefined ? undefined : byName.get(name)
    const imaged = image === undefined ? container : withMember(container, 'image', inputText(image, 'image'))
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

function overrideRoles(root: ObjectNode, { taskRoleArn, executionRoleArn }: Overrides): ObjectNode {
  let result = root
  if (taskRoleArn !== undefined)
    result = withMember(result, 'taskRoleArn', inputText(taskRoleArn, 'task-role-arn'))
  if (executionRoleArn === undefined) return result
  return withMember(result, 'executionRoleArn', inputText(executionRoleArn, 'execution-role-arn'))
}

function selectContainers(
  root: ObjectNode,
  overrides: Overrides,
  problems: Problem[]
): readonly DocumentNode[] {
  const containers = containersOf(root)
  const { containerNames } = overrides
  if (containerNames.length > 0) {
    problems.push(...unknownContainers(root, 'container-name', containerNames))
    return containers.filter(container => containerNames.includes(stringOf(childOf(container, 'name')) ?? ''))
  }
  const inputs = containerInputsOf(overrides)
  if (inputs.length === 0 || containers.length <= 1) return containers
  const plural = inputs.length > 1 ? 's' : ''
  problems.push({
    code: 'container-not-named',
    fault: 'user',
    message: `Input${plural} ${inputs.map(name => `"${name}"`).join(', ')}: the definition has ${containers.length} containers (${namesOf(
      root
    )
      .map(name => quotedName(name, '(unnamed)'))
      .join(', ')}), and none is named.`,
    hint: 'Name one or several by the input "container-name", or write the image as container=image.'
  })
  return []
}

function namesOf(root: ObjectNode): readonly string[] {
  return containersOf(root).map(container => stringOf(childOf(container, 'name')) ?? '')
}

function unknownContainers(root: ObjectNode, input: string, wanted: readonly string[]): readonly Problem[] {
  const names = namesOf(root)
  const known = names.map(candidate => quotedName(candidate, '(unnamed)')).join(', ')
  return wanted
    .filter(candidate => !names.includes(candidate))
    .map(name => ({
      code: 'unknown-container',
      fault: 'user',
      message: `Input "${input}": the definition has no container ${quotedName(name, 'of that name')}; it has ${known || 'none'}.${suggestName(name, names)}`,
      hint: 'Use the "name" of a container in "containerDefinitions".'
    }))
}
