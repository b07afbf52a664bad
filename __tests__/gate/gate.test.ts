import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Gate } from '../../src/gate/gate.ts'
import { runsOf } from '../sample.ts'
import { encodings, listed, remains } from './encodings.ts'

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

  test.each(remains)('%s', (_, encode) => {
    const value = ['Zr7-harbor', 'Mist_42x9'].join('')
    const shown = knowing('another-known-value', value).shown(`driver: ${encode(value)} failed`)
    expect(shown.replaceAll(/[^A-Za-z0-9*]/g, '')).toMatch(/^driver\*{3,6}failed$/)
  })

  test.each([
    '[truncated]',
    ' [truncated]',
    '<truncated>',
    ' (truncated)',
    '(+24 more)',
    ' [24 more bytes]',
    '[...]',
    '[…]'
  ])('its beginning before words that say so: %s', said => {
    const value = ['Kd7fQ2x9Zr', '4Tn8Wb3Lm6', 'Pv1Hs5Gj0Yc'].join('')
    expect(knowing(value).shown(`a ${value.slice(0, 10)}${said} b`)).toBe(`a ***${said} b`)
    expect(knowing(value).shown(`a ${value.slice(5, 17)}${said} b`)).toBe(`a ***${said} b`)
  })

  test('a random part of it, where a program cut it off without a word', () => {
    const value = ['Kd7fQ2x9Zr', '4Tn8Wb3Lm6', 'Pv1Hs5Gj0Yc'].join('')
    for (const [from, to] of [
      [0, 14],
      [0, -3],
      [2, undefined],
      [7, 22],
      [-14, undefined]
    ] as const)
      expect(knowing(value).shown(`got (${value.slice(from, to)}) here`)).toBe('got (***) here')
    expect(knowing(value).shown(`got (${value.slice(7, 15)}) here`)).toContain(value.slice(7, 15))
    // what a URL or a name shares with others
    const url = `postgres://app:${value}@shop.c9akciq32abc.us-west-2.rds.amazonaws.com:5432/app`
    const host = 'no route to shop.c9akciq32abc.us-west-2.rds.amazonaws.com today'
    expect(knowing(url, value).shown(host)).toBe(host)
    expect(knowing('production-of-shop-eu').shown('in production-of-shop-us')).toBe(
      'in production-of-shop-us'
    )
  })

  test('a number with other characters between its digits, and letters in either form of Unicode', () => {
    const number = ['5810', '6517', '7710', '5290'].join('')
    for (const between of [' ', '-', ' | ', '\n> '])
      expect(knowing(number).shown(`a ${number.replace(/.{4}(?!$)/g, `$&${between}`)} b`)).toBe('a *** b')
    expect(knowing('4711-0815').shown('47 11 08 15')).toBe('47 11 08 15')
    const value = 'pä4Zr7ßharborñMist42x9'
    expect(knowing(value).shown(`a ${value.normalize('NFD')} b`)).toBe('a *** b')
    expect(knowing(value.normalize('NFD')).shown(`a ${value} b`)).toBe('a *** b')
  })

  test('random letters without a digit, with other characters between them', () => {
    const value = ['NwWiqLi', 'XGAFzQv'].join('')
    for (const written of [
      [...value].join('.'),
      [...value].join(' '),
      value.toLowerCase(),
      value.replace(/.{4}/g, '$&-')
    ])
      expect(knowing(value).shown(`a ${written} b`)).toMatch(/^a \*\*\*-? ?b$|^a \*\*\*b$/)
    // words are none
    expect(knowing('ordersServiceName').shown('the orders service name')).toBe('the orders service name')
  })

  test.each([
    ['FEEDMEPLEASE', 'password=FEED\nMEPLEASE'],
    ['FEEDMEPLEASE', 'password=FEED%4DEPLEASE'],
    ['4711-0815', 'pin=4711-\n0815'],
    ['101"dalmatians"', 'DOMAIN\\101\\"dalmatians\\"']
  ])('what looks like quoted-printable or octal may be the value itself: %s', (value, text) => {
    expect(knowing(value).shown(`run: ${text} now`)).toMatch(/^run: [\w\\]+=?\*\*\* now$/)
  })

  test.each(listed)('%s, in a text from outside', (_, encode) => {
    const value = ['Zr7-harbor', 'Mist_42x9'].join('')
    const shown = knowing('another-known-value', value).external(`driver: ${encode(value)} failed`)
    expect(shown.replaceAll(/[^A-Za-z0-9*]/g, '')).toMatch(/^driver\*{3,6}failed$/)
  })

  test('a backslash of the value before a color is no escape of it', () => {
    const colored = ['K00\\', 'b[".', '`!#z0'].join('\u001b[1;31m')
    expect(knowing(String.raw`K00\b[".`.concat('`!#z0')).shown(`run: ${colored} now`)).toBe('run: *** now')
  })

  test('a backslash of the value before spaces is found as an entity', () => {
    const value = ['K00 \\', '  ü@]+++ ,#z0'].join('')
    const written = value.replace(/[^A-Za-z0-9 ]/g, one => `&#${one.charCodeAt(0)};`)
    expect(knowing(value).shown(`run: ${written} now`)).toBe('run: *** now')
  })

  test('a color among spaces does not divide them', () => {
    expect(knowing('K0*A$*   %,z0').shown('run: K0*A$*  \u001b[1;31m %,z0 now')).toBe('run: *** now')
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

  test.each(['…', '...', ' … '])('any part of a long one beside an ellipsis: %s', dots => {
    const value = ['Kd7fQ2x9Zr', '4Tn8Wb3Lm6', 'Pv1Hs5Gj0Yc'].join('')
    const around = (from: number, to: number) => `a ${value.slice(0, from)}${dots}${value.slice(to)} b`
    expect(knowing(value).shown(around(12, 20))).toBe(`a ***${dots}*** b`)
    expect(knowing(value).shown(`a ${value.slice(5, 20)}${dots}b`)).toBe(`a ***${dots}b`)
    expect(knowing(value).shown(`a${dots}${value.slice(5, 20)} b`)).toBe(`a${dots}*** b`)
    expect(knowing(value).shown(`a ${value.slice(5, 12)}${dots}b`)).toBe(`a ${value.slice(5, 12)}${dots}b`)
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
