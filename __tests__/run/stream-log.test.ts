import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openStreamLog, paintLine, wantsColors } from '../../src/cli/terminal/stream-log.ts'
import { systemClock } from '../../src/clock.ts'
import { Gate } from '../../src/report/gate/gate.ts'
import { activityInWords, Heartbeat, waitInWords } from '../../src/run/progress/heartbeat.ts'
import type { Terminal } from '../../src/run/progress/live-view.ts'
import { type FakeTime, fakeTime } from '../fake-time.ts'

const NOON = Date.parse('2030-05-06T12:00:00Z')
const ESC = String.fromCharCode(27)

let time: FakeTime
beforeEach(() => {
  time = fakeTime(NOON)
})
afterEach(() => {
  time.restore()
})

type Way = {
  readonly mode?: string
  readonly isTerminal?: boolean
  readonly isQuiet?: boolean
  readonly progress?: 'out' | 'err'
  readonly environment?: Readonly<Record<string, string>>
  readonly rows?: number
  readonly gate?: Gate
}

function stage({ mode = 'deploy', isTerminal = true, isQuiet = false, progress = 'out', ...way }: Way) {
  const { environment = {}, rows = 24, gate = new Gate() } = way
  const text = { out: '', err: '', terminal: '' }
  const write = (stream: keyof typeof text) => (part: string) => {
    text[stream] += part
    return true
  }
  const terminal: Terminal = { columns: 80, rows, isTTY: true, write: write('terminal') as Terminal['write'] }
  const streams = {
    out: write('out'),
    err: write('err'),
    terminal: () => (isTerminal ? terminal : undefined)
  }
  const opened = openStreamLog({ mode, isQuiet, progress, streams, environment, gate, clock: systemClock })
  /** The last frame that was drawn, without its colors. */
  const frame = () => {
    time.advance(200)
    const [last = ''] = (text.terminal.split(`${ESC}[?2026h`).at(-1) ?? '').split(`${ESC}[?2026l`)
    return last
      .replaceAll(new RegExp(`${ESC}\\[[?\\d]*\\w`, 'g'), '')
      .trimEnd()
      .split('\n')
  }
  return { ...opened, text, frame }
}

test.each([
  [{}, 'Run mode audit with --purge.'],
  [{ GITHUB_ACTIONS: 'true' }, 'Run mode audit with purge: true.']
])('advice is a flag for a person, and an input in a step: %j', (environment, said) => {
  const { log, close, text } = stage({ mode: 'audit', isTerminal: false, environment })
  log.info('Run mode audit with purge: true.')
  close()
  expect(text.out).toContain(said)
})

/** A deploy of one service, as the modes tell it. */
function deploy(way: Way) {
  const on = stage(way)
  const { log, close, frame } = on
  const cluster = 'arn:aws:ecs:us-west-2:123456789012:cluster/shop'
  log.acting([{ region: 'us-west-2', clusters: [cluster], account: '123456789012' }])
  log.group('Plan', ['  service web: update'])
  const web = log.follow({ label: 'web', since: NOON, phase: 'rolling out' })
  web.update({ tasks: { running: 1, desired: 2, pending: 1, old: 0 } }, '1 of 2 running, 1 pending')
  web.say('has reached a steady state.')
  log.warning('[web] something to know')
  const during = frame()
  web.end('succeeded', true)
  const after = frame()
  log.info('web  succeeded web:2')
  close()
  return { ...on, during, after }
}

