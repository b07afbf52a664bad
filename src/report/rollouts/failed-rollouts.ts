import type { Place, Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Diagnosis } from '../../rollout/diagnosis/diagnosis.ts'
import { isFailure, placeKeyOf, type ServiceResult } from '../../rollout/outcome.ts'
import { stopsInWords, targetsInWords } from './diagnosis.ts'

/** A rollout that did not succeed, with the known cause. */
export type FailedRollout = Pick<ServiceResult, 'service' | 'key' | 'outcome' | 'isUnverified' | 'reason'> & {
  /** Why, as far as it is known, e.g. `3 tasks stopped: …`; absent if nothing was investigated. */
  readonly cause?: string
  /** The line in which its application states why, if that is the cause. */
  readonly telling?: string
  /** What to do about it. */
  readonly remedy?: string
  /** The place of the cause in a template. */
  readonly place?: Place
}

/** A diagnosis, with the place of its cause in a template if known. */
export type PlacedDiagnosis = Diagnosis & { readonly place?: Place }

/**
 * failedRollouts returns the services that were touched and did not succeed. A service whose reason is also a problem
 * of the run is omitted, because the problem reports it. An event is no cause, unless it is one that ECS explains.
 */
export function failedRollouts(
  results: readonly ServiceResult[],
  diagnoses: readonly PlacedDiagnosis[],
  problems: readonly Problem[]
): readonly FailedRollout[] {
  const known = new Map(diagnoses.map(diagnosis => [placeKeyOf(diagnosis), diagnosis]))
  const said = new Set(problems.map(({ service, message }) => `${service} ${message}`))
  return results
    .filter(isFailure)
    .filter(({ service, reason }) => !said.has(`${service} ${reason}`))
    .map(result => {
      const { service, key, outcome, reason, isUnverified } = result
      const diagnosis = known.get(placeKeyOf(result))
      const { stops = [], eventCauses = [], place } = diagnosis ?? {}
      const telling = diagnosis && tellingLineOf(diagnosis)
      const cause = telling ?? (diagnosis && causeOf(diagnosis))
      const remedy = stops[0]?.explanation ?? eventCauses[0]?.explanation
      return { service, outcome, reason, ...present({ key, isUnverified, cause, telling, remedy, place }) }
    })
}

/** Ends of a task of which its application can say more than ECS. */
const BY_ITSELF: readonly (string | undefined)[] = ['exited', 'container-health', 'target-health', undefined]

function tellingLineOf({ stops: [stop], logs }: Diagnosis): string | undefined {
  const excerpt = logs.find(({ telling }) => telling !== undefined)
  return excerpt && BY_ITSELF.includes(stop?.cause?.kind)
    ? `${excerpt.container}: ${excerpt.telling}`
    : undefined
}

/** The first of: what stopped most tasks, what the load balancer states, an event that ECS explains; no other event. */
function causeOf({ stops, targets, eventCauses }: Diagnosis): string {
  const unhealthy = targets.flatMap(target => {
    const states = target.states.filter(({ state }) => state === 'unhealthy')
    return states.length === 0 ? [] : [{ ...target, states }]
  })
  const known = stopsInWords(stops)[0] ?? targetsInWords(unhealthy)[1]?.trim() ?? eventCauses[0]?.event
  return known ?? 'not known: no log line, stopped task, target or event shows it'
}
