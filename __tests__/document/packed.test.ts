import { expect, test } from '@jest/globals'
import { Packed, withPacked } from '../../src/document/packed.ts'
import { KnownGate } from '../../src/gate/known-gate.ts'

const whole: { readonly service: string; readonly list: readonly object[]; readonly note?: string } = {
  service: 'web',
  list: [
    { name: 'é ✓', value: 'desiredCount' },
    { name: '', value: 0 }
  ]
}

test('what is packed is read as it was, also if none of it is usual', () => {
  for (const value of [whole, [], {}, '', 'x'.repeat(10_000), { '"loadBalancers":[': null }])
    expect(new Packed(JSON.parse(JSON.stringify(value))).read()).toEqual(value)
})

test('packed members read as before, anew each time, and take part in copies and JSON', () => {
  const kept = withPacked(whole, ['list', 'note'])
  expect(kept).toEqual(whole)
  expect(kept.list).not.toBe(kept.list)
  expect(Object.keys(kept)).toEqual(['service', 'list'])
  expect(JSON.stringify(kept)).toBe(JSON.stringify(whole))
  const { list, ...rest } = { ...kept, service: 'api' }
  expect({ list, rest }).toEqual({ list: whole.list, rest: { service: 'api' } })
})

test('the gate masks what is in them, and leaves what is clean packed', () => {
  const value = ['h7Kq', 'Zw3pT9'].join('-')
  const [gate, kept] = [new KnownGate(), withPacked(whole, ['list'])]
  gate.know([value])
  expect(gate.cleared(kept)).toBe(kept)
  const cleared = gate.cleared(withPacked({ list: [{ value }] }, ['list']))
  expect(JSON.stringify(cleared)).not.toContain(value)
})
