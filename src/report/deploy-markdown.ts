import type { Plan } from '../plan/plan.ts'
import { isGood, type ServiceResult } from '../rollout/outcome.ts'
import { formatDuration } from '../rollout/progress.ts'
import { codeDeployUrl, linkToMarkdown, serviceUrl } from './links.ts'
import { code, escapeMarkdown } from './markdown.ts'
import { describeAction, describeRegistration, shortArn } from './plan-text.ts'
import { bytesOf, clipped, linesWithin } from './summary-room.ts'
import {
  type RolloutReport,
  type ServiceStory,
  storiesOf,
  tellBriefly,
  tellWhole
} from './timeline-details.ts'

/** Part of the room that the table of outcomes may take, so that evidence has a place too. */
const TABLE_PART = 0.5
const REASON_LENGTH = 600

/**
 * resultsToMarkdown is the section of a deploy in the step summary, at most `room` bytes: the table of outcomes, failures
 * first, and below it what happened to each service: failures whole, then, where all of them fit, the others. What does
 * not fit is counted; nothing is cut within.
 */
export function resultsToMarkdown(report: RolloutReport, room: number): string {
  if (report.results.length === 0) return ''
  const head = [
    '## Rollouts',
    '',
    '| service | outcome | revision | took | reason |',
    '| --- | --- | --- | --- | --- |'
  ]
  const stories = storiesOf(report)
  const rows = linesWithin(
    stories.map(({ result }) => resultRow(result)),
    room * TABLE_PART - bytesOf(head.join('\n')) - NOTE_BYTES
  )
  const below = [
    rows.left > 0 ? `… and ${rows.left} more services; all are in the output \`results\`.` : '',
    codeDeployLine(report)
  ].filter(text => text !== '')
  const table = [...head, ...rows.lines, ...below.flatMap(text => ['', text])].join('\n')
  const details = detailsWithin(stories, room - bytesOf(table) - NOTE_BYTES)
  return [table, ...details].join('\n\n')
}

/** For the sentences about what is left out. */
const NOTE_BYTES = 300

function detailsWithin(stories: readonly ServiceStory[], room: number): readonly string[] {
  let rest = room
  const told: string[] = []
  const tell = (text: string): boolean => {
    const bytes = bytesOf(text) + 2
    if (bytes > rest) return false
    rest -= bytes
    if (text !== '') told.push(text)
    return true
  }
  const isBad = ({ result }: ServiceStory) => !isGood(result.outcome)
  const untold = stories.filter(
    story => isBad(story) && !tell(tellWhole(story)) && !tell(tellBriefly(story))
  ).length
  if (untold > 0) told.push(`Why ${untold} more services failed is in the log.`)
  const good = stories.filter(story => !isBad(story)).map(tellWhole)
  const all = good.reduce((sum, text) => sum + bytesOf(text) + 2, 0)
  if (untold === 0 && all <= rest) for (const text of good) tell(text)
  else if (all > 0)
    told.push('The timelines of the services that got through are left out: they are too many.')
  return told
}

function resultRow(result: ServiceResult): string {
  const url = serviceUrl(result)
  const name = code(result.service)
  const cells = [
    `${isGood(result.outcome) ? '✅' : '❌'} ${url === undefined ? name : `[${name}](${url})`}`,
    result.outcome,
    revisions(result),
    duration(result),
    escapeMarkdown(clipped(result.reason, REASON_LENGTH))
  ]
  return `| ${cells.join(' | ')} |`
}

function revisions(result: ServiceResult): string {
  const from = result.previousTaskDefinitionArn
  const to = result.taskDefinitionArn
  if (to === undefined) return from === undefined ? '' : code(shortArn(from))
  return from === undefined || from === to
    ? code(shortArn(to))
    : `${code(shortArn(from))} → ${code(shortArn(to))}`
}

function duration(result: ServiceResult): string {
  const took = Date.parse(result.finishedAt ?? '') - Date.parse(result.startedAt ?? '')
  return Number.isNaN(took) ? '' : formatDuration(took)
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

/** planToMarkdown shows what is to be registered and updated, with the places that differ and no values, in at most `room` bytes. */
export function planToMarkdown(plan: Plan, room: number): string {
  const head = ['## Plan', '', '| service | family | definition | service |', '| --- | --- | --- | --- |']
  const rows = linesWithin(planRows(plan), room - bytesOf(head.join('\n')) - NOTE_BYTES)
  const more = rows.left > 0 ? ['', `… and ${rows.left} more; all are in the output \`plan\`.`] : []
  return [...head, ...rows.lines, ...more, ''].join('\n')
}

function planRows(plan: Plan): readonly string[] {
  const byDefinition = new Map<string, Plan['services'][number][]>()
  for (const service of plan.services) {
    const known = byDefinition.get(service.definitionId)
    if (known) known.push(service)
    else byDefinition.set(service.definitionId, [service])
  }
  return plan.definitions.flatMap(definition => {
    const what = `${escapeMarkdown(describeRegistration(definition))}${differences(definition)}`
    const services = byDefinition.get(definition.id)
    if (!services) return [`| | ${code(definition.family)} | ${what} | |`]
    return services.map(
      service =>
        `| ${code(service.service)} | ${code(definition.family)} | ${what} | ${escapeMarkdown(describeAction(service.action))} |`
    )
  })
}

const DIFFERENCES_SHOWN = 12

function differences(definition: Plan['definitions'][number]): string {
  if (definition.registration.kind === 'reuse' || definition.differences.length === 0) return ''
  const shown = definition.differences
    .slice(0, DIFFERENCES_SHOWN)
    .map(({ change, path }) => `<br>${change} ${code(path)}`)
  const more = definition.differences.length - DIFFERENCES_SHOWN
  return shown.join('') + (more > 0 ? `<br>and ${more} more` : '')
}
