import { expect, test } from '@jest/globals'
import { slowness } from '../../scripts/test/slowness.mjs'
import { Gate } from '../../src/gate/gate.ts'

const MANY = 30_000
/** What this takes on a quiet machine is a tenth of it. */
const LIMIT_MS = 5000 * slowness()

function timeOf(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

const distinct = Array.from({ length: MANY }, (_, index) => `${index}-${(index * 7919).toString(36)}-Qx81mm`)
const alike = Array.from({ length: MANY }, (_, index) => `${'password'.repeat(1 + (index % 4))}${index}`)

test.each([
  ['30,000 different values', distinct],
  ['30,000 values that begin alike', alike]
])('%s in 30,000 lines', (_, values) => {
  const gate = new Gate()
  const took = timeOf(() => {
    for (const [index, value] of values.entries()) {
      // known and shown by turns, as a run does it
      gate.know([value])
      gate.shown(
        `deploy/web.json:${index}:12: SECRET_${index} of container app holds ${value}, a credential.`
      )
    }
  })
  expect(gate.shown(`and ${values.at(-1)}`)).toBe('and ***')
  expect(took).toBeLessThan(LIMIT_MS)
})

test('3,000 values in 3,000 texts with an ellipsis', () => {
  const gate = new Gate()
  const took = timeOf(() => {
    for (const value of distinct.slice(0, 3000)) {
      gate.know([value])
      gate.shown(`the value of ${value.slice(0, 3)}… is a credential`)
    }
  })
  expect(took).toBeLessThan(LIMIT_MS / 5)
})

test('one text of five million characters that nearly matches everywhere', () => {
  const gate = new Gate()
  gate.know(Array.from({ length: 60 }, (_, index) => `${'a'.repeat(8 + index)}b`))
  expect(timeOf(() => gate.shown('a'.repeat(5_000_000)))).toBeLessThan(LIMIT_MS * 2)
})
