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
import type { NamedValue, Overrides } from './overrides.ts'

/** A definition with the overrides applied. Overrides with problems are not applied. */
export type Overridden = {
  readonly root: ObjectNode
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/** An input that changes containers; its name is that of AWS's render action. */
type Change = {
  readonly input: string
  readonly isGiven: (overrides: Overrides) => boolean
  readonly apply: (container: ObjectNode, overrides: Overrides) => ObjectNode
}

const CHANGES: readonly Change[] = [
  {
    input: 'image',
    isGiven: ({ image }) => image !== undefined,
    apply: (container, { image = '' }) => put(container, ['image'], from('image', image))
  },
  {
    input: 'environment-variables',
    isGiven: ({ environmentVariables }) => environmentVariables.length > 0,
    apply: (container, overrides) => setEntries(container, overrides, PLAIN)
  },
  {
    input: 'secrets',
    isGiven: ({ secrets }) => secrets.length > 0,
    apply: (container, overrides) => setEntries(container, overrides, SECRET)
  },
  {
    input: 'docker-labels',
    isGiven: ({ dockerLabels }) => dockerLabels.length > 0,
    apply: (container, { dockerLabels }) =>
      putAll(container, ['dockerLabels'], named('docker-labels', dockerLabels))
  },
  {
    input: 'command',
    isGiven: ({ command }) => command !== undefined,
    apply: (container, { command = [] }) => put(container, ['command'], from('command', command))
  },
  {
    input: 'log-configuration-log-driver',
    isGiven: ({ logDriver }) => logDriver !== undefined,
    apply: (container, { logDriver = '' }) =>
      put(container, ['logConfiguration', 'logDriver'], from('log-configuration-log-driver', logDriver))
  },
  {
    // another driver keeps the options in the file; ECS decides which of them it accepts
    input: 'log-configuration-options',
    isGiven: ({ logOptions }) => logOptions.length > 0,
    apply: (container, { logOptions }) =>
      putAll(container, ['logConfiguration', 'options'], named('log-configuration-options', logOptions))
  },
  {
    input: 'env-files',
    isGiven: ({ envFiles }) => envFiles.length > 0,
    apply: (container, { envFiles }) =>
      put(
        container,
        ['environmentFiles'],
        from(
          'env-files',
          envFiles.map(value => ({ value, type: 's3' }))
        )
      )
  }
]

/**
 * applyOverrides applies the override inputs to a rendered definition. Nodes from an input have that input as their
 * origin. An entry with the same name is replaced in place; others are appended. A name can be in either `environment`
 * or `secrets`, because ECS rejects it in both: an override removes it from the other one. A list that is replaced
 * keeps only what the input has.
 */
export function applyOverrides(root: ObjectNode, overrides: Overrides): Overridden {
  const { images, taskRoleArn, executionRoleArn } = overrides
  const { selected, problems } = selectContainers(root, overrides)
  const byName = new Map(images.map(({ name, value }) => [name, value]))
  const items = containersOf(root).map(container => {
    if (container.kind !== 'object') return container
    const image = byName.get(stringOf(childOf(container, 'name')) ?? '')
    const imaged = image === undefined ? container : put(container, ['image'], from('image', image))
    if (!selected.includes(container)) return imaged
    return CHANGES.filter(({ isGiven }) => isGiven(overrides)).reduce(
      (changed, { apply }) => apply(changed, overrides),
      imaged
    )
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
  overrides: Overrides
): { readonly selected: readonly DocumentNode[]; readonly problems: readonly Problem[] } {
  const containers = containersOf(root)
  const { containerNames } = overrides
  if (containerNames.length > 0)
    return {
      selected: containers.filter(one => containerNames.includes(stringOf(childOf(one, 'name')) ?? '')),
      problems: unknownContainers(root, containerNames, 'container-name')
    }
  const inputs = CHANGES.flatMap(({ input, isGiven }) => (isGiven(overrides) ? [`"${input}"`] : []))
  if (inputs.length === 0 || containers.length <= 1) return { selected: containers, problems: [] }
  const problem: Problem = {
    code: 'container-not-named',
    fault: 'user',
    message: `Input${inputs.length > 1 ? 's' : ''} ${inputs.join(', ')}: the definition has ${containers.length} containers (${listed(root)}), and none is named.`,
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

function named(input: string, pairs: readonly NamedValue[]): readonly (readonly [string, DocumentNode])[] {
  return pairs.map(({ name, value }) => [name, from(input, value)])
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

function putAll(node: ObjectNode, path: MemberPath, entries: ReturnType<typeof named>): ObjectNode {
  return entries.reduce((changed, [name, value]) => put(changed, [...path, name], value), node)
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

function setEntries(container: ObjectNode, overrides: Overrides, kind: EntryKind): ObjectNode {
  const pairs = overrides[kind.given]
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
