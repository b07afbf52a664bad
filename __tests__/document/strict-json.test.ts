import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { maxDepth } from '../../src/document/loaded.ts'
import { readJson } from '../../src/document/read-json.ts'
import { readStrictJson as read } from '../../src/document/read-strict-json.ts'
import { randomFrom } from '../sample.ts'
import { plainOrigins } from './plain-origins.ts'

function readStrictJson(file: string, text: string) {
  const root = read(file, text)
  return root && plainOrigins(root)
}

const strings = [
  '""',
  '"plain"',
  '"a/b~c"',
  '"\\""',
  '"\\\\"',
  '"\\\\\\""',
  '"x\\\\\\\\"',
  '"\\u0041\\n\\/"',
  '"\\uD83D\\uDE00"',
  '"\\ud800"',
  '"\u2028é😀"',
  '"__proto__"',
  '"constructor"',
  '"name"',
  '"a\\": {"',
  '"// no comment"',
  '"/* none */"',
  '"${{ vars.X }}"',
  '"{{ x }}"',
  '"$X"'
]
const numbers = ['0', '-0', '1.10', '1e3', '1E+3', '-12.5e-2', '123456789012345678901', '1e400', '5e-400']
const spaces = ['', '', ' ', '\n', '\r\n', '\t', '\n    ', ' \r ']

/** makeText writes valid JSON with every kind of white space, escape and number; names repeat at times. */
function makeText(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const space = () => pick(spaces)
  const many = (one: () => string, most: number) =>
    Array.from({ length: Math.floor(random() * most) }, one).join(',')
  function value(depth: number): string {
    const kind = random()
    if (depth < 5 && kind < 0.3) {
      const member = () => `${space()}${pick(strings)}${space()}:${space()}${value(depth + 1)}${space()}`
      return `{${space()}${many(member, kind < 0.02 ? 24 : 5)}}`.replace(/^\{\s+$/, '{')
    }
    if (depth < 5 && kind < 0.5)
      return `[${space()}${many(() => `${space()}${value(depth + 1)}${space()}`, 5)}]`
    if (kind < 0.75) return pick(strings)
    return kind < 0.9 ? pick(numbers) : pick(['true', 'false', 'null'])
  }
  return `${space()}${random() < 0.9 ? `{"root": ${value(0)}}` : value(0)}${space()}`
}

/** Node compares thousands of trees in a tenth of the time; jest shows how two differ. */
function expectSame(one: unknown, other: unknown): void {
  if (!isDeepStrictEqual(one, other)) expect(one).toStrictEqual(other)
}

describe('the strict reader', () => {
  test('gives the same tree, pointers and offsets as the tolerant one, or leaves the file to it', () => {
    const random = randomFrom(20260101)
    let done = 0
    let left = 0
    for (let round = 0; round < 4000; round++) {
      const text = makeText(random)
      // what is no JSON would be an error here
      JSON.parse(text)
      const tolerant = readJson('a.json', text)
      const strict = readStrictJson('a.json', text)
      expectSame(strict, tolerant.problems.length > 0 ? undefined : tolerant.document?.root)
      if (strict) done++
      else left++
    }
    expect(done).toBeGreaterThan(1000)
    expect(left).toBeGreaterThan(100)
  })

  test('leaves every text to the tolerant reader that this one has something to say about', () => {
    const random = randomFrom(7)
    const pick = (length: number) => Math.floor(random() * length)
    const noise = '{}[]",:\\/*0eE-+.tfn #$%<\u0000\u001f\u00a0\uFEFF'
    for (let round = 0; round < 4000; round++) {
      const text = makeText(random)
      const at = pick(text.length + 1)
      const broken = `${text.slice(0, at)}${noise[pick(noise.length)]}${text.slice(at + pick(2))}`
      const strict = readStrictJson('a.json', broken)
      if (strict === undefined) continue
      const tolerant = readJson('a.json', broken)
      expectSame(tolerant.problems, [])
      expectSame(tolerant.document?.root, strict)
    }
  })

  test.each([
    ['a comment', '{"a": 1 /* one */}'],
    ['a comma after the last item', '{"a": 1,}'],
    ['a name twice', '{"a": 1, "\\u0061": 2}'],
    ['a number as a name', '{"a": 1, "0": 2}'],
    ['a number out of range', '{"a": 1e999}'],
    ['a single value', '"a"'],
    ['an empty text', ''],
    ['a byte order mark', '\uFEFF{"a": 1}'],
    ['a placeholder', '{"a": ${X}}'],
    ['something after the end', '{} {}']
  ])('leaves %s to the tolerant reader', (_, text) => {
    expect(readStrictJson('a.json', text)).toBeUndefined()
  })

  test('goes as deep as the tolerant one', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect(readStrictJson('a.json', nested(maxDepth))).toStrictEqual(
      readJson('a.json', nested(maxDepth)).document?.root
    )
    expect(readStrictJson('a.json', nested(maxDepth + 1))).toBeUndefined()
    expect(readStrictJson('a.json', nested(200_000))).toBeUndefined()
  })
})
