import type { Clock } from '../clock.ts'
import { RequestPace, type SharedPaces } from '../pace.ts'
import { present } from '../present.ts'
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

/** What a run that waits for a call can show of its last attempt. */
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

/**
 * The request buckets of an account and Region that reads draw from: burst, requests per second, operations. Sources:
 * ECS API reference, "Request throttling"; Secrets Manager quotas. The modes limit writes (pace.ts).
 */
const BUCKETS: readonly (readonly [burst: number, perSecond: number, ...operations: string[]])[] = [
  [
    ...([50, 20, 'ecs:DescribeTaskDefinition', 'ecs:ListTaskDefinitions'] as const),
    ...['ecs:ListTaskDefinitionFamilies', 'ecs:DescribeDaemonTaskDefinition', 'ecs:ListDaemonTaskDefinitions']
  ],
  [100, 20, 'ecs:DescribeServices', 'ecs:ListServices'],
  [50, 20, 'ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments'],
  [50, 20, 'ecs:DescribeServiceRevisions'],
  [100, 20, 'ecs:DescribeTasks', 'ecs:ListTasks'],
  [50, 20, 'ecs:DescribeClusters', 'ecs:ListClusters'],
  [50, 50, 'secretsmanager:ListSecretVersionIds'],
  [100, 100, 'secretsmanager:ListSecrets']
]

/** Requests arrive less evenly than they are sent. */
const SHARE = 0.9

/** waitForTurn waits until a call fits into its bucket, so that a run is not throttled because of its own calls. */
export async function waitForTurn(
  operation: string,
  region: string,
  { paces, clock, signal }: RetryPolicy & { readonly paces: SharedPaces }
): Promise<void> {
  const bucket = BUCKETS.find(([, , ...operations]) => operations.includes(operation))
  if (bucket === undefined) return
  const [burst, perSecond, name] = bucket
  const key = `${region} ${name}`
  const pace =
    paces.get(key) ?? new RequestPace({ burst: burst * SHARE, perSecond: perSecond * SHARE }, clock)
  paces.set(key, pace)
  await pace.take(present({ signal }))
}

/** memoize runs `make` with the first call and returns the same promise afterwards; after a failure, it runs again. */
export function memoize<Value>(make: () => Promise<Value>): () => Promise<Value> {
  const byKey = memoizeByKey(make)
  return () => byKey('')
}

/** memoizeByKey is memoize for one value per key. */
export function memoizeByKey<Value>(make: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const made = new Map<string, Promise<Value>>()
  return key => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    value.catch(() => {
      made.delete(key)
    })
    return value
  }
}

/** Credentials are renewed this long before they expire, as in the SDK. */
const AHEAD_MS = 5 * 60_000

/** keepFresh returns the same result to all callers until it is about to expire; a failure is not kept. */
export function keepFresh<Value extends { readonly expiration?: Date }>(
  clock: Clock,
  ask: () => Promise<Value>
): () => Promise<Value> {
  let kept: Promise<Value> | undefined
  let until = 0
  const renew = async (): Promise<Value> => {
    const value = await ask()
    until = value.expiration === undefined ? Number.POSITIVE_INFINITY : value.expiration.getTime() - AHEAD_MS
    return value
  }
  return async () => {
    if (kept === undefined || (until !== 0 && clock.now() >= until)) {
      until = 0
      kept = renew()
      kept.catch(() => {
        kept = undefined
      })
    }
    return kept
  }
}
