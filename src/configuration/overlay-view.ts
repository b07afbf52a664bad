import type { DocumentNode, Member, ObjectNode } from '../document/tree.ts'
import type { EntryKey } from './keys.ts'
import type { Layout, LayoutEntry } from './layout.ts'

/**
 * overlaysOf is what all levels of the configuration file put into definitions, as one definition that rules can look at: a container
 * for each level. Every node keeps its place. Undefined where no level has such values.
 */
export function overlaysOf(
  layout: Pick<Layout, 'defaults' | 'services' | 'tasks' | 'environments'>
): ObjectNode | undefined {
  const containers = levelsOf(layout).flatMap(([name, entry]) => containerOf(name, entry))
  const [first] = containers
  if (first === undefined) return undefined
  const { origin } = first
  const list: DocumentNode = { kind: 'array', items: containers, origin }
  return {
    kind: 'object',
    members: [{ key: 'containerDefinitions', keyOrigin: origin, value: list }],
    origin
  }
}

type Level = readonly [string, LayoutEntry]

function levelsOf({
  defaults,
  services,
  tasks,
  environments
}: Pick<Layout, 'defaults' | 'services' | 'tasks' | 'environments'>): readonly Level[] {
  return [
    ...(defaults ? [['defaults', defaults] as const] : []),
    ...services,
    ...tasks,
    ...[...environments].flatMap(([name, own]): readonly Level[] => [
      [name, own.general],
      ...[...own.services, ...own.tasks].map(([key, entry]) => [`${name}/${key}`, entry] as const)
    ])
  ]
}

/** Variables of templates are looked at too: what is given to a template is there to be put into a definition. */
const LISTS: readonly (readonly [EntryKey, 'environment' | 'secrets', 'value' | 'valueFrom'])[] = [
  ['environment-variables', 'environment', 'value'],
  ['variables', 'environment', 'value'],
  ['secrets', 'secrets', 'valueFrom']
]

function containerOf(name: string, { origin, values }: LayoutEntry): readonly ObjectNode[] {
  const listed = new Map<string, ObjectNode[]>()
  for (const [key, list, field] of LISTS) {
    const node = values.get(key)
    if (node?.kind !== 'object') continue
    listed.set(list, [...(listed.get(list) ?? []), ...node.members.map(member => entryOf(member, field))])
  }
  const command = values.get('command')
  if (listed.size === 0 && command === undefined) return []
  const members: Member[] = [
    { key: 'name', keyOrigin: origin, value: { kind: 'string', value: name, origin } },
    ...[...listed].map(
      ([key, items]): Member => ({ key, keyOrigin: origin, value: { kind: 'array', items, origin } })
    ),
    ...(command ? [{ key: 'command', keyOrigin: command.origin, value: command }] : [])
  ]
  return [{ kind: 'object', members, origin }]
}

function entryOf({ key, keyOrigin, value }: Member, field: 'value' | 'valueFrom'): ObjectNode {
  return {
    kind: 'object',
    members: [
      { key: 'name', keyOrigin, value: { kind: 'string', value: key, origin: keyOrigin } },
      { key: field, keyOrigin, value }
    ],
    origin: value.origin
  }
}
