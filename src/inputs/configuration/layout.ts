import type { PlaceFinder } from '../../files/document/place.ts'
import type { DocumentNode, Origin, SourceDocument } from '../../files/document/tree.ts'
import type { EntryKey } from './keys.ts'

/** One entry of the configuration file as written: the nodes of its keys, each in the form that the table requires. */
export type LayoutEntry = {
  readonly origin: Origin
  readonly values: ReadonlyMap<EntryKey, DocumentNode>
}

/** The entries of services and tasks, by key. */
type Entries = {
  readonly services: ReadonlyMap<string, LayoutEntry>
  readonly tasks: ReadonlyMap<string, LayoutEntry>
}

/** What an environment sets: for all entries, and for single services and tasks. */
export type EnvironmentLayout = Entries & { readonly general: LayoutEntry }

/**
 * The part of the configuration file that defines what is deployed, from what and where, before an environment is
 * selected.
 */
export type Layout = Entries & {
  readonly document: Pick<SourceDocument, 'file' | 'text'>
  readonly place: PlaceFinder
  readonly defaults?: LayoutEntry
  readonly environments: ReadonlyMap<string, EnvironmentLayout>
  /** Waves of service keys, and the position of the list. */
  readonly order: readonly (readonly string[])[]
  readonly orderOrigin?: Origin
}

/** The layout without a configuration file. */
export const NO_LAYOUT: Layout = {
  document: { file: '', text: '' },
  place: () => undefined,
  services: new Map(),
  tasks: new Map(),
  environments: new Map(),
  order: []
}
