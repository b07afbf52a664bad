import { ECS_NAME } from '../arn.ts'
import type { Problem } from '../errors.ts'
import { placeFinder } from '../files/document/place.ts'
import {
  childOf,
  containersOf,
  type DocumentNode,
  itemsOf,
  type ObjectNode,
  type SourceDocument,
  stringOf,
  toJson
} from '../files/document/tree.ts'
import { andMore } from '../list.ts'
import { present } from '../present.ts'
import { quotedName, suggestName } from './naming.ts'

/** Size in bytes of the JSON that RegisterTaskDefinition accepts ("Max allowed length is '65536' bytes"). */
const MOST_BYTES = 65_536

/** What the checks need besides the definition; `isOpaque` returns whether a text stands for an unknown value. */
export type StructureOptions = {
  readonly document: Pick<SourceDocument, 'file' | 'text'>
  readonly isOpaque: (text: string) => boolean
}

/** The words for a structural problem. */
export type ProblemText = { readonly message: string; readonly hint: string }

/** Receives one structural problem, with its node. */
export type StructureReport = (code: string, node: DocumentNode, text: ProblemText) => void

/**
 * checkStructure finds what RegisterTaskDefinition would reject, and likely mistakes, before AWS is called. A check
 * that depends on an unknown value is skipped.
 */
export function checkStructure(
  root: ObjectNode,
  { document, isOpaque }: StructureOptions
): readonly Problem[] {
  const problems: Problem[] = []
  const find = placeFinder(document)
  const report: StructureReport = (code, node, { message, hint }) =>
    problems.push({ code, fault: 'user', message, hint, ...present({ place: find(node.origin) }) })
  checkFamily(root, isOpaque, report)
  checkContainers(root, isOpaque, report)
  checkExecutionRole(root, isOpaque, report)
  checkFargateSize(root, isOpaque, report)
  const bytes = Buffer.byteLength(JSON.stringify(toJson(root)))
  if (bytes > MOST_BYTES)
    report('definition-too-large', root, {
      message: `The definition has ${bytes} bytes as JSON; ECS takes ${MOST_BYTES}.`,
      hint: 'Move long values to Parameter Store or into the image.'
    })
  return problems
}

type IsOpaque = StructureOptions['isOpaque']

const FAMILY = 'Write 1 to 255 letters, digits, "-" and "_".'

function checkFamily(root: ObjectNode, isOpaque: IsOpaque, report: StructureReport): void {
  const node = childOf(root, 'family')
  if (node === undefined) {
    const message = '"family", the name of the task definition, is missing.'
    report('missing-family', root, { message, hint: FAMILY })
    return
  }
  const family = stringOf(node)
  if (family === undefined || isOpaque(family) || ECS_NAME.test(family)) return
  const long =
    family.length > 255 ? `has ${family.length} characters` : 'has characters that ECS does not allow'
  report('bad-family', node, { message: `"family" ${family === '' ? 'is empty' : long}.`, hint: FAMILY })
}

function checkContainers(root: ObjectNode, isOpaque: IsOpaque, report: StructureReport): void {
  const list = childOf(root, 'containerDefinitions')
  const containers = containersOf(root)
  if (containers.length === 0) {
    if (list !== undefined && list.kind !== 'array') return
    report('no-containers', list ?? root, {
      message: `"containerDefinitions" is ${list ? 'empty' : 'missing'}.`,
      hint: 'A task definition needs at least one container.'
    })
    return
  }
  const names = new Set(containers.flatMap(container => stringOf(childOf(container, 'name')) ?? []))
  const listed = [...names]
  const hasUnknown = listed.some(isOpaque)
  const around = {
    names,
    listed: listed.slice(0, NAMES_LISTED),
    hasUnknown,
    seen: new Set<string>(),
    isOpaque,
    report
  }
  for (const container of containers) if (container.kind === 'object') checkContainer(container, around)
  const essentials = containers.map(container => childOf(container, 'essential'))
  if (essentials.every(node => node?.kind === 'boolean' && !node.value))
    report('no-essential-container', list ?? root, {
      message: 'No container is essential: ECS refuses such a definition.',
      hint: 'Set "essential" to true on the main container, or leave it out (true is the default).'
    })
}

