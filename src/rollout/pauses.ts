import { present } from '../present.ts'
import type { PauseResult } from './outcome.ts'
import type { ServiceDeployment } from './ports.ts'
import { minuteOf } from './progress.ts'

/** What is reported about a paused deployment. */
type PausedRecord = Pick<ServiceDeployment, 'pauses' | 'lifecycleStage'>

/**
 * withoutContinued removes the pauses that this run has ended from a record: reads of ECS are eventually consistent, so
 * the record may still show them for a while. Pure.
 */
export function withoutContinued<R extends PausedRecord>(record: R, continued: readonly string[] = []): R {
  if (continued.length === 0) return record
  return { ...record, pauses: record.pauses.filter(({ hookId }) => !continued.includes(hookId)) }
}

/**
 * describePause says where a deployment is paused, since when and until when, e.g. `paused at BAKE_TIME since …`. Pure.
 */
export function describePause(record: PausedRecord): string {
  const { stage = 'a lifecycle hook', since, until, timeoutAction } = describedPause(record)
  const from = since === undefined ? '' : ` since ${minuteOf(since)}`
  const to =
    until === undefined
      ? ''
      : `; ECS applies ${timeoutAction ?? 'ROLLBACK'} automatically at ${minuteOf(until)}`
  return `paused at ${stage}${from}${to}`
}

/** pauseResultOf returns the same for the results of a run; undefined if nothing is paused. Pure. */
export function pauseResultOf(record: PausedRecord | undefined): PauseResult | undefined {
  if (record === undefined || record.pauses.length === 0) return undefined
  const { stage, since, until, timeoutAction } = describedPause(record)
  const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
  return {
    hookIds: record.pauses.map(({ hookId }) => hookId),
    ...present({ stage, since: iso(since), until: iso(until), timeoutAction })
  }
}

/** Several hooks of a stage can wait at the same time: since the first one began, and until the first timeout. */
function describedPause({ pauses, lifecycleStage }: PausedRecord): {
  readonly stage?: string
  readonly since?: number
  readonly until?: number
  readonly timeoutAction?: string
} {
  const first = pauses.toSorted((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0)).at(0)
  const starts = pauses.flatMap(({ since }) => since ?? [])
  return present({
    stage: lifecycleStage,
    since: starts.length === 0 ? undefined : Math.min(...starts),
    until: first?.expiresAt,
    timeoutAction: first?.timeoutAction
  })
}
