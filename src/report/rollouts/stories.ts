import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import type { DefinitionPlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { isGood, type ServiceResult, type Timeline } from '../../rollout/outcome.ts'
import type { CountedService } from '../../rollout/status-words.ts'
import type { Report } from '../report.ts'

/** All information in a report about one service. */
export type ServiceStory = {
  readonly result: ServiceResult
  readonly timeline?: Timeline
  readonly diagnosis?: Diagnosis
  readonly definition?: DefinitionPlan
  /** What the service ran when it was planned. */
  readonly before?: CountedService
}

/** The part of a report that the stories are built from. */
export type RolloutReport = Pick<Report, 'results' | 'diagnoses' | 'timelines' | 'codeDeployIds' | 'plan'>

/**
 * storiesOf collects the information about each service: failures first, then services that were not started, otherwise
 * in the order of the results.
 */
export function storiesOf(report: RolloutReport): readonly ServiceStory[] {
  const timelines = new Map(report.timelines.map(timeline => [keyOf(timeline), timeline]))
  const diagnoses = new Map(report.diagnoses.map(diagnosis => [diagnosis.service, diagnosis]))
  const definitions = new Map(report.plan?.definitions.map(definition => [definition.id, definition]))
  const planned = new Map(
    report.plan?.services.map(one => [keyOf({ service: one.service, ...one.site }), one])
  )
  return report.results
    .map(result => ({
      result,
      ...present({
        timeline: timelines.get(keyOf(result)),
        diagnosis: diagnoses.get(result.service),
        definition: definitions.get(planned.get(keyOf(result))?.definitionId ?? ''),
        before: planned.get(keyOf(result))?.before
      })
    }))
    .sort((a, b) => rankOf(a) - rankOf(b))
}

/** Failures, then services that were not started because of them, then successes. */
function rankOf({ result: { outcome } }: ServiceStory): number {
  if (isGood(outcome)) return 2
  return outcome === 'not-started' ? 1 : 0
}

function keyOf({ service, cluster, region }: Pick<ServiceResult, 'service' | 'cluster' | 'region'>): string {
  return [region, cluster, service].join(' ')
}
