import { beforeEach, describe, expect, test } from '@jest/globals'
import { Gate } from '../../../src/gate/gate.ts'
import type { Following } from '../../../src/log.ts'
import { ASCII, clockOf, UNICODE } from '../../../src/shell/live/frame.ts'
import { LiveView } from '../../../src/shell/live/live-view.ts'
import { cutTo, paddedTo, widthOf } from '../../../src/shell/live/text-width.ts'
import { ManualClock } from '../manual-clock.ts'
import { type Emulator, makeEmulator } from './emulator.ts'

const NOON = Date.parse('2030-05-06T12:00:00Z')
const PLACE = {
  account: '123456789012',
  region: 'us-west-2',
  clusters: ['arn:aws:ecs:us-west-2:123456789012:cluster/shop'],
  identity: 'arn:aws:sts::123456789012:assumed-role/shop-deploy/maria'
}
const NAMES = ['web', 'api', 'billing', 'search', 'mailer', 'image-resizer', 'scheduler', 'webhooks']

type Stage = {
  readonly view: LiveView
  readonly clock: ManualClock
  readonly terminal: Emulator
  readonly exit: () => void
  readonly resize: (columns: number, rows: number) => void
  readonly listeners: () => number
}

function stage(
  columns = 80,
  rows = 24,
  options: { signs?: typeof ASCII; hasColors?: boolean; gate?: Gate } = {}
): Stage {
  const clock = new ManualClock(NOON)
  const terminal = makeEmulator(columns, rows)
  const resized = new Set<() => void>()
  const exits = new Set<() => void>()
  const keep = (set: Set<() => void>) => (listener: () => void) => {
    set.add(listener)
    return () => set.delete(listener)
  }
  const view = new LiveView({
    clock,
    doze: (ms, signal) => clock.sleep(ms, signal),
    gate: options.gate ?? new Gate(),
    hasColors: options.hasColors ?? false,
    signs: options.signs ?? UNICODE,
    terminal: {
      get columns() {
        return terminal.columns
      },
      get rows() {
        return terminal.rows
      },
      write: text => terminal.write(text),
      onResize: keep(resized),
      onExit: keep(exits)
    }
  })
  return {
    view,
    clock,
    terminal,
    exit: () => {
      for (const listener of exits) listener()
    },
    resize: (wide, high) => {
      terminal.resize(wide, high)
      for (const listener of resized) listener()
    },
    listeners: () => resized.size + exits.size
  }
}

/** Eight services half a minute into their rollouts, one of which cannot start. */
async function shop(on: Stage): Promise<ReadonlyMap<string, Following>> {
  on.view.acting([PLACE])
  const all = new Map(
    NAMES.map(label => [label, on.view.follow({ label, since: NOON, phase: 'rolling out' })] as const)
  )
  for (const [index, one] of [...all.values()].entries())
    one.update({ tasks: { running: index, desired: 8, pending: 8 - index, old: 2 }, failedStarts: 0 })
  await on.clock.advance(30_000)
  all.get('billing')?.update({ phase: 'failing', failedStarts: 3, breakerAt: 3 })
  all.get('search')?.update({ stage: 'BAKE_TIME' })
  all.get('mailer')?.update({ phase: 'paused', stage: 'POST_SCALE_UP' })
  all.get('web')?.end('succeeded', true)
  all.get('billing')?.say('FAILED: tasks failed to start.')
  await on.clock.advance(1_000)
  return all
}

describe('the frame', () => {
  test('at 80 columns: where, a row a service, the last lines that were said', async () => {
    const on = stage()
    await shop(on)
    expect(on.terminal.screen()).toEqual([
      'shop · us-west-2 · 123456789012 · shop-deploy/maria            1 of 8 done  0:31',
      '✔ web            ░░░░░░░░░░    0/8  succeeded                               0:30',
      '• api            █░░░░░░░░░    1/8  7 pending, 2 old                        0:31',
      '✘ billing        ██░░░░░░░░    2/8  3 of 3 failed starts, 6 pending, 2 old  0:31',
      '• search         ███░░░░░░░    3/8  BAKE_TIME, 5 pending, 2 old             0:31',
      '‖ mailer         █████░░░░░    4/8  paused, POST_SCALE_UP, 4 pending, 2 o…  0:31',
      '• image-resizer  ██████░░░░    5/8  3 pending, 2 old                        0:31',
      '• scheduler      ███████░░░    6/8  2 pending, 2 old                        0:31',
      '• webhooks       ████████░░    7/8  1 pending, 2 old                        0:31',
      '',
      '  12:00:30Z billing: FAILED: tasks failed to start.'
    ])
  })

  test('at 40 columns: no bar, and what fails in short', async () => {
    const on = stage(40)
    await shop(on)
    expect(on.terminal.screen().slice(0, 5)).toEqual([
      'shop · us-west-2 · 1…  1 of 8 done  0:31',
      '✔ web              0/8  succeeded   0:30',
      '• api              1/8  7 pending…  0:31',
      '✘ billing          2/8  3 failed,…  0:31',
      '• search           3/8  BAKE_TIME…  0:31'
    ])
  })

  test.each([20, 40, 59, 60, 80, 99, 100, 160, 300])('no row is wider than %d columns', async columns => {
    const on = stage(columns, 24)
    await shop(on)
    expect(on.terminal.all().every(line => widthOf(line) <= columns)).toBe(true)
    // a row that wraps would be one more
    expect(on.terminal.all()).toHaveLength(11)
  })

  test('what has no room is counted, and what fails is seen', async () => {
    const on = stage(80, 6)
    await shop(on)
    const screen = on.terminal.screen()
    expect(screen).toHaveLength(5)
    expect(screen[0]).toContain('1 of 8 done')
    expect(screen.join('\n')).toMatch(/✘ billing/)
    expect(screen[4]).toBe('  … 5 more')
  })

  test('a terminal that is not set to UTF-8 gets plain characters', async () => {
    const on = stage(80, 24, { signs: ASCII })
    await shop(on)
    expect(on.terminal.screen().slice(0, 4).join('')).toMatch(/^[\x20-\x7e…]*$/)
  })

  test.each([
    [0, '0:00'],
    [45_900, '0:45'],
    [725_000, '12:05'],
    [3_725_000, '1:02:05']
  ])('%d ms are %s', (ms, text) => expect(clockOf(ms)).toBe(text))
})

