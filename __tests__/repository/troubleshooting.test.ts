import { describe, expect, test } from '@jest/globals'
import { outcomes, problemCodes, readExplained } from './troubleshooting.ts'

const explained = readExplained()

describe('the pages', () => {
  test('explain every problem code of src/ once, and no code that src/ does not have', () => {
    const inSource = problemCodes()
    expect(inSource.size).toBeGreaterThan(80)
    expect([...inSource].filter(code => !explained.codes.includes(code))).toEqual([])
    expect(explained.codes.filter(code => !inSource.has(code))).toEqual([])
    expect(explained.codes.filter((code, index) => explained.codes.indexOf(code) !== index)).toEqual([])
  })

  test('explain every outcome once, and no other', () => {
    expect(explained.outcomes.toSorted()).toEqual(outcomes().toSorted())
  })

  test('have a text for each', () => {
    expect(explained.unexplained).toEqual([])
  })
})
