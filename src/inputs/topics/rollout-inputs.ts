import type { Problem } from '../../errors.ts'
import { POLL_INTERVAL_MS } from '../../pace.ts'
import { present } from '../../present.ts'
import type { RolloutConfiguration, WaitUntil } from '../configuration.ts'
import { namesNothing } from '../fields.ts'
import { describeText } from '../problems/describe-text.ts'
import { AWS_MOST_MINUTES, type InputReader } from '../reader.ts'

/** readRollout reads the options of the rollouts: timeout, concurrency, order, and rollback. */
export function readRollout(reader: InputReader): RolloutConfiguration {
  const atomic = reader.boolean('atomic')
  const waitUntil = readWaitUntil(reader)
  return {
    ...present({
      ifDeploying: reader.word('if-deploying'),
      maxParallel: reader.wholeNumber('max-parallel')
    }),
    waitUntil,
    waitMinutes: readMinutes(reader),
    failFast: reader.boolean('fail-fast'),
    onFailure: reader.word('on-failure') ?? (atomic ? 'rollback' : 'leave'),
    onCancel: reader.word('on-cancel'),
    order: readOrder(reader),
    onError: readOnError(reader, atomic),
    atomic: readAtomic(reader, atomic, waitUntil)
  }
}

/** AWS's deploy action never waits longer than six hours. */
function readMinutes(reader: InputReader): number {
  const minutes = reader.wholeNumber('wait-for-minutes')
  if (!reader.isLenient || minutes <= AWS_MOST_MINUTES) return minutes
  reader.note(
    'wait-for-minutes',
    `${minutes} is more than the ${AWS_MOST_MINUTES} minutes that AWS's action waits at most: ${AWS_MOST_MINUTES} is taken.`
  )
  return AWS_MOST_MINUTES
}

/** Deployments are polled every five seconds, so a larger delay has no effect. */
function readDelay(reader: InputReader): void {
  const seconds = reader.wholeNumber('wait-max-delay-seconds')
  if (seconds === undefined || seconds * 1000 >= POLL_INTERVAL_MS) return
  reader.note(
    'wait-max-delay-seconds',
    `${seconds} is less than the ${POLL_INTERVAL_MS / 1000} seconds between two looks, which stay.`
  )
}

function readOrder(reader: InputReader): readonly (readonly string[])[] {
  const waves = reader.lines('order').map(line =>
    line
      .split(',')
      .map(name => name.trim())
      .filter(name => name !== '')
  )
  if (waves.some(wave => wave.length === 0)) reader.problems.push(namesNothing('order'))
  return waves
}

/** All-or-none and continuing after a failure are mutually exclusive. */
function readOnError(reader: InputReader, atomic: boolean): 'stop' | 'continue' {
  const onError = reader.word('on-error')
  if (atomic && onError === 'continue') reader.problems.push(excluded('atomic', 'on-error'))
  return onError
}

function readAtomic(reader: InputReader, atomic: boolean, waitUntil: WaitUntil): boolean {
  if (atomic && reader.text('on-failure') === 'leave') reader.problems.push(excluded('atomic', 'on-failure'))
  // AWS's action has a default there, which nobody has asked for
  if (waitUntil !== 'none' || (reader.isLenient && reader.text('wait-until') !== 'none')) return atomic
  if (atomic) reader.problems.push(excluded('atomic', 'wait-until'))
  for (const name of ['on-failure', 'on-cancel'] as const)
    if (reader.text(name) === 'rollback') reader.problems.push(excluded(name, 'wait-until'))
  return atomic
}

/** `wait-for-service-stability: false` is AWS's form of `wait-until: none`; both may be given if they agree. */
function readWaitUntil(reader: InputReader): WaitUntil {
  const until = reader.word('wait-until')
  readDelay(reader)
  const stability = reader.boolean('wait-for-service-stability')
  // it has a default there, and an explicit value takes precedence
  if (reader.isLenient && until !== undefined) return until
  const contradicts = stability !== undefined && until !== undefined && (until === 'none') === stability
  if (contradicts) {
    reader.report(
      'bad-input',
      `Inputs "wait-until" (${describeText(until)}) and "wait-for-service-stability" (${String(stability)}) contradict each other.`,
      'Remove one of the two.'
    )
  }
  return until ?? (stability === false ? 'none' : 'deployed')
}

const VALUES = { atomic: 'true', 'on-failure': 'rollback', 'on-cancel': 'rollback' } as const
const EXCLUDED = {
  'on-error': ['continue', 'atomic stops at the first failure and rolls everything back'],
  'on-failure': ['leave', 'atomic rolls every service back when one fails'],
  'wait-until': ['none', 'without monitoring, a failed rollout is not detected']
} as const

/** The problem of a way to roll back and another input that excludes it. */
function excluded(name: keyof typeof VALUES, other: keyof typeof EXCLUDED): Problem {
  const [value, why] = EXCLUDED[other]
  return {
    code: 'bad-input',
    fault: 'user',
    message: `Inputs "${name}" (${VALUES[name]}) and "${other}" (${value}) contradict each other.`,
    hint: `Remove one of the two: ${why}.`
  }
}