describe('the terminal', () => {
  let on: Stage
  beforeEach(() => {
    on = stage()
  })

  test('a second changes the times and nothing else: a few bytes a row, in one write', async () => {
    await shop(on)
    const before = on.terminal.frames.length
    await on.clock.advance(10_000)
    const frames = on.terminal.frames.slice(before)
    expect(frames).toHaveLength(10)
    // header and seven rows that are open
    for (const { lines, bytes } of frames) {
      expect(lines).toBe(8)
      expect(bytes).toBeLessThan(8 * 40)
    }
  })

  test('what changes together is one frame', async () => {
    const all = await shop(on)
    const before = on.terminal.frames.length
    for (const one of all.values()) one.update({ failedStarts: 1 })
    for (const one of all.values()) one.say('something')
    await on.clock.advance(900)
    expect(on.terminal.frames.length - before).toBe(1)
  })

  test('lines of the log go above the block and stay', async () => {
    await shop(on)
    expect(on.view.print(['Why billing failed', '  a reason'])).toBe(true)
    await on.clock.advance(5_000)
    on.view.print(['another line'])
    const screen = on.terminal.screen()
    expect(screen.slice(0, 3)).toEqual(['Why billing failed', '  a reason', 'another line'])
    expect(screen[3]).toContain('1 of 8 done  0:36')
    expect(screen.filter(line => line.includes('of 8 done'))).toHaveLength(1)
  })

  test('when it is closed the block is gone, the lines are there, the cursor too, and nothing listens or sleeps', async () => {
    await shop(on)
    on.view.print(['a line that stays'])
    expect(on.terminal.isCursorShown).toBe(false)
    on.view.close()
    await on.clock.advance(0)
    expect(on.terminal.all()).toEqual(['a line that stays'])
    expect(on.terminal.isCursorShown).toBe(true)
    expect(on.listeners()).toBe(0)
    expect(on.clock.sleeping).toBe(0)
    on.terminal.write('$ ')
    expect(on.terminal.all()).toEqual(['a line that stays', '$'])
  })

  test('a process that ends in the middle gives the cursor back', async () => {
    await shop(on)
    on.exit()
    expect(on.terminal.isCursorShown).toBe(true)
  })

  test.each([
    [40, 24],
    [100, 24],
    [20, 12],
    [80, 5]
  ])('made %d × %d, it shows one block, and the lines above it', async (columns, rows) => {
    await shop(on)
    on.view.print(['a line that stays'])
    on.resize(columns, rows)
    await on.clock.advance(1_000)
    // what had no room any more when the terminal became smaller has scrolled away
    expect(on.terminal.screen().filter(line => line.includes('done'))).toHaveLength(1)
    expect(on.terminal.all()[0]).toBe('a line that stays')
    expect(on.terminal.screen().length).toBeLessThanOrEqual(rows)
  })

  test('before anything is followed it prints nothing, and the log prints itself', () => {
    expect(on.view.print(['a line'])).toBe(false)
    expect(on.terminal.all()).toEqual([])
  })

  test('a service that is followed again keeps its row', async () => {
    const all = await shop(on)
    all.get('billing')?.end('failed', false)
    on.view.follow({ label: 'billing', since: NOON, phase: 'rolling back' })
    await on.clock.advance(1_000)
    expect(on.terminal.screen().filter(line => /^\S billing/.test(line))).toHaveLength(1)
    expect(on.terminal.screen().join('\n')).toMatch(/↩ billing .* rolling back/)
  })

  test('colors are styles, and take no room', async () => {
    const colored = stage(80, 24, { hasColors: true })
    await shop(on)
    await shop(colored)
    expect(colored.terminal.screen()).toEqual(on.terminal.screen())
  })

  test('what could move the cursor or is known to be secret is not drawn', async () => {
    const gate = new Gate()
    const secret = ['Autumn', '2033', '#q'].join('')
    gate.know([secret])
    const quiet = stage(120, 24, { gate })
    quiet.view.follow({ label: 'web', since: NOON, phase: 'running' }).say(`\x1b[2J login ${secret}`)
    await quiet.clock.advance(1_000)
    expect(quiet.terminal.screen().at(-1)).toBe('  12:00:00Z web: \\u{1b}[2J login ***')
  })
})

describe('widths', () => {
  test.each([
    ['web', 3],
    ['漢字', 4],
    ['e\u0301', 1],
    ['🚀', 2],
    ['👨‍👩‍👧', 2],
    ['', 0]
  ])('%s', (text, width) => expect(widthOf(text)).toBe(width))

  test('nothing is cut in two', () => {
    expect(cutTo('漢字漢字', 5)).toBe('漢字…')
    expect(cutTo('漢字漢字', 4)).toBe('漢…')
    expect(cutTo('abc', 3)).toBe('abc')
    expect(cutTo('abc', 0)).toBe('')
    expect(paddedTo('漢字漢字', 4)).toBe('漢… ')
  })
})
