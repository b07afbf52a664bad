import { childOf, type DocumentNode, itemsOf, type ObjectNode, stringOf } from '../document/tree.ts'
import {
  entryWithoutName,
  entryWithoutValue,
  missingField,
  type ProblemText,
  repeatedContainer,
  repeatedVariable,
  unknownDependency
} from './structure-problems.ts'

/** Receives one structural problem, with its node. */
export type StructureReport = (code: string, node: DocumentNode, text: ProblemText) => void

/** Context of a container: the names of all containers and of the previous ones, and where to report problems. */
export type ContainerSurroundings = {
  readonly names: ReadonlySet<string>
  /** The first names, as many as a message can list. */
  readonly listed: readonly string[]
  /** Whether one of the names is unknown, so that no name can be reported as missing. */
  readonly hasOpaqueName: boolean
  readonly seen: Set<string>
  readonly isOpaque: (text: string) => boolean
  readonly report: StructureReport
}

/** checkContainer finds structural problems in one container definition. */
export function checkContainer(container: DocumentNode, around: ContainerSurroundings): void {
  if (container.kind !== 'object') return
  const { report, seen, isOpaque } = around
  const name = stringOf(childOf(container, 'name'))
  for (const field of ['name', 'image'] as const) {
    const node = childOf(container, field)
    if (node !== undefined && stringOf(node) !== '') continue
    report(`missing-${field}`, node ?? container, missingField(name, field, node !== undefined))
  }
  if (name !== undefined && name !== '' && !isOpaque(name)) {
    if (seen.has(name)) {
      report('repeated-container', childOf(container, 'name') ?? container, repeatedContainer(name))
    }
    seen.add(name)
  }
  checkVariables(container, name, around)
  checkDependencies(container, name, around)
}

function checkVariables(
  container: ObjectNode,
  owner: string | undefined,
  around: ContainerSurroundings
): void {
  const seen = new Map<string, 'environment' | 'secrets'>()
  for (const list of ['environment', 'secrets'] as const) {
    const field = list === 'environment' ? 'value' : 'valueFrom'
    let index = -1
    for (const entry of itemsOf(childOf(container, list))) {
      index++
      if (entry.kind !== 'object') continue
      const name = stringOf(childOf(entry, 'name')) ?? ''
      if (name === '') {
        around.report('entry-without-name', entry, entryWithoutName({ owner, list, index }, field))
        continue
      }
      const value = childOf(entry, field)
      if (value === undefined || (list === 'secrets' && stringOf(value) === '')) {
        const swapped = childOf(entry, list === 'environment' ? 'valueFrom' : 'value') !== undefined
        const where = { owner, list, index }
        around.report('entry-without-value', entry, entryWithoutValue(where, name, { field, swapped }))
      }
      // the name of a wildcard entry in secrets is not a final name
      if (around.isOpaque(name) || (list === 'secrets' && name.includes('*'))) continue
      const before = seen.get(name)
      if (before !== undefined)
        around.report('repeated-variable', entry, repeatedVariable({ owner, name }, before, list))
      seen.set(name, before ?? list)
    }
  }
}

function checkDependencies(
  container: ObjectNode,
  owner: string | undefined,
  { names, listed, hasOpaqueName, isOpaque, report }: ContainerSurroundings
): void {
  if (hasOpaqueName) return

  for (const dependency of itemsOf(childOf(container, 'dependsOn'))) {
    const node = childOf(dependency, 'containerName')
    const name = stringOf(node)
    if (node === undefined || name === undefined || isOpaque(name) || names.has(name)) continue
    const others = names.size - listed.length
    report('unknown-dependency', node, unknownDependency({ owner, name }, listed, others))
  }
}
