import type { Problem } from '../../errors.ts'
import { childOf, type DocumentNode, itemsOf, scalarTextOf, stringOf } from '../../files/document/tree.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import { absentServices, orderWithout } from './absent-services.ts'
import { type EntryKey, keyFact } from './keys.ts'
import type { EnvironmentLayout, Layout, LayoutEntry } from './layout.ts'
import type { ServicePlace } from './placement.ts'
import { filledIn, type NamesInPatterns } from './read-value.ts'
import type {
  Layer,
  LayeredValue,
  ResolvedEntry,
  ResolvedLayout,
  TaskEntry,
  TemplateBase
} from './resolved.ts'

/**
 * resolveLayout merges the levels of the file for one environment: `defaults`, the environment, the service, and the
 * environment's settings for the service. The last level has precedence, and maps are merged by key.
 */
export function resolveLayout(layout: Layout, environment?: string): ResolvedLayout {
  const problems: Problem[] = []
  const own = environment === undefined ? undefined : layout.environments.get(environment)
  const resolving: Resolving = { layout, problems, ...present({ environment, own }) }
  const absent = absentServices(layout, environment)
  const entries = [...layout.services].filter(([key]) => !absent.has(key))
  const services = entries.map(([key, entry]) => ({
    ...resolveOne({ key, which: 'services', entry }, resolving),
    ...asService(key, entry, resolving)
  }))
  const tasks = [...layout.tasks].map(([key, entry]) => ({
    ...resolveOne({ key, which: 'tasks', entry }, resolving),
    ...asTask(key, entry, resolving)
  }))
  const general = generalLayers(resolving)
  const usual = general.length === 0 ? undefined : siteOf(general, { resolving, key: undefined })
  const places = new Map(
    services.map(({ key, name, site }) => [key, name === key ? site : { ...site, name }])
  )
  problems.push(...sameServices(services))
  return {
    services,
    tasks,
    placement: { order: orderWithout(layout.order, absent), places, ...present({ usual }) },
    place: layout.place,
    problems: distinctBy(problems, JSON.stringify),
    ...(absent.size > 0 ? { absent } : {}),
    ...present({ environment })
  }
}

type Resolving = {
  readonly layout: Layout
  readonly problems: Problem[]
  readonly environment?: string
  readonly own?: EnvironmentLayout
}

type Subject = {
  readonly key: string
  readonly which: 'services' | 'tasks'
  readonly entry: LayoutEntry
}

function generalLayers({ layout, environment, own }: Resolving): readonly Layer[] {
  return [
    ...(layout.defaults ? [{ name: 'defaults', entry: layout.defaults }] : []),
    ...(own ? [{ name: `environments.${environment}`, entry: own.general }] : [])
  ]
}

function layersOf({ key, which, entry }: Subject, resolving: Resolving): readonly Layer[] {
  const inner = resolving.own?.[which].get(key)
  return [
    ...generalLayers(resolving),
    { name: `${which}.${key}`, entry },
    ...(inner ? [{ name: `environments.${resolving.environment}.${which}.${key}`, entry: inner }] : [])
  ]
}

function resolveOne(subject: Subject, resolving: Resolving) {
  const layers = layersOf(subject, resolving)
  const { key, entry } = subject
  const { place } = resolving.layout
  const names = namesFor(key, resolving)
  const base = baseOf(layers, { resolving, key })
  const paths = lastOf(layers, 'paths')
  return {
    key,
    site: siteOf(layers, { resolving, key }),
    variables: variablesOf(layers, names),
    paths: paths ? itemsOf(paths.node).map(item => filledIn(scalarTextOf(item) ?? '', names)) : [],
    ...present({ written: place(entry.origin), base })
  }
}

/** A key's value from the most specific level that sets it. */
function lastOf(layers: readonly Layer[], key: EntryKey): LayeredValue | undefined {
  for (const { name, entry } of layers.toReversed()) {
    const node = entry.values.get(key)
    if (node) return { node, layer: name }
  }
  return undefined
}

/** The variables of the template, merged by name. A value keeps its place. */
function variablesOf(layers: readonly Layer[], names: NamesInPatterns): ReadonlyMap<string, LayeredValue> {
  const found = new Map<string, LayeredValue>()
  for (const { name, entry } of layers) {
    const node = entry.values.get('variables')
    if (node?.kind !== 'object') continue
    for (const { key, value } of node.members) {
      const filled = value.kind === 'string' ? { ...value, value: filledIn(value.value, names) } : value
      found.set(key, { node: filled, layer: name })
    }
  }
  return found
}

function asService(key: string, entry: LayoutEntry, resolving: Resolving) {
  const layers = layersOf({ key, which: 'services', entry }, resolving)
  const count = lastOf(layers, 'desired-count')?.node
  return {
    kind: 'service' as const,
    name: nameOf(layers, 'service', { resolving, key }) ?? key,
    ...present({ desiredCount: count?.kind === 'number' ? count.value : undefined })
  }
}

