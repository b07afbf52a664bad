import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decodings } from '../../src/gate/reading.ts'
import { runsOf } from '../sample.ts'

/** Characters of one to four bytes. */
const letters = fc.constantFrom(...'aZ09 !~-üßж語€', '😀', '\u{1f512}')
const texts = fc.array(letters, { minLength: 8, maxLength: 24 }).map(all => all.join(''))
const ascii = fc.stringMatching(/^[ -~]{8,24}$/)
/** What stands before by chance, so that the run does not begin where the encoding does. */
const before = fc.constantFrom('', 'x', 'K/', 'a-7')

function decoded(run: string): readonly string[] {
  return decodings(`${run} aB`).flatMap(one => one.texts)
}

function expectDecoded(prefix: string, bytes: Buffer, text: string): void {
  for (const form of ['base64', 'base64url'] as const) {
    const run = `${prefix}${bytes.toString(form).replaceAll('=', '')}`
    // a run of one kind of letters counts as a word
    if (!/[a-z]/.test(run) || !/[A-Z]/.test(run)) continue
    expect(decoded(run).some(one => one.includes(text))).toBe(true)
  }
}

describe('base64 is decoded wherever it begins in a run', () => {
  test('UTF-8', () => {
    fc.assert(
      fc.property(before, texts, (prefix, text) => expectDecoded(prefix, Buffer.from(text), text)),
      { numRuns: runsOf({ few: 200, all: 5000 }) }
    )
  })

  test('text among other bytes', () => {
    fc.assert(
      fc.property(before, fc.uint8Array({ maxLength: 9 }), texts, (prefix, noise, text) => {
        expectDecoded(prefix, Buffer.concat([noise, Buffer.from(`\n${text}\n`), noise]), text)
      }),
      { numRuns: runsOf({ few: 200, all: 5000 }) }
    )
  })

  test('UTF-16', () => {
    fc.assert(
      fc.property(before, ascii, (prefix, text) => expectDecoded(prefix, Buffer.from(text, 'utf16le'), text)),
      { numRuns: runsOf({ few: 200, all: 5000 }) }
    )
  })
})

test('what is no text gives nothing: a pointer, a name, random bytes', () => {
  expect(decoded('/containerDefinitions/0/environment/17/value')).toEqual([])
  expect(decoded('TaskDefinitionOfTheWorkerService')).toEqual([])
  expect(decoded(Buffer.from('f3a1c9d4887fe2b1909fe7c8aaf1', 'hex').toString('base64'))).toEqual([])
})
