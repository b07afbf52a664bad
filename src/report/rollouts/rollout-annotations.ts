import type { Place, Problem } from '../../errors.ts'
import { groupBy } from '../../group.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import type { Diagnosis } from '../../rollout/diagnosis/diagnosis.ts'
import { isGood, type Outcome, type ServiceResult } from '../../rollout/outcome.ts'
import { clipped } from '../markdown.ts'
import { count } from '../text.ts'
import { outcomeInWords } from './service-facts.ts'

/** A rollout that did not succeed, with the known cause. */
export type FailedRollout = {
  readonly service: string
  readonly outcome: Outcome
  readonly isUnverified?: true
  readonly reason: string
  /** The most frequent cause, e.g. `3 tasks stopped: …`. */
  readonly cause?: string
  /** What to do about it. */
  readonly wayOut?: string
  /** The place of the cause in a template. */
  readonly place?: Place
}

/** A diagnosis, with the place of its cause in a template if known. */
export type PlacedDiagnosis = Diagnosis & { readonly place?: Place }

/**
 * failedRollouts returns the services that were touched and did not succeed. A service whose reason is also a problem
 * of the run is omitted, because the problem reports it.
 */
export function failedRollouts(
  results: readonly ServiceResult[],
  diagnoses: readonly PlacedDiagnosis[],
  problems: readonly Problem[]
): readonly FailedRollout[] {
  const known = new Map(diagnoses.map(diagnosis => [diagnosis.service, diagnosis]))
  const said = new Set(problems.map(({ service, message }) => `${service} ${message}`))
  return results
    .filter(({ outcome }) => !isGood(outcome) && outcome !== 'not-started')
    .filter(({ service, reason }) => !said.has(`${service} ${reason}`))
    .map(({ service, outcome, reason, isUnverified }) => {
      const diagnosis = known.get(service)
      return {
        service,
        outcome,
        ...present({ isUnverified }),
        reason,
        ...causeOf(diagnosis),
        ...present({ place: diagnosis?.place })
      }
    })
}

/** The first cause: stopped tasks are more informative than events. */
function causeOf(diagnosis: Diagnosis | undefined): Pick<FailedRollout, 'cause' | 'wayOut'> {
  if (!diagnosis) return {}
  const [stop] = diagnosis.stops
  const exits = stop && stop.exits.length > 0 ? ` (${stop.exits.join(', ')})` : ''
  const cause = stop
    ? `${count(stop.count, 'task')} stopped: ${stop.reason}${exits}`
    : diagnosis.events.at(-1)
  const wayOut = stop?.explanation ?? diagnosis.eventCauses[0]?.explanation
  return {
    ...present({ cause, wayOut })
  }
}

/** The title, message and place of an annotation. */
export type AnnotationText = { readonly title: string; readonly message: string; readonly place?: Place }

/** rolloutTexts returns one text per failure; if there are more than `most`, one for all services that failed alike. */
export function rolloutTexts(failures: readonly FailedRollout[], most: number): readonly AnnotationText[] {
  if (failures.length <= most) return failures.map(failure => textOf([failure]))
  return groupBy(failures, likeness)
    .toSorted((a, b) => b.length - a.length)
    .map(textOf)
}

/** Ignores counts, which differ between services that fail alike. */
function likeness({ outcome, cause, wayOut, reason, place }: FailedRollout): string {
  const why = (cause ?? reason).replace(/^\d+ tasks? stopped: /, '')
  return JSON.stringify([outcome, why, wayOut, place?.file, place?.line])
}

const NAMES_SHOWN = 40
const PART_LENGTH = 1000

function textOf(alike: readonly FailedRollout[]): AnnotationText {
  const [{ service, reason, cause, wayOut, place, ...first }] = alike as [FailedRollout]
  const outcome = outcomeInWords(first.outcome, first.isUnverified)
  const others = alike.length - 1
  const names = alike.map(failure => failure.service)
  const lines = [
    reason,
    cause === undefined || cause === reason ? '' : `Cause: ${cause}`,
    wayOut === undefined ? '' : `→ ${wayOut}`,
    others === 0 ? '' : `Services: ${someOf(names, NAMES_SHOWN)}`
  ]
  return {
    title: others === 0 ? `${service} ${outcome}` : `${service} and ${others} more ${outcome}`,
    message: lines
      .filter(line => line !== '')
      .map(line => clipped(line, PART_LENGTH))
      .join('\n'),
    ...present({ place })
  }
}
