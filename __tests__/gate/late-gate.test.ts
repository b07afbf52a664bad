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
    expect(gate.shown('plain')).toBe('plain')
    await gate.ready(`got ${literal}`)
    expect(gate.shown(`got ${literal}`)).toBe(`got ${'***'}`)
  })

  test.each([
    ['AWS_SECRET_ACCESS_KEY', `/${literal}${'aB3dE6gH9j'.repeat(3)}`.slice(0, 40), (value: string) => value],
    ['DATABASE_URL', `postgres://app:${literal}@x@db/app`, () => `${literal}@x`]
  ])('knows the credential of the variable %s', async (name, value, secretOf) => {
    const gate = new LateGate()
    gate.knowJob({ variables: [[name, value]], texts: [] })
    await gate.ready()
    expect(gate.shown(`got ${secretOf(value)} there`)).toBe('got *** there')
  })

  test('knows what it was told, however many wait for it at once', async () => {
    const gate = new LateGate()
    gate.know([literal])
    await Promise.all([gate.ready(), gate.ready(), gate.ready()])
    expect(gate.shown(`got ${literal}`)).toBe('got ***')
  })

  test('masks what it knows in plain texts before it can judge others', async () => {
    const gate = new LateGate()
    gate.know(['hunter two'])
    await gate.ready('plain')
    expect(gate.write({ a: 'got hunter two, hunter+two' }, ({ a }) => a)).toBe('got ***, ***')
    gate.know(['winter three'])
    expect(gate.shown('winter three')).toBe('***')
    expect(() => gate.shown(token)).toThrow('before it was ready')
    gate.learn(`password=${literal}`)
    expect(() => gate.shown('plain')).toThrow('before it was ready')
    await gate.ready('plain')
    expect(gate.shown(`hunter two, ${token}, ${literal}`)).toBe('***, ***, ***')
  })

  test('says what the gate says that knows the same values, whatever the text', async () => {
    const values = ['hunter two', literal, 'aaaabbbb', 'path/to/x', Buffer.from('hunter two').toString('hex')]
    const encoded = values.flatMap(value => {
      const bytes = Buffer.from(value)
      return [
        value,
        value.slice(0, 9),
        bytes.toString('base64'),
        bytes.toString('hex'),
        encodeURIComponent(value)
      ]
    })
    const piece = fc.oneof(
      fc.constantFrom(token, ...encoded, 'deploy/web.json', ' ', '"', '@', '://', ':', '\n', 'app'),
      fc.string({ maxLength: 6 })
    )
    const text = fc.array(piece, { maxLength: 6 }).map(parts => parts.join(''))
    await fc.assert(
      fc.asyncProperty(text, fc.subarray(values), async (given, known) => {
        const [gate, whole] = [new LateGate(), new Gate()]
        for (const one of [gate, whole]) one.know(known)
        await gate.ready([given])
        expect(gate.shown(given)).toBe(whole.shown(given))
      }),
      { numRuns: 1_000 }
    )
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
