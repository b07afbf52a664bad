import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import type { DefinitionPlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { isGood, type ServiceResult, type Timeline } from '../../rollout/outcome.ts'
import type { CountedService } from '../../rollout/status-words.ts'
import { consoleLinks, linkToMarkdown } from '../links.ts'
import { escapeHtml } from '../markdown.ts'
import { differencesToMarkdown } from '../plan/plan-block.ts'
import type { Report } from '../report.ts'
import { eventsToMarkdown, evidenceToMarkdown, logsToMarkdown } from './diagnosis.ts'
import { momentsOf, timelineToMarkdown } from './timeline.ts'

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
  return consoleLinks(result, definition?.definition).map(linkToMarkdown).join(' · ')
}

function differencesOf({ definition }: ServiceStory): string {
  if (!definition || definition.registration.kind === 'reuse' || definition.differences.length === 0)
    return ''
  return `What changed in the task definition:\n\n${differencesToMarkdown(definition.differences)}`
}
