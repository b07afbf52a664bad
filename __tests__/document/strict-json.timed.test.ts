import { expect, test } from '@jest/globals'
import { slowness } from '../../scripts/test/slowness.mjs'
import { loadDocument } from '../../src/document/load.ts'
import { readStrictJson } from '../../src/document/read-strict-json.ts'
import type { DocumentNode } from '../../src/document/tree.ts'

test('strict JSON needs time in proportion to the size, also for one long text full of escapes', async () => {
  const quotes = '\\"'.repeat(400_000)
  const slashes = '\\\\'.repeat(400_000)
  const text = `{"a": "${quotes}", "b": "${slashes}"}`
  const start = performance.now()
  const root = readStrictJson('a.json', text) as DocumentNode
  expect(performance.now() - start).toBeLessThan(2000 * slowness())
  expect(
    root.kind === 'object' && root.members.map(({ value }) => value.kind === 'string' && value.value.length)
  ).toEqual([400_000, 400_000])
  const loaded = await loadDocument('a.json', '{"a": 1}')
  expect(loaded).toStrictEqual({
    document: {
      file: 'a.json',
      format: 'json',
      text: '{"a": 1}',
      root: readStrictJson('a.json', '{"a": 1}')
    },
    problems: [],
    isStrict: true
  })
})
