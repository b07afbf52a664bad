import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ValueFinder } from '../../../../src/migration/run/find/value-finder.ts'

/** What the finder promises, value by value and form by form. */
function slowly(text: string, value: string): readonly (readonly [number, number])[] {
  if (value.length < 4) return []
  const base64 = value.length < 8 ? [] : [Buffer.from(value).toString('base64').replace(/=+$/, '')]
  const forms = [
    ...[value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value.toWellFormed())],
    ...base64
  ]
  const hits = [...new Set(forms)].flatMap(form => {
    const own: (readonly [number, number])[] = []
    for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + form.length)) {
      const end = start + form.length
      const isPiece = /\w/.test(text[start - 1] ?? '') || /\w/.test(text[end] ?? '')
      if (form.length >= 12 || !isPiece) own.push([start, end])
    }
    return own
  })
  return hits.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
}

const letters = (most: number) =>
  fc
    .array(fc.constantFrom('a', 'b', 'ab', '"', ' ', '\n', 'é', '\ud83d\ude00', '\ud83d', '%', '='), {
      maxLength: most
    })
    .map(all => all.join(''))

describe('ValueFinder', () => {
  test('finds what a search for each form of each value finds', () => {
    const worlds = fc.record({
      values: fc.array(letters(14), { maxLength: 8 }),
      rest: fc.array(letters(30), { maxLength: 8 }),
      picks: fc.array(fc.nat(7), { maxLength: 8 })
    })
    fc.assert(
      fc.property(worlds, ({ values, rest, picks }) => {
        const own = picks.flatMap(pick => values[pick] ?? [])
        const forms = own.flatMap(one => [
          one,
          encodeURIComponent(one.toWellFormed()),
          JSON.stringify(one),
          btoa(encodeURIComponent(one.toWellFormed()))
        ])
        const text = rest.map((part, index) => `${part}${forms[index] ?? ''}`).join('')
        const found = new ValueFinder(values).find(text)
        for (const value of values) {
          const hits = found.get(value)?.hits.map(({ start, end }) => [start, end]) ?? []
          expect(hits.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0))).toEqual(
            slowly(text, value)
          )
        }
      }),
      { numRuns: 3000 }
    )
  })

  test('a value with half of a character is searched for like any other', () => {
    const value = 'a\ud83db-c-d-e-f-g'
    expect(new ValueFinder([value]).find(`x ${value} y`).get(value)).toEqual({
      hits: [{ start: 2, end: 2 + value.length }],
      isMeant: true
    })
  })

  test('a value in another form is not there as it is', () => {
    const value = 'p"ssw-rd-1'
    const text = JSON.stringify({ a: value })
    expect(new ValueFinder([value]).find(text).get(value)).toMatchObject({ isMeant: false, hits: [{}] })
  })
})
