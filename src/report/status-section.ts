import { present } from '../present.ts'
import { keyOf } from '../rollout/outcome.ts'
import type { ServiceStatus } from '../rollout/status.ts'
import { hasFailed, pastInWords, placeInWords, statusWords } from '../rollout/status-words.ts'
import { BREAK, codePiece, joinedTexts, type ReportSection, type TextRow, tableBlock } from './section.ts'
import { plain } from './text.ts'

/** The status part of a report. */
export type StatusSection = { readonly services: readonly ServiceStatus[] }

/** statusDocument is the output `status`, format version 1. */
export function statusDocument({ services }: StatusSection): object {
  return { version: 1, services: services.map(toJson) }
}

/** statusToText formats the status for a terminal or log: one line per service, followed by indented details. */
export function statusToText(services: readonly ServiceStatus[]): readonly string[] {
  return services.flatMap(one => {
    const { runs, inProgress, target, drift } = statusWords(one)
    return [
      `${keyOf(one)} (${placeInWords(one)}): ${runs}; ${drift}`,
      ...(inProgress === '' ? [] : [`  ${inProgress}`]),
      `  ${target}`,
      ...pastInWords(one).map(text => `    ${text}`),
      ...one.notVerified.map(text => `  not verified: ${text}`)
    ].map(plain)
  })
}

/** statusSection is the same as a table. */
export function statusSection({ services }: StatusSection): ReportSection {
  const rows = services.map((one): TextRow => {
    const { runs, inProgressParts, target, drift } = statusWords(one)
    const open = one.notVerified.map(text => `not verified: ${text}`)
    return [
      [codePiece(keyOf(one)), BREAK, placeInWords(one)],
      runs,
      joinedTexts(inProgressParts, BREAK),
      joinedTexts([target, ...open], BREAK),
      drift
    ]
  })
  return {
    ...{ id: 'status', heading: 'Status', share: 0.25, rest: '; all are in the output `status`' },
    blocks: tableBlock(['service', 'runs', 'in progress', 'rollback target', 'files'], rows)
  }
}

/** statusSummary counts in one sentence what is not as usual. */
export function statusSummary({ services }: StatusSection): string {
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
    counted('in progress', one => isGoing(one) && one.inProgress?.paused === undefined),
    counted('paused', one => isGoing(one) && one.inProgress?.paused !== undefined),
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
  return one.inProgress !== undefined && !isDeleted(one)
}

/** During a rollout or the deletion of a service, fewer tasks are intended. */
function isShort({ status, inProgress, runningCount, desiredCount }: ServiceStatus): boolean {
  return status === 'ACTIVE' && inProgress === undefined && runningCount < desiredCount
}

function toJson(one: ServiceStatus): object {
  const { service, since, deployments, inProgress, past, rollbackTarget, ...rest } = one
  return {
    service,
    ...rest,
    key: keyOf(one),
    since: iso(since),
    deployments: deployments.map(({ createdAt, ...entry }) => ({ ...entry, createdAt: iso(createdAt) })),
    inProgress: inProgress && { ...inProgress, startedAt: iso(inProgress.startedAt) },
    rollbackTarget: rollbackTarget && { taskDefinition: rollbackTarget.arn, how: rollbackTarget.how },
    rollbackTargets: past?.map(({ arn, state, since: from, until, unusable }) => ({
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
