import { expect, test } from '@jest/globals'
import { slowness } from '../../scripts/test/slowness.mjs'
import { lineHoldsCredential } from '../../src/detector/judge-line.ts'

test('a hostile line is judged in bounded time', () => {
  for (const line of [
    'a=b '.repeat(16_000),
    '"'.repeat(64_000),
    'x'.repeat(64_000),
    '://@:'.repeat(13_000)
  ]) {
    const start = performance.now()
    lineHoldsCredential(line)
    expect(performance.now() - start).toBeLessThan(500 * slowness())
  }
})
