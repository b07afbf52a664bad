import { lastPartOf } from '../../arn.ts'
import type { ScheduleRow } from '../../deploy/schedules/find-schedules.ts'
import { COMPLETED, isGood, labelOf, type ServiceResult } from '../../rollout/outcome.ts'
import { formatDuration } from '../../rollout/progress.ts'
import { codeDeployUrl, consoleLinks, serviceUrl } from '../links.ts'
import { clipped } from '../markdown.ts'
import { differencesBlock } from '../plan/plan.ts'
import {
  codePiece,
  detailsBlock,
  joinedTexts,
  NO_BREAK,
  paragraphBlock,
  type ReportSection,
  type SectionBlock,
  type SectionText,
  type SentencePart,
  type TextRow,
  tableBlock
} from '../section.ts'
import { diagnosisBlocks } from './diagnosis.ts'
import { endInWords, hasNoOutcome, revisionsInWords, runsNow } from './service-facts.ts'
import { type RolloutReport, type ServiceStory, storiesOf, timelineBlock } from './stories.ts'

/** Reasons that add nothing to the outcome. */
const SAYS_NO_MORE: ReadonlySet<string> = new Set([COMPLETED, 'The service already runs this definition.'])

/**
 * resultsToText returns one line per service, failures last so that they are next to the prompt. A problem that kept
 * the run from touching any states more than a line for each.
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
    const outcome = result.isUnverified ? 'not-verified' : result.outcome
    const took = durationOf(result)
    const time = took === '' ? '' : ` (${took})`
    return `${labelOf(result).padEnd(width)}  ${outcome}${arn}${time}${isPlain ? '' : ` — ${result.reason}`}`
  })
}

/**
 * rolloutsSection shows a deployment: the table of outcomes, failures first, and below it why each service failed, with
 * the log of its container open, and the timelines of the others.
 */
export function rolloutsSection(report: RolloutReport): ReportSection {
  const stories = storiesOf(report)
  const columns = ['service', 'outcome', 'runs now', 'took', 'reason']
  return {
    id: 'rollouts',
    heading: 'Rollouts',
    rest: '; all are in the output `results`, and why they failed in the log',
    blocks: [
      ...tableBlock(columns, stories.map(resultRow)),
      ...codeDeployBlock(report),
      ...stories.flatMap(storyDetails)
    ]
  }
}

const REASON_LENGTH = 600

function resultRow(story: ServiceStory): TextRow {
  const { result } = story
  const url = serviceUrl(result)
  const name = codePiece(labelOf(result))
  return [
    [`${signOf(result)}${NO_BREAK}`, url === undefined ? name : { link: [name], url }],
    hasNoOutcome(result) ? 'unknown' : endInWords(result),
    revisionsOf(story),
    durationOf(result).replaceAll(' ', NO_BREAK),
    clipped(result.reason, REASON_LENGTH)
  ]
}

/** How long a rollout took; empty if that is unknown. */
function durationOf({ startedAt = '', finishedAt = '' }: ServiceResult): string {
  const took = Date.parse(finishedAt) - Date.parse(startedAt)
  return Number.isNaN(took) ? '' : formatDuration(took)
}

function signOf(result: ServiceResult): string {
  const { outcome, isUnverified } = result
  if (hasNoOutcome(result) || isUnverified) return '❔'
  if (outcome === 'requested' || outcome === 'not-started') return '➖'
  return isGood(outcome) ? '✅' : '❌'
}

/** The running revision, and the intended one if it differs: a service that was rolled back runs the previous one. */
function revisionsOf({ result, timeline }: ServiceStory): SectionText {
  const { taskDefinitionArn: wanted, previousTaskDefinitionArn: previous } = result
  const now = runsNow(result, timeline)
  const { revisions } = now
  const short = (arn: string): SentencePart => codePiece(lastPartOf(arn))
  const runs: readonly SentencePart[] =
    revisions.length > 0
      ? joinedTexts(
          revisions.map(arn => [short(arn)]),
          ' and '
        )
      : [revisionsInWords(now, lastPartOf)]
  if (wanted === undefined) return runs
  if (!revisions.includes(wanted)) return [...runs, ', requested: ', short(wanted)]
  const isMove = revisions.length === 1 && previous !== undefined && previous !== wanted
  return isMove ? [short(previous), ' → ', ...runs] : runs
}

function codeDeployBlock({ codeDeployIds, results }: RolloutReport): readonly SectionBlock[] {
  if (codeDeployIds.length === 0) return []
  const links = codeDeployIds.map((id): SectionText => {
    const owner = results.find(({ deploymentId }) => deploymentId === id) ?? results[0]
    const url = codeDeployUrl(owner?.region ?? '', id)
    return url === undefined ? [codePiece(id)] : [{ link: id, url }]
  })
  return paragraphBlock(['CodeDeploy: ', ...joinedTexts(links, ', ')])
}

/** How a service that did not succeed ended, after its name. */
const ENDED: { readonly [outcome: string]: string } = {
  'rolled-back': 'was rolled back',
  'timed-out': 'timed out',
  cancelled: 'was cancelled',
  superseded: 'was superseded'
}

/** Links, evidence of a failure, timeline, differences. Nothing if it would be links only, which the table has too. */
function storyDetails({ result, timeline, diagnosis, definition }: ServiceStory): readonly SectionBlock[] {
  const { outcome } = result
  const good = isGood(outcome)
  const moments = timeline === undefined ? [] : timelineBlock(timeline)
  const isNew = definition !== undefined && definition.registration.kind !== 'reuse'
  // the plan has those of a success
  const differences = good || !isNew ? [] : differencesBlock(definition.differences)
  const parts = [
    ...(diagnosis === undefined ? [] : diagnosisBlocks(diagnosis)),
    ...(diagnosis === undefined ? moments : detailsBlock('Timeline', moments)),
    ...(differences.length === 0 ? [] : paragraphBlock('What changed in the task definition:')),
    ...differences
  ]
  if (parts.length === 0 || outcome === 'not-started') return []
  const links = consoleLinks(result, definition?.definition)
  const label = labelOf(result)
  const title = good ? `${label}: timeline` : `Why ${label} ${ENDED[outcome] ?? 'failed'}`
  return detailsBlock(title, [...linksBlock(links), ...parts], !good)
}

function linksBlock(links: ReturnType<typeof consoleLinks>): readonly SectionBlock[] {
  const shown = links.map(({ title, url }): SectionText => [{ link: title, url }])
  return paragraphBlock(joinedTexts(shown, ' · '))
}

/** schedulesSection is the table of rules and schedules that run a family. */
export function schedulesSection(rows: readonly ScheduleRow[]): ReportSection {
  const cells = rows.map(({ kind, name, from, to, state, reason }): TextRow => {
    const old = codePiece(lastPartOf(from))
    const revisions = to === undefined ? [old] : [old, ' → ', codePiece(lastPartOf(to))]
    return [kind, [codePiece(name)], revisions, reason === undefined ? state : `${state}: ${reason}`]
  })
  const blocks = tableBlock(['kind', 'name', 'revision', 'state'], cells)
  return { id: 'schedules', heading: 'Schedules', share: 0.03, blocks }
}
