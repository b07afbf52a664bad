import type { Problem } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type { CandidateSource, OverlayPlace } from './candidate.ts'
import type { Store } from './limits.ts'
import type { Move } from './rewrite/move.ts'
import type { SecretNameRule } from './secret-names.ts'
import type { SecretValue } from './secret-value.ts'

/**
 * How a URL with a user and a password in it is kept: as one secret, or as a JSON secret whose key `url` is the
 * whole.
 */
export type ConnectionStrings = 'whole' | 'json' | 'split'

/**
 * What a person wishes of a plan. Names of variables to take in or leave out may have `*` and `?`, and `SERVICE/`
 * before.
 */
export type MigrationWishes = {
  readonly project: string
  readonly naming?: string
  readonly secretNames?: readonly SecretNameRule[]
  readonly store: Store
  readonly tier?: 'standard' | 'advanced'
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly connectionStrings?: ConnectionStrings
  readonly replicaRegions?: readonly string[]
  /** The environment of the run, and the variables that have another value under the same name in another one. */
  readonly environment?: string
  readonly apart?: ReadonlySet<string>
}

/** One variable of one container, on its way to a secret. */
export type PlannedMove = {
  readonly source: CandidateSource
  readonly service?: string
  readonly family?: string
  readonly container: string
  readonly variable: string
  readonly secret: string
  readonly key?: string
  /** What is to stand in `valueFrom`, in our short form. */
  readonly reference: string
  readonly overlay?: OverlayPlace
}

/**
 * One secret to be created, or to be found with an equal value. `content` is what it holds: a text, or texts by
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

/** What a secret holds. Both kinds are hidden from everything that prints. */
export type SecretContent =
  | { readonly kind: 'text'; readonly value: SecretValue }
  | { readonly kind: 'json'; readonly values: ReadonlyMap<string, SecretValue> }

/** Everything that a migration would do to secrets and references. With problems nothing may be applied. */
export type MigrationPlan = {
  readonly project: string
  readonly store: Store
  readonly secrets: readonly PlannedSecret[]
  readonly moves: readonly PlannedMove[]
  readonly monthlyCostUsd: number
  readonly problems: readonly Problem[]
}

/** migrationPlanToJson is the plan file: names, places and references; no value, no hash of one, no length. */
export function migrationPlanToJson(plan: MigrationPlan): JsonObject {
  const { project, store, monthlyCostUsd, problems } = plan
  return {
    version: 1,
    project,
    store,
    monthlyCostUsd,
    secrets: plan.secrets.map(({ name, variables, keys, warnings }) => ({ name, variables, keys, warnings })),
    moves: plan.moves.map(moveToJson),
    problems: problems.map(({ code, message, hint = '' }) => ({ code, message, hint }))
  }
}

function moveToJson({
  source,
  service,
  family,
  container,
  variable,
  secret,
  key,
  reference
}: PlannedMove): JsonObject {
  const place =
    source.kind === 'live'
      ? { revision: source.revision }
      : { file: source.file, line: source.place?.line ?? 0 }
  return {
    ...place,
    pointer: source.pointer,
    ...present({ service, family }),
    container,
    variable,
    secret,
    ...present({ key }),
    reference
  }
}

/** filesOf lists the files that a plan changes, each once, in the order of the alphabet. */
export function filesOf({ moves }: MigrationPlan): readonly string[] {
  const files = moves.flatMap(({ source }) => (source.kind === 'file' ? [source.file] : []))
  return [...new Set(files)].sort((a, b) => (a < b ? -1 : 1))
}

/**
 * movesOf gives what `rewriteSource` is to do in one file. `arns` are the created secrets' by name; templates of
 * CloudFormation need them.
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
