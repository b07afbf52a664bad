import type { Problem } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import {
  childOf,
  type DocumentNode,
  itemsOf,
  type Member,
  memberOf,
  type ObjectNode,
  type SourceDocument,
  stringOf
} from '../../files/document/tree.ts'
import { didYouMean } from '../../nearest.ts'
import { present } from '../../present.ts'
import { type EntryKey, type EntrySort, keysOf, LOCAL_NAME, TOP_ENTRY_KEYS, WITHDRAWN_KEYS } from './keys.ts'
import type { EnvironmentLayout, Layout, LayoutEntry } from './layout.ts'
import { wrongValue } from './read-value.ts'
import { type ReportProblem, reporterTo, reportUnknownKey } from './report.ts'

/** The tree of the configuration file, with a finder for the places of its nodes. */
export type LayoutSource = { readonly document: SourceDocument; readonly place: PlaceFinder }

/**
 * readLayout reads `defaults`, `services`, `tasks`, `environments` and `order` of the configuration file, based on the
 * table of keys. It returns all problems together, each with its place, and leaves out what could not be read.
 */
export function readLayout({ document, place }: LayoutSource): {
  readonly layout: Layout
  readonly problems: readonly Problem[]
} {
  const { root } = document
  const problems: Problem[] = []
  const report = reporterTo(problems, place, { code: 'bad-placement' })
  const environments = named(childOf(root, 'environments'), 'environments', report)
  const order = memberOf(root, 'order')
  const layout: Layout = {
    document,
    place,
    services: entriesOf(root, 'services', report),
    tasks: entriesOf(root, 'tasks', report),
    environments: new Map(
      environments.map(member => [member.key, readEnvironment(member.value, member.key, report)])
    ),
    order: readOrder(order?.value, report),
    ...present({ defaults: readDefaults(root, report), orderOrigin: order?.value.origin })
  }
  reportStrangers(root, layout, report)
  return { layout, problems }
}

const ORDER_HINT =
  'Write a list of waves; each is a service or a list of services: order: [dispatcher, [worker, api]].'

function readOrder(node: DocumentNode | undefined, report: ReportProblem): readonly (readonly string[])[] {
  if (node === undefined || node.kind === 'null') return []
  if (node.kind !== 'array') {
    report(node, '"order" must be a list.', ORDER_HINT)
    return []
  }
  const seen = new Set<string>()
  return itemsOf(node).map(item => {
    const names = item.kind === 'array' ? itemsOf(item) : [item]
    return names.flatMap(name => readOrdered(name, seen, report))
  })
}

function readOrdered(node: DocumentNode, seen: Set<string>, report: ReportProblem): readonly string[] {
  const name = stringOf(node)
  if (name === undefined || !LOCAL_NAME.test(name)) {
    report(node, 'An entry of "order" is not a service name.', ORDER_HINT)
    return []
  }
  if (seen.has(name)) {
    report(node, `"order" names the service "${name}" twice.`, 'Name each service once.')
    return []
  }
  seen.add(name)
  return [name]
}

/** The top-level keys that apply to all services are the older form of `defaults`. */
function readDefaults(root: DocumentNode, report: ReportProblem): LayoutEntry | undefined {
  const top = TOP_ENTRY_KEYS.flatMap(key => memberOf(root, key) ?? [])
  const node = childOf(root, 'defaults')
  const own = node === undefined ? undefined : readEntry(node, 'defaults', { sort: 'general', report })
  if (top.length === 0 || root.kind !== 'object') return own
  const old = readMembers(top, { sort: 'general', report })
  for (const key of old.keys()) {
    if (own?.values.has(key))
      report(
        memberOf(root, key)?.value ?? root,
        `"${key}" is at the top of the file and in "defaults".`,
        'Keep the one in "defaults".'
      )
  }
  return { origin: own?.origin ?? root.origin, values: new Map([...old, ...(own?.values ?? [])]) }
}

function readEnvironment(node: DocumentNode, name: string, report: ReportProblem): EnvironmentLayout {
  const inner = ['services', 'tasks']
  const general: DocumentNode =
    node.kind === 'object'
      ? { ...node, members: node.members.filter(({ key }) => !inner.includes(key)) }
      : node
  return {
    general: readEntry(general, name, { sort: 'general', report, besides: inner }),
    services: entriesOf(node, 'services', report),
    tasks: entriesOf(node, 'tasks', report)
  }
}

function entriesOf(
  node: DocumentNode,
  which: 'services' | 'tasks',
  report: ReportProblem
): ReadonlyMap<string, LayoutEntry> {
  const sort = which === 'services' ? 'service' : 'task'
  return new Map(
    named(childOf(node, which), which, report).map(({ key, value }) => [
      key,
      readEntry(value, key, { sort, report })
    ])
  )
}

