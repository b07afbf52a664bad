import type { ResolvedEntry } from '../configuration/resolved.ts'
import type { PlaceFinder } from '../document/place.ts'
import type { DocumentNode, SourceDocument } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { Unscanned } from '../report/report.ts'

/**
 * A file for a service, identified by its key. A file without a service is only checked or registered. Several services
 * can share a file.
 */
export type DefinitionSource = {
  readonly service?: string
  /** The entry of the configuration file for the file's service or task. */
  readonly entry?: ResolvedEntry
  readonly document: SourceDocument
  readonly place: PlaceFinder
  /**
   * Set if part of the file could not be read. What was read can be checked, but nothing can be reported as missing.
   */
  readonly partial?: true
}

/** The targets that could be loaded, and what could not be. */
export type LoadedDefinitionSources = {
  readonly files: readonly string[]
  /** All files before a selection by service or by what has changed. Absent if they are the same as `files`. */
  readonly all?: readonly string[]
  readonly targets: readonly DefinitionSource[]
  readonly unscanned: readonly Unscanned[]
  readonly problems: readonly Problem[]
}

/** A target of a check. A `template` is checked as it is written. Only a `definition` can be rendered. */
export type CheckSource = DefinitionSource & {
  readonly kind: 'definition' | 'template'
}

/** A target with its rendered task definition, as far as it could be rendered. */
export type RenderedTarget = { readonly target: DefinitionSource; readonly root: DocumentNode }
