import type { ScalarNode } from '../document/tree.ts'

/**
 * The location of a text in a task definition. It determines which rules check the text and what they advise. `other`
 * is any field without a separate location, such as `image` or a field unknown to ECS.
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

/** The words of one command, so that a rule can read a flag together with its value. */
export type CommandWords = { readonly words: readonly string[]; readonly index: number }

/** One text of a task definition that could be a credential or a reference. */
export type Candidate = {
  readonly location: Location
  /** Name of the container; absent at the task level and if the container has no name. */
  readonly container?: string
  /** Index of the container in the document, from 0; -1 at the task level. */
  readonly scope: number
  /** Name of the variable, option, or label; for commands and single fields, the name of the field. */
  readonly name: string
  readonly node: ScalarNode
  /**
   * The decoded text; a number or boolean as written. Truncated to `MAX_SCANNED` characters: `partsOf` returns the
   * rest.
   */
  readonly value: string
  /** Length of the whole text in UTF-16 code units, also if `value` is truncated. */
  readonly length: number
  readonly command?: CommandWords
}

/**
 * Longest text that a rule checks at once, in UTF-16 code units; longer texts are split. Bounds the time that a
 * malicious pull request can consume.
 */
export const MAX_SCANNED = 8192

/** isReferenceLocation returns whether ECS expects a reference instead of a value at a location. */
export function isReferenceLocation(location: Location): boolean {
  return (
    location === 'secrets' ||
    location === 'secret-options' ||
    location === 'repository-credentials' ||
    location === 'fsx-credentials'
  )
}

/** isCommandLocation returns whether a location contains the words of a command. */
export function isCommandLocation(location: Location): boolean {
  return location === 'command' || location === 'entry-point' || location === 'health-check'
}
