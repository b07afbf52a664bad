import type { ProjectRules } from '../../../checking/decisions/rule-decisions.ts'
import type { DefinitionSource } from '../../../checking/load/source.ts'
import type { Layout } from '../../../configuration/layout.ts'
import { resolveLayout } from '../../../configuration/resolve-layout.ts'
import type { LayeredValue, ResolvedEntry, ResolvedLayout } from '../../../configuration/resolved.ts'
import { scalarTextOf } from '../../../document/tree.ts'
import { groupBy } from '../../../group.ts'
import type { MigrateConfiguration } from '../../../inputs/configuration.ts'
import { present } from '../../../present.ts'
import type { MigrationCandidate, OverlayPlace, OverlayUser } from '../../candidate.ts'
import { SecretValue } from '../../secret-value.ts'

/** The variables that the configuration file adds to definitions. */
export type OverlayValues = {
  /** Every variable that a definition of the run takes from the file. */
  readonly candidates: readonly MigrationCandidate[]
  /** Credentials of the environment's services that are not part of the run, for their names. */
  readonly siblings: readonly MigrationCandidate[]
}

/**
 * The configuration file, the targets of the run, and which values are certain to be credentials (rules by pointer).
 */
export type OverlayScope = {
  readonly project: Pick<ProjectRules, 'layout' | 'resolved'>
  readonly targets: readonly DefinitionSource[]
  readonly configuration: Pick<MigrateConfiguration, 'environment' | 'services'>
  readonly rules: ReadonlyMap<string, string>
}

type OverlayUse = { readonly variable: string; readonly value: LayeredValue; readonly user: OverlayUser }
type Elsewhere = { readonly user: OverlayUser; readonly environment?: string }

/**
 * overlayValues finds the variables of `environment-variables` that reach a definition of the run, once per place, and
 * decides the level of each reference: the same level, or a more specific one if others use the value too. Pure.
 */
export function overlayValues(scope: OverlayScope): OverlayValues {
  const { resolved } = scope.project
  const own = new Set(scope.targets.flatMap(({ entry }) => (entry ? [idOfEntry(entry)] : [])))
  const isOwn = (entry: ResolvedEntry) => own.has(idOfEntry(entry)) || isManual(entry, scope.configuration)
  const entries = entriesOf(resolved)
  return {
    candidates: candidatesFrom(entries.filter(isOwn), scope, elsewhereOf(scope, isOwn)),
    siblings: candidatesFrom(
      entries.filter(entry => !isOwn(entry)),
      scope,
      new Map()
    ).filter(({ rule }) => rule !== undefined)
  }
}

/** entriesOf returns the services and tasks of a layout. */
export function entriesOf({
  services,
  tasks
}: Pick<ResolvedLayout, 'services' | 'tasks'>): readonly ResolvedEntry[] {
  return [...services, ...tasks]
}

/** isFrom returns whether a service or task is deployed from a file. */
export function isFrom({ base }: ResolvedEntry, file: string): boolean {
  return base?.kind === 'file' && base.path.replace(/^(?:\.\/)+/, '') === file
}

function idOfEntry({ kind, key }: Pick<ResolvedEntry, 'kind' | 'key'>): string {
  return `${kind} ${key}`
}

/** A task that is only run manually is not part of a deploy, but still uses the values of the file. */
function isManual(entry: ResolvedEntry, { services }: OverlayScope['configuration']): boolean {
  return entry.kind === 'task' && entry.task.run === 'manual' && !Array.isArray(services)
}

function usesOf(entry: ResolvedEntry): readonly OverlayUse[] {
  const { key, kind, overlay } = entry
  const container = overlay.container && scalarTextOf(overlay.container.node)
  const user = { key, kind, ...present({ container }) }
  return [...overlay.environmentVariables].map(([variable, value]) => ({ variable, value, user }))
}

function pointerOf({ node }: LayeredValue): string {
  return node.origin.kind === 'file' ? node.origin.pointer : ''
}

/**
 * The users of a value outside the run, by its pointer: other environments, and services that are not part of the run.
 */
function elsewhereOf(
  { project, configuration }: OverlayScope,
  isOwn: (entry: ResolvedEntry) => boolean
): ReadonlyMap<string, readonly Elsewhere[]> {
  const found = new Map<string, Elsewhere[]>()
  const names = [...project.layout.environments.keys()]
  for (const environment of names.length === 0 ? [undefined] : names) {
    const isHere = environment === configuration.environment
    const entries = entriesOf(resolveLayout(project.layout, environment))
    for (const entry of isHere ? entries.filter(one => !isOwn(one)) : entries)
      for (const { value, user } of usesOf(entry)) {
        const before = found.get(pointerOf(value)) ?? []
        found.set(pointerOf(value), [...before, { user, ...present({ environment }) }])
      }
  }
  return found
}

