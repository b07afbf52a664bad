import { ECS_NAME } from '../../arn.ts'
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
  scalarTextOf,
  stringOf
} from '../../files/document/tree.ts'
import { didYouMean } from '../../nearest.ts'
import { present } from '../../present.ts'
import {
  type EntryKey,
  type EntrySort,
  type KeyFact,
  keyFact,
  keysOf,
  LOCAL_NAME,
  TOP_ENTRY_KEYS
} from './keys.ts'
import {
  type Layout,
  type LayoutEntries,
  type LayoutEntry,
  type ReportProblem,
  reporterTo,
  reportUnknownKey
} from './layout.ts'

/**
 * readLayout reads `defaults`, `services`, `tasks`, `environments` and `order` of the configuration file, based on the
 * table of keys. It returns all problems together, each with its place, and leaves out what could not be read.
 */
export function readLayout({
  document,
  place
}: {
  readonly document: SourceDocument
  readonly place: PlaceFinder
}): { readonly layout: Layout; readonly problems: readonly Problem[] } {
  const { root } = document
  const problems: Problem[] = []
  const report = reporterTo(problems, place, { code: 'bad-placement' })
  const environments = named(root, 'environments', report).map(({ key, value: node }) => {
    const isInner = (member: Member) => member.key === 'services' || member.key === 'tasks'
    const general =
      node.kind === 'object' ? { ...node, members: node.members.filter(one => !isInner(one)) } : node
    const entry = readEntry(general, key, { sort: 'environment', report })
    return [key, { general: entry, ...entriesOf(node, report) }] as const
  })
  const order = childOf(root, 'order')
  const layout: Layout = {
    document,
    place,
    ...entriesOf(root, report),
    environments: new Map(environments),
    order: readOrder(order, report),
    ...present({ defaults: readDefaults(root, report), orderOrigin: order?.origin })
  }
  reportStrangers(root, layout, report)
  return { layout, problems }
}

/** What takes the keys of an entry; an environment takes entries too. */
type Sort = EntrySort | 'environment'

type Reading = { readonly sort: Sort; readonly report: ReportProblem }

function knownIn(sort: Sort): readonly string[] {
  return sort === 'environment' ? [...keysOf('general'), 'services', 'tasks'] : keysOf(sort)
}

const ORDER_HINT =
  'Write a list of waves; each is a service or a list of services: order: [dispatcher, [worker, api]].'

function readOrder(node: DocumentNode | undefined, report: ReportProblem): readonly (readonly string[])[] {
  if (node !== undefined && node.kind !== 'array' && node.kind !== 'null')
    report(node, '"order" must be a list.', ORDER_HINT)
  const seen = new Set<string>()
  return itemsOf(node).map(item =>
    (item.kind === 'array' ? item.items : [item]).flatMap(one => {
      const name = stringOf(one) ?? ''
      if (!LOCAL_NAME.test(name)) report(one, 'An entry of "order" is not a service name.', ORDER_HINT)
      else if (seen.has(name))
        report(one, `"order" lists the service "${name}" twice.`, 'Name each service once.')
      else {
        seen.add(name)
        return [name]
      }
      return []
    })
  )
}

/** Some top-level keys apply to all services, like those of `defaults`. */
function readDefaults(root: DocumentNode, report: ReportProblem): LayoutEntry | undefined {
  const node = childOf(root, 'defaults')
  const own = node === undefined ? undefined : readEntry(node, 'defaults', { sort: 'general', report })
  const top = TOP_ENTRY_KEYS.flatMap(key => memberOf(root, key) ?? [])
  if (top.length === 0) return own
  const values = readMembers(top, { sort: 'general', report })
  for (const key of values.keys())
    if (own?.values.has(key))
      report(
        childOf(root, key) ?? root,
        `"${key}" is at the top of the file and in "defaults".`,
        'Keep the one in "defaults".'
      )
  return { origin: own?.origin ?? root.origin, values: new Map([...values, ...(own?.values ?? [])]) }
}

function entriesOf(node: DocumentNode, report: ReportProblem): LayoutEntries {
  const read = (which: 'services' | 'tasks', sort: EntrySort) =>
    new Map(
      named(node, which, report).map(({ key, value }) => [key, readEntry(value, key, { sort, report })])
    )
  return { services: read('services', 'service'), tasks: read('tasks', 'task') }
}

const NAMED = {
  services: 'Write a name for each service, and below it where it runs and from what.',
  tasks: 'Write a name for each task, and below it its task definition.',
  environments:
    'Write the name of each environment, and below it its own settings: environments: {staging: {cluster: app-stg}}.'
} as const

/** The members of a mapping of names. */
function named(parent: DocumentNode, which: keyof typeof NAMED, report: ReportProblem): readonly Member[] {
  const node = childOf(parent, which)
  if (node === undefined || node.kind === 'null') return []
  if (node.kind !== 'object') {
    report(node, `"${which}" must be a mapping.`, NAMED[which])
    return []
  }
  return node.members.filter(({ key, keyOrigin }) => {
    const isName = LOCAL_NAME.test(key)
    if (!isName)
      report({ origin: keyOrigin }, `A key of "${which}" is not a name.`, 'Use letters, digits, "-" and "_".')
    return isName
  })
}

function readEntry(node: DocumentNode, name: string, reading: Reading): LayoutEntry {
  if (node.kind !== 'object' && node.kind !== 'null')
    reading.report(node, `"${name}" must be a mapping.`, `Allowed keys: ${knownIn(reading.sort).join(', ')}.`)
  const members = node.kind === 'object' ? node.members : []
  return { origin: node.origin, values: readMembers(members, reading) }
}

