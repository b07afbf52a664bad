import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Gate } from '../../../src/report/gate/gate.ts'
import { runsOf } from '../../sample.ts'
import { encodings } from './encodings.ts'

/** A value with the characters that encodings treat in their own ways. */
const values = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9 !"#$%&'()*+,./:;<=>?@[\\\]^_`{|}~ü-]{9,60}$/), fc.nat(9))
  .map(([text, digit]) => `K${digit}${text.trim()}z${digit}`)
  .filter(value => value.length >= 12)
const around = fc.constantFrom('', ' ', '"', 'exec: "app --x=', 'a sentence, and then: ', '(', 'x\n')

function knowing(...known: readonly string[]): Gate {
  const gate = new Gate()
  gate.know(known)
  return gate
}

describe('a known value is blanked', () => {
  test.each(encodings)('%s', (_, encode) => {
    fc.assert(
      fc.property(values, around, around, (value, before, after) => {
        const written = encode(value)
        const shown = knowing('another-known-value', value).shown(`${before}${written}${after}`)
        expect(shown).toContain('***')
        // what is left is shorter than what a value is worth
        expect(shown.length).toBeLessThan(before.length + after.length + 12)
      }),
      { numRuns: runsOf({ few: 40, all: 2000 }) }
    )
  })

  test.each(['', '[truncated]', ' (truncated)', '(+24 more)', '[...]', '…', '...', ')'])(
    'its beginning, where a program cut it off: %s',
    said => {
      const value = ['Kd7fQ2x9Zr', '4Tn8Wb3Lm6', 'Pv1Hs5Gj0Yc'].join('')
      for (const length of [10, 14, 28])
        expect(knowing(value).shown(`a ${value.slice(0, length)}${said} b`)).toBe(`a ***${said} b`)
      const beginning = value.slice(0, 7)
      expect(knowing(value).shown(`a ${beginning}${said} b`)).toContain(beginning)
    }
  )

  test('what a URL or a name shares with others is no beginning of one', () => {
    const url = 'postgres://app:Kd7fQ2x9Zr4T@shop.c9akciq32abc.us-west-2.rds.amazonaws.com:5432/app'
    const host = 'no route to postgres://app in shop.c9akciq32abc.us-west-2.rds.amazonaws.com'
    expect(knowing(url).shown(host)).toBe(host)
    const name = 'in production-of-shop-us'
    expect(knowing('production-of-shop-eu').shown(name)).toBe(name)
  })

  test('words in a form, where nothing else is escaped', () => {
    expect(knowing('Kd7fQ2x9Zr is the one').shown('q=Kd7fQ2x9Zr+is+the+one&r=1')).toBe('q=***&r=1')
  })

  test('words of it are no value', () => {
    const gate = knowing('orders-service-x', 'web-2031-app')
    for (const text of ['the Orders Service X', 'web 2031 and app', 'ORDERS…', 'app-web-203', 'a... web-20'])
      expect(gate.shown(text)).toBe(text)
  })

  test('within another one, beside another one, and short ones stay', () => {
    const gate = knowing('abcdefgh', 'abcdefghij', 'line1\n"line2"', 'short')
    expect(gate.shown('abcdefghij abcdefgh short')).toBe('*** *** short')
    expect(gate.shown(JSON.stringify({ a: 'line1\n"line2"' }))).toBe('{"a":"***"}')
  })

  test('a part of it, where a text was cut off', () => {
    const value = ['Qx81', 'mmTz', '0pLw', 'Yy7k'].join('')
    expect(knowing(value).shown(`failed: ${value.slice(0, 11)}`)).toBe('failed: ***')
    expect(knowing(value).shown(`failed: ${value.slice(0, 11)}... (request id: 1)`)).toBe(
      'failed: ***... (request id: 1)'
    )
  })
})

test('a text without a known value stays as it is, whatever stands in it', () => {
  const gate = knowing(['Qx81', 'mmTz', '0pLw'].join(''))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...PLAIN)), text => {
      expect(gate.shown(text)).toBe(text)
    }),
    { numRuns: runsOf({ few: 300, all: 5000 }) }
  )
})

const PLAIN = [
  '(service web) has started 1 tasks: (task 0123456789abcdef0123456789abcdef).',
  'arn:aws:secretsmanager:us-west-2:123456789012:secret:ops/db-AbCdEf:password::',
  'a path C:\\new\\table, 100%25 done, &amp; more,\r\n  and a second line'
]

describe('data', () => {
  const gate = knowing('secret/by-name', 'known-value')

  test('is cleaned in every text and key; words of ours stay', () => {
    const data = {
      rule: 'secret/by-name',
      name: 'secret/by-name',
      list: [['known-value']],
      'a known-value': 1
    }
    expect(gate.cleared(data)).toEqual({ rule: 'secret/by-name', name: '***', list: [['***']], 'a ***': 1 })
    expect(gate.cleared(new Map([['known-value', { kind: 'Known known-value' }]]))).toEqual(
      new Map([['***', { kind: 'Known ***' }]])
    )
  })

  test('is cleaned before it is rendered', () => {
    const shown = gate.write({ text: 'a known-value' }, ({ text }) =>
      JSON.stringify(text.replaceAll('-', '_'))
    )
    expect(shown).toBe('"a ***"')
  })

  test('is cleaned again when more is known', () => {
    const data = { text: 'a later-known-text' }
    expect(gate.cleared(data)).toEqual(data)
    gate.know(['later-known-text'])
    expect(gate.cleared(data)).toEqual({ text: 'a ***' })
  })
})

test('a fingerprint is compared by programs, and stays what it is', () => {
  const digits = '54a3c37d4c14a4af'
  const gate = knowing(digits)
  expect(gate.cleared({ fingerprint: digits })).toEqual({ fingerprint: digits })
  expect(gate.cleared({ name: digits })).toEqual({ name: '***' })
})

test('a name of the run that is also a weak password stays in the members that name things', () => {
  const gate = knowing('keycloak1')
  const data = { service: 'keycloak1', files: ['keycloak1'], message: 'keycloak1 was refused' }
  expect(gate.cleared(data)).toEqual({ ...data, message: '*** was refused' })
  const token = ['gh', 'p_', 'Xk29bQ7zLm41Tn83Vc65Rw0pYs2dHj4gFq8u'].join('')
  expect(gate.cleared({ service: `web-${token}` })).toEqual({ service: 'web-***' })
})

test('a password that equals a name of the run hides neither the name nor a path or an ARN with it, and is masked elsewhere', () => {
  const name = ['trade', 'stream'].join('-')
  const data = {
    service: name,
    key: name,
    cluster: name,
    family: name,
    files: [`deploy/${name}.json`],
    taskDefinitionArn: `arn:aws:ecs:us-west-2:123456789012:task-definition/${name}:3`,
    renderedFiles: [`out/${name}.json`]
  }
  const reason = `login with ${name} failed`
  expect(knowing(name).cleared({ ...data, reason })).toEqual({ ...data, reason: 'login with *** failed' })
})

test('the bytes of a known value, one by one, are hidden nowhere: the threat model says why', () => {
  const value = ['maria', 'db', 'root9'].join('-')
  const bytes = [...Buffer.from(value)].join(' ')
  for (const text of [`got [${bytes}]`, `<Buffer ${Buffer.from(value).toString('hex')}>`]) {
    expect(knowing(value).external(text)).toBe(text)
    expect(knowing(value).shown(text)).toBe(text)
  }
})
