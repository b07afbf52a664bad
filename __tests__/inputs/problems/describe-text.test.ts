import { expect, test } from '@jest/globals'
import { describeText } from '../../../src/inputs/problems/describe-text.ts'
import { Maker } from '../../detector/made.ts'

test.each(['deploi', 'us-west2', 'Produktion', 'TRUE', 'eu_central_1', '10min', '0', 'web:12', '{a}'])(
  'a typo is quoted, unless it has characters that names do not have: %s',
  text => {
    expect(describeText(text)).toBe(text === '{a}' ? 'a value of 3 characters' : `"${text}"`)
  }
)

test('what could be random is not quoted: a password in the field of a mode', () => {
  const maker = new Maker(5)
  for (const length of [12, 16, 20, 24]) {
    const text = `k7${maker.alnum(length - 2)}`
    expect(describeText(text)).toBe(`a value of ${length} characters`)
  }
})
