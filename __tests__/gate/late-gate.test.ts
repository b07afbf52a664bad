import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Gate } from '../../src/gate/gate.ts'
import { LateGate } from '../../src/gate/late-gate.ts'

const literal = ['Sup3r', 'Secret', 'Pw99'].join('')
const token = `ghp_${'aB3dE6gH9j'.repeat(4)}`.slice(0, 40)

describe('the gate that is loaded late', () => {
  test('lets through what can hold no credential, without having been asked', () => {
    const gate = new LateGate()
    const data = { files: ['deploy/web-task-definition.json'], count: 8, problems: [], done: true }
    expect(gate.write(data, clean => clean)).toBe(data)
    expect(gate.shown('8 files checked')).toBe('8 files checked')
  })

  test.each([token, `postgres://app:${literal}@db`, 'a\tb c d e', { a: [new Map()] }])(
    'refuses %j until it is ready',
    async data => {
      const gate = new LateGate()
      expect(() => gate.cleared<unknown>(data)).toThrow('before it was ready')
      await gate.ready(data)
      expect(gate.cleared<unknown>(data)).toEqual(new Gate().cleared<unknown>(data))
    }
  )

  test.each([
    ['a value that it knows', (gate: LateGate) => gate.know([literal])],
    ['a text that it learns', (gate: LateGate) => gate.learn(`password=${literal}`)],
    ['a definition that it learns', (gate: LateGate) => gate.learn({ DB_PASSWORD: literal })]
  ])('blanks %s, however plain the rest is', async (_, tell) => {
    const gate = new LateGate()
    tell(gate)
    expect(() => gate.shown('plain')).toThrow('before it was ready')
    await gate.ready('plain')
    expect(gate.shown(`got ${literal}`)).toBe(`got ${'***'}`)
  })

  test('knows what it was told, however many wait for it at once', async () => {
    const gate = new LateGate()
    gate.know([literal])
    await Promise.all([gate.ready(), gate.ready(), gate.ready()])
    expect(gate.shown(`got ${literal}`)).toBe('got ***')
  })

  test('says what the gate says, whatever the text', async () => {
    const piece = fc.oneof(
      fc.constantFrom(token, literal, 'deploy/web.json', ' ', '@', '://', ':', '%20', '\n', 'app', '…'),
      fc.string({ maxLength: 12 })
    )
    const text = fc.array(piece, { maxLength: 6 }).map(parts => parts.join(''))
    await fc.assert(
      fc.asyncProperty(text, async given => {
        const gate = new LateGate()
        await gate.ready([given])
        expect(gate.shown(given)).toBe(new Gate().shown(given))
      }),
      { numRuns: 400 }
    )
  })
})
