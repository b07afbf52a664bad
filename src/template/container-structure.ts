import { childOf, type DocumentNode, itemsOf, type ObjectNode, stringOf } from '../document/tree.ts'
import { quotedName, suggestName } from './naming.ts'

/** Receives one structural problem, with its node. */
export type StructureReport = (
  code: string,
  node: DocumentNode,
  text: { readonly message: string; readonly hint: string }
) => void

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
  const owner = name === undefined || name === '' ? 'A container' : `Container ${quotedName(name, '')}`.trim()
  for (const field of ['name', 'image'] as const) {
    const node = childOf(container, field)
    if (node !== undefined && stringOf(node) !== '') continue
    const state = node === undefined ? 'is missing' : 'is empty'
    report(`missing-${field}`, node ?? container, {
      message: `${owner}: "${field}" ${state}.`,
      hint: `Every container has a "${field}".`
    })
  }
  if (name !== undefined && name !== '' && !isOpaque(name)) {
    if (seen.has(name)) {
      report('repeated-container', childOf(container, 'name') ?? container, {
        message: `${owner} is defined twice.`,
        hint: 'Give each container its own name.'
      })
    }
    seen.add(name)
  }
  checkVariables(container, owner, around)
  checkDependencies(container, owner, around)
}

function checkVariables(container: ObjectNode, owner: string, around: ContainerSurroundings): void {
  const seen = new Map<string, 'environment' | 'secrets'>()
  for (const list of ['environment', 'secrets'] as const) {
    const field = list === 'environment' ? 'value' : 'valueFrom'
    for (const [index, entry] of itemsOf(childOf(container, list)).entries()) {
      if (entry.kind !== 'object') continue
      const name = stringOf(childOf(entry, 'name')) ?? ''
      const what = `${owner}: ${list}[${index}]`
      if (name === '') {
        around.report('entry-without-name', entry, {
          message: `${what} has no "name".`,
          hint: `Write {"name": "NAME", "${field}": "…"}.`
        })
        continue
      }
      const variable = quotedName(name, 'the variable')
      const value = childOf(entry, field)
      if (value === undefined || (list === 'secrets' && stringOf(value) === '')) {
        around.report('entry-without-value', entry, {
          message: `${what}: ${variable} has no "${field}".`,
          hint: hintForEmpty(entry, list)
        })
      }
      // the name of a wildcard entry in secrets is not a final name
      if (around.isOpaque(name) || (list === 'secrets' && name.includes('*'))) continue
      const before = seen.get(name)
      if (before !== undefined)
        around.report('repeated-variable', entry, repeated(`${owner}: ${variable}`, before, list))
      seen.set(name, before ?? list)
    }
  }
}

function hintForEmpty(entry: ObjectNode, list: 'environment' | 'secrets'): string {
  const swapped = childOf(entry, list === 'environment' ? 'valueFrom' : 'value')
  if (swapped !== undefined && list === 'environment') return '"valueFrom" belongs in an entry of "secrets".'
  if (swapped !== undefined)
    return 'An entry of "secrets" has "valueFrom", the reference to the secret, and no "value".'
  return list === 'environment'
    ? 'Add "value"; an empty text is allowed.'
    : 'Add "valueFrom", for example "secretsmanager:<name of the secret>".'
}

function repeated(subject: string, before: string, list: string): { message: string; hint: string } {
  if (before === list)
    return { message: `${subject} is twice in "${list}".`, hint: 'Keep one of the entries.' }
  return {
    message: `${subject} is in "environment" and in "secrets". ECS answers: "The secret name must be unique and not shared with any new or existing environment variables set on the container".`,
    hint: 'Remove the entry in "environment": that is the plaintext.'
  }
}

function checkDependencies(
  container: ObjectNode,
  owner: string,
  { names, listed, hasOpaqueName, isOpaque, report }: ContainerSurroundings
): void {
  if (hasOpaqueName) return

  for (const dependency of itemsOf(childOf(container, 'dependsOn'))) {
    const node = childOf(dependency, 'containerName')
    const name = stringOf(node)
    if (node === undefined || name === undefined || isOpaque(name) || names.has(name)) continue
    const others = names.size - listed.length
    report('unknown-dependency', node, {
      message: `${owner} depends on ${quotedName(name, 'a container')}, which is not defined.${suggestName(name, listed)}`,
      hint: `Defined are: ${listed.map(known => quotedName(known, '(unnamed)')).join(', ')}${others > 0 ? ` and ${others} more` : ''}.`
    })
  }
}
