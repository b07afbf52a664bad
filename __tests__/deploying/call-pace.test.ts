import { expect, test } from '@jest/globals'
import { CallPace } from '../../src/deploying/carry-out/call-pace.ts'

/** A clock that moves by its sleeps alone. */
function steppedClock() {
  let now = 1_000_000
  return {
    now: () => now,
    sleep: (ms: number) => {
      now += ms
      return Promise.resolve()
    },
    pass: (ms: number) => {
      now += ms
    }
  }
}

const never = new AbortController().signal

test('the burst goes at once, then the bucket refills', async () => {
  const clock = steppedClock()
  const pace = new CallPace(clock, { burst: 3, perSecond: 2 })
  const begun = clock.now()
  for (let call = 0; call < 3; call++) await pace.take('a', never)
  expect(clock.now() - begun).toBe(0)
  await pace.take('a', never)
  expect(clock.now() - begun).toBe(500)
  await pace.take('b', never)
  expect(clock.now() - begun).toBe(500)
  clock.pass(60_000)
  const later = clock.now()
  for (let call = 0; call < 3; call++) await pace.take('a', never)
  expect(clock.now() - later).toBe(0)
})

test('calls that come together are spaced one after the other', async () => {
  const clock = steppedClock()
  const waits: number[] = []
  const pace = new CallPace(
    { now: clock.now, sleep: ms => Promise.resolve(void waits.push(ms)) },
    { burst: 1, perSecond: 1 }
  )
  await Promise.all([1, 2, 3].map(() => pace.take('a', never)))
  expect(waits).toEqual([1000, 2000])
})
