import { lastPartOf } from '../../arn.ts'
import type { Place, Problem } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import { type DocumentNode, stringOf } from '../../files/document/tree.ts'
import type { JsonObject } from '../../json.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import { absentServices, type Layout, type LayoutEntry } from './layout.ts'
import { Levels, type TemplateBase } from './levels.ts'
import { NO_PLACEMENT, type Placement, type ServicePlace } from './placement.ts'

/** A file that the configuration file names; one that a pattern with `{service}` names need not exist. */
export type ServiceDefinitionFile = { readonly path: string; readonly isPattern: boolean }

/** A service or task in one environment, with all levels of the file merged. */
export type ResolvedEntry = {
  readonly key: string
  /** The position of its entry. */
  readonly written?: Place
  readonly base?: TemplateBase
  readonly site: ServicePlace
  /** The names that its template can use as `vars`; each node keeps its place in the configuration file. */
  readonly variables: ReadonlyMap<string, DocumentNode>
  readonly paths: readonly string[]
} & (
  | {
      readonly kind: 'service'
      readonly name: string
      /** The settings that the file gives it, in the form of UpdateService. */
      readonly settings: JsonObject
      readonly serviceDefinition?: ServiceDefinitionFile
      readonly renewsOldValues?: true
    }
  | { readonly kind: 'task'; readonly task: TaskEntry }
)

/** How a task runs. */
export type TaskEntry = {
  readonly run: 'before' | 'manual'
  /** Keys of the services that it runs before. Empty for all services. */
  readonly for: readonly string[]
  readonly networkFrom?: string
  /** A deployment updates the rules and schedules that run its family to the new revision. */
  readonly schedules?: true
  readonly command?: readonly string[]
  /** The container that `command` is for. */
  readonly container?: string
}

type ServiceEntry = Extract<ResolvedEntry, { kind: 'service' }>

/** The layout in one environment, or without any. */
export type ResolvedLayout = {
  readonly environment?: string
  readonly services: readonly ServiceEntry[]
  readonly tasks: readonly Extract<ResolvedEntry, { kind: 'task' }>[]
  /** The services that only other environments have, each with these environments. */
  readonly absent?: ReadonlyMap<string, readonly string[]>
  readonly placement: Placement
  /** Finds places in the configuration file. */
  readonly place: PlaceFinder
  readonly problems: readonly Problem[]
}

/** The resolved layout without a configuration file. */
export const NOTHING_RESOLVED: ResolvedLayout = {
  services: [],
  tasks: [],
  placement: NO_PLACEMENT,
  place: () => undefined,
  problems: []
}

/**
 * resolveLayout merges the levels of the file for one environment: `defaults`, the environment, the service, and the
 * environment's settings for the service. The last level has precedence, and maps are merged by key.
 */
export function resolveLayout(layout: Layout, environment?: string): ResolvedLayout {
  const problems: Problem[] = []
  const own = environment === undefined ? undefined : layout.environments.get(environment)
  const general = [layout.defaults, own?.general].flatMap(level => level ?? [])
  const levelsOf = (key: string, entry: LayoutEntry, inner: LayoutEntry | undefined) =>
    new Levels([...general, entry, ...(inner ? [inner] : [])], {
      layout,
      problems,
      service: key,
      ...present({ environment })
    })
  const absent = absentServices(layout, own)
  const services = [...layout.services]
    .filter(([key]) => !absent.has(key))
    .map(([key, entry]) =>
      asService(key, layout.place(entry.origin), levelsOf(key, entry, own?.services.get(key)))
    )
  const tasks = [...layout.tasks].map(([key, entry]) =>
    asTask(key, layout.place(entry.origin), levelsOf(key, entry, own?.tasks.get(key)))
  )
  const usual = new Levels(general, { layout, problems, ...present({ environment }) })
  const order = layout.order.map(wave => wave.filter(key => !absent.has(key)))
  problems.push(...sameServices(services))
  return {
    services,
    tasks,
    placement: {
      order: absent.size === 0 ? layout.order : order.filter(wave => wave.length > 0),
      places: new Map(services.map(({ key, name, site }) => [key, name === key ? site : { ...site, name }])),
      ...(general.length === 0 ? {} : { usual: usual.site() })
    },
    place: layout.place,
    problems: distinctBy(problems, JSON.stringify),
    ...(absent.size > 0 ? { absent } : {}),
    ...present({ environment })
  }
}

/** What services and tasks have in common. */
function commonOf(key: string, written: Place | undefined, levels: Levels) {
  return {
    key,
    site: levels.site(),
    variables: levels.variables(),
    paths: levels.texts('paths').map(text => levels.filled(text)),
    ...present({ written, base: levels.base() })
  }
}

function asService(key: string, written: Place | undefined, levels: Levels): ServiceEntry {
  const renews = stringOf(levels.node('on-secret-change')) === 'redeploy'
  const path = levels.name('service-definition')
  const isPattern = stringOf(levels.node('service-definition'))?.includes('{service}') === true
  return {
    ...commonOf(key, written, levels),
    kind: 'service',
    name: levels.name('service') ?? key,
    settings: levels.settings(),
    ...present({
      serviceDefinition: path === undefined ? undefined : { path, isPattern },
      renewsOldValues: renews || undefined
    })
  }
}

function asTask(
  key: string,
  written: Place | undefined,
  levels: Levels
): Extract<ResolvedEntry, { kind: 'task' }> {
  const services = levels.texts('for')
  const command = levels.texts('command')
  const schedules = levels.node('schedules')
  const task: TaskEntry = {
    run: stringOf(levels.node('run')) === 'before' ? 'before' : 'manual',
    for: services,
    ...present({
      networkFrom: stringOf(levels.node('network-from')) ?? services[0],
      command: command.length === 0 ? undefined : command,
      container: stringOf(levels.node('container')),
      schedules: schedules?.kind === 'boolean' && schedules.value ? (true as const) : undefined
    })
  }
  return { ...commonOf(key, written, levels), kind: 'task', task }
}

/** An ECS service with two keys would be deployed twice at the same time. */
function sameServices(services: readonly ServiceEntry[]): readonly Problem[] {
  const known = new Map<string, ServiceEntry>()
  return services.flatMap(service => {
    const { region, cluster = '', roleArn, account = roleArn?.split(':')[4] } = service.site
    const id = JSON.stringify([account, region, lastPartOf(cluster), service.name])
    const before = known.get(id) ?? service
    known.set(id, before)
    if (before === service) return []
    const where = before.written ? ` (${before.written.file}:${before.written.line})` : ''
    return {
      code: 'service-twice',
      fault: 'user' as const,
      message: `"${before.key}"${where} and "${service.key}" are the same ECS service "${service.name}"${cluster === '' ? '' : ` of cluster ${cluster}`}.`,
      hint: 'Keep one entry, or correct "service", "cluster" or "region" of the other.',
      ...present({ place: service.written })
    }
  })
}
