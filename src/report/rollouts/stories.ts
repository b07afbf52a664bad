import type { DefinitionPlan } from '../../deploy/comparison/plan.ts'
import type { Place, Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Diagnosis } from '../../rollout/diagnosis/diagnosis.ts'
import {
  isFailure,
  isGood,
  type Milestone,
  placeKeyOf,
  type ServiceResult,
  type Timeline
} from '../../rollout/outcome.ts'
import { formatDuration } from '../../rollout/progress.ts'
import type { CountedService } from '../../rollout/status-words.ts'
import { clipped } from '../markdown.ts'
import type { Report } from '../report.ts'
import { type SectionBlock, type TextRow, tableBlock } from '../section.ts'
import { stopsInWords, targetsInWords } from './diagnosis.ts'
import { outcomeInWords } from './service-facts.ts'

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
  const timelines = new Map(report.timelines.map(timeline => [placeKeyOf(timeline), timeline]))
  const diagnoses = new Map(report.diagnoses.map(diagnosis => [placeKeyOf(diagnosis), diagnosis]))
  const definitions = new Map(report.plan?.definitions.map(definition => [definition.id, definition]))
  const planned = new Map(
    report.plan?.services.map(one => [placeKeyOf({ service: one.service, ...one.site }), one])
  )
  return report.results
    .map(result => {
      const key = placeKeyOf(result)
      const own = planned.get(key)
      const definition = definitions.get(own?.definitionId ?? '')
      const told = { timeline: timelines.get(key), diagnosis: diagnoses.get(key) }
      return { result, ...present({ ...told, definition, before: own?.before }) }
    })
    .sort((a, b) => rankOf(a) - rankOf(b))
}

/** Failures, then services that were not started because of them, then successes. */
function rankOf({ result: { outcome } }: ServiceStory): number {
  if (isGood(outcome)) return 2
  return outcome === 'not-started' ? 1 : 0
}

/**
 * momentsOf returns the milestones to show. A failure that becomes known only when the run ends adds nothing to the
 * outcome.
 */
function momentsOf({ milestones }: Pick<Timeline, 'milestones'>): readonly Milestone[] {
  const end = milestones.find(({ what }) => what === 'ended')?.at
  return milestones.filter(({ what, at }) => what !== 'failing' || at !== end)
}

/** The rows shown at the start and at the end of a long timeline; an eight-hour canary has a step every few minutes. */
const ROWS_AT_EACH_END = 12
const TEXT_LENGTH = 300

/** timelineBlock is a table of events: time of day (UTC), time since the first event, what happened. */
export function timelineBlock(timeline: Pick<Timeline, 'milestones'>): readonly SectionBlock[] {
  const milestones = momentsOf(timeline)
  const start = milestones[0]?.at ?? 0
  const rows = milestones.map(({ at, what, text }): TextRow => {
    const since = at > start ? `+${formatDuration(at - start)}` : ''
    return [clockTime(at, start), since, clipped(what === 'ended' ? outcomeInWords(text) : text, TEXT_LENGTH)]
  })
  const hidden = rows.length - 2 * ROWS_AT_EACH_END
  const middle: TextRow = ['', '', `… ${hidden} more`]
  const shown =
    hidden <= 1 ? rows : [...rows.slice(0, ROWS_AT_EACH_END), middle, ...rows.slice(-ROWS_AT_EACH_END)]
  return tableBlock(['time (UTC)', 'since start', ''], shown)
}

/** `17:03:12`, preceded by the date if it differs from the start date. Empty for an invalid time. */
function clockTime(at: number, start: number): string {
  const [date, time] = isoOf(at)
  if (date === undefined || time === undefined) return ''
  return date === isoOf(start)[0] ? time : `${date} ${time}`
}

function isoOf(at: number): readonly string[] {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? [] : date.toISOString().slice(0, 19).split('T')
}

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
      const explained = stops[0]?.explanation ?? eventCauses[0]?.explanation
      // the line stands beside it
      const remedy = telling === undefined ? explained : explained?.replace(/: check its log\.$/, '.')
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
