import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import type { DefinitionPlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { isGood, type Milestone, type ServiceResult, type Timeline } from '../../rollout/outcome.ts'
import { formatDuration } from '../../rollout/progress.ts'
import type { CountedService } from '../../rollout/task-words.ts'
import { clipped } from '../fitting.ts'
import { consoleLinks, linkToMarkdown } from '../links.ts'
import { escapeHtml, escapeMarkdown, tableHead, tableRow } from '../markdown.ts'
import { differencesToMarkdown } from '../plan/plan-block.ts'
import type { Report } from '../report.ts'
import { eventsToMarkdown, evidenceToMarkdown, logsToMarkdown } from './diagnosis.ts'
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

/**
 * serviceDetails returns the folded block of one service: links, timeline, evidence of a failure, differences. Empty
 * without content.
 */
export function serviceDetails(story: ServiceStory): string {
  const { timeline, diagnosis } = story
  const moments = timeline ? timelineToMarkdown({ milestones: momentsOf(timeline) }) : ''
  // The evidence of a failure comes before the timeline.
  const isFolded = diagnosis !== undefined && moments !== ''
  return fold(story, [
    linksOf(story),
    diagnosis ? evidenceToMarkdown(diagnosis, EVIDENCE_LINES) : '',
    diagnosis ? logsToMarkdown(diagnosis) : '',
    isFolded ? `<details><summary>Timeline</summary>\n\n${moments}\n\n</details>` : moments,
    diagnosis ? eventsToMarkdown(diagnosis) : '',
    // the plan has those of a success
    isGood(story.result.outcome) ? '' : differencesOf(story)
  ])
}

/**
 * briefServiceDetails returns the same block with only the first lines of the evidence, for a page that is nearly full.
 */
export function briefServiceDetails(story: ServiceStory): string {
  const { diagnosis } = story
  return fold(story, [linksOf(story), diagnosis ? evidenceToMarkdown(diagnosis, FIRST_LINES) : ''])
}

const EVIDENCE_LINES = 300
const FIRST_LINES = 6

/** How a service that did not succeed ended, after its name. */
const ENDED: { readonly [outcome: string]: string } = {
  'rolled-back': 'was rolled back',
  'timed-out': 'timed out',
  cancelled: 'was cancelled',
  superseded: 'was superseded'
}

/** Returns nothing if the block would contain only links, which the table of outcomes has too. */
function fold(story: ServiceStory, parts: readonly string[]): string {
  if (parts.slice(1).every(part => part === '') || story.result.outcome === 'not-started') return ''
  const { service, outcome } = story.result
  const good = isGood(outcome)
  const title = good
    ? `${escapeHtml(service)}: timeline`
    : `Why ${escapeHtml(service)} ${ENDED[outcome] ?? 'failed'}`
  const blocks = [`<details${good ? '' : ' open'}><summary>${title}</summary>`, ...parts, '</details>']
  // Markdown inside HTML is only interpreted after an empty line.
  return blocks.filter(part => part !== '').join('\n\n')
}

function linksOf({ result, definition }: ServiceStory): string {
  return consoleLinks(result, definition?.definition.read()).map(linkToMarkdown).join(' · ')
}

function differencesOf({ definition }: ServiceStory): string {
  if (!definition || definition.registration.kind === 'reuse' || definition.differences.length === 0)
    return ''
  return `What changed in the task definition:\n\n${differencesToMarkdown(definition.differences)}`
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
export function momentsOf({ milestones }: Pick<Timeline, 'milestones'>): readonly Milestone[] {
  const end = milestones.find(({ what }) => what === 'ended')?.at
  return milestones.filter(({ what, at }) => what !== 'failing' || at !== end)
}

/** momentInWords describes a milestone; the last one is the outcome. */
export function momentInWords({ what, text }: Milestone): string {
  if (text.trim() === '') return NAMES[what]
  return what === 'ended' ? outcomeInWords(text) : text
}

/** The rows shown at the start and at the end of a long timeline; an eight-hour canary has a step every few minutes. */
const ROWS_AT_EACH_END = 12
const TEXT_LENGTH = 300

/**
 * timelineToMarkdown returns a table of events: time of day (UTC), time since the first event, what happened. Empty
 * without events.
 */
export function timelineToMarkdown({ milestones }: Pick<Timeline, 'milestones'>): string {
  if (milestones.length === 0) return ''
  const start = milestones[0]?.at ?? 0
  const rows = milestones.map(milestone => milestoneRow(milestone, start))
  const hidden = rows.length - 2 * ROWS_AT_EACH_END
  const shown =
    hidden <= 1
      ? rows
      : [
          ...rows.slice(0, ROWS_AT_EACH_END),
          `| | | … ${hidden} more |`,
          ...rows.slice(rows.length - ROWS_AT_EACH_END)
        ]
  return [...tableHead(['time (UTC)', 'since start', '']), ...shown].join('\n')
}

function milestoneRow(milestone: Milestone, start: number): string {
  const { at } = milestone
  const since = at > start ? `+${formatDuration(at - start)}` : ''
  return tableRow([
    clockTime(at, start),
    since,
    escapeMarkdown(clipped(momentInWords(milestone), TEXT_LENGTH))
  ])
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
