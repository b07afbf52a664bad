import { ECS_NAME } from '../arn.ts'
import { type PlaceFinder, placeFinder } from '../document/place.ts'
import {
  childOf,
  containersOf,
  type DocumentNode,
  itemsOf,
  type Member,
  type ObjectNode,
  type SourceDocument,
  stringOf,
  toJson
} from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import { checkContainer, type StructureReport } from './container-structure.ts'
import {
  badFamily,
  definitionTooLarge,
  missingExecutionRole,
  missingFamily,
  noContainers,
  noEssentialContainer
} from './structure-problems.ts'

/** Size in bytes of the JSON that RegisterTaskDefinition accepts ("Max allowed length is '65536' bytes"). */
const maxDefinitionBytes = 65_536

/** What the checks need besides the definition; `isOpaque` returns whether a text stands for an unknown value. */
export type StructureOptions = {
  readonly document: Pick<SourceDocument, 'file' | 'text'>
  readonly isOpaque: (text: string) => boolean
}

/**
 * checkStructure finds what RegisterTaskDefinition would reject, and likely mistakes, before AWS is called. A check
 * that depends on an unknown value is skipped.
 */
export function checkStructure(root: ObjectNode, options: StructureOptions): readonly Problem[] {
  const problems: Problem[] = []
  const find = placeFinder(options.document)
  const report = reporter(find, problems)
  checkFamily(root, options, report)
  checkContainers(root, options, report)
  checkExecutionRole(root, options, report)
  checkSize(root, report)
  return problems
}

function reporter(find: PlaceFinder, problems: Problem[]): StructureReport {
  return (code, node, { message, hint }) => {
    const place = find(node.origin)
    problems.push({ code, fault: 'user', message, hint, ...present({ place }) })
  }
}

function checkFamily(root: ObjectNode, { isOpaque }: StructureOptions, report: StructureReport): void {
  const node = childOf(root, 'family')
  if (node === undefined) {
    report('missing-family', root, missingFamily())
    return
  }
  const family = stringOf(node)
  if (family === undefined || isOpaque(family) || ECS_NAME.test(family)) return
  report('bad-family', node, badFamily(family))
}

function checkContainers(root: ObjectNode, { isOpaque }: StructureOptions, report: StructureReport): void {
  const list = childOf(root, 'containerDefinitions')
  const containers = containersOf(root)
  if (containers.length === 0) {
    if (list !== undefined && list.kind !== 'array') return
    report('no-containers', list ?? root, noContainers(list !== undefined))
    return
  }
  const around = { ...namesOf(containers, isOpaque), seen: new Set<string>(), isOpaque, report }
  for (const container of containers) checkContainer(container, around)
  const essentials = containers.map(container => childOf(container, 'essential'))
  if (essentials.every(node => node?.kind === 'boolean' && !node.value)) {
    report('no-essential-container', list ?? root, noEssentialContainer())
  }
}

/** ECS accepts ten containers; a hostile file can have thousands, each with a missing dependency. */
const NAMES_LISTED = 20

function namesOf(containers: readonly DocumentNode[], isOpaque: StructureOptions['isOpaque']) {
  const names = new Set(containers.flatMap(container => stringOf(childOf(container, 'name')) ?? []))
  const all = [...names]
  return { names, listed: all.slice(0, NAMES_LISTED), hasOpaqueName: all.some(isOpaque) }
}

function checkExecutionRole(root: ObjectNode, { isOpaque }: StructureOptions, report: StructureReport): void {
  const role = childOf(root, 'executionRoleArn')
  if (role !== undefined && stringOf(role) !== '') return
  const lists = containersOf(root).flatMap(container => [
    childOf(container, 'secrets'),
    childOf(childOf(container, 'logConfiguration'), 'secretOptions')
  ])
  const first = lists.find(list => itemsOf(list).length > 0)
  if (first === undefined || lists.some(list => isOpaque(stringOf(list) ?? ''))) return
  report('missing-execution-role', first, missingExecutionRole())
}

function checkSize(root: ObjectNode, report: StructureReport): void {
  if (roughSize(root) * 3 < maxDefinitionBytes) return
  const bytes = Buffer.byteLength(JSON.stringify(toJson(root)))
  if (bytes <= maxDefinitionBytes) return
  report('definition-too-large', root, definitionTooLarge(bytes, maxDefinitionBytes))
}

/** The length of all names and values: at least a third of the JSON's size, except for control characters. */
function roughSize(node: DocumentNode): number {
  switch (node.kind) {
    case 'string':
      return node.value.length + 3
    case 'array':
      return node.items.reduce(addItem, 2)
    case 'object':
      return node.members.reduce(addMember, 2)
    default:
      return 5
  }
}

function addItem(sum: number, item: DocumentNode): number {
  return sum + roughSize(item) + 1
}

function addMember(sum: number, { key, value }: Member): number {
  return sum + key.length + 4 + roughSize(value)
}
