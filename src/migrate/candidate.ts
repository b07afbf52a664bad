import { matchesPath } from '../check/exceptions/exception.ts'
import type { Place } from '../errors.ts'
import type { SecretValue } from './secret-value.ts'

/**
 * A variable of a container that could become a secret. `pointer` is the JSON pointer of its value. `rule` is the
 * detector's rule that matched with certainty. A variable without a rule is moved only if the user includes it by name.
 */
export type MigrationCandidate = {
  readonly file: string
  readonly pointer: string
  readonly place?: Place
  /** The service of the file, or the logical ID of the resource in a template. */
  readonly service?: string
  readonly container: string
  readonly variable: string
  readonly value: SecretValue
  readonly rule?: string
}

/** The rule of a variable with a harmless name whose value equals one that moves. */
export const SAME_VALUE = 'same-value'

/** whereIs describes the place of a candidate for messages. */
export function whereIs({ file, place, container }: MigrationCandidate): string {
  return place ? `${file}:${place.line}` : `${file} (container ${container})`
}

/** idOf identifies the place of a candidate: file and pointer. */
export function idOf({ file, pointer }: Pick<MigrationCandidate, 'file' | 'pointer'>): string {
  return `${file} ${pointer}`
}

/**
 * selectCandidates returns the candidates that the detector is certain of or that the user includes, without those that
 * the user excludes. Patterns may contain `*` and `?`, and a prefix `SERVICE/`.
 */
export function selectCandidates(
  candidates: readonly MigrationCandidate[],
  requested: { readonly include?: readonly string[]; readonly exclude?: readonly string[] }
): readonly MigrationCandidate[] {
  const { include = [], exclude = [] } = requested
  return candidates.filter(
    candidate =>
      (candidate.rule !== undefined || include.some(pattern => matches(pattern, candidate))) &&
      !isLeftOut(candidate, { exclude })
  )
}

/** isLeftOut reports whether the user excludes a variable from the migration. */
export function isLeftOut(
  candidate: MigrationCandidate,
  { exclude = [] }: { readonly exclude?: readonly string[] }
): boolean {
  return exclude.some(pattern => matches(pattern, candidate))
}

function matches(pattern: string, { service, variable }: MigrationCandidate): boolean {
  return matchesPath(pattern, pattern.includes('/') ? `${service ?? ''}/${variable}` : variable)
}
