import type { PlaceFinder } from '../document/place.ts'
import type { DocumentNode, Origin, SourceDocument } from '../document/tree.ts'
import type { EntryKey } from './keys.ts'

/** One entry of the configuration file as it is written: the nodes of its keys, each of the form that the table asks for. */
export type LayoutEntry = {
  readonly origin: Origin
  readonly values: ReadonlyMap<EntryKey, DocumentNode>
}

/** The entries of services and of tasks by their keys. */
type Entries = {
  readonly services: ReadonlyMap<string, LayoutEntry>
  readonly tasks: ReadonlyMap<string, LayoutEntry>
}

/** What an environment has of its own: for all, and by service and task. */
export type EnvironmentLayout = Entries & { readonly general: LayoutEntry }

/** The part of the configuration file that says what is deployed where and from what, before an environment is chosen. */
export type Layout = Entries & {
  readonly document: Pick<SourceDocument, 'file' | 'text'>
  readonly place: PlaceFinder
  readonly defaults?: LayoutEntry
  readonly environments: ReadonlyMap<string, EnvironmentLayout>
  /** Waves of the keys of services, with where the list stands. */
  readonly order: readonly (readonly string[])[]
  readonly orderOrigin?: Origin
}

/** What holds without a configuration file. */
export const NO_LAYOUT: Layout = {
  document: { file: '', text: '' },
  place: () => undefined,
  services: new Map(),
  tasks: new Map(),
  environments: new Map(),
  order: []
}
