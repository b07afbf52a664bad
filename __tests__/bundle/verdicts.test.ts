import { afterEach, describe, expect, test } from '@jest/globals'
import { sample } from '../sample.ts'
import { LINES } from './verdict-cases.ts'
import type { Expected, Line } from './verdict-line.ts'
import { IMPOSSIBLE, LEFT_OUT, LINEAR, LINEAR_LINES, reasonNotToRun, SHAPES } from './verdict-shapes.ts'
import { type Finished, runVerdict, type Shape } from './verdict-world.ts'

/** A run may go on for so many virtual seconds after ECS has decided. */
const NOTICED_WITHIN = 5

let end: () => Promise<void>
afterEach(() => end?.())

function shapesOf({ name }: Line): readonly Shape[] {
  const shapes = SHAPES.filter(shape => reasonNotToRun(name, shape) === undefined)
  return LINEAR_LINES.test(name) ? [...shapes, LINEAR] : shapes
}

/** What a run was, in the words of what was expected, so that a difference shows everything at once. */
function verdictOf(finished: Finished, expected: Expected) {
  const { run, result } = finished
  const decided = expected.decided(finished)
  const late = decided === undefined ? 0 : (Date.parse(result['finishedAt'] ?? '') - decided) / 1000
  return {
    code: run.code,
    outcome: result['outcome'],
    reason: result['reason'],
    noticedInTime: late >= 0 && late <= NOTICED_WITHIN ? true : `${late} s after it was decided`,
    log: expected.log === undefined || expected.log.test(run.visible) ? true : run.stdout
  }
}

describe.each(sample(LINES, 8))('$name', line => {
  test.each(sample(shapesOf(line), 1))('$strategy, $what, records $records', async shape => {
    const finished = await runVerdict(shape, line.given(shape))
    end = finished.end
    const expected = line.expected(shape)
    expect(verdictOf(finished, expected)).toEqual({
      code: expected.code,
      outcome: expected.outcome,
      reason: expect.stringMatching(expected.reason),
      noticedInTime: true,
      log: true
    })
  })
})

describe('the matrix', () => {
  test('every exception names lines and shapes that there are', () => {
    for (const { line, shape } of [...IMPOSSIBLE, ...LEFT_OUT]) {
      const names = LINES.filter(({ name }) => line.test(name))
      expect({ line, lines: names.length > 0, shapes: SHAPES.some(shape) }).toEqual({
        line,
        lines: true,
        shapes: true
      })
    }
    expect(LINES.filter(({ name }) => LINEAR_LINES.test(name))).toHaveLength(6)
  })

  test('no line is without a run', () => {
    for (const line of LINES) {
      const possible = SHAPES.filter(
        shape => !IMPOSSIBLE.some(one => one.line.test(line.name) && one.shape(shape))
      )
      expect({ line: line.name, possible: possible.length > 0 }).toEqual({ line: line.name, possible: true })
      expect({ line: line.name, runs: shapesOf(line).length > 0 }).toEqual({ line: line.name, runs: true })
    }
  })
})
