import { expect, test } from '@jest/globals'
import { activityInWords, waitInWords } from '../../src/shell/progress/activity-words.ts'
import { Heartbeat } from '../../src/shell/progress/heartbeat.ts'
import { ManualClock } from './manual-clock.ts'

const START = Date.parse('2030-05-06T12:00:00Z')

function stage() {
  const clock = new ManualClock(START)
  const lines: { readonly at: number; readonly text: string }[] = []
  const beat: Heartbeat = new Heartbeat({
    clock,
    doze: (ms, signal) => clock.sleep(ms, signal),
    ready: async () => {},
    say: text => {
      lines.push({ at: clock.now() - START, text })
      beat.said()
    }
  })
  return { clock, lines, beat }
}

test('in a wait of 15 minutes no line comes later than 30 seconds after the one before', async () => {
  const { clock, lines, beat } = stage()
  const web = beat.follow({ label: 'web', since: START, phase: 'rolling out' })
  web.update(
    { tasks: { running: 1, desired: 2, pending: 1, old: 2 }, failedStarts: 2, breakerAt: 3 },
    '1 of 2 running'
  )
  await clock.advance(7 * 60_000)
  web.update({ stage: 'BAKE_TIME' })
  web.say('stage BAKE_TIME')
  await clock.advance(8 * 60_000)
  web.end('succeeded', true)
  const beats = lines.filter(({ text }) => text.startsWith('Waiting for '))
  expect(beats.length).toBeGreaterThanOrEqual(30)
  for (const [index, { at }] of lines.entries())
    expect(at - (lines[index - 1]?.at ?? 0)).toBeLessThanOrEqual(30_000)
  expect(15 * 60_000 - (lines.at(-1)?.at ?? 0)).toBeLessThanOrEqual(30_000)
  expect(lines[0]?.text).toBe('[web] 1 of 2 running')
  expect(beats[0]?.text).toBe(
    'Waiting for web: 1 of 2 running, 1 pending, 2 of other revisions, 2 of 3 failed starts (25 s)'
  )
  expect(beats.at(-1)?.text).toBe(
    'Waiting for web: 1 of 2 running, 1 pending, 2 of other revisions, stage BAKE_TIME, 2 of 3 failed starts (14 min 55 s)'
  )
})

test('nothing is said once nothing is waited for, and nothing sleeps', async () => {
  const { clock, lines, beat } = stage()
  beat.follow({ label: 'web', since: START, phase: 'rolling out' }).end('succeeded', true)
  await clock.advance(120_000)
  expect(lines).toEqual([])
  expect(clock.sleeping).toBe(0)
  beat.follow({ label: 'api', since: START, phase: 'rolling out' })
  beat.close()
  await clock.advance(120_000)
  expect(lines).toEqual([])
  expect(clock.sleeping).toBe(0)
})

test('it begins anew with what is waited for next', async () => {
  const { clock, lines, beat } = stage()
  beat.follow({ label: 'web', since: START, phase: 'rolling out' }).end('succeeded', true)
  await clock.advance(60_000)
  beat.follow({ label: 'api', since: START + 60_000, phase: 'waiting' })
  await clock.advance(25_000)
  expect(lines).toEqual([{ at: 85_000, text: 'Waiting for api: waiting (25 s)' }])
})

test('while AWS is read a line says what is waited for at least every 30 seconds, between calls too', async () => {
  const { clock, lines, beat } = stage()
  for (let call = 0; call < 12; call++) {
    const answered = beat.asking(call % 2 === 0 ? 'ecs:DescribeServices' : 'ecs:ListTasks')
    const other = beat.asking('ecs:DescribeTasks')
    await clock.advance(8_000)
    answered()
    other()
    await clock.advance(2_000)
  }
  expect(lines.length).toBeGreaterThanOrEqual(4)
  for (const [index, { at }] of lines.entries())
    expect(at - (lines[index - 1]?.at ?? 0)).toBeLessThanOrEqual(30_000)
  expect(lines[0]?.text).toBe('Waiting for AWS: ecs:DescribeServices, 2 calls in progress, 4 done (25 s)')
  const quiet = lines.length
  await clock.advance(300_000)
  expect(lines.length).toBeLessThanOrEqual(quiet + 1)
  beat.close()
  expect(clock.sleeping).toBe(0)
})

test('a rollout is what is waited for, and not the calls that watch it', async () => {
  const { clock, lines, beat } = stage()
  beat.asking('ecs:DescribeServices')()
  const web = beat.follow({ label: 'web', since: START, phase: 'waiting' })
  beat.asking('ecs:DescribeServices')
  await clock.advance(25_000)
  web.end('succeeded', true)
  expect(lines).toEqual([{ at: 25_000, text: 'Waiting for web: waiting (25 s)' }])
  beat.close()
})

test('of many what fails is named, and the others are counted', () => {
  const open = Array.from({ length: 500 }, (_, index) => ({
    label: `s${index}`,
    since: START,
    phase: index === 400 ? ('failing' as const) : ('rolling out' as const),
    failedStarts: index === 3 ? 1 : 0
  }))
  expect(waitInWords(open, START + 60_000)).toBe(
    'Waiting for 500: s400: failing (1 min); s3: 1 failed start (1 min); s0: no answer yet (1 min); and 497 more'
  )
  expect(
    activityInWords({ label: 'task web:8', since: START, phase: 'running', stage: 'PENDING' }, START + 5_000)
  ).toBe('task web:8: stage PENDING (5 s)')
})
