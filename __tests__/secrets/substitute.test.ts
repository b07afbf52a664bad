import { expect, test } from '@jest/globals'
import { fromJson, type ObjectNode, toJson } from '../../src/files/document/tree.ts'
import { substituteReferences } from '../../src/secrets/collect.ts'

const origin = { kind: 'input', input: 'secrets' } as const

test('replaces by place, and keeps origins', () => {
  const root = fromJson({ a: [{ 'b/~': 'x' }, 'x'], c: { d: 'x' } }, origin) as ObjectNode
  const result = substituteReferences(root, new Map([['/a/0/b~1~0', 'y']]))
  expect(toJson(result)).toEqual({ a: [{ 'b/~': 'y' }, 'x'], c: { d: 'x' } })
  expect(result.members[0]?.value.origin).toBe(origin)
  expect(toJson(root)).toEqual({ a: [{ 'b/~': 'x' }, 'x'], c: { d: 'x' } })
})

test('one node that stands in two places is replaced in one of them only', () => {
  const shared = { kind: 'string', value: 'x', origin } as const
  const member = (key: string) => ({ key, keyOrigin: origin, value: shared })
  const root: ObjectNode = { kind: 'object', origin, members: [member('valueFrom'), member('value')] }
  expect(toJson(substituteReferences(root, new Map([['/valueFrom', 'y']])))).toEqual({
    valueFrom: 'y',
    value: 'x'
  })
})

test('of a key that is written twice the last one is replaced, and both stay', () => {
  const member = (value: string) => ({
    key: 'k',
    keyOrigin: origin,
    value: { kind: 'string', value, origin } as const
  })
  const root: ObjectNode = { kind: 'object', origin, members: [member('one'), member('two')] }
  const result = substituteReferences(root, new Map([['/k', 'new']]))
  expect(result.members.map(({ value }) => toJson(value))).toEqual(['one', 'new'])
})
