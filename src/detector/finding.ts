import type { Place } from '../errors.ts'

export type Level = 'error' | 'warning' | 'notice'

/** credential: a literal credential stands here. reference: a reference ECS can't use. delivery: how a secret travels. policy: house rules. */
export type Category = 'credential' | 'reference' | 'delivery' | 'policy'

export type Confidence = 'high' | 'medium' | 'low'

/**
 * One place that breaks a rule. There is no field for the value, on purpose: a finding can be printed anywhere.
 * `pointer` is the JSON pointer of the leaf in the file as written; empty, like the place, when an input brought it in.
 */
export type Finding = {
  readonly rule: string
  readonly level: Level
  readonly category: Category
  readonly confidence: Confidence
  readonly file: string
  readonly place?: Place
  readonly pointer: string
  /** The input of the action that brought the value in, when it does not stand in the file. */
  readonly input?: string
  readonly container?: string
  /** Name of the variable, option or label. */
  readonly name: string
  readonly message: string
  readonly hint: string
  /** Stable over reformatting and moves within the file; made of file, container, name and rule, never of the value. */
  readonly fingerprint: string
}
