import { lastPartOf } from '../../arn.ts'
import { COMPLETED, isGood, labelOf, type ServiceResult } from '../../rollout/outcome.ts'
import { formatDuration } from '../../rollout/progress.ts'
import type { ScheduleRow } from '../../schedules/found.ts'
import { bytesOf, clipped, linesWithin } from '../fitting.ts'
import { codeDeployUrl, linkToMarkdown, serviceUrl } from '../links.ts'
import { code, escapeMarkdown, NO_BREAK, tableHead, tableRow } from '../markdown.ts'
import {
  briefServiceDetails,
  type RolloutReport,
  type ServiceStory,
  serviceDetails,
  storiesOf
} from './rollout-details.ts'
import { rolloutGantt } from './rollout-gantt.ts'
import { endInWords, revisionsInWords, runsNow } from './service-facts.ts'

/** Reasons that add nothing to the outcome. */
const SAYS_NO_MORE: ReadonlySet<string> = new Set([COMPLETED, 'The service already runs this definition.'])

/**
 * resultsToText returns one line per service, failures last so that they are next to the prompt. A problem that kept
 * the run from touching any says more than a line for each.
 */
export function resultsToText(report: RolloutReport): readonly string[] {
  const { results } = report
  if (results.every(({ isBlocked }) => isBlocked)) return []
  const width = Math.max(0, ...results.map(result => labelOf(result).length))
  const stories = storiesOf(report).toSorted(
    (a, b) => Number(isGood(b.result.outcome)) - Number(isGood(a.result.outcome))
  )
  return stories.map(({ result }) => {
    const untouched = result.isRefused || result.outcome === 'rolled-back' || result.outcome === 'not-started'
    const runs = untouched ? result.previousTaskDefinitionArn : result.taskDefinitionArn
    const arn = runs === undefined ? '' : ` ${lastPartOf(runs)}`
    const isPlain = isGood(result.outcome) && SAYS_NO_MORE.has(result.reason)
    const reason = isPlain ? '' : ` — ${result.reason}`
    return `${labelOf(result).padEnd(width)}  ${outcomeInLog(result)}${arn}${reason}`
  })
}

/** The outcome as in the output `results`, but for what is not known of it. */
function outcomeInLog({ outcome, isUnverified }: ServiceResult): string {
  return isUnverified ? 'not-verified' : outcome
}

/** The fraction of the room for the table of outcomes; the rest is for evidence. */
const TABLE_PART = 0.5

const REASON_LENGTH = 600

/**
 * resultsToMarkdown returns the section of a deployment in the step summary in at most `room` bytes: the table of
 * outcomes, failures first, and below it the details of each service: failures in full, then the others if all of them
 * fit. What does not fit is counted; no block is cut.
 */
export function resultsToMarkdown(report: RolloutReport, room: number): string {
  if (report.results.length === 0) return ''
  const head = ['## Rollouts', '', ...tableHead(['service', 'outcome', 'runs now', 'took', 'reason'])]
  const stories = storiesOf(report)
  const rows = linesWithin(stories.map(resultRow), room * TABLE_PART - bytesOf(head.join('\n')) - NOTE_BYTES)
  const below = [
    rows.left > 0 ? `… and ${rows.left} more services; all are in the output \`results\`.` : '',
    codeDeployLine(report)
  ].filter(text => text !== '')
  const table = [...head, ...rows.lines, ...below.flatMap(text => ['', text])].join('\n')
  const gantt = ganttWithin(stories, (room - bytesOf(table)) * GANTT_PART)
  const details = detailsWithin(stories, room - bytesOf(table) - bytesOf(gantt) - NOTE_BYTES)
  return [table, ...details.failed, gantt, ...details.others].filter(text => text !== '').join('\n\n')
}

/** The space for the sentences about what is omitted. */
const NOTE_BYTES = 300

/** The fraction of the remaining room for the diagram. */
const GANTT_PART = 0.3

function ganttWithin(stories: readonly ServiceStory[], room: number): string {
  const gantt = rolloutGantt(stories)
  return bytesOf(gantt) <= room ? gantt : ''
}

