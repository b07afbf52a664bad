import type { Place, Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Diagnosis } from '../../rollout/diagnosis/diagnosis.ts'
import { isGood, type Outcome, type ServiceResult } from '../../rollout/outcome.ts'
import { stopsInWords, targetsInWords } from './diagnosis.ts'

/** A rollout that did not succeed, with the known cause. */
export type FailedRollout = {
  readonly service: string
  readonly outcome: Outcome
  readonly isUnverified?: true
  readonly reason: string
  /** What stopped most tasks, or else what the load balancer says, e.g. `3 tasks stopped: …`. */
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
 * of the run is omitted, because the problem reports it. An event is no cause, unless it is one that ECS explains.
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
      const { stops = [], eventCauses = [], events = [], targets = [], place } = known.get(service) ?? {}
      const explained = eventCauses.length > 0 ? events.at(-1) : undefined
      const unhealthy = targets.flatMap(target => {
        const states = target.states.filter(({ state }) => state === 'unhealthy')
        return states.length === 0 ? [] : [{ ...target, states }]
      })
      const cause = stopsInWords(stops)[0] ?? explained ?? targetsInWords(unhealthy)[1]?.trim()
      const wayOut = stops[0]?.explanation ?? eventCauses[0]?.explanation
      return { service, outcome, reason, ...present({ isUnverified, cause, wayOut, place }) }
    })
}
