import { LIFECYCLE_STAGES } from '../rollout/stages.ts'
import type { RolloutConfiguration, WaitUntil } from './configuration.ts'
import { describeText, parseLines } from './fields.ts'
import type { InputReader } from './reader.ts'

const WAYS_BACK = ['leave', 'rollback'] as const

/** readRollout reads what is asked of the rollouts: how long, how many at a time, in which order, and the way back. */
export function readRollout(reader: InputReader): RolloutConfiguration {
  const atomic = reader.boolean('atomic') ?? false
  const ifDeploying = reader.oneOf('if-deploying', ['replace', 'wait', 'fail'] as const)
  const maxParallel = reader.wholeNumber('max-parallel', { min: 1, max: 5000 })
  return {
    waitUntil: readWaitUntil(reader),
    waitMinutes: reader.wholeNumber('wait-for-minutes', { min: 1, max: 2880 }) ?? 30,
    failFast: reader.boolean('fail-fast') ?? true,
    onFailure: reader.oneOf('on-failure', WAYS_BACK) ?? (atomic ? 'rollback' : 'leave'),
    onCancel: reader.oneOf('on-cancel', WAYS_BACK) ?? 'leave',
    order: readOrder(reader),
    onError: readOnError(reader, atomic),
    atomic: readAtomic(reader, atomic),
    ...(ifDeploying === undefined ? {} : { ifDeploying }),
    ...(maxParallel === undefined ? {} : { maxParallel })
  }
}

function readOrder(reader: InputReader): readonly (readonly string[])[] {
  return parseLines(reader.text('order') ?? '').map(line =>
    line
      .split(',')
      .map(name => name.trim())
      .filter(name => name !== '')
  )
}

/** All or none and going on after a failure exclude each other. */
function readOnError(reader: InputReader, atomic: boolean): 'stop' | 'continue' {
  const given = reader.oneOf('on-error', ['stop', 'continue'] as const)
  if (atomic && given === 'continue') {
    reader.report(
      'bad-input',
      'Inputs "atomic" (true) and "on-error" (continue) contradict each other.',
      'Remove one of the two: atomic stops at the first failure and takes everything back.'
    )
  }
  return given ?? 'stop'
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

const WAITS = ['deployed', 'stable', 'none', ...LIFECYCLE_STAGES] as const

/** `wait-for-service-stability: false` is AWS's way to say `wait-until: none`; both may be given when they agree. */
function readWaitUntil(reader: InputReader): WaitUntil {
  const until = reader.oneOf('wait-until', WAITS)
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
