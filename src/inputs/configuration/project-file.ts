import type { Exception } from '../../check/exceptions/exception.ts'
import type { Problem } from '../../errors.ts'
import { type Layout, NO_LAYOUT } from './layout.ts'

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
