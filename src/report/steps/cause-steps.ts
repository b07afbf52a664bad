import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { groupBy } from '../../group.ts'
import { joinAlike } from '../problem-text.ts'
import type { Report } from '../report.ts'
import { type FailedRollout, failedRollouts } from '../rollouts/rollout-annotations.ts'
import { knownToFail } from '../rollouts/service-facts.ts'
import { namesOf } from './step-commands.ts'
import type { NextStep } from './step-groups.ts'

/** Causes named one by one; the others are counted. */
const CAUSES = 3

/** causes returns what to fix, once for all services that failed alike. Pure. */
export function causes(report: Report): readonly NextStep[] {
  const { diagnoses } = report
  // an interruption has no cause to fix
  const problems = report.problems.filter(({ fault }) => fault !== 'cancelled')
  // a pause needs no fix, and a deleted service has no cause in its events
  const results = report.results.filter(({ paused, isDeleted }) => paused === undefined && !isDeleted)
  // a run can be cancelled while ECS rolls back what has failed, and the cause remains to be fixed
  const open = results.filter(
    one => one.outcome !== 'superseded' && (one.outcome !== 'cancelled' || knownToFail(report, one))
  )
  const failed = failedRollouts(open, diagnoses, [])
  const known = groupBy(
    failed.filter(({ wayOut }) => wayOut !== undefined),
    ({ wayOut = '' }) => wayOut
  )
  const steps = known.map(alike => ({
    text: `Fix the cause of the failure of ${namesOf(alike.map(({ service }) => service))}. ${alike[0]?.wayOut}`
  }))
  const others = steps.length - CAUSES
  const unexplained = failed.filter(({ wayOut, cause }) => wayOut === undefined && cause !== undefined)
  return [
    ...steps.slice(0, CAUSES),
    ...(others > 0 ? [{ text: `Fix ${others} more causes; they are listed with each service.` }] : []),
    ...(unexplained.length === 0
      ? []
      : [
          {
            text: `Find out why ${namesOf(unexplained.map(({ service }) => service))} failed${evidenceOf(unexplained, diagnoses)}.`
          }
        ]),
    ...(problems.length === 0
      ? []
      : [
          {
            text:
              joinAlike(problems).length === 1
                ? 'Fix the problem reported above.'
                : 'Fix the problems reported above.'
          }
        ])
  ]
}

/** What the report lists about failures that it cannot explain. */
function evidenceOf(failed: readonly FailedRollout[], diagnoses: readonly Diagnosis[]): string {
  const theirs = diagnoses.filter(({ service }) => failed.some(one => one.service === service))
  const kinds = [
    theirs.some(({ events }) => events.length > 0) ? 'events' : '',
    theirs.some(({ stops }) => stops.length > 0) ? 'stopped tasks' : '',
    theirs.some(({ logs }) => logs.length > 0) ? 'logs' : ''
  ].filter(kind => kind !== '')
  const last = kinds.at(-1)
  const words = kinds.length < 2 ? last : `${kinds.slice(0, -1).join(', ')} and ${last}`
  return words === undefined ? '' : `; the ${words} are listed with the failure`
}