function readMembers(
  members: readonly Member[],
  { sort, report }: Reading
): ReadonlyMap<EntryKey, DocumentNode> {
  const values = new Map<EntryKey, DocumentNode>()
  const keys = keysOf(sort === 'environment' ? 'general' : sort)
  for (const { key, keyOrigin, value } of members) {
    const known = keys.find(one => one === key)
    if (known === undefined) reportUnknownKey({ key, keyOrigin }, knownIn(sort), report)
    // A key without a value sets nothing, as usual in YAML files.
    else if (value.kind !== 'null') {
      const wrong = wrongPart(value, keyFact(known))
      if (wrong) reportWrong(known, value, { wrong, sort, report })
      else values.set(known, value)
    }
  }
  return values
}

/** No message contains the value. */
function reportWrong(
  key: EntryKey,
  value: DocumentNode,
  { wrong, sort, report }: Reading & { readonly wrong: DocumentNode }
): void {
  const { example, locates, words = [], wrong: why } = keyFact(key)
  const plural = value.kind === 'object' && sort === 'environment' && `${key}s` in NAMED ? `${key}s` : ''
  const meant = plural === '' ? '' : ` Did you mean "${plural}"?`
  const text =
    plural === ''
      ? `Write ${words.length > 0 ? `one of ${words.join(', ')},` : 'it'} like ${key}: ${example}.`
      : `"${key}" is one name, like ${example}. "${plural}" is a mapping: its keys are names, with the settings of each below it.`
  const reason =
    why !== undefined && wrong !== value && scalarTextOf(wrong) !== undefined ? `: a pattern ${why}` : ''
  report(wrong, `"${key}" is not valid${reason}.${meant}`, {
    text,
    code: locates ? 'bad-placement' : 'bad-config-value'
  })
}

/** The invalid part of a value, or undefined if the value is valid. */
function wrongPart(node: DocumentNode, { kind, form, words }: KeyFact): DocumentNode | undefined {
  const text = node.kind === 'number' ? node.raw : stringOf(node)
  const unless = (isValid: boolean) => (isValid ? undefined : node)
  switch (kind) {
    case 'name':
      return unless(text !== undefined && fitsForm(text, form))
    case 'text':
      return unless((text ?? '').trim() !== '')
    case 'count':
      return unless(node.kind === 'number' && /^\d{1,4}$/.test(node.raw) && node.value <= 5000)
    case 'word':
      return unless(words?.includes(text ?? '') === true)
    case 'toggle':
      return unless(node.kind === 'boolean')
    case 'list':
      return node.kind === 'array' ? node.items.find(item => !isItem(scalarTextOf(item), form)) : node
    case 'map':
      return node.kind === 'object'
        ? node.members.find(({ value }) => scalarTextOf(value) === undefined)?.value
        : node
    case 'base': {
      if (node.kind === 'string') return unless(node.value.trim() !== '')
      const family = childOf(node, 'live')
      const isLive = node.kind === 'object' && node.members.length === 1
      if (!isLive || family === undefined) return node
      return fitsForm(stringOf(family) ?? '', ECS_NAME) ? undefined : family
    }
  }
}

function isItem(text: string | undefined, form: KeyFact['form']): boolean {
  return text !== undefined && form?.test(text) !== false
}

/** A name with placeholders is validated when they are filled in for an environment. */
function fitsForm(text: string, form: KeyFact['form']): boolean {
  return text.includes('{') ? /^[^\s$]+$/.test(text) : form?.test(text) !== false
}

/** A name that is defined nowhere else would silently have no effect. */
function reportStrangers(root: DocumentNode, layout: Layout, report: ReportProblem): void {
  const environments = childOf(root, 'environments')
  for (const [name, own] of layout.environments)
    for (const which of ['services', 'tasks'] as const) {
      const known = [...layout[which].keys()]
      const inner = childOf(childOf(environments, name), which)
      for (const key of [...own[which].keys()].filter(one => !known.includes(one)))
        report(
          { origin: memberOf(inner, key)?.keyOrigin ?? (inner as ObjectNode).origin },
          `Environment "${name}" has settings for "${key}", which is not among "${which}".${didYouMean(key, known)}`,
          `Known: ${known.join(', ') || 'none'}.`
        )
    }
  const services = [...layout.services.keys()]
  const judge = (what: string, nodes: readonly DocumentNode[]) => {
    for (const node of nodes) {
      const name = stringOf(node) ?? ''
      if (!services.includes(name))
        report(
          node,
          `${what} the service "${LOCAL_NAME.test(name) ? name : '…'}", which is not among "services".${didYouMean(name, services)}`,
          `Services: ${services.join(', ') || 'none'}.`
        )
    }
  }
  const all = [layout, ...layout.environments.values()]
  for (const { values } of all.flatMap(({ tasks }) => [...tasks.values()])) {
    const from = values.get('network-from')
    judge('A task refers to', [...itemsOf(values.get('for')), ...(from ? [from] : [])])
  }
  // An input can find files of services that have no entry, unless the entries contain the files from which they are
  // deployed.
  const isListed = (key: string) =>
    layout.defaults?.values.has('task-definition') === true ||
    all.some(one => one.services.get(key)?.values.has('task-definition'))
  if (services.length === 0 || !services.every(isListed)) return
  const waves = itemsOf(childOf(root, 'order')).flatMap(node => (node.kind === 'array' ? node.items : [node]))
  judge(
    '"order" lists',
    waves.filter(node => LOCAL_NAME.test(stringOf(node) ?? ''))
  )
}
