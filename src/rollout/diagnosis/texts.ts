import type { ServiceState, StoppedTask } from '../ports.ts'
import { type CauseKind, type CauseRow, TOPICS, type Topic } from './causes.ts'

/** How far back events and stopped tasks count, in milliseconds: ECS lists a stopped task for at least an hour. */
export const RECENT_MS = 60 * 60_000

/** ECS's own words for tasks that do not start or stay. */
export const TROUBLE =
  /unable|fail|unhealthy|not healthy|could not|limit|throttled|misconfigured|no space left|NOT FOUND/i

/** Parts of an event that show that ECS has started tasks. */
const STARTED = /has started \d+ tasks/i

/**
 * hasSigns returns whether the service itself, as DescribeServices returns it, hints that its tasks may have failed in
 * the last hour, after its last deployment had completed. Pure.
 */
export function hasSigns(
  service: Pick<ServiceState, 'events' | 'desiredCount' | 'runningCount' | 'pendingCount' | 'deployments'>,
  deploymentId: string | undefined,
  now: number
): boolean {
  const { desiredCount, runningCount, pendingCount, deployments } = service
  const failed = deployments.find(({ id }) => id === deploymentId)?.failedTasks ?? 0
  if (failed > 0 || pendingCount > 0 || runningCount < desiredCount) return true
  return eventsSince(service, deploymentId, now).some(
    ({ message }) => STARTED.test(message) || TROUBLE.test(message)
  )
}

/** eventsSince returns a service's events of the last hour that are newer than the end of its deployment. Pure. */
export function eventsSince(
  { events }: Pick<ServiceState, 'events'>,
  deploymentId: string | undefined,
  now: number
): ServiceState['events'] {
  const recent = events.filter(({ createdAt }) => createdAt > now - RECENT_MS)
  const completed = recent.findIndex(({ message }) =>
    message.includes(`(deployment ${deploymentId}) deployment completed.`)
  )
  return completed < 0 ? recent : recent.slice(0, completed)
}

/**
 * generalizeReason removes from ECS's message what differs between tasks (IDs, request IDs), and `(service NAME) `, so
 * that equal causes have equal texts: a failing service repeats one event for every task that it starts. The result is
 * one complete line, however long.
 */
export function generalizeReason(text: string): string {
  return onOneLine(text)
    .replace(/\b[0-9a-f]{32}\b/g, '…')
    .replace(/:(?: \(task [^()]*…\))+/g, '')
}

/** onOneLine returns a message without the name of its service, control characters, request IDs and session names. */
export function onOneLine(text: string): string {
  return (
    text
      .replace(/^\(service [\w-]+\) /, '')
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/,? ?request id: [\w-]+/gi, '')
      .replace(/(assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, '$1/…')
      // a command that was written as one word appears here complete, including its arguments
      .replace(/exec: "([^\s"]+) [^"]*"/g, 'exec: "$1 …"')
      .replace(/status code: 400\.?$/, '')
      .trim()
  )
}

/** briefly returns an event's text without its IDs, for a row of a terminal. */
export function briefly(message: string): string {
  return generalizeReason(message).replace(/^(?:\((?:deployment|taskSet|task) [^()]*\) )+/, '')
}

/** A recognized text: the cause, its sentence with places to fill in, whether it stays, and why no task starts. */
export type Recognized = Pick<CauseRow, 'says' | 'stays'> & {
  readonly kind: CauseKind
  readonly cannot: string
}

const CAUSES: readonly Topic[] = TOPICS

/** recognize finds the cause in ECS's message for a stopped task or an event; undefined if it is not known. */
export function recognize(text: string): Recognized | undefined {
  for (const { about, cannot, rows } of CAUSES) {
    const row = about.test(text) ? rows.find(one => one.text.test(text)) : undefined
    if (row) return { ...row, kind: row.kind as CauseKind, cannot }
  }
  return undefined
}

/** ECS's words for ends that only the code of a task shows. */
const WORDS_OF_CODE: Readonly<Record<string, string>> = {
  SpotInterruption: 'SpotInterruption',
  UserInitiated: 'SpotInterruption',
  ServiceSchedulerInitiated: 'SpotInterruption',
  TerminationNotice: 'SpotInterruption',
  InfrastructureHealth: 'SpotInterruption',
  EssentialContainerExited: 'Essential container in task exited'
}

/** recognizeTask is recognize for a stopped task, and uses its code if its messages are not recognized. */
export function recognizeTask(task: StoppedTask): Recognized | undefined {
  return recognize(stopWordsOf(task)) ?? recognize(WORDS_OF_CODE[task.stopCode ?? ''] ?? '')
}

/** stopWordsOf returns everything that ECS reports about why a task stopped, without duplicates. */
export function stopWordsOf({ stoppedReason = '', containers }: StoppedTask): string {
  const others = containers.flatMap(({ reason }) =>
    reason && !stoppedReason.includes(reason) ? [reason] : []
  )
  return [stoppedReason, ...new Set(others)].filter(text => text !== '').join(' — ')
}

/** causeKinds lists every cause once, and whether it ends the wait of a run once it is certain. */
export function causeKinds(): ReadonlyMap<CauseKind, boolean> {
  const rows = CAUSES.flatMap(topic => topic.rows)
  return new Map(rows.map(({ kind, stays }) => [kind as CauseKind, stays !== undefined]))
}