function asTask(key: string, entry: LayoutEntry, resolving: Resolving) {
  const layers = layersOf({ key, which: 'tasks', entry }, resolving)
  const textsOf = (name: EntryKey) =>
    itemsOf(lastOf(layers, name)?.node).map(item => scalarTextOf(item) ?? '')
  const services = textsOf('for')
  const command = textsOf('command')
  const task: TaskEntry = {
    run: stringOf(lastOf(layers, 'run')?.node) === 'before' ? 'before' : 'manual',
    for: services,
    ...present({
      networkFrom: stringOf(lastOf(layers, 'network-from')?.node) ?? services[0],
      command: command.length === 0 ? undefined : command,
      container: stringOf(lastOf(layers, 'container')?.node),
      schedules: isTrue(lastOf(layers, 'schedules')?.node) ? (true as const) : undefined
    })
  }
  return { kind: 'task' as const, task }
}

function isTrue(node: DocumentNode | undefined): boolean {
  return node?.kind === 'boolean' && node.value
}

function namesFor(key: string, { environment }: Resolving): NamesInPatterns {
  return { service: key, ...present({ environment }) }
}

type Filling = { readonly resolving: Resolving; readonly key: string | undefined }

/** A name with its placeholders filled in. The result must have the form that the table requires. */
function nameOf(
  layers: readonly Layer[],
  key: EntryKey,
  { resolving, key: service }: Filling
): string | undefined {
  const found = lastOf(layers, key)
  const written = stringOf(found?.node)
  if (found === undefined || written === undefined) return undefined
  // A name with {service} is known only for a particular service.
  if (service === undefined && written.includes('{service}')) return undefined
  const text = filledIn(written, namesFor(service ?? '', resolving))
  const wrong = wrongName(text, key)
  if (wrong === undefined) return text
  report(resolving, found.node, wrong)
  return undefined
}

type Wrong = { readonly message: string; readonly hint: string }

function wrongName(text: string, key: EntryKey): Wrong | undefined {
  if (text.includes('{environment}'))
    return {
      message: `"${key}" is written with {environment}, and the run is for no environment.`,
      hint: 'Name it in the input "environment".'
    }
  const [unknown] = /\{\w+\}/.exec(text) ?? []
  if (unknown !== undefined)
    return {
      message: `"${key}" is not valid after its placeholders are replaced.`,
      hint: `${unknown} is not a placeholder: {service} is the key of the service, {environment} the environment.`
    }
  const { form, example } = keyFact(key)
  if (form === undefined || form.test(text)) return undefined
  return {
    message: `"${key}" is not valid after its placeholders are replaced.`,
    hint: `It must be like ${key}: ${example}; {service} is the key of the service, {environment} the environment.`
  }
}

function report({ layout, problems }: Resolving, { origin }: DocumentNode, wrong: Wrong): void {
  const place = layout.place(origin)
  problems.push({ code: 'bad-placement', fault: 'user', ...wrong, ...present({ place }) })
}

function siteOf(layers: readonly Layer[], filling: Filling): ServicePlace {
  const { place } = filling.resolving.layout
  const placeOf = (key: EntryKey) => {
    const found = lastOf(layers, key)
    return found && place(found.node.origin)
  }
  const cluster = nameOf(layers, 'cluster', filling)
  const region = nameOf(layers, 'region', filling)
  const written = present({
    cluster: cluster === undefined ? undefined : placeOf('cluster'),
    region: region === undefined ? undefined : placeOf('region')
  })
  return {
    ...present({ cluster, region, roleArn: nameOf(layers, 'role-to-assume', filling) }),
    ...(Object.keys(written).length === 0 ? {} : { written })
  }
}

function baseOf(layers: readonly Layer[], { resolving, key = '' }: Filling): TemplateBase | undefined {
  const found = lastOf(layers, 'task-definition')
  if (found === undefined) return undefined
  const place = resolving.layout.place(found.node.origin)
  const family = stringOf(childOf(found.node, 'live'))
  const text = filledIn(family ?? stringOf(found.node) ?? '', namesFor(key, resolving))
  const wrong = wrongName(text, 'task-definition')
  if (wrong) report(resolving, found.node, wrong)
  if (family !== undefined) return { kind: 'live', family: text, ...present({ place }) }
  return text === 'live'
    ? { kind: 'live', ...present({ place }) }
    : { kind: 'file', path: text, ...present({ place }) }
}

/** An ECS service with two keys would be deployed twice at the same time. */
function sameServices(services: readonly Extract<ResolvedEntry, { kind: 'service' }>[]): readonly Problem[] {
  const known = new Map<string, (typeof services)[number]>()
  return services.flatMap(service => {
    const { region = '', cluster = '' } = service.site
    const id = `${region} ${cluster.slice(cluster.lastIndexOf('/') + 1)} ${service.name}`
    const before = known.get(id)
    if (before === undefined) {
      known.set(id, service)
      return []
    }
    const where = before.written ? ` (${before.written.file}:${before.written.line})` : ''
    return [
      {
        code: 'service-twice',
        fault: 'user' as const,
        message: `"${before.key}"${where} and "${service.key}" are the same ECS service "${service.name}"${cluster === '' ? '' : ` of cluster ${cluster}`}.`,
        hint: 'Keep one entry, or correct "service", "cluster" or "region" of the other.',
        ...present({ place: service.written })
      }
    ]
  })
}
