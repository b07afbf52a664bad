import { describe, expect, test } from '@jest/globals'
import { Gate } from '../../src/gate/gate.ts'
import { PassingLine } from '../../src/shell/live/drawing.ts'
import type { Terminal } from '../../src/shell/live/screen.ts'
import { paintLine } from '../../src/shell/terminal/paint.ts'
import { wantsColors } from '../../src/shell/terminal/print.ts'
import { openStreamLog } from '../../src/shell/terminal/stream-log.ts'
import { makeEmulator } from './live/emulator.ts'
import { ManualClock } from './manual-clock.ts'

const NOON = Date.parse('2030-05-06T12:00:00Z')
const ESC = String.fromCharCode(27)

type Way = {
  readonly mode?: string
  readonly isTerminal?: boolean
  readonly isQuiet?: boolean
  readonly progress?: 'out' | 'err'
  readonly environment?: Readonly<Record<string, string>>
}

async function stage({
  mode = 'deploy',
  isTerminal = true,
  isQuiet = false,
  progress = 'out',
  environment = {}
}: Way) {
  const emulator = makeEmulator(80, 24)
  const text = { out: '', err: '' }
  const clock = new ManualClock(NOON)
  const terminal: Terminal = {
    columns: 80,
    rows: 24,
    write: part => emulator.write(part),
    onResize: () => () => {},
    onExit: () => () => {}
  }
  const write = (stream: 'out' | 'err') => (part: string) => {
    text[stream] += part
    emulator.write(part.replaceAll('\n', '\r\n'))
  }
  const opened = await openStreamLog({
    mode,
    isQuiet,
    progress,
    streams: {
      out: write('out'),
      err: write('err'),
      terminal: () => Promise.resolve(isTerminal ? terminal : undefined)
    },
    environment: { LANG: 'C.UTF-8', ...environment },
    gate: new Gate(),
    clock
  })
  return { ...opened, emulator, text, clock }
}

test.each([
  [{}, 'Run mode audit with --purge.'],
  [{ GITHUB_ACTIONS: 'true' }, 'Run mode audit with purge: true.']
])('advice is a flag for a person, and an input in a step: %j', async (environment, said) => {
  const { log, close, text } = await stage({ mode: 'audit', isTerminal: false, environment })
  log.info('Run mode audit with purge: true.')
  close()
  expect(text.out).toContain(said)
})

/** A deploy of one service, as the modes tell it. */
async function deploy(way: Way) {
  const on = await stage(way)
  const { log, close, emulator } = on
  log.acting([
    {
      region: 'us-west-2',
      clusters: ['shop'],
      account: '123456789012',
      identity: 'arn:aws:iam::123456789012:user/maria'
    }
  ])
  log.group('Plan', ['  service web: update'])
  const web = log.follow({ label: 'web', since: NOON, phase: 'rolling out' })
  web.update({ tasks: { running: 1, desired: 2, pending: 1, old: 0 } }, '1 of 2 running, 1 pending')
  web.say('has reached a steady state.')
  log.warning('[web] something to know')
  const during = emulator.screen()
  web.end('succeeded', true)
  log.info('web  succeeded web:2')
  close()
  return { ...on, during, after: emulator.all() }
}

describe('at a terminal', () => {
  test('what is waited for is drawn, and what stays is printed above', async () => {
    const { during, after } = await deploy({})
    const kept = [
      'Account 123456789012, Region us-west-2, cluster shop, as arn:aws:iam::123456789012:u',
      'ser/maria',
      'Plan',
      '    service web: update',
      'warning: [web] something to know'
    ]
    expect(during.slice(2, 5)).toEqual(kept.slice(2))
    expect(during[5]).toContain('0 of 1 done')
    expect(during.at(-1)).toContain('web: has reached a steady state.')
    expect(after.slice(2)).toEqual([...kept.slice(2), 'web  succeeded web:2'])
  })

  test.each<[string, Way]>([
    ['no terminal', { isTerminal: false }],
    ['a terminal of a machine', { environment: { CI: 'true' } }],
    ['a terminal that cannot be drawn on', { environment: { TERM: 'dumb' } }]
  ])('%s gets lines', async (_, way) => {
    const { text } = await deploy(way)
    const lines = `${text.out}`.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '').split('\n')
    expect(lines.map(line => line.replace(/^2030-05-06T12:00:00Z /, ''))).toEqual(
      expect.arrayContaining([
        '[web] 1 of 2 running, 1 pending',
        '[web] has reached a steady state.',
        'web  succeeded web:2'
      ])
    )
    expect(text.err).toContain('[web] something to know')
  })

  test('a run that prints a document draws where its progress goes', async () => {
    const { during, text } = await deploy({ progress: 'err' })
    expect(during.join('\n')).toContain('0 of 1 done')
    expect(text.out).toBe('')
  })
})