function candidatesFrom(
  entries: readonly ResolvedEntry[],
  scope: OverlayScope,
  elsewhere: ReadonlyMap<string, readonly Elsewhere[]>
): readonly MigrationCandidate[] {
  const places = groupBy(entries.flatMap(usesOf), ({ value }) => `${pointerOf(value)} ${value.layer}`)
  return places.flatMap(all => {
    const [first] = all
    if (first === undefined || first.value.node.origin.kind !== 'file') return []
    const { node, layer } = first.value
    const pointer = pointerOf(first.value)
    const users = all.map(({ user }) => user)
    const services = users.filter(({ kind }) => kind === 'service')
    const service = users.length === 1 ? services[0]?.key : undefined
    const place = scope.project.layout.place(node.origin)
    const { file } = first.value.node.origin
    return [
      {
        source: { kind: 'file', file, pointer, ...present({ place }) },
        container: layer,
        variable: first.variable,
        value: new SecretValue(scalarTextOf(node) ?? ''),
        overlay: placeOf(layer, { users, elsewhere: elsewhere.get(pointer) ?? [] }, scope),
        ...present({ service, rule: scope.rules.get(pointer) })
      }
    ]
  })
}

type OverlayUsers = { readonly users: readonly OverlayUser[]; readonly elsewhere: readonly Elsewhere[] }

/**
 * The level of the reference. A reference belongs to one environment: if several environments share a value, the
 * reference goes to a more specific level of the run's environment, and the value stays for the others until nothing
 * uses it.
 */
function placeOf(
  layer: string,
  { users, elsewhere }: OverlayUsers,
  { project, configuration }: OverlayScope
): OverlayPlace {
  const { environment } = configuration
  const from = layer.split('.')
  const isOfOne = from[0] === 'environments' || project.layout.environments.size < 2
  const stays = elsewhere.length > 0
  const known = { from, stays, users, others: wordsOf(elsewhere, environment) }
  if (!stays && isOfOne) return { ...known, to: [from] }
  const isGeneral = from[0] === 'defaults'
  const isAll = elsewhere.every(one => one.environment !== environment)
  const base = environment === undefined ? [] : ['environments', environment]
  if (isGeneral && isAll && environment !== undefined) return { ...known, to: [base] }
  return { ...known, to: users.map(user => entryLevel(base, user)) }
}

/** entryLevel returns the level of one service or task, within an environment or for all. */
export function entryLevel(base: readonly string[], { kind, key }: Pick<OverlayUser, 'kind' | 'key'>) {
  return [...base, kind === 'service' ? 'services' : 'tasks', key]
}

function wordsOf(elsewhere: readonly Elsewhere[], own: string | undefined): readonly string[] {
  const words = elsewhere.map(({ environment, user }) =>
    environment === undefined || environment === own ? `"${user.key}"` : `environment ${environment}`
  )
  return [...new Set(words)]
}

/**
 * takersByPointer returns, for each value of `environment-variables` on every level, the environments that use it (''
 * if there are none).
 */
export function takersByPointer(layout: Layout): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  const names = [...layout.environments.keys()]
  for (const environment of names.length === 0 ? [undefined] : names)
    for (const { value } of entriesOf(resolveLayout(layout, environment)).flatMap(usesOf))
      found.set(pointerOf(value), (found.get(pointerOf(value)) ?? new Set()).add(environment ?? ''))
  return found
}

/** pointersOf returns the pointers of all values of `environment-variables` on every level, whether used or not. */
export function pointersOf({ defaults, services, tasks, environments }: Layout): readonly string[] {
  const inner = [...environments.values()].flatMap(one => [
    one.general,
    ...one.services.values(),
    ...one.tasks.values()
  ])
  const levels = [...(defaults ? [defaults] : []), ...services.values(), ...tasks.values(), ...inner]
  return levels.flatMap(({ values }) => {
    const node = values.get('environment-variables')
    if (node?.kind !== 'object') return []
    return node.members.flatMap(({ value }) => (value.origin.kind === 'file' ? [value.origin.pointer] : []))
  })
}
