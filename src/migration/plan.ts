import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import type { CandidateSource } from './candidate.ts'
import type { Store } from './limits.ts'
import type { Move } from './rewrite/move.ts'
import type { SecretNameRule } from './secret-names.ts'
import type { SecretValue } from './secret-value.ts'

/**
 * How a URL with a user and a password is stored: as one secret, or as a JSON secret whose key `url` contains the whole
 * URL.
 */
export type ConnectionStrings = 'whole' | 'json' | 'split'

/**
 * The user's settings for a plan. Names of variables to include or exclude may contain `*` and `?`, and a prefix
 * `SERVICE/`.
 */
export type MigrationRequest = {
  readonly project: string
  readonly naming?: string
  readonly secretNames?: readonly SecretNameRule[]
  readonly store: Store
  readonly tier?: 'standard' | 'advanced'
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly connectionStrings?: ConnectionStrings
  readonly replicaRegions?: readonly string[]
  /**
   * The environment of the run, and the variables that have another value under the same name in another environment.
   */
  readonly environment?: string
  readonly apart?: ReadonlySet<string>
}

/** A variable of a container that moves to a secret. */
export type PlannedMove = {
  readonly source: CandidateSource
  readonly service?: string
  readonly family?: string
  readonly container: string
  readonly variable: string
  readonly secret: string
  readonly key?: string
  /** The new `valueFrom`, in this action's short form. */
  readonly reference: string
}

/**
 * A secret to create, or to reuse if it exists with an equal value. `content` is what it holds: a text, or texts by
 * JSON key.
 */
export type PlannedSecret = {
  readonly name: string
  readonly store: Store
  readonly variables: readonly string[]
  readonly keys: readonly string[]
  readonly content: SecretContent
  readonly warnings: readonly string[]
}

/** The content of a secret. The values of both kinds are hidden in all output. */
export type SecretContent =
  | { readonly kind: 'text'; readonly value: SecretValue }
  | { readonly kind: 'json'; readonly values: ReadonlyMap<string, SecretValue> }

/** Everything that a migration would change in secrets and references. A plan with problems must not be applied. */
export type MigrationPlan = {
  readonly project: string
  readonly store: Store
  readonly secrets: readonly PlannedSecret[]
  readonly moves: readonly PlannedMove[]
  readonly monthlyCostUsd: number
  readonly problems: readonly Problem[]
}

/** filesOf lists the files that a plan changes, without duplicates, in alphabetical order. */
export function filesOf({ moves }: MigrationPlan): readonly string[] {
  const files = moves.flatMap(({ source }) => (source.kind === 'file' ? [source.file] : []))
  return [...new Set(files)].sort((a, b) => (a < b ? -1 : 1))
}

/**
 * movesOf returns the moves that `rewriteSource` carries out in one file. `arns` are the ARNs of the created secrets by
 * name; CloudFormation templates need them.
 */
export function movesOf(
  { moves }: MigrationPlan,
  file: string,
  arns: ReadonlyMap<string, string> = new Map()
): readonly Move[] {
  return moves.flatMap(({ source, variable, secret, key, reference }) => {
    if (source.kind !== 'file' || source.file !== file) return []
    const arn = arns.get(secret)
    const full = arn === undefined || key === undefined ? arn : `${arn}:${key}::`
    return [{ pointer: source.pointer, variable, reference, ...present({ arn: full }) }]
  })
}