type Details = { readonly failed: readonly string[]; readonly others: readonly string[] }

function detailsWithin(stories: readonly ServiceStory[], room: number): Details {
  let rest = room
  let told: string[] = []
  const tell = (text: string): boolean => {
    const bytes = bytesOf(text) + 2
    if (bytes > rest) return false
    rest -= bytes
    if (text !== '') told.push(text)
    return true
  }
  const isBad = ({ result }: ServiceStory) => !isGood(result.outcome)
  const untold = stories.filter(
    story => isBad(story) && !tell(serviceDetails(story)) && !tell(briefServiceDetails(story))
  ).length
  if (untold > 0) told.push(`Why ${untold} more services failed is in the log.`)
  const failed = told
  told = []
  const good = stories.filter(story => !isBad(story)).map(serviceDetails)
  const all = good.reduce((sum, text) => sum + bytesOf(text) + 2, 0)
  if (untold === 0 && all <= rest) for (const text of good) tell(text)
  else if (all > 0) told.push('The timelines of the services that succeeded are omitted: there are too many.')
  return { failed, others: told }
}

function resultRow(story: ServiceStory): string {
  const { result } = story
  const url = serviceUrl(result)
  const name = code(labelOf(result))
  return tableRow([
    `${signOf(story)}${NO_BREAK}${url === undefined ? name : `[${name}](${url})`}`,
    endInWords(result),
    revisionsOf(story),
    durationOf(result),
    escapeMarkdown(clipped(result.reason, REASON_LENGTH))
  ])
}

function signOf({ result: { outcome } }: ServiceStory): string {
  if (outcome === 'requested' || outcome === 'not-started') return '➖'
  return isGood(outcome) ? '✅' : '❌'
}

/**
 * The running revision, and the intended one if it differs: a service that was rolled back runs the previous revision.
 */
function revisionsOf({ result, timeline }: ServiceStory): string {
  const { taskDefinitionArn: wanted, previousTaskDefinitionArn: previous } = result
  const now = runsNow(result, timeline)
  const { revisions } = now
  const runs = revisionsInWords(now, arn => code(lastPartOf(arn)))
  if (wanted === undefined) return runs
  if (!revisions.includes(wanted)) return `${runs}, requested: ${code(lastPartOf(wanted))}`
  const isMove = revisions.length === 1 && previous !== undefined && previous !== wanted
  return isMove ? `${code(lastPartOf(previous))} → ${runs}` : runs
}

function durationOf(result: ServiceResult): string {
  const took = Date.parse(result.finishedAt ?? '') - Date.parse(result.startedAt ?? '')
  return Number.isNaN(took) ? '' : formatDuration(took).replaceAll(' ', NO_BREAK)
}

const CODE_DEPLOY_SHOWN = 20

function codeDeployLine({ codeDeployIds, results }: RolloutReport): string {
  const links = codeDeployIds.slice(0, CODE_DEPLOY_SHOWN).map(id => {
    const owner = results.find(({ deploymentId }) => deploymentId === id) ?? results[0]
    const url = codeDeployUrl(owner?.region ?? '', id)
    return url === undefined ? code(id) : linkToMarkdown({ title: id, url })
  })
  return links.length === 0 ? '' : `CodeDeploy: ${links.join(', ')}`
}

/** schedulesToMarkdown returns the table of rules and schedules that run a family, for the step summary. */
export function schedulesToMarkdown(rows: readonly ScheduleRow[]): string {
  if (rows.length === 0) return ''
  const lines = rows.map(({ kind, name, from, to, state, reason }) => {
    const revisions =
      to === undefined ? code(lastPartOf(from)) : `${code(lastPartOf(from))} → ${code(lastPartOf(to))}`
    const what = reason === undefined ? state : `${state}: ${reason}`
    return tableRow([kind, code(name), revisions, escapeMarkdown(what)])
  })
  return ['## Schedules', '', ...tableHead(['kind', 'name', 'revision', 'state']), ...lines].join('\n')
}
