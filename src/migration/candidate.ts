import type { Place } from '../errors.ts'
import { matchesPath } from '../exceptions/glob.ts'
import type { OverlayMove } from './rewrite/overlay-proof.ts'
import type { SecretValue } from './secret-value.ts'

/**
 * Where a variable stands: in a file (JSON pointer of its value), or in a live revision (`family:revision` or its
 * ARN).
 */
export type CandidateSource =
  | { readonly kind: 'file'; readonly file: string; readonly pointer: string; readonly place?: Place }
  | { readonly kind: 'live'; readonly revision: string; readonly pointer: string }

/** A service or task that takes a value of the configuration file, by its key; `container` is the one that gets it. */
export type OverlayUser = {
  readonly key: string
  readonly kind: 'service' | 'task'
  readonly container?: string
}

/** Where the configuration file has a value (absent where a definition that ECS has brings it), and where its reference is to stand. */
export type OverlayPlace = Pick<OverlayMove, 'from' | 'to' | 'stays' | 'container'> & {
  /** Those of the run that take it. */
  readonly users: readonly OverlayUser[]
  /** Whom it stays for, in words. */
  readonly others: readonly string[]
  /** Where the value stands in a definition that ECS has (`live:KEY`). */
  readonly live?: { readonly file: string; readonly pointer: string }
}

/**
 * One variable of one container that could become a secret. `rule` is the detector's rule that is sure of it;
 * without one it is taken only if a person includes it by name.
 */
export type MigrationCandidate = {
  readonly source: CandidateSource
  readonly service?: string
  readonly family?: string
  readonly container: string
  readonly variable: string
  readonly value: SecretValue
  readonly rule?: string
  /** Set for what the configuration file puts into definitions; `container` is then the level that says it. */
  readonly overlay?: OverlayPlace
}

/** The rule of a variable that looks harmless and has the value of one that moves. */
export const SAME_VALUE = 'same-value'

/** whereIs names the place of a candidate, for messages. */
export function whereIs({ source, container, overlay }: MigrationCandidate): string {
  if (overlay?.live) return `${overlay.live.file} (container ${overlay.users[0]?.container ?? container})`
  if (source.kind === 'live') return `${source.revision} (container ${container})`
  return source.place ? `${source.file}:${source.place.line}` : `${source.file} (container ${container})`
}

/** idOf names the place of a candidate: file and pointer. */
export function idOf({ source, overlay }: MigrationCandidate): string {
  if (overlay?.live) return `${overlay.live.file} ${overlay.live.pointer}`
  return source.kind === 'file' ? `${source.file} ${source.pointer}` : source.pointer
}

/** selectCandidates takes what the detector is sure of or a person includes, and leaves out what a person excludes. */
export function selectCandidates(
  candidates: readonly MigrationCandidate[],
  wishes: { readonly include?: readonly string[]; readonly exclude?: readonly string[] }
): readonly MigrationCandidate[] {
  const { include = [], exclude = [] } = wishes
  return candidates.filter(
    candidate =>
      (candidate.rule !== undefined || include.some(pattern => matches(pattern, candidate))) &&
      !isLeftOut(candidate, { exclude })
  )
}

/** isLeftOut tells whether a person leaves a variable where it is. */
export function isLeftOut(
  candidate: MigrationCandidate,
  { exclude = [] }: { readonly exclude?: readonly string[] }
): boolean {
  return exclude.some(pattern => matches(pattern, candidate))
}

function matches(pattern: string, { service, variable }: MigrationCandidate): boolean {
  return matchesPath(pattern, pattern.includes('/') ? `${service ?? ''}/${variable}` : variable)
}
