import { expect, test } from '@jest/globals'
import { fromJson } from '../../../src/document/tree.ts'
import type { JsonValue } from '../../../src/json.ts'
import { commentsOf, sameTree } from '../../../src/migration/rewrite/proof.ts'

const tree = (value: JsonValue) => fromJson(value, { kind: 'input', input: 'test' })
const whole = { a: [1, 'x', null, true], b: { c: '1' } }

test.each<[string, JsonValue]>([
  ['a value', { a: [1, 'y', null, true], b: { c: '1' } }],
  ['a kind', { a: [1, 'x', null, true], b: { c: 1 } }],
  ['an item more', { a: [1, 'x', null, true, 2], b: { c: '1' } }],
  ['an item less', { a: [1, 'x', null], b: { c: '1' } }],
  ['a name', { a: [1, 'x', null, true], b: { d: '1' } }],
  ['a member more', { a: [1, 'x', null, true], b: { c: '1', d: 1 } }],
  ['the order', { b: { c: '1' }, a: [1, 'x', null, true] }]
])('%s makes another tree', (_, other) => {
  expect(sameTree(tree(whole), tree(whole))).toBe(true)
  expect(sameTree(tree(whole), tree(other))).toBe(false)
  expect(sameTree(tree(other), tree(whole))).toBe(false)
})

test('numbers are compared as they are written', () => {
  const { origin } = tree(1)
  const number = (raw: string) => ({ kind: 'number' as const, value: 1, raw, origin })
  expect(sameTree(number('1'), number('1.0'))).toBe(false)
})

test('a text is no comment, and a comment is found wherever it stands', () => {
  expect(commentsOf('{"a": "// no /* no */", /* b\n  c */ "d": 1 // e\n}', 'json')).toEqual([
    '/* b c */',
    '// e'
  ])
  expect(commentsOf('# a\nb: "# no" # c\nd: |  # e\n  # no\nf: x#no\n', 'yaml')).toEqual([
    '# a',
    '# c',
    '# e'
  ])
})
