import { expect, test } from '@jest/globals'
import { loadDocument } from '../../../../src/document/load.ts'
import { placeFinder } from '../../../../src/document/place.ts'
import { findSameValues, linesWith } from '../../../../src/migration/run/find/same-values.ts'
import { ValueFinder } from '../../../../src/migration/run/find/value-finder.ts'
import { SecretValue } from '../../../../src/migration/secret-value.ts'

const FILES = 4000
/** What this takes on a quiet machine is a tenth of it. */
const LIMIT_MS = 20_000

/** A file with three values of its own, one of which is also in the command of the file after it. */
const madeUp = (file: number, index: number) =>
  `Zq${index}-${(file * 7919 + index).toString(36)}-${'x7'.repeat(9)}`
const textOf = (file: number) =>
  JSON.stringify(
    {
      family: `web-${file}`,
      containerDefinitions: [
        {
          name: 'app',
          command: ['run', `--key=${madeUp(file + 1, 0)}`],
          environment: [0, 1, 2].map(index => ({ name: `KEY_${index}`, value: madeUp(file, index) }))
        }
      ]
    },
    null,
    2
  )

function timeOf(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

test('the values of 4,000 files are searched for in all of them', async () => {
  const sources: Parameters<typeof findSameValues>[0][number][] = []
  for (let file = 0; file < FILES; file++) {
    const { document } = await loadDocument(`deploy/web-${file}.json`, textOf(file))
    if (document === undefined) throw new Error('not read')
    sources.push({ document, place: placeFinder(document) })
  }
  const known = sources.flatMap((_, file) =>
    [0, 1, 2].map(index => ({ variable: `KEY_${index}`, value: new SecretValue(madeUp(file, index)) }))
  )
  const candidates = sources.flatMap(({ document }, file) =>
    [0, 1, 2].map(index => ({
      source: {
        kind: 'file' as const,
        file: document.file,
        pointer: `/containerDefinitions/0/environment/${index}/value`
      },
      container: 'app',
      variable: `KEY_${index}`,
      value: new SecretValue(madeUp(file, index))
    }))
  )
  let found: ReturnType<typeof findSameValues> | undefined
  const took = timeOf(() => {
    found = findSameValues(sources, { candidates, known, all: candidates, kept: new Set() })
  })
  expect(found?.stopping.map(({ where }) => where)).toEqual(
    sources.slice(0, -1).map((_, file) => `deploy/web-${file}.json:8`)
  )
  expect(took).toBeLessThan(LIMIT_MS)
})

test('30,000 values that begin alike, in one text that has them all', () => {
  const values = Array.from(
    { length: 30_000 },
    (_, index) => `${'password'.repeat(1 + (index % 4))}-${index}-end`
  )
  const known = new ValueFinder(values)
  const text = values.join('\n')
  let lines: readonly number[] = []
  const took = timeOf(() => {
    lines = linesWith(text, known)
  })
  expect(lines).toHaveLength(values.length)
  expect(took).toBeLessThan(LIMIT_MS / 4)
})
