import { matchesPath } from '../exceptions/glob.ts'
import type { MigrationCandidate } from './candidate.ts'
import type { MigrationWishes } from './plan.ts'

/** selectCandidates takes what the detector is sure of or a person includes, and leaves out what a person excludes. */
export function selectCandidates(
  candidates: readonly MigrationCandidate[],
  wishes: Pick<MigrationWishes, 'include' | 'exclude'>
): readonly MigrationCandidate[] {
  const { include = [], exclude = [] } = wishes
  return candidates.filter(
    candidate =>
      (candidate.rule !== undefined || include.some(pattern => matches(pattern, candidate))) &&
      !exclude.some(pattern => matches(pattern, candidate))
  )
}

function matches(pattern: string, { service, variable }: MigrationCandidate): boolean {
  return matchesPath(pattern, pattern.includes('/') ? `${service ?? ''}/${variable}` : variable)
}