describe('at a terminal', () => {
  test('what is waited for is drawn, and what stays is printed above', () => {
    const { during, after, text } = deploy({})
    expect(during).toEqual([
      'shop · us-west-2 · 123456789012  0 of 1 done',
      '• web: 1 of 2 running, 1 pending (0 s)',
      '  web: has reached a steady state.'
    ])
    expect(after).toContain('✔ web: succeeded')
    expect(text.terminal).toContain('    service web: update\n')
    expect(text.terminal).toContain('[web] something to know')
    expect(text.terminal).toContain('web  succeeded web:2')
    expect(text.out + text.err).toBe('')
  })

  test('a run that prints a document draws where its progress goes', () => {
    const { during, text } = deploy({ progress: 'err' })
    expect(during.join('\n')).toContain('0 of 1 done')
    expect(text.out).toBe('')
  })

  test('of more services than fit, those that fail are shown, and the others counted', () => {
    const { log, frame, close } = stage({ rows: 8 })
    for (let index = 0; index < 20; index++) {
      const one = log.follow({ label: `s${index}`, since: NOON, phase: 'rolling out' })
      if (index === 17) one.update({ phase: 'failing', failedStarts: 3 })
      if (index < 10) one.end('succeeded', true)
    }
    const drawn = frame()
    close()
    expect(drawn.length).toBeLessThanOrEqual(8)
    expect(drawn).toContain('✘ s17: failing, 3 failed starts (0 s)')
    expect(drawn.at(-1)).toBe('  … 15 more')
  })

  test('a value that is known is not drawn, and no control character of a name', () => {
    const gate = new Gate()
    const value = ['Qx81', 'mmTz', '0pLw'].join('')
    gate.know([value])
    const { log, frame, close } = stage({ gate })
    log.follow({ label: `web${ESC}[2J`, since: NOON, phase: 'rolling out' }).say(`it says ${value}`)
    const drawn = frame().join('\n')
    close()
    expect(drawn).toContain('it says ***')
    expect(drawn).not.toContain(ESC)
  })

  test('a call that takes its time is shown until something is printed', () => {
    const { log, text, frame, close } = stage({ mode: 'plan' })
    const answered = log.asking?.('ecs:DescribeServices')
    time.advance(1_500)
    expect(text.terminal).not.toContain('Waiting')
    time.advance(2_000)
    expect(frame()[0]).toMatch(/^Waiting for AWS: ecs:DescribeServices, 0 done/)
    answered?.()
    close()
    const { length } = text.terminal
    time.advance(60_000)
    expect(text.terminal.length).toBe(length)
  })

  test.each<[string, Way]>([
    ['no terminal', { isTerminal: false }],
    ['a terminal of a machine', { environment: { CI: 'true' } }],
    ['a terminal that cannot be drawn on', { environment: { TERM: 'dumb' } }]
  ])('%s gets lines', (_, way) => {
    const { text } = deploy(way)
    const lines = text.out.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '').split('\n')
    expect(lines.map(line => line.replace(/^2030-05-06T12:00:00Z /, ''))).toEqual(
      expect.arrayContaining([
        '[web] 1 of 2 running, 1 pending',
        '[web] has reached a steady state.',
        'web  succeeded web:2'
      ])
    )
    expect(text.err).toContain('[web] something to know')
  })
})

test('lines that are read later say when they were written', () => {
  const { text } = deploy({ isTerminal: false })
  expect(text.out).toContain('2030-05-06T12:00:00Z [web] 1 of 2 running, 1 pending\n')
  expect(text.out).toContain('\nPlan\n')
})

test('--quiet leaves progress and notes out, and keeps the result and warnings', () => {
  const { text } = deploy({ isQuiet: true, isTerminal: false })
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
    '  ❌ exposed  service legacy',
    'Down: no task of web is running.',
    'What to do next',
    'Why web failed',
    'Plan (nothing was changed)'
  ])('%s keeps its text', line => {
    const painted = paintLine(line)
    expect(painted).not.toBe(line)
    expect(painted.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '')).toBe(line)
  })

  test('a pipe gets none', () => {
    const { text } = deploy({ isTerminal: false })
    expect(text.out + text.err).not.toContain(ESC)
  })
})

