import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Difference } from '../plan/compare.ts'
import type { DefinitionPlan } from '../plan/plan.ts'
import { isGood, type ServiceResult, type Timeline } from '../rollout/outcome.ts'
import { consoleLinks, linkToMarkdown } from './links.ts'
import { code, escapeHtml, escapeMarkdown } from './markdown.ts'
import type { Report } from './report.ts'
import { evidenceToText, logTitle } from './results-text.ts'
import { clipped } from './summary-room.ts'
import { timelineToMarkdown } from './timeline.ts'

/** All that a report knows of one service. */
export type ServiceStory = {
  readonly result: ServiceResult
  readonly timeline?: Timeline
  readonly diagnosis?: Diagnosis
  readonly definition?: DefinitionPlan
}

/** What the stories are made of. */
export type RolloutReport = Pick<Report, 'results' | 'diagnoses' | 'timelines' | 'codeDeployIds' | 'plan'>

/** storiesOf brings together what a report has of each service, failures first, otherwise in the order of the results. */
export function storiesOf(report: RolloutReport): readonly ServiceStory[] {
  const timelines = new Map(report.timelines.map(timeline => [keyOf(timeline), timeline]))
  const diagnoses = new Map(report.diagnoses.map(diagnosis => [diagnosis.service, diagnosis]))
  const definitions = new Map(report.plan?.definitions.map(definition => [definition.id, definition]))
  const planned = new Map(
    report.plan?.services.map(({ service, site, definitionId }) => [
      keyOf({ service, ...site }),
      definitionId
    ])
  )
  return report.results
    .map(result => {
      const timeline = timelines.get(keyOf(result))
      const diagnosis = diagnoses.get(result.service)
      const definition = definitions.get(planned.get(keyOf(result)) ?? '')
      return {
        result,
        ...(timeline === undefined ? {} : { timeline }),
        ...(diagnosis === undefined ? {} : { diagnosis }),
        ...(definition === undefined ? {} : { definition })
      }
    })
    .sort((a, b) => Number(isGood(a.result.outcome)) - Number(isGood(b.result.outcome)))
}

function keyOf({ service, cluster, region }: Pick<ServiceResult, 'service' | 'cluster' | 'region'>): string {
  return [region, cluster, service].join(' ')
}

/** tellWhole is the folded block of one service: links, timeline, evidence of a failure, differences. Empty with nothing to tell. */
export function tellWhole(story: ServiceStory): string {
  const { timeline, diagnosis } = story
  return fold(story, [
    linksOf(story),
    timeline ? timelineToMarkdown(timeline) : '',
    diagnosis ? evidence(diagnosis, EVIDENCE_LINES) : '',
    diagnosis ? logsOf(diagnosis) : '',
    differencesOf(story)
  ])
}

/** tellBriefly is the same with the first lines of the evidence only, for a page that is nearly full. */
export function tellBriefly(story: ServiceStory): string {
  const { diagnosis } = story
  return fold(story, [linksOf(story), diagnosis ? evidence(diagnosis, FIRST_LINES) : ''])
}

const EVIDENCE_LINES = 300
const FIRST_LINES = 6
const LINE_LENGTH = 1500
const DIFFERENCES = 50
const LOGS = 10
const LOG_LINES = 60

/** A block that is worth opening has more than links, which the table of outcomes has too. */
function fold(story: ServiceStory, parts: readonly string[]): string {
  if (parts.slice(1).every(part => part === '') || story.result.outcome === 'not-started') return ''
  const { service, outcome } = story.result
  const good = isGood(outcome)
  const title = good ? `${escapeHtml(service)}: timeline` : `Why ${escapeHtml(service)} failed`
  const blocks = [`<details${good ? '' : ' open'}><summary>${title}</summary>`, ...parts, '</details>']
  // Markdown inside HTML is only read after an empty line.
  return blocks.filter(part => part !== '').join('\n\n')
}

function linksOf({ result, definition }: ServiceStory): string {
  return consoleLinks(result, definition?.definition).map(linkToMarkdown).join(' · ')
}

function evidence(diagnosis: Diagnosis, most: number): string {
  const lines = evidenceToText(diagnosis)
  const left = lines.length - most
  return [
    ...lines.slice(0, most).map(line => `- ${escapeMarkdown(clipped(line.trim(), LINE_LENGTH))}`),
    ...(left > 0 ? [`- … ${left} more lines in the log`] : [])
  ].join('\n')
}

/**
 * Folded: evidence is read first. `<pre>` begins after an empty line, so that it is a block of its own, which only `</pre>` ends:
 * a log has empty lines too.
 */
function logsOf({ logs }: Diagnosis): string {
  return logs
    .slice(0, LOGS)
    .map(excerpt => {
      const lines = excerpt.lines.slice(-LOG_LINES).map(line => escapeHtml(clipped(line, LINE_LENGTH)))
      const title = `<details><summary>${escapeHtml(logTitle(excerpt))}</summary>`
      return `${title}\n\n<pre>${lines.join('\n')}</pre>\n\n</details>`
    })
    .join('\n\n')
}

const SIGNS: Readonly<Record<Difference['change'], string>> = { added: '+', removed: '−', changed: '~' }

function differencesOf({ definition }: ServiceStory): string {
  if (!definition || definition.registration.kind === 'reuse' || definition.differences.length === 0)
    return ''
  const left = definition.differences.length - DIFFERENCES
  return [
    'What changed in the task definition (places, no values):',
    '',
    ...definition.differences
      .slice(0, DIFFERENCES)
      .map(({ change, path }) => `- ${SIGNS[change]} ${code(clipped(path, LINE_LENGTH))}`),
    ...(left > 0 ? [`- … and ${left} more`] : [])
  ].join('\n')
}
