import { present } from '../present.ts'
import { keyOf } from '../rollout/outcome.ts'
import type { ServiceStatus } from '../rollout/status.ts'
import { hasFailed, pastInWords, placeInWords, statusWords } from '../rollout/status-words.ts'
import { bytesOf, linesWithin } from './fitting.ts'
import { code, escapeMarkdown, tableHead, tableRow } from './markdown.ts'
import { plain } from './text.ts'

/**
 * The status part of a report, rendered for every surface. The status mode builds it, so that other modes load none of
 * this code.
 */
export type StatusSection = {
  readonly services: readonly ServiceStatus[]
  /** The numbers in one sentence. */
  readonly summary: string
  /** The output `status`, format version 1. */
  readonly document: object
  readonly markdown: string
  /** Rebuilds the section from sanitized data: tables and sentences are rendered after sanitizing. */
  readonly remade: (clear: <Data>(data: Data) => Data) => StatusSection
}

/** The limit in the step summary, in bytes. */
const MARKDOWN_BYTES = 250_000
/** The space for the sentence about what is omitted, in bytes. */
const NOTE_BYTES = 300

/** statusSection renders the status of services. Pure. */
export function statusSection(services: readonly ServiceStatus[]): StatusSection {
  return {
    services,
    summary: summaryOf(services),
    document: { version: 1, services: services.map(toJson) },
    markdown: toMarkdown(services),
    remade: clear => statusSection(clear(services))
  }
}

/** statusToText formats the status for a terminal or log: one line per service, followed by indented details. */
export function statusToText(services: readonly ServiceStatus[]): readonly string[] {
  return services.flatMap(one => {
    const { runs, underWay, target, drift } = statusWords(one)
    return [
      `${keyOf(one)} (${placeInWords(one)}): ${runs}`,
      ...(underWay === '' ? [] : [`  ${underWay}`]),
      `  ${target}; ${drift}`,
      ...pastInWords(one).map(text => `    ${text}`),
      ...one.notVerified.map(text => `  not verified: ${text}`)
    ].map(plain)
  })
}

function toMarkdown(services: readonly ServiceStatus[]): string {
  if (services.length === 0) return ''
  const head = ['## Status', '', ...tableHead(['service', 'runs', 'in progress', 'rollback target', 'files'])]
  const rows = services.map(one => {
    const { runs, underWayParts, target, drift } = statusWords(one)
    const open = one.notVerified.map(text => `not verified: ${text}`)
    const notes = [target, ...open].map(escapeMarkdown).join('<br>')
    const name = `${code(keyOf(one))}<br>${escapeMarkdown(placeInWords(one))}`
    return tableRow([
      name,
      escapeMarkdown(runs),
      underWayParts.map(escapeMarkdown).join('<br>'),
      notes,
      escapeMarkdown(drift)
    ])
  })
  const { lines, left } = linesWithin(rows, MARKDOWN_BYTES - bytesOf(head.join('\n')) - NOTE_BYTES)
  const more = left > 0 ? ['', `… and ${left} more services; all are in the output \`status\`.`] : []
  return [...head, ...lines, ...more].join('\n')
}

function summaryOf(services: readonly ServiceStatus[]): string {
  const counted = (noun: string, which: (one: ServiceStatus) => boolean) => {
    const number = services.filter(which).length
    return number === 0 ? '' : `${number} ${noun}`
  }
  const parts = [
    counted('deleted', isDeleted),
    counted('whose last deployment failed', one => !isDeleted(one) && hasFailed(one)),
    counted('with fewer tasks than desired', isShort),
    counted('unsteady', one => !hasFailed(one) && one.unrest !== undefined),
    // a paused deployment is counted once
    counted('in progress', one => isGoing(one) && one.underWay?.paused === undefined),
    counted('paused', one => isGoing(one) && one.underWay?.paused !== undefined),
    counted('differing from their files', ({ drift }) => drift.kind === 'differs'),
    counted('not completely verified', ({ notVerified }) => notVerified.length > 0)
  ].filter(text => text !== '')
  const number = `${services.length} service${services.length === 1 ? '' : 's'}`
  return `${number}${parts.length === 0 ? ', nothing in progress' : `: ${parts.join(', ')}`}.`
}

function isDeleted({ status }: ServiceStatus): boolean {
  return status !== 'ACTIVE'
}

function isGoing(one: ServiceStatus): boolean {
  return one.underWay !== undefined && !isDeleted(one)
}

/** During a rollout or the deletion of a service, fewer tasks are intended. */
function isShort({ status, underWay, runningCount, desiredCount }: ServiceStatus): boolean {
  return status === 'ACTIVE' && underWay === undefined && runningCount < desiredCount
}

function toJson(one: ServiceStatus): object {
  const { service, since, deployments, underWay, past, rollbackTarget, ...rest } = one
  return {
    service,
    ...rest,
    key: keyOf(one),
    since: iso(since),
    deployments: deployments.map(({ createdAt, ...entry }) => ({ ...entry, createdAt: iso(createdAt) })),
    underWay: underWay && { ...underWay, startedAt: iso(underWay.startedAt) },
    rollbackTarget: rollbackTarget && { taskDefinition: rollbackTarget.arn, how: rollbackTarget.how },
    waysBack: past?.map(({ arn, state, since: from, until, unusable }) => ({
      taskDefinition: arn,
      state,
      ...present({ unusable }),
      since: iso(from),
      until: iso(until)
    }))
  }
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString()
}
