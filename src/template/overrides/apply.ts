import {
  childOf,
  containersOf,
  type DocumentNode,
  type ObjectNode,
  stringOf,
  withMember
} from '../../document/tree.ts'
import type { Problem, Remark } from '../../errors.ts'
import { quotedName, suggestName } from '../naming.ts'
import { overrideContainer, textFrom } from './container.ts'
import type { Overrides } from './overrides.ts'

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