describe('a log that is read line by line', () => {
  function heartbeat() {
    const lines: { readonly at: number; readonly text: string }[] = []
    const beat: Heartbeat = new Heartbeat(systemClock, text => {
      lines.push({ at: Date.now() - NOON, text })
      beat.said()
    })
    return { lines, beat, wait: (ms: number) => time.advance(ms) }
  }

  test('in a wait of 15 minutes no line comes later than 30 seconds after the one before', () => {
    const { lines, beat, wait } = heartbeat()
    const web = beat.follow({ label: 'web', since: NOON, phase: 'rolling out' })
    const tasks = { running: 1, desired: 2, pending: 1, old: 2 }
    web.update({ tasks, failedStarts: 2, breakerAt: 3 }, '1 of 2 running')
    wait(7 * 60_000)
    web.update({ stage: 'BAKE_TIME' })
    web.say('stage BAKE_TIME')
    wait(8 * 60_000)
    web.end('succeeded', true)
    beat.close()
    for (const [index, { at }] of lines.entries())
      expect(at - (lines[index - 1]?.at ?? 0)).toBeLessThanOrEqual(30_000)
    expect(15 * 60_000 - (lines.at(-1)?.at ?? 0)).toBeLessThanOrEqual(30_000)
    const beats = lines.filter(({ text }) => text.startsWith('Waiting for '))
    expect(beats[0]?.text).toBe(
      'Waiting for web: 1 of 2 running, 1 pending, 2 of other revisions, 2 of 3 failed starts (25 s)'
    )
    expect(beats.at(-1)?.text).toMatch(/stage BAKE_TIME, 2 of 3 failed starts \(14 min \d+ s\)$/)
  })

  test('nothing is said when nothing is waited for, and it begins anew with what is waited for next', () => {
    const { lines, beat, wait } = heartbeat()
    beat.follow({ label: 'web', since: NOON, phase: 'rolling out' }).end('succeeded', true)
    wait(120_000)
    expect(lines).toEqual([])
    beat.follow({ label: 'api', since: NOON + 120_000, phase: 'waiting' })
    wait(25_000)
    expect(lines.map(({ text }) => text)).toEqual(['Waiting for api: waiting (25 s)'])
    beat.close()
    wait(120_000)
    expect(lines).toHaveLength(1)
  })

  test('while AWS is read a line says what is waited for, between calls too', () => {
    const { lines, beat, wait } = heartbeat()
    for (let call = 0; call < 12; call++) {
      const answered = beat.asking(call % 2 === 0 ? 'ecs:DescribeServices' : 'ecs:ListTasks')
      const other = beat.asking('ecs:DescribeTasks')
      wait(8_000)
      answered()
      other()
      wait(2_000)
    }
    expect(lines.length).toBeGreaterThanOrEqual(4)
    expect(lines[0]?.text).toBe('Waiting for AWS: ecs:DescribeServices, 2 calls in progress, 4 done (25 s)')
    const quiet = lines.length
    wait(300_000)
    expect(lines.length).toBeLessThanOrEqual(quiet + 1)
    beat.close()
  })

  test('a rollout is what is waited for, and not the calls that watch it', () => {
    const { lines, beat, wait } = heartbeat()
    beat.follow({ label: 'web', since: NOON, phase: 'waiting' })
    beat.asking('ecs:DescribeServices')
    wait(25_000)
    beat.close()
    expect(lines.map(({ text }) => text)).toEqual(['Waiting for web: waiting (25 s)'])
  })

  test('of many what fails is named, and the others are counted', () => {
    const open = Array.from({ length: 500 }, (_, index) => ({
      label: `s${index}`,
      since: NOON,
      phase: index === 400 ? ('failing' as const) : ('rolling out' as const),
      failedStarts: index === 3 ? 1 : 0
    }))
    expect(waitInWords(open, NOON + 60_000)).toBe(
      'Waiting for 500: s400: failing (1 min); s3: 1 failed start (1 min); s0: no answer yet (1 min); and 497 more'
    )
    const task = { label: 'task web:8', since: NOON, phase: 'running', stage: 'PENDING' } as const
    expect(activityInWords(task, NOON + 5_000)).toBe('task web:8: stage PENDING (5 s)')
  })
})
