import type { Problem, Remark } from '../errors.ts'
import {
  childOf,
  containersOf,
  type DocumentNode,
  fromJson,
  itemsOf,
  type ObjectNode,
  stringOf,
  withMember
} from '../files/document/tree.ts'
import type { JsonValue } from '../json.ts'
import { someOf } from '../list.ts'
import { quotedName, suggestName } from './naming.ts'
import { containerHas, type NamedValue, type Overrides, type StoredValue } from './overrides.ts'

/** A definition with the overrides applied. Overrides with problems are not applied. */
export type Overridden = {
  readonly root: ObjectNode
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/** What an input sets at a path of a container; its name is that of AWS's render action. */
type Edit = { readonly input: string; readonly path: MemberPath; readonly value: JsonValue }

/** The members that the inputs set. Another log driver keeps the options in the file; ECS decides which it accepts. */
function editsOf({ image, command, logDriver, ...lists }: Overrides): readonly Edit[] {
  const named = (input: string, parent: MemberPath, pairs: readonly NamedValue[]) =>
    pairs.map(({ name, value }): Edit => ({ input, path: [...parent, name], value }))
  const files = lists.envFiles.map(value => ({ value, type: 's3' }))
  const single: readonly (readonly [string, MemberPath, JsonValue | undefined])[] = [
    ['image', ['image'], image],
    ['command', ['command'], command],
    ['log-configuration-log-driver', ['logConfiguration', 'logDriver'], logDriver],
    ['env-files', ['environmentFiles'], files.length > 0 ? files : undefined]
  ]
  return [
    ...single.flatMap(([input, path, value]) => (value === undefined ? [] : [{ input, path, value }])),
    ...named('docker-labels', ['dockerLabels'], lists.dockerLabels),
    ...named('log-configuration-options', ['logConfiguration', 'options'], lists.logOptions)
  ]
}

/**
 * applyOverrides applies the override inputs to a rendered definition. Nodes from an input have that input as their
 * origin. An entry with the same name is replaced in place; others are appended. A name can be in either `environment`
 * or `secrets`, because ECS rejects it in both: an override removes it from the other one. A list that is replaced
 * keeps only what the input has.
 */
export function applyOverrides(root: ObjectNode, overrides: Overrides): Overridden {
  const referring = applyStored(root, overrides)
  const changed = applyGiven(referring.root, overrides)
  return { ...changed, problems: [...referring.problems, ...changed.problems] }
}

/** A line is for the container that it names, for those that have the entry, or for the selected or only ones. */
function applyStored(
  root: ObjectNode,
  { stored = [], containerNames }: Overrides
): Pick<Overridden, 'root' | 'problems'> {
  const containers = containersOf(root)
  const nameOfContainer = (one: DocumentNode) => stringOf(childOf(one, 'name')) ?? ''
  const forLine = ({ name, container }: StoredValue) => {
    if (container !== undefined) return containers.filter(one => nameOfContainer(one) === container)
    const having = containers.filter(one => containerHas(one, name))
    if (having.length > 0 || containers.length === 1) return having.length > 0 ? having : containers
    return containers.filter(one => containerNames.includes(nameOfContainer(one)))
  }
  const chosen = stored.map(line => ({ line, own: forLine(line) }))
  const items = containers.map(container => {
    const secrets = chosen.flatMap(({ line, own }) => (own.includes(container) ? line : []))
    if (container.kind !== 'object' || secrets.length === 0) return container
    return setEntries(container, { secrets }, STORED)
  })
  const list = childOf(root, 'containerDefinitions')
  const problems = chosen
    .filter(({ own }) => own.length === 0)
    .map(
      ({ line }): Problem => ({
        code: 'unknown-container',
        fault: 'user',
        message: `Input "secret-values": no container is named for ${quotedName(line.name, 'a variable')}, or the definition does not have it; it has ${listed(root)}.`,
        hint: `Write container/${quotedName(line.name, 'NAME')}, or set "container-name".`
      })
    )
  const isChanged = items.some((item, index) => item !== containers[index])
  return {
    problems,
    root:
      isChanged && list ? withMember(root, 'containerDefinitions', { ...list, kind: 'array', items }) : root
  }
}

function applyGiven(root: ObjectNode, overrides: Overrides): Overridden {
  const { images, taskRoleArn, executionRoleArn } = overrides
  const edits = editsOf(overrides)
  const lists = [PLAIN, SECRET].filter(({ given }) => overrides[given].length > 0)
  const inputs = new Set([...edits, ...lists].map(({ input }) => input))
  const { selected, problems } = selectContainers(root, overrides, inputs)
  const byName = new Map(images.map(({ name, value }) => [name, value]))
  const items = containersOf(root).map(container => {
    if (container.kind !== 'object') return container
    const image = byName.get(stringOf(childOf(container, 'name')) ?? '')
    const imaged = image === undefined ? container : put(container, ['image'], from('image', image))
    if (!selected.includes(container)) return imaged
    const listed = lists.reduce((changed, kind) => setEntries(changed, overrides, kind), imaged)
    return edits.reduce((changed, { input, path, value }) => put(changed, path, from(input, value)), listed)
  })
  const list = childOf(root, 'containerDefinitions')
  const isChanged = items.some((item, index) => item !== containersOf(root)[index])
  let result =
    isChanged && list ? withMember(root, 'containerDefinitions', { ...list, kind: 'array', items }) : root
  if (taskRoleArn !== undefined) result = put(result, ['taskRoleArn'], from('task-role-arn', taskRoleArn))
  if (executionRoleArn !== undefined)
    result = put(result, ['executionRoleArn'], from('execution-role-arn', executionRoleArn))
  return {
    root: result,
    problems: [...problems, ...unknownContainers(root, [...byName.keys()], 'image')],
    remarks: items.flatMap((item, index) => movedIn(containersOf(root)[index], item, overrides))
  }
}

function selectContainers(
  root: ObjectNode,
  { containerNames }: Overrides,
  inputs: ReadonlySet<string>
): { readonly selected: readonly DocumentNode[]; readonly problems: readonly Problem[] } {
  const containers = containersOf(root)
  if (containerNames.length > 0)
    return {
      selected: containers.filter(one => containerNames.includes(stringOf(childOf(one, 'name')) ?? '')),
      problems: unknownContainers(root, containerNames, 'container-name')
    }
  if (inputs.size === 0 || containers.length <= 1) return { selected: containers, problems: [] }
  const problem: Problem = {
    code: 'container-not-named',
    fault: 'user',
    message: `Input${inputs.size > 1 ? 's' : ''} ${[...inputs].map(input => `"${input}"`).join(', ')}: the definition has ${containers.length} containers (${listed(root)}), and none is named.`,
    hint: 'Name one or several by the input "container-name", or write the image as container=image.'
  }
  return { selected: [], problems: [problem] }
}

function listed(root: ObjectNode): string {
  const names = containersOf(root).map(one => quotedName(stringOf(childOf(one, 'name')), '(unnamed)'))
  return names.join(', ') || 'none'
}

function unknownContainers(root: ObjectNode, wanted: readonly string[], input: string): readonly Problem[] {
  const names = containersOf(root).map(container => stringOf(childOf(container, 'name')) ?? '')
  return wanted
    .filter(candidate => !names.includes(candidate))
    .map(name => ({
      code: 'unknown-container',
      fault: 'user',
      message: `Input "${input}": the definition has no container ${quotedName(name, 'of that name')}; it has ${listed(root)}.${suggestName(name, names)}`,
      hint:
        input === 'image'
          ? 'Write container=image with the "name" of a container in "containerDefinitions"; with several services SERVICE/container=image, a line for each.'
          : 'Use the "name" of a container in "containerDefinitions".'
    }))
}

function from(input: string, value: JsonValue): DocumentNode {
  return fromJson(value, { kind: 'input', input })
}

type MemberPath = readonly [string, ...string[]]

/** Sets what stands at a path of members; objects on the way are made if they are missing. */
function put(node: ObjectNode, [step, next, ...rest]: MemberPath, value: DocumentNode): ObjectNode {
  if (next === undefined) return withMember(node, step, value)
  const old = childOf(node, step)
  const inner: ObjectNode =
    old?.kind === 'object' ? old : { kind: 'object', members: [], origin: value.origin }
  return withMember(node, step, put(inner, [next, ...rest], value))
}

type EntryKind = Readonly<Record<'list' | 'other' | 'field' | 'input', string>> & {
  readonly given: 'environmentVariables' | 'secrets'
}

const PLAIN: EntryKind = {
  given: 'environmentVariables',
  list: 'environment',
  other: 'secrets',
  field: 'value',
  input: 'environment-variables'
}
const SECRET: EntryKind = {
  given: 'secrets',
  list: 'secrets',
  other: 'environment',
  field: 'valueFrom',
  input: 'secrets'
}

const STORED: EntryKind & { readonly given: 'secrets' } = {
  ...SECRET,
  given: 'secrets',
  input: 'secret-values'
}

function setEntries(
  container: ObjectNode,
  overrides: Partial<Pick<Overrides, 'environmentVariables' | 'secrets' | 'replacesEntries'>>,
  kind: EntryKind
): ObjectNode {
  const pairs = overrides[kind.given] ?? []
  const origin = { kind: 'input', input: kind.input } as const
  const list = childOf(container, kind.list)
  const isGiven = (entry: DocumentNode) => pairs.some(({ name }) => name === nameOf(entry))
  const entries = itemsOf(list).filter(entry => !overrides.replacesEntries || isGiven(entry))
  for (const { name, value } of pairs) {
    const index = entries.findIndex(entry => nameOf(entry) === name)
    const old = entries[index]
    if (old?.kind === 'object') entries[index] = put(old, [kind.field], from(kind.input, value))
    else entries.push(from(kind.input, { name, [kind.field]: value }))
  }
  const set = withMember(container, kind.list, {
    kind: 'array',
    items: entries,
    origin: list?.origin ?? origin
  })
  const other = childOf(container, kind.other)
  const names = new Set(pairs.map(({ name }) => name))
  const kept = itemsOf(other).filter(entry => !names.has(nameOf(entry)))
  if (other?.kind !== 'array' || kept.length === other.items.length) return set
  return withMember(set, kind.other, kept.length === 0 ? undefined : { ...other, items: kept })
}

function nameOf(entry: DocumentNode): string {
  return stringOf(childOf(entry, 'name')) ?? ''
}

/** What an override moved from one list to the other, and what it removed. */
function movedIn(
  before: DocumentNode | undefined,
  after: DocumentNode,
  overrides: Overrides
): readonly Remark[] {
  const moved = ({ given, list, other, input }: EntryKind) =>
    overrides[given].flatMap(({ name }): readonly Remark[] => {
      const isIn = (node: DocumentNode | undefined) =>
        itemsOf(childOf(node, other)).some(entry => nameOf(entry) === name)
      if (!isIn(before) || isIn(after)) return []
      const owner = quotedName(stringOf(childOf(after, 'name')), 'a container')
      const message = `Input "${input}" moves ${quotedName(name, 'a variable')} of container ${owner} from "${other}" to "${list}".`
      return [{ message }]
    })
  const removed = ({ list, input }: EntryKind): readonly Remark[] => {
    const left = new Set(itemsOf(childOf(after, list)).map(nameOf))
    const gone = itemsOf(childOf(before, list))
      .map(nameOf)
      .filter(name => !left.has(name))
    const names = gone.filter(name => !taken.has(name)).map(name => quotedName(name, 'a variable'))
    if (names.length === 0) return []
    const owner = quotedName(stringOf(childOf(after, 'name')), 'a container')
    const message = `environment-strategy: replace removes ${someOf(names, 20)} from "${list}" of container ${owner}: the input "${input}" does not have ${names.length === 1 ? 'it' : 'them'}.`
    return [{ message }]
  }
  const taken = new Set([...overrides.environmentVariables, ...overrides.secrets].map(({ name }) => name))
  return [
    ...[PLAIN, SECRET].flatMap(moved),
    ...(overrides.replacesEntries ? [PLAIN, SECRET].flatMap(removed) : [])
  ]
}
