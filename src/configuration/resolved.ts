import type { PlaceFinder } from '../document/place.ts'
import type { DocumentNode } from '../document/tree.ts'
import type { Place, Problem } from '../errors.ts'
import type { LayoutEntry } from './layout.ts'
import { NO_PLACEMENT, type Placement, type ServicePlace } from './placement.ts'

/** Which level of the configuration file said something, from the general to the particular. */
export type Layer = { readonly name: string; readonly entry: LayoutEntry }

/** What an entry is deployed from: a file, or the definition that is live. */
export type TemplateBase = { readonly place?: Place } & (
  | { readonly kind: 'file'; readonly path: string }
  /** With a family its newest active revision, else the revision that the service runs. */
  | { readonly kind: 'live'; readonly family?: string }
)

/** A value that goes into a definition, with the level that said it; its node keeps its place in the configuration file. */
export type LayeredValue = { readonly node: DocumentNode; readonly layer: string }

/** What an entry puts into its template and into what comes of it. Maps are by name of variable or container. */
export type Overlay = {
  readonly family?: LayeredValue
  readonly cpu?: LayeredValue
  readonly memory?: LayeredValue
  readonly image?: LayeredValue
  readonly images: ReadonlyMap<string, LayeredValue>
  readonly container?: LayeredValue
  readonly variables: ReadonlyMap<string, LayeredValue>
  readonly environmentVariables: ReadonlyMap<string, LayeredValue>
  readonly secrets: ReadonlyMap<string, LayeredValue>
}

/** Where one key of an entry was said, for those who ask where something comes from. */
export type Said = { readonly key: string; readonly layer: string; readonly place?: Place }

/** A service or task as it is in one environment: every level of the file put together. */
export type ResolvedEntry = {
  readonly key: string
  /** Where its entry stands. */
  readonly written?: Place
  readonly base?: TemplateBase
  readonly site: ServicePlace
  readonly overlay: Overlay
  readonly paths: readonly string[]
  readonly said: readonly Said[]
} & (
  | { readonly kind: 'service'; readonly name: string; readonly desiredCount?: number }
  | { readonly kind: 'task'; readonly task: TaskEntry }
)

/** How a task runs. */
export type TaskEntry = {
  readonly run: 'before' | 'manual'
  /** Keys of the services that it runs before; empty for all. */
  readonly for: readonly string[]
  readonly networkFrom?: string
  /** Rules and schedules that run its family get the revision that a deploy registers. */
  readonly schedules?: true
  readonly command?: readonly string[]
}

/** The layout in one environment, or without any. */
export type ResolvedLayout = {
  readonly environment?: string
  readonly services: readonly Extract<ResolvedEntry, { kind: 'service' }>[]
  readonly tasks: readonly Extract<ResolvedEntry, { kind: 'task' }>[]
  readonly placement: Placement
  /** Finds places in the configuration file. */
  readonly place: PlaceFinder
  readonly problems: readonly Problem[]
}

/** What a run without a configuration file has. */
export const NOTHING_RESOLVED: ResolvedLayout = {
  services: [],
  tasks: [],
  placement: NO_PLACEMENT,
  place: () => undefined,
  problems: []
}
