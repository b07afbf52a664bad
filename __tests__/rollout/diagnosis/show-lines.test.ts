import { expect, test } from '@jest/globals'
import { lineHoldsCredential } from '../../../src/detector/judge-line.ts'
import { showLines } from '../../../src/rollout/diagnosis/logs.ts'
import { Maker } from '../../detector/made.ts'

const guard = { mask: (text: string) => text, holdsCredential: lineHoldsCredential }
const HIDDEN = '[not shown: this line could hold a credential]'
const made = new Maker(11)

test('the last 50 lines, 10,000 characters at most, the newest ones', () => {
  const many = Array.from({ length: 200 }, (_, index) => `line ${index}`)
  expect(showLines(many, guard)).toEqual(many.slice(150))
  const long = Array.from({ length: 60 }, (_, index) => `${index} ${'word '.repeat(150)}`)
  const shown = showLines(long, guard)
  expect(shown.join('\n').length).toBeLessThanOrEqual(10_000)
  expect(shown.at(-1)).toMatch(/^59 /)
  expect(shown.length).toBe(13)
})

test('one very long line is cut, a message of several lines is split', () => {
  const [cut = ''] = showLines(['word '.repeat(390)], guard)
  expect(cut).toHaveLength(1002)
  expect(showLines(['one\ntwo\r\nthree\u2028four'], guard)).toEqual(['one', 'two', 'three', 'four'])
})

test('no control character, color or direction mark survives', () => {
  expect(showLines(['\u001b[31mred\u001b[0m\u0007 a\tb\u202ec\u0000'], guard)).toEqual(['red a bc'])
})

test('a control character in the middle does not hide a credential', () => {
  const value = made.alnum(12)
  const split = `password=${value.slice(0, 3)}\u0000${value.slice(3)}`
  expect(showLines([split, `pass\u200bword=${value}`, `pass\u001b[1mword=${value}`], guard)).toEqual([
    HIDDEN,
    HIDDEN,
    HIDDEN
  ])
})

test('known values are blanked, whatever the line looks like', () => {
  const mask = (text: string) => text.replaceAll('Straße 7', '***')
  expect(showLines(['living in Straße 7'], { ...guard, mask })).toEqual(['living in ***'])
})

test('a private key hides all its lines, also where the window begins in its middle', () => {
  const body = [made.alnum(64), 'short', 'tail=']
  const begin = `-----BEGIN RSA ${'PRIVATE'} KEY-----`
  const end = `-----END RSA ${'PRIVATE'} KEY-----`
  expect(showLines(['before', begin, ...body, end, 'after'], guard)).toEqual([
    'before',
    ...Array.from({ length: 5 }, () => HIDDEN),
    'after'
  ])
  expect(showLines([...body, end, 'after'], guard)).toEqual([HIDDEN, HIDDEN, HIDDEN, HIDDEN, 'after'])
})
