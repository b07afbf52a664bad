import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { KnownTexts, mergeSpans } from '../../src/gate/known-texts.ts'
import { runsOf } from '../sample.ts'

function knowing(...texts: readonly string[]): KnownTexts {
  const known = new KnownTexts()
  for (const text of texts) known.add(text)
  return known
}

/** What the long way finds: every known text at every place. */
function naive(texts: readonly string[], text: string): readonly boolean[] {
  const covered = Array.from(text, () => false)
  for (const one of texts) {
    for (let at = text.indexOf(one); one !== '' && at >= 0; at = text.indexOf(one, at + 1)) {
      covered.fill(true, at, at + one.length)
    }
  }
  return covered
}

function covered(known: KnownTexts, text: string): readonly boolean[] {
  const found = Array.from(text, () => false)
  for (const { start, end } of known.spansIn(text)) found.fill(true, start, end)
  return found
}

describe('KnownTexts', () => {
  test('finds what the long way finds, texts of all lengths, one within another, side by side', () => {
    // two letters, so that beginnings are shared and texts overlap
    const word = fc.stringMatching(/^[ab]{8,70}$/)
    const part = fc.oneof(word, fc.stringMatching(/^[abc ]{0,12}$/))
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), fc.array(part, { maxLength: 8 }), (texts, parts) => {
        const text = `${[...parts, ...texts].join('')} and the end of it, which no text has`
        const known = covered(knowing(...texts), text)
        for (const [at, isCovered] of naive(texts, text).entries())
          if (isCovered) expect(known[at]).toBe(true)
      }),
      { numRuns: runsOf({ few: 200, all: 5000 }) }
    )
  })

  test('finds nothing where no piece of a text stands', () => {
    const known = knowing('correct-horse-battery', 'x'.repeat(100))
    expect(known.spansIn('a correct horse, a battery, xxxx and nothing else')).toEqual([])
    expect(new KnownTexts().spansIn('anything at all')).toEqual([])
  })

  test('finds pieces of a long text, and what the end or dots cut off', () => {
    const long = Array.from({ length: 30 }, (_, index) => `part${index}`).join('-')
    const known = knowing(long)
    const [span] = known.spansIn(`begin ${long.slice(32, 96)} and more of it`)
    expect(span).toEqual({ start: 6, end: 70 })
    expect(known.spansIn(`cut off: ${long.slice(0, 16)}`)).toEqual([{ start: 9, end: 25 }])
    expect(known.spansIn(`cut off: ${long.slice(0, 16)}… (and more)`)).toEqual([{ start: 9, end: 25 }])
    expect(known.spansIn(`cut off: ${long.slice(0, 15)}`)).toEqual([])
    expect(knowing('0123456789abcdef').spansIn('cut off: 01234567')).toEqual([{ start: 9, end: 17 }])
    // a word that ends a text is a word; one before dots has been cut off
    expect(knowing('concourse1').spansIn('in concourse')).toEqual([])
    expect(knowing('concourse1').spansIn('in concourse…')).toEqual([{ start: 3, end: 12 }])
  })

  test('takes further texts after the first look', () => {
    const known = knowing('first-known-text')
    expect(known.spansIn('a second-known-text here')).toEqual([])
    known.add('second-known-text')
    expect(known.spansIn('a second-known-text here')).toEqual([{ start: 2, end: 19 }])
  })

  test('short texts are not looked for', () => {
    expect(knowing('short').spansIn('a short text')).toEqual([])
  })
})

test('mergeSpans joins what touches', () => {
  expect(
    mergeSpans([
      { start: 5, end: 9 },
      { start: 0, end: 3 },
      { start: 3, end: 4 },
      { start: 6, end: 7 }
    ])
  ).toEqual([
    { start: 0, end: 4 },
    { start: 5, end: 9 }
  ])
})
