import { expect, test } from '@jest/globals'
import { parseReference } from '../../src/references/parse.ts'

test('a reference is read in linear time', () => {
  const started = performance.now()
  for (const text of [
    `secretsmanager:${'a'.repeat(65_000)}`,
    `arn:aws${'-a'.repeat(32_000)}`,
    ':'.repeat(65_000),
    `ssm:${'/a'.repeat(32_000)}`,
    'a-'.repeat(32_000)
  ]) {
    parseReference(text)
  }
  expect(performance.now() - started).toBeLessThan(200)
})