function checkExecutionRole(root: ObjectNode, isOpaque: IsOpaque, report: StructureReport): void {
  const role = childOf(root, 'executionRoleArn')
  if (role !== undefined && stringOf(role) !== '') return
  const lists = containersOf(root).flatMap(container => [
    childOf(container, 'secrets'),
    childOf(childOf(container, 'logConfiguration'), 'secretOptions')
  ])
  const first = lists.find(list => itemsOf(list).length > 0)
  if (first === undefined || lists.some(list => list?.kind === 'string' && isOpaque(list.value))) return
  report('missing-execution-role', first, {
    message: `Secrets are used, but the definition has no execution role. ECS answers: "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."`,
    hint: 'Add "executionRoleArn": the role that reads the secrets when a task starts.'
  })
}

/** Sizes of tasks on Fargate: units of CPU, and the least and the most MiB of memory with the step between. */
const FARGATE: Readonly<Record<number, readonly [least: number, most: number, step: number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16384: [32_768, 122_880, 8192]
}

/** AWS's table of CPU and memory; a larger task than it has is left to ECS. */
function checkFargateSize(root: ObjectNode, isOpaque: IsOpaque, report: StructureReport): void {
  const isFargate = itemsOf(childOf(root, 'requiresCompatibilities')).some(one => stringOf(one) === 'FARGATE')
  const [cpu, memory] = ['cpu', 'memory'].map(name => childOf(root, name))
  if (!isFargate || [cpu, memory].some(node => node?.kind === 'string' && isOpaque(node.value))) return
  const hint = `CPU ${Object.keys(FARGATE).join(', ')}, each with its own range of memory: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size`
  if (cpu === undefined || memory === undefined) {
    const message = `A task on Fargate needs "cpu" and "memory"; "${cpu === undefined ? 'cpu' : 'memory'}" is missing.`
    report('fargate-size', root, { message, hint })
    return
  }
  const units = amountOf(cpu, /^([\d.]+) ?vcpu$/i)
  const size = amountOf(memory, /^([\d.]+) ?gb$/i)
  if (units === undefined || size === undefined || units > 16_384) return
  const [least, most, step] = FARGATE[units] ?? [0, -1, 1]
  if (size >= least && size <= most && ((size - least) % step === 0 || size === most)) return
  const message = `Fargate has no task of CPU ${units} with ${size} MiB of memory.`
  report('fargate-size', FARGATE[units] ? memory : cpu, { message, hint })
}

/** `256`, or `.25 vCPU` and `1 GB`, which are 1024 each. */
function amountOf(node: DocumentNode, inThousands: RegExp): number | undefined {
  const text = (stringOf(node) ?? '').trim()
  const [, amount] = inThousands.exec(text) ?? []
  const number = amount === undefined ? Number(text || Number.NaN) : Number(amount) * 1024
  return Number.isFinite(number) ? number : undefined
}

/** The names of all containers, those to list, whether one is unknown; the previous ones; where to report problems. */
type Surroundings = {
  readonly names: ReadonlySet<string>
  readonly listed: readonly string[]
  readonly hasUnknown: boolean
  readonly seen: Set<string>
  readonly isOpaque: IsOpaque
  readonly report: StructureReport
}

