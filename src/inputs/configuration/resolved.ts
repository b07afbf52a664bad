import type { Place, Problem } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import type { DocumentNode } from '../../files/document/tree.ts'
import type { AbsentServices } from './absent-services.ts'
import type { LayoutEntry } from './layout.ts'
import { NO_PLACEMENT, type Placement, type ServicePlace } from './placement.ts'

/** A level of the configuration file that sets values. Levels are ordered from general to specific. */
export type Layer = { readonly name: string; readonly entry: LayoutEntry }

/** What an entry is deployed from: a file, or the live task definition. */
export type TemplateBase = { readonly place?: Place } & (
  | { readonly kind: 'file'; readonly path: string }
  /** The family's newest active revision or, without a family, the revision that the service runs. */
  | { readonly kind: 'live'; readonly family?: string }
)

/** A variable of a template, and the level that set it. Its node keeps its place in the configuration file. */
export type LayeredValue = { readonly node: DocumentNode; readonly layer: string }

/** A service or task in one environment, with all levels of the file merged. */
export type ResolvedEntry = {
  readonly key: string
  /** The position of its entry. */
  readonly written?: Place
  readonly base?: TemplateBase
  readonly site: ServicePlace
  /** The names that its template can use as `vars`. */
  readonly variables: ReadonlyMap<string, LayeredValue>
  readonly paths: readonly string[]
} & (
  | { readonly kind: 'service'; readonly name: string; readonly desiredCount?: number }
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

/** The layout in one environment, or without any. */
export type ResolvedLayout = {
  readonly environment?: string
  readonly services: readonly Extract<ResolvedEntry, { kind: 'service' }>[]
  readonly tasks: readonly Extract<ResolvedEntry, { kind: 'task' }>[]
  /** The services that only other environments have. */
  readonly absent?: AbsentServices
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
