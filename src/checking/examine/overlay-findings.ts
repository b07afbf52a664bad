import type { EntryKey } from '../../configuration/keys.ts'
import type { Layout, LayoutEntry } from '../../configuration/layout.ts'
import { filledIn, type NamesInPatterns } from '../../configuration/read-value.ts'
import type { Finding } from '../../detector/finding.ts'
import type { DocumentNode, Member, ObjectNode } from '../../document/tree.ts'
import type { DefinitionSource } from '../load/source.ts'

/**
 * overlaySources returns the overlays in the form that the rules read: the values of all levels of the file, each with
 * its place.
 */
export function overlaySources({ document, place, ...layout }: Layout): readonly DefinitionSource[] {
  const root = overlaysOf(layout)
  return root === undefined ? [] : [{ document: { ...document, format: 'yaml', root }, place }]
}

/** oncePerPlace reports a value of the configuration file once, even if several task definitions contain it. */
export function oncePerPlace(findings: readonly Finding[], file: string): readonly Finding[] {
  const seen = new Set<string>()
  const once = findings.filter(finding => {
    if (finding.file !== file || finding.pointer === '') return true
    const isNew = !seen.has(finding.pointer)
    seen.add(finding.pointer)
    return isNew
  })
  return once.map(finding => (finding.file === file ? inKeysOfTheFile(finding) : finding))
}

/**
 * A variable of a container in a task definition has different keys in the configuration file, at one of its levels.
 */
function inKeysOfTheFile(finding: Finding): Finding {
  const { pointer, name, message, hint } = finding
  const [, path = ''] = /^\/(.+)\/environment-variables\/[^/]+$/.exec(pointer) ?? []
  if (path === '') return finding
  const level = path.split('/').join('.')
  return {
    ...finding,
    message: message
      .replace(/ of container "[^"]*"/, ` of ${level}`)
      .replace('in "environment"', 'in "environment-variables"'),
    hint: hint.replace(
      /Remove it from "environment" and add to "secrets": \{.*?\}/,
      () =>
        `Remove it from "environment-variables" and write it under "secrets" of ${level}: {${name}: "secretsmanager:<secret name>"} (mode migrate does it)`
    )
  }
}

/**
 * overlaysOf combines the values of all levels of the configuration file into one task definition that rules can
 * examine, with one container per level. Every node keeps its place. Returns undefined if no level has such values.
 */
function overlaysOf(
  layout: Pick<Layout, 'defaults' | 'services' | 'tasks' | 'environments'>
): ObjectNode | undefined {
  const containers = levelsOf(layout).flatMap(level => containerOf(level))
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

/** A level, and the values of the placeholders in its names. An unknown placeholder has a fixed word. */
type Level = readonly [string, LayoutEntry, Required<NamesInPatterns>]

function levelsOf({
  defaults,
  services,
  tasks,
  environments
}: Pick<Layout, 'defaults' | 'services' | 'tasks' | 'environments'>): readonly Level[] {
  return [
    ...(defaults ? [['defaults', defaults, SOME] as const] : []),
    ...[...services, ...tasks].map(([key, entry]) => [key, entry, { ...SOME, service: key }] as const),
    ...[...environments].flatMap(([name, own]): readonly Level[] => [
      [name, own.general, { ...SOME, environment: name }],
      ...[...own.services, ...own.tasks].map(
        ([key, entry]) => [`${name}/${key}`, entry, { service: key, environment: name }] as const
      )
    ])
  ]
}

const SOME = { service: 'service', environment: 'environment' }

/** Variables of templates are examined too, because a template receives them to insert them into a task definition. */
const LISTS: readonly (readonly [EntryKey, 'environment' | 'secrets', 'value' | 'valueFrom'])[] = [
  ['environment-variables', 'environment', 'value'],
  ['variables', 'environment', 'value'],
  ['secrets', 'secrets', 'valueFrom']
]

function containerOf([name, { origin, values }, names]: Level): readonly ObjectNode[] {
  const listed = new Map<string, ObjectNode[]>()
  for (const [key, list, field] of LISTS) {
    const node = values.get(key)
    if (node?.kind !== 'object') continue
    listed.set(list, [
      ...(listed.get(list) ?? []),
      ...node.members.map(member => entryOf(member, field, names))
    ])
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

/** A reference is examined with its placeholders filled in. */
function entryOf(
  { key, keyOrigin, value }: Member,
  field: 'value' | 'valueFrom',
  names: Required<NamesInPatterns>
): ObjectNode {
  const isReference = field === 'valueFrom' && value.kind === 'string'
  const filled = isReference ? { ...value, value: filledIn(value.value, names) } : value
  return {
    kind: 'object',
    members: [
      { key: 'name', keyOrigin, value: { kind: 'string', value: key, origin: keyOrigin } },
      { key: field, keyOrigin, value: filled }
    ],
    origin: value.origin
  }
}