function checkContainer(container: ObjectNode, around: Surroundings): void {
  const { report, seen, isOpaque } = around
  const name = stringOf(childOf(container, 'name'))
  const owner = name === undefined || name === '' ? 'A container' : `Container ${quotedName(name, '')}`.trim()
  for (const field of ['name', 'image'] as const) {
    const node = childOf(container, field)
    if (node !== undefined && stringOf(node) !== '') continue
    report(`missing-${field}`, node ?? container, {
      message: `${owner}: "${field}" is ${node ? 'empty' : 'missing'}.`,
      hint: `Every container has a "${field}".`
    })
  }
  if (name !== undefined && name !== '' && !isOpaque(name)) {
    const hint = 'Give each container its own name.'
    if (seen.has(name))
      report('repeated-container', childOf(container, 'name') ?? container, {
        message: `${owner} is defined twice.`,
        hint
      })
    seen.add(name)
  }
  checkVariables(container, owner, around)
  checkDependencies(container, owner, around)
}

type List = 'environment' | 'secrets'

function checkVariables(container: ObjectNode, owner: string, { isOpaque, report }: Surroundings): void {
  const seen = new Map<string, List>()
  for (const list of ['environment', 'secrets'] as const)
    for (const [index, entry] of itemsOf(childOf(container, list)).entries()) {
      if (entry.kind !== 'object') continue
      const name = stringOf(childOf(entry, 'name')) ?? ''
      checkEntry(entry, { list, name, entryWords: `${owner}: ${list}[${index}]` }, report)
      if (name === '' || isOpaque(name)) continue
      const before = seen.get(name)
      if (before !== undefined)
        report(
          'repeated-variable',
          entry,
          repeated(`${owner}: ${quotedName(name, 'the variable')}`, before, list)
        )
      seen.set(name, before ?? list)
    }
}

function checkEntry(
  entry: ObjectNode,
  { list, name, entryWords }: { readonly list: List; readonly name: string; readonly entryWords: string },
  report: StructureReport
): void {
  const [field, other] = list === 'environment' ? ['value', 'valueFrom'] : ['valueFrom', 'value']
  if (name === '') {
    const hint = `Write {"name": "NAME", "${field}": "…"}.`
    report('entry-without-name', entry, { message: `${entryWords} has no "name".`, hint })
    return
  }
  const value = childOf(entry, field ?? '')
  if (value !== undefined && (list === 'environment' || stringOf(value) !== '')) return
  report('entry-without-value', entry, {
    message: `${entryWords}: ${quotedName(name, 'the variable')} has no "${field}".`,
    hint: hintForEmpty(list, childOf(entry, other ?? '') !== undefined)
  })
}

function hintForEmpty(list: List, isSwapped: boolean): string {
  if (isSwapped && list === 'environment') return '"valueFrom" belongs in an entry of "secrets".'
  if (isSwapped) return 'An entry of "secrets" has "valueFrom", the reference to the secret, and no "value".'
  return list === 'environment'
    ? 'Add "value"; an empty text is allowed.'
    : 'Add "valueFrom", for example "secretsmanager:<name of the secret>".'
}

function repeated(subject: string, before: List, list: List): ProblemText {
  if (before === list)
    return { message: `${subject} is twice in "${list}".`, hint: 'Keep one of the entries.' }
  return {
    message: `${subject} is in "environment" and in "secrets". ECS answers: "The secret name must be unique and not shared with any new or existing environment variables set on the container".`,
    hint: 'Remove the entry in "environment": that is the plaintext.'
  }
}

/** ECS accepts ten containers; a hostile file can have thousands, each with a missing dependency. */
const NAMES_LISTED = 20

function checkDependencies(
  container: ObjectNode,
  owner: string,
  { names, listed, hasUnknown, isOpaque, report }: Surroundings
): void {
  // An unknown name could be the one that is missing.
  if (hasUnknown) return
  for (const dependency of itemsOf(childOf(container, 'dependsOn'))) {
    const node = childOf(dependency, 'containerName')
    const name = stringOf(node)
    if (node === undefined || name === undefined || isOpaque(name) || names.has(name)) continue
    report('unknown-dependency', node, {
      message: `${owner} depends on ${quotedName(name, 'a container')}, which is not defined.${suggestName(name, listed)}`,
      hint: `Defined are: ${listed.map(known => quotedName(known, '(unnamed)')).join(', ')}${andMore(names.size - listed.length)}.`
    })
  }
}
