import type { Problem } from '../errors.ts'
import type { Exception } from '../exceptions/exception.ts'
import { type Layout, NO_LAYOUT } from './layout.ts'

/** What the project has decided for itself. */
export type ProjectDecisions = {
  readonly exceptions: readonly Exception[]
  /** Names that pass under the policy references-only. */
  readonly allowedNames: readonly string[]
  /** Ids of optional rules that are to be applied. */
  readonly optionalRules: readonly string[]
}

/** What the file says, or what is wrong with it; nothing is applied while there are problems. */
export type ReadExceptions = ProjectDecisions & { readonly problems: readonly Problem[] }

/** What holds without a configuration file. */
export const NO_DECISIONS: ReadExceptions = {
  exceptions: [],
  allowedNames: [],
  optionalRules: [],
  problems: []
}

/** All that the project's configuration file says, each part with what is wrong with it. */
export type ProjectFile = {
  /** Of findings: exceptions, names that are allowed, optional rules. */
  readonly decisions: ReadExceptions
  /** Of services and tasks: where they run, from what, in which order, and what each environment has of its own. */
  readonly layout: Layout
  readonly layoutProblems: readonly Problem[]
}

/** What holds without a configuration file. */
export const NO_PROJECT_FILE: ProjectFile = {
  decisions: NO_DECISIONS,
  layout: NO_LAYOUT,
  layoutProblems: []
}