test('lines that are read later say when they were written', async () => {
  const { text } = await deploy({ isTerminal: false })
  expect(text.out).toContain('2030-05-06T12:00:00Z [web] 1 of 2 running, 1 pending\n')
  expect(text.out).toContain('\nPlan\n')
})

test('--quiet leaves progress and notes out, and keeps the result and warnings', async () => {
  const { text } = await deploy({ isQuiet: true, isTerminal: false })
  expect(text.out).toBe('Plan\n    service web: update\n')
  expect(text.err).toBe('warning: [web] something to know\n')
})

describe('colors', () => {
  test.each<[Readonly<Record<string, string>>, boolean, boolean]>([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ TERM: 'dumb' }, true, false]
  ])('%j, terminal %s: %s', (environment, isTerminal, expected) => {
    expect(wantsColors(environment, isTerminal)).toBe(expected)
  })

  test.each([
    'web.json:3:5: error: plaintext [secret/known-token]',
    'warning: something',
    '[web] FAILED: no task stays up',
    'web  succeeded web:2',
    'billing  rolled-back billing:1 — reason',
    '      + containerDefinitions[app].image: a:2',
    '  exposed  service legacy (legacy:1)',
    '  clean    service web (web:2)',
    'Down: no task of web is running.',
    'Nothing is down: every service has its desired number of tasks.',
    'What to do next',
    'Why web failed',
    'Plan (nothing was changed)'
  ])('%s keeps its text', line => {
    const painted = paintLine(line)
    expect(painted).not.toBe(line)
    expect(painted.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '')).toBe(line)
  })

  test('a pipe gets none', async () => {
    const { text } = await deploy({ isTerminal: false })
    expect(text.out + text.err).not.toContain(ESC)
  })
})

test('at a terminal long lines are wrapped, in a log and in CI they are not', async () => {
  const long = `Service web has a task that does not start since its image is not there: ${'push it, or correct its name. '.repeat(3)}`
  const at = await stage({ mode: 'plan' })
  at.log.info(long)
  for (const line of at.text.out.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  expect(at.text.out.split('\n').length).toBeGreaterThan(2)
  expect(at.wrap(long).length).toBeGreaterThan(1)
  for (const way of [
    { isTerminal: false },
    { environment: { CI: 'true' } },
    { environment: { TERM: 'dumb' } }
  ]) {
    const log = await stage({ mode: 'plan', ...way })
    log.log.info(long)
    expect(log.text.out).toBe(`${long}\n`)
    expect(log.wrap(long)).toEqual([long])
  }
})

test('at a terminal a line shows which call is waited for, and is gone when something is printed', async () => {
  const clock = new ManualClock(NOON)
  const drawn: string[] = []
  const line = new PassingLine({
    clock,
    doze: (ms, signal) => clock.sleep(ms, signal),
    ready: async () => {},
    redraw: text => drawn.push(text),
    isCovered: () => false
  })
  const answered = line.asking('ecs:DescribeServices')
  await clock.advance(1_500)
  expect(drawn).toEqual([])
  await clock.advance(2_000)
  expect(drawn.at(-1)).toBe('Waiting for AWS: ecs:DescribeServices, 0 done (3 s)')
  line.said()
  expect(drawn.at(-1)).toBe('')
  answered()
  line.close()
  await clock.advance(60_000)
  expect(drawn.at(-1)).toBe('')
  expect(clock.sleeping).toBe(0)
})
