import { expect, test } from '@jest/globals'
import { RequestPace } from '../src/pace.ts'

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
  const pace = new RequestPace({ burst: 3, perSecond: 2 }, clock)
  const begun = clock.now()
  for (let call = 0; call < 3; call++) await pace.take({ account: 'a', signal: never })
  expect(clock.now() - begun).toBe(0)
  await pace.take({ account: 'a', signal: never })
  expect(clock.now() - begun).toBe(500)
  await pace.take({ account: 'b', signal: never })
  expect(clock.now() - begun).toBe(500)
  clock.pass(60_000)
  const later = clock.now()
  for (let call = 0; call < 3; call++) await pace.take({ account: 'a', signal: never })
  expect(clock.now() - later).toBe(0)
})

test('calls that come together are spaced one after the other', async () => {
  const clock = steppedClock()
  const waits: number[] = []
  const pace = new RequestPace(
    { burst: 1, perSecond: 1 },
    { now: clock.now, sleep: ms => Promise.resolve(void waits.push(ms)) }
  )
  await Promise.all([1, 2, 3].map(() => pace.take({ account: 'a', signal: never })))
  expect(waits).toEqual([1000, 2000])
})

test('several calls at once: the burst at once, then so many a second', async () => {
  let now = 0
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      now += ms
      return Promise.resolve()
    }
  }
  const pace = new RequestPace({ burst: 4, perSecond: 2 }, clock)
  await pace.take({ calls: 4 })
  expect(now).toBe(0)
  await pace.take({ calls: 2 })
  expect(now).toBe(1000)
  now += 10_000
  await pace.take({ calls: 4 })
  expect(now).toBe(11_000)
})
