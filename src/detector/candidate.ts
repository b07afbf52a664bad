import type { ScalarNode } from '../document/tree.ts'

/**
 * Where in a task definition a text stands. Rules decide by it what they look at and what they advise. `other` is any field
 * that has no location of its own, such as `image` or one that ECS does not know.
 */
export type Location =
  | 'environment'
  | 'secrets'
  | 'secret-options'
  | 'repository-credentials'
  | 'fsx-credentials'
  | 'command'
  | 'entry-point'
  | 'health-check'
  | 'label'
  | 'log-option'
  | 'firelens-option'
  | 'driver-option'
  | 'environment-file'
  | 'proxy-property'
  | 'system-control'
  | 'tag'
  | 'other'

/** The words of one command, so that a rule can read a flag and its value together. */
export type CommandWords = { readonly words: readonly string[]; readonly index: number }

/** One text of a task definition that could hold a credential or a reference. */
export type Candidate = {
  readonly location: Location
  /** Name of the container; absent for what stands at the level of the task, and where the container has no name. */
  readonly container?: string
  /** Counts the containers of the document from 0; -1 for what stands at the level of the task. */
  readonly scope: number
  /** Name of the variable, option, label; for commands and single fields the name of the field. */
  readonly name: string
  readonly node: ScalarNode
  /** The decoded text; a number or boolean as it was written. At most `MAX_SCANNED` characters of it: `partsOf` gives the others. */
  readonly value: string
  /** Length of the whole text in UTF-16 code units, also where `value` was cut. */
  readonly length: number
  readonly command?: CommandWords
}

/** Longest text that a rule looks at in one go, in UTF-16 code units; a longer one is cut into parts. Bounds the time that a hostile pull request can take. */
export const MAX_SCANNED = 8192

/** isReferenceLocation tells whether ECS expects a reference, and no value, at that location. */
export function isReferenceLocation(location: Location): boolean {
  return (
    location === 'secrets' ||
    location === 'secret-options' ||
    location === 'repository-credentials' ||
    location === 'fsx-credentials'
  )
}

/** isCommandLocation tells whether the words of a command stand at that location. */
export function isCommandLocation(location: Location): boolean {
  return location === 'command' || location === 'entry-point' || location === 'health-check'
}
