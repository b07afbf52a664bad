import type { Place } from '../errors.ts'

export type Level = 'error' | 'warning' | 'notice'

/**
 * credential: a literal credential. reference: a reference that ECS cannot use. delivery: how a secret is passed.
 * policy: the project's rules.
 */
export type Category = 'credential' | 'reference' | 'delivery' | 'policy'

export type Confidence = 'high' | 'medium' | 'low'

/**
 * One violation of a rule. It deliberately has no field for the value, so that a finding can be printed anywhere.
 * `pointer` is the JSON pointer of the leaf in the file as written. If the value comes from an input, the pointer is
 * empty and there is no place.
 */
export type Finding = {
  readonly rule: string
  readonly level: Level
  readonly category: Category
  readonly confidence: Confidence
  readonly file: string
  readonly place?: Place
  readonly pointer: string
  /** The input of the action that the value comes from, if it is not in the file. */
  readonly input?: string
  readonly container?: string
  /** Name of the variable, option, or label. */
  readonly name: string
  readonly message: string
  readonly hint: string
  /**
   * Stable across reformatting and moves within the file; computed from file, container, name, and rule, never from the
   * value.
   */
  readonly fingerprint: string
}
