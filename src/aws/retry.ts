import type { Clock } from '../clock.ts'
import { classifyError } from './classify.ts'
import { AwsError, isSkewed } from './error.ts'

/** A read can always be repeated; a write only if AWS certainly did not carry it out. */
export type Effect = 'read' | 'write'

/** One call: `operation` is IAM's name for it; `attempt` sends it again. */
export type AwsCall<Result> = {
  readonly operation: string
  readonly effect: Effect
  readonly attempt: () => Promise<Result>
  /** Where it is sent, for a run that waits: the host of a chosen endpoint, or the Region. */
  readonly where?: string
}

/**
 * `maxRetries`: attempts after the first; a throttled call gets at least seven. `random` returns [0, 1). `signal` is
 * that of the run: after a cancellation, a call gets a short time for its response, and one more attempt.
 */
export type RetryPolicy = {
  readonly clock: Clock
  readonly random: () => number
  readonly maxRetries: number
  readonly signal?: AbortSignal
  /** Told of every call, and through its result when the call is over; so that no run waits in silence. */
  readonly asking?: (operation: string, trouble?: () => string | undefined) => () => void
}

const firstDelay = 500
const longestDelay = 16_000
/** Milliseconds that a call may take after a cancellation: two attempts of two calls fit into 7.5 s. */
const answerAfterCancel = 1_500
const retriesAfterCancel = 1

/** With the delays below: eight attempts within a minute, including jitter; ECS refills one registration per second. */
const throttleRetries = 7

/**
 * withRetries repeats a call until it succeeds or its budget is used up. Delays: 0.5 s, 1 s, 2 s, … up to 16 s, each
 * ±25 %. Throws AwsError; a write with an unknown outcome (`lost`) is thrown immediately and never sent twice.
 */
export async function withRetries<Result>(call: AwsCall<Result>, policy: RetryPolicy): Promise<Result> {
  const failed: Failed = {}
  const answered = policy.asking?.(call.operation, () => failed.last)
  try {
    return await retried(call, policy, failed)
  } finally {
    answered?.()
  }
}

/** What a run that waits for a call is told of its last attempt. */
type Failed = { last?: string }

async function retried<Result>(call: AwsCall<Result>, policy: RetryPolicy, failed: Failed): Promise<Result> {
  const { signal } = policy
  for (let retry = 0, late = 0; ; retry++) {
    try {
      return await inTime(call, policy)
    } catch (thrown) {
      const error = classifyError(thrown, call.operation)
      if (error === undefined) throw thrown
      const most = retriesFor(error, call.effect, policy.maxRetries)
      if (retry >= most) throw error
      failed.last = `${error.awsName}${call.where === undefined ? '' : ` from ${call.where}`}, retry ${retry + 1} of ${most}`
      if (signal?.aborted && late++ >= retriesAfterCancel) throw error
      const delay = delayBefore(retry, policy.random)
      await (signal?.aborted
        ? policy.clock.sleep(Math.min(delay, firstDelay))
        : policy.clock.sleep(delay, signal))
    }
  }
}

/** A pending request must not delay a cancelled run; its outcome is unknown then. */
async function inTime<Result>(call: AwsCall<Result>, { clock, signal }: RetryPolicy): Promise<Result> {
  if (signal === undefined) return call.attempt()
  const answered = new AbortController()
  let begin = () => {}
  const tooLate = new Promise<never>((_, reject) => {
    const { operation } = call
    const message = 'the run was cancelled while its answer was waited for'
    begin = () =>
      void clock
        .sleep(answerAfterCancel, answered.signal)
        .then(() => reject(new AwsError({ kind: 'lost', operation, awsName: 'Cancelled', message })))
  })
  if (signal.aborted) begin()
  else signal.addEventListener('abort', begin)
  // usually loses the race
  tooLate.catch(() => undefined)
  try {
    return await Promise.race([call.attempt(), tooLate])
  } finally {
    // With the option `signal` of addEventListener, Node keeps what removes the listener only weakly: of the calls that
    // wait during a garbage collection, all but one would leave their listener, and their answer with it.
    signal.removeEventListener('abort', begin)
    answered.abort()
  }
}

function retriesFor(error: AwsError, effect: Effect, maxRetries: number): number {
  switch (error.kind) {
    case 'throttled':
      return Math.max(maxRetries, throttleRetries)
    case 'unreachable':
      return isPermanent(error) ? 0 : maxRetries
    case 'lost':
      return effect === 'read' ? maxRetries : 0
    case 'expired':
      return isSkewed(error) ? 1 : 0
    case 'denied':
    case 'missing':
    case 'refused':
    case 'unsupported':
      return 0
  }
}

/** No Region, or a TLS failure (an untrusted certificate, another protocol): repeating the call changes nothing. */
function isPermanent(error: AwsError): boolean {
  return /^(RegionMissing|EPROTO|CERT_|ERR_SSL_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(
    error.awsName
  )
}

function delayBefore(retry: number, random: () => number): number {
  const base = Math.min(firstDelay * 2 ** retry, longestDelay)
  return Math.round(base * (0.75 + 0.5 * random()))
}