const WHAT = {
  services: {
    one: 'service name',
    hint: 'Write a name for each service, and below it where it runs and from what.'
  },
  tasks: { one: 'name of a task', hint: 'Write a name for each task, and below it its task definition.' },
  environments: {
    one: 'name of an environment',
    hint: 'Write the name of each environment, and below it its own settings: environments: {staging: {cluster: app-stg}}.'
  }
} as const

function named(
  node: DocumentNode | undefined,
  which: keyof typeof WHAT,
  report: ReportProblem
): readonly Member[] {
  if (node === undefined || node.kind === 'null') return []
  if (node.kind !== 'object') {
    report(node, `"${which}" must be a mapping.`, WHAT[which].hint)
    return []
  }
  for (const { key, keyOrigin } of node.members) {
    if (!LOCAL_NAME.test(key))
      report(
        { origin: keyOrigin },
        `A key of "${which}" is not a ${WHAT[which].one}.`,
        'Use letters, digits, "-" and "_".'
      )
  }
  return node.members.filter(({ key }) => LOCAL_NAME.test(key))
}

type Reading = {
  readonly sort: EntrySort
  readonly report: ReportProblem
  readonly besides?: readonly string[]
}

function readEntry(node: DocumentNode, name: string, reading: Reading): LayoutEntry {
  if (node.kind === 'object') return { origin: node.origin, values: readMembers(node.members, reading) }
  if (node.kind !== 'null')
    reading.report(node, `"${name}" must be a mapping.`, `Allowed keys: ${knownIn(reading).join(', ')}.`)
  return { origin: node.origin, values: new Map() }
}

function knownIn({ sort, besides = [] }: Reading): readonly string[] {
  return [...keysOf(sort), ...besides]
}

function readMembers(members: readonly Member[], reading: Reading): ReadonlyMap<EntryKey, DocumentNode> {
  const { sort, report, besides } = reading
  const values = new Map<EntryKey, DocumentNode>()
  for (const { key, keyOrigin, value } of members) {
    const known = keysOf(sort).find(one => one === key)
    const instead = known === undefined && WITHDRAWN_KEYS.get(key)
    if (instead) {
      const hint = { text: `Write ${instead}.`, code: 'unknown-config-key' }
      report({ origin: keyOrigin }, `"${key}" is not set here: the task definition says it.`, hint)
      continue
    }
    if (known === undefined) {
      reportUnknownKey({ key, keyOrigin }, knownIn(reading), report)
      continue
    }
    // A key without a value sets nothing, as usual in YAML files.
    if (value.kind === 'null') continue
    const wrong = wrongValue(known, value, besides)
    if (wrong) report(wrong.node, wrong.message, wrong.hint)
    else values.set(known, value)
  }
  return values
}

/** A name that is defined nowhere else would silently have no effect. */
function reportStrangers(root: DocumentNode, layout: Layout, report: ReportProblem): void {
  const environments = childOf(root, 'environments')
  for (const [name, own] of layout.environments) {
    const node = childOf(environments, name)
    for (const which of ['services', 'tasks'] as const) {
      const known = [...layout[which].keys()]
      const inner = childOf(node, which)
      for (const key of own[which].keys()) {
        if (known.includes(key)) continue
        report(
          { origin: memberOf(inner, key)?.keyOrigin ?? (inner as ObjectNode).origin },
          `Environment "${name}" has settings for "${key}", which is not among "${which}".${didYouMean(key, known)}`,
          `Known: ${known.join(', ') || 'none'}.`
        )
      }
    }
  }
  const services = [...layout.services.keys()]
  for (const entry of [
    ...layout.tasks.values(),
    ...[...layout.environments.values()].flatMap(one => [...one.tasks.values()])
  ]) {
    const from = entry.values.get('network-from')
    const nodes = [...itemsOf(entry.values.get('for')), ...(from ? [from] : [])]
    for (const node of nodes) {
      const name = stringOf(node) ?? ''
      if (!services.includes(name))
        report(
          node,
          `A task names the service "${LOCAL_NAME.test(name) ? name : '…'}", which is not among "services".${didYouMean(name, services)}`,
          `Services: ${services.join(', ') || 'none'}.`
        )
    }
  }
  // An input can find files of services that have no entry, unless the entries say from which files they are deployed.
  const isListed = (key: string) =>
    [layout, ...layout.environments.values()].some(one =>
      one.services.get(key)?.values.has('task-definition')
    )
  if (!layout.defaults?.values.has('task-definition') && !services.every(isListed)) return
  const waves = itemsOf(childOf(root, 'order')).flatMap(node => (node.kind === 'array' ? node.items : [node]))
  for (const node of services.length > 0 ? waves : []) {
    const name = stringOf(node) ?? ''
    if (LOCAL_NAME.test(name) && !services.includes(name))
      report(
        node,
        `"order" names the service "${name}", which is not among "services".${didYouMean(name, services)}`,
        `Services: ${services.join(', ')}.`
      )
  }
}
