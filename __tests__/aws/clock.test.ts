import { expect, test } from '@jest/globals'
import { compareClock } from '../../src/aws/wire.ts'
import { type Clock, runClock } from '../../src/clock.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')

/** The correction of a clock that shows NOW, if AWS says that it is `ahead` milliseconds later. */
function corrected(ahead: number, header = new Date(NOW + ahead).toUTCString()): number {
  const machine: Clock = { now: () => NOW, sleep: () => Promise.resolve() }
  const clock = runClock(machine)
  compareClock(clock, header, NOW)
  return clock.now() - NOW
}

test('a clock that is behind or ahead of AWS is set to the time of AWS', () => {
  expect(corrected(180_000)).toBe(180_000)
  expect(corrected(-180_000)).toBe(-179_000)
})

test('what a header cannot tell apart, and what is no time, changes nothing', () => {
  for (const ahead of [5_000, 1_000, 0, -6_000]) expect(corrected(ahead)).toBe(0)
  expect(corrected(0, 'soon')).toBe(0)
})

test('only the first response counts', () => {
  const clock = runClock({ now: () => NOW, sleep: () => Promise.resolve() })
  compareClock(clock, new Date(NOW).toUTCString(), NOW)
  compareClock(clock, new Date(NOW + 3_600_000).toUTCString(), NOW)
  expect(clock.now()).toBe(NOW)
})
