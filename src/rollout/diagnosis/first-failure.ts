import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { Cause, Explained } from './diagnosis.ts'
import { explainEvent, explainStop } from './explain.ts'
import { endsEarly, type FailureEvidence } from './fatal.ts'
import type { TextGuard } from './ports.ts'
import { generalizeReason, stopWordsOf, withoutServicePrefix } from './recognize.ts'

/** What the first failure of a rollout shows while the rollout is still in progress. Masked, each text in one line. */
export type FirstFailure = {
  /** ECS's complete message; the stop code if there is no message. */
  readonly reason: string
  readonly explanation?: string
  readonly cause?: Cause
  /** Whether it may resolve itself; false only for causes that persist until somebody changes something. */
  readonly mayPass: boolean
}

/** The observations of the deployment, and what was deployed. */
export type FirstEvidence = Pick<FailureEvidence, 'deploymentId' | 'startedAt' | 'stops' | 'events'> & {
  readonly definition: JsonObject
}

/**
 * findFirstFailure returns why the newest task of a deployment failed to start, or why ECS could start none, from the
 * first failure on: for a warning while ECS retries. Undefined if nothing has failed. Pure.
 */
export function findFirstFailure(evidence: FirstEvidence, { mask }: TextGuard): FirstFailure | undefined {
  const found = ofStops(evidence) ?? ofEvents(evidence)
  if (found === undefined) return undefined
  const { reason, explained } = found
  return {
    reason: mask(reason),
    mayPass: explained === undefined || !endsEarly(explained.cause.kind),
    ...present({ explanation: explained?.explanation, cause: explained?.cause })
  }
}

type Found = { readonly reason: string; readonly explained: Explained | undefined }

/** Tasks that never ran, and those that exited themselves; a task that ECS stops for scaling is not a failure. */
function ofStops({ stops, deploymentId, definition }: FirstEvidence): Found | undefined {
  const [newest] = stops
    .filter(({ startedBy }) => startedBy === undefined || startedBy === deploymentId)
    .filter(({ stoppedReason = '' }) => !stoppedReason.startsWith('Scaling activity initiated by'))
    .toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0))
  if (newest === undefined) return undefined
  const words = generalizeReason(stopWordsOf(newest))
  return {
    reason: words === '' ? (newest.stopCode ?? 'ECS gave no reason.') : words,
    explained: explainStop(newest, definition)
  }
}

/** For some causes, ECS starts no task at all, and only an event shows the cause. */
function ofEvents({ events, startedAt, definition }: FirstEvidence): Found | undefined {
  const newestFirst = events
    .filter(({ createdAt }) => createdAt >= startedAt)
    .toSorted((a, b) => b.createdAt - a.createdAt)
  for (const { message } of newestFirst) {
    const explained = explainEvent(message, definition)
    if (explained) return { reason: generalizeReason(withoutServicePrefix(message)), explained }
  }
  return undefined
}
