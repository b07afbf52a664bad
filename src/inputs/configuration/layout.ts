import type { Exception } from '../../check/exceptions/exception.ts'
import type { Problem } from '../../errors.ts'
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

/** The decisions of the project about findings. */
export type ProjectDecisions = {
  readonly exceptions: readonly Exception[]
  /** Names that the policy references-only allows. */
  readonly allowedNames: readonly string[]
  /** IDs of the optional rules to apply. */
  readonly optionalRules: readonly string[]
}

/** The decisions in the file, or its problems. Nothing is applied if there are problems. */
export type ReadExceptions = ProjectDecisions & { readonly problems: readonly Problem[] }

/** The decisions without a configuration file. */
export const NO_DECISIONS: ReadExceptions = {
  exceptions: [],
  allowedNames: [],
  optionalRules: [],
  problems: []
}

/** The content of the project's configuration file, each part with its problems. */
export type ProjectFile = {
  /** Decisions about findings: exceptions, allowed names, optional rules. */
  readonly decisions: ReadExceptions
  /** Services and tasks: where they run, from what, in which order, and the settings of each environment. */
  readonly layout: Layout
  readonly layoutProblems: readonly Problem[]
}

/** The content without a configuration file. */
export const NO_PROJECT_FILE: ProjectFile = {
  decisions: NO_DECISIONS,
  layout: NO_LAYOUT,
  layoutProblems: []
}
