import type { MergedService } from '../../organization/merge-results.ts'
import { type AccountRegion, placeId } from '../../organization/place.ts'
import type { PlaceAudit } from '../../organization/place-audit.ts'
import { count } from '../text.ts'

/** A table of a merged report. The first cell of a row is a name. */
export type ToldSection = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** TO_DO is the title of the column with the next step. */
export const TO_DO = 'what to do'

/** isNotVerified reports whether something in an account and Region could not be audited, whatever else was found. */
export function isNotVerified({ verdict, unknown, why }: PlaceAudit): boolean {
  return verdict === 'unknown' || unknown.length > 0 || why !== undefined
}

/** unknownReason returns the first reason why items could not be verified. */
export function unknownReason(unknown: PlaceAudit['unknown']): string {
  return unknown.flatMap(item => item.unknown)[0] ?? 'its audit does not say why'
}

/** whatToDo returns the next step for what is not verified, with the URL of the run. */
export function whatToDo({ hint = '', url }: { readonly hint?: string; readonly url?: string }): string {
  return url === undefined || hint === '' ? hint : `${hint} Its run: ${url}`
}

/** afterOutcome returns the next step for a service that did not get its revision, or of which that is unknown. */
export function afterOutcome({ outcome }: Pick<MergedService, 'outcome'>): string {
  return outcome === 'unknown'
    ? 'See with mode status what it runs now.'
    : 'Its run names the cause and what to do about it.'
}

type Noted = AccountRegion & Pick<PlaceAudit, 'notVerified' | 'hint' | 'url'>

/** pointsSection lists what the notes of the runs leave open. */
export function pointsSection(places: readonly Noted[]): ToldSection {
  return {
    title: 'Points not verified',
    columns: ['account and Region', 'what', TO_DO],
    rows: places.flatMap(place => place.notVerified.map(point => [placeId(place), point, whatToDo(place)]))
  }
}

/**
 * pointsSentence counts what the notes of the runs leave open, as the verdict of a run does; empty if there is nothing.
 */
export function pointsSentence(places: readonly Pick<Noted, 'notVerified'>[]): string {
  const points = places.reduce((sum, { notVerified }) => sum + notVerified.length, 0)
  return points === 0 ? '' : ` Not verified: ${count(points, 'point')}.`
}
