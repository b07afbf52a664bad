import { present } from '../present.ts'
import type { RolloutConfiguration, WaitUntil } from './configuration.ts'
import { describeText } from './fields.ts'
import type { InputReader } from './reader.ts'

/** readRollout reads what is asked of the rollouts: how long, how many at a time, in which order, and the way back. */
export function readRollout(reader: InputReader): RolloutConfiguration {
  const atomic = reader.boolean('atomic')
  return {
    ...present({
      ifDeploying: reader.word('if-deploying'),
      maxParallel: reader.wholeNumber('max-parallel')
    }),
    waitUntil: readWaitUntil(reader),
    waitMinutes: reader.wholeNumber('wait-for-minutes'),
    failFast: reader.boolean('fail-fast'),
    onFailure: reader.word('on-failure') ?? (atomic ? 'rollback' : 'leave'),
    onCancel: reader.word('on-cancel'),
    order: readOrder(reader),
    onError: readOnError(reader, atomic),
    atomic: readAtomic(reader, atomic)
  }
}

function readOrder(reader: InputReader): readonly (readonly string[])[] {
  return reader.lines('order').map(line =>
    line
      .split(',')
      .map(name => name.trim())
      .filter(name => name !== '')
  )
}

/** All or none and going on after a failure exclude each other. */
function readOnError(reader: InputReader, atomic: boolean): 'stop' | 'continue' {
  const onError = reader.word('on-error')
  if (atomic && onError === 'continue') {
    reader.report(
      'bad-input',
      'Inputs "atomic" (true) and "on-error" (continue) contradict each other.',
      'Remove one of the two: atomic stops at the first failure and takes everything back.'
    )
  }
  return onError
}

function readAtomic(reader: InputReader, atomic: boolean): boolean {
  if (atomic && reader.text('on-failure') === 'leave') {
    reader.report(
      'bad-input',
      'Inputs "atomic" (true) and "on-failure" (leave) contradict each other.',
      'Remove one of the two: atomic takes every service back when one fails.'
    )
  }
  if (atomic && reader.text('wait-until') === 'none') {
    reader.report(
      'bad-input',
      'Inputs "atomic" (true) and "wait-until" (none) contradict each other.',
      'Remove one of the two: without waiting nobody knows whether a rollout failed.'
    )
  }
  return atomic
}

/** `wait-for-service-stability: false` is AWS's way to say `wait-until: none`; both may be given when they agree. */
function readWaitUntil(reader: InputReader): WaitUntil {
  const until = reader.word('wait-until')
  const stability = reader.boolean('wait-for-service-stability')
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
