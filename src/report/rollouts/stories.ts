import type { DefinitionPlan } from '../../deploy/comparison/plan.ts'
import { present } from '../../present.ts'
import type { Diagnosis } from '../../rollout/diagnosis/diagnosis.ts'
import {
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

/** The text of a milestone that has none of its own. */
const NAMES: Readonly<Record<Milestone['what'], string>> = {
  registered: 'registered',
  updated: 'service updated',
  'first-task': 'first task running',
  stage: 'next stage',
  traffic: 'traffic moved',
  paused: 'waiting for manual approval',
  continued: 'continued after a pause',
  failing: 'failing',
  'rolling-back': 'rolling back',
  ended: 'done'
}

/**
 * momentsOf returns the milestones to show. A failure that becomes known only when the run ends adds nothing to the
 * outcome.
 */
function momentsOf({ milestones }: Pick<Timeline, 'milestones'>): readonly Milestone[] {
  const end = milestones.find(({ what }) => what === 'ended')?.at
  return milestones.filter(({ what, at }) => what !== 'failing' || at !== end)
}

/** momentInWords describes a milestone; the last one is the outcome. */
function momentInWords({ what, text }: Milestone): string {
  if (text.trim() === '') return NAMES[what]
  return what === 'ended' ? outcomeInWords(text) : text
}

/** The rows shown at the start and at the end of a long timeline; an eight-hour canary has a step every few minutes. */
const ROWS_AT_EACH_END = 12
const TEXT_LENGTH = 300

/** timelineBlock is a table of events: time of day (UTC), time since the first event, what happened. */
export function timelineBlock(timeline: Pick<Timeline, 'milestones'>): readonly SectionBlock[] {
  const milestones = momentsOf(timeline)
  const start = milestones[0]?.at ?? 0
  const rows = milestones.map((milestone): TextRow => {
    const { at } = milestone
    const since = at > start ? `+${formatDuration(at - start)}` : ''
    return [clockTime(at, start), since, clipped(momentInWords(milestone), TEXT_LENGTH)]
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
