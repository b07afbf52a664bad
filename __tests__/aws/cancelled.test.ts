import { getEventListeners, setMaxListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import { type RetryPolicy, withRetries } from '../../src/aws/retry.ts'
import type { Clock } from '../../src/clock.ts'

/** A clock whose waits take no time and are noted. */
function startClock(): { readonly clock: Clock; readonly waits: number[] } {
  const waits: number[] = []
  const sleep = (ms: number) => {
    waits.push(ms)
    return new Promise<void>(resolve => setImmediate(resolve))
  }
  return { clock: { now: () => 0, sleep }, waits }
}

function policyFor(clock: Clock, signal: AbortSignal): RetryPolicy {
  return { clock, random: () => 0.5, maxRetries: 3, signal }
}

const lost = () =>
  Promise.reject(new AwsError({ kind: 'lost', operation: 'ecs:X', awsName: 'ECONNRESET', message: '' }))
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const hangs = () => new Promise<never>(() => {})

test('a call that hangs is given up a moment after the signal, and asked once more', async () => {
  const { clock, waits } = startClock()
  const controller = new AbortController()
  let attempts = 0
  const attempt = () => {
    attempts += 1
    controller.abort()
    return hangs()
  }
  await expect(
    withRetries({ operation: 'ecs:X', effect: 'read', attempt }, policyFor(clock, controller.signal))
  ).rejects.toMatchObject({ kind: 'lost', operation: 'ecs:X', awsName: 'Cancelled' })
  expect({ attempts, waits }).toEqual({ attempts: 2, waits: [1_500, 500, 1_500] })
})

test('a write that hangs is given up and never sent again', async () => {
  const { clock } = startClock()
  const controller = new AbortController()
  controller.abort()
  let attempts = 0
  const attempt = () => {
    attempts += 1
    return hangs()
  }
  await expect(
    withRetries({ operation: 'ecs:X', effect: 'write', attempt }, policyFor(clock, controller.signal))
  ).rejects.toMatchObject({ kind: 'lost' })
  expect(attempts).toBe(1)
})

test('calls that are answered leave no listener on the signal, however many wait at the same time', async () => {
  const { clock } = startClock()
  const { signal } = new AbortController()
  setMaxListeners(0, signal)
  const policy = policyFor(clock, signal)
  let answer = () => {}
  const answered = new Promise<void>(resolve => {
    answer = resolve
  })
  const calls = Array.from({ length: 50 }, () =>
    withRetries({ operation: 'ecs:X', effect: 'read', attempt: () => answered }, policy)
  )
  expect(getEventListeners(signal, 'abort')).toHaveLength(50)
  await new Promise(setImmediate)
  collectGarbage()
  answer()
  await Promise.all(calls)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('without the signal nothing changes: all attempts, and a call may take its time', async () => {
  const { clock, waits } = startClock()
  let attempts = 0
  const attempt = () => {
    attempts += 1
    return lost()
  }
  const policy = policyFor(clock, new AbortController().signal)
  await expect(withRetries({ operation: 'ecs:X', effect: 'read', attempt }, policy)).rejects.toThrow()
  expect({ attempts, waits }).toEqual({ attempts: 4, waits: [500, 1_000, 2_000] })
})

test('what comes after the signal all the same is taken', async () => {
  const { clock } = startClock()
  const controller = new AbortController()
  controller.abort()
  const call = { operation: 'ecs:X', effect: 'read' as const, attempt: () => Promise.resolve('there') }
  expect(await withRetries(call, policyFor(clock, controller.signal))).toBe('there')
})
