import { describe, expect, test } from '@jest/globals'
import { countPieces } from '../../src/shell/progress/counting.ts'
import { makeEmulator } from './live/emulator.ts'

/** Reading a file takes so many milliseconds of a clock that moves with it. */
function read(files: number, milliseconds: number, isTerminal: boolean) {
  let now = 0
  const said: { readonly at: number; readonly line: string }[] = []
  const emulator = makeEmulator(40, 4)
  const counter = countPieces(
    {
      clock: { now: () => now, sleep: () => Promise.resolve() },
      say: line => said.push({ at: now, line }),
      ...(isTerminal ? { redraw: (line: string) => emulator.write(`\r\x1b[K${line}`) } : {})
    },
    'files',
    files
  )
  const seen = new Set<string>()
  for (let file = 0; file < files; file++) {
    now += milliseconds
    counter.step()
    seen.add(emulator.screen().join('\n'))
  }
  counter.end()
  return { said, seen, screen: emulator.screen() }
}

describe('progress of reading', () => {
  test('without a terminal is a line every ten seconds', () => {
    const { said } = read(10_000, 3.5, false)
    expect(said.map(({ line }) => line)).toEqual([
      'Reading files: 2864 of 10000',
      'Reading files: 5728 of 10000',
      'Reading files: 8592 of 10000'
    ])
    for (const [index, { at }] of said.entries()) expect(at - (said[index - 1]?.at ?? 0)).toBeLessThan(10_100)
  })

  test('at a terminal is one line that is redrawn and goes away', () => {
    const { said, seen, screen } = read(10_000, 1, true)
    expect(said).toEqual([])
    expect(screen).toEqual([])
    expect(seen.size).toBeGreaterThan(50)
    expect([...seen].at(-1)).toMatch(/^Reading files: 9\d{3} of 10000$/)
  })

  test('nothing is said of what takes no time', () => {
    const { said, seen } = read(10_000, 0.04, true)
    expect({ said, seen: [...seen] }).toEqual({ said: [], seen: [''] })
  })
})
