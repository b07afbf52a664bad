import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { outcomes, problemCodes, readAllEntries } from './troubleshooting.ts'

const entries = readAllEntries()
const headings = entries.flatMap(entry => entry.headings)

describe('the pages', () => {
  test('hold the messages; the index only lists them', () => {
    expect(readFileSync('docs/troubleshooting.md', 'utf8')).not.toMatch(/^#+ `/m)
    expect(headings.length).toBeGreaterThan(200)
  })

  test('have an entry for every problem code of src/, and none for a code that src/ does not have', () => {
    const inPages = new Set(entries.flatMap(({ codes }) => codes))
    const inSource = problemCodes()
    expect(inSource.size).toBeGreaterThan(80)
    expect([...inSource].filter(code => !inPages.has(code))).toEqual([])
    expect([...inPages].filter(code => !inSource.has(code))).toEqual([])
  })

  test('have an entry for every outcome, and no other', () => {
    const inPages = entries.flatMap(entry => entry.outcomes)
    expect(inPages).toHaveLength(outcomes().length)
    expect(new Set(inPages)).toEqual(new Set(outcomes()))
  })

  test('say something about every message, and have each once', () => {
    expect(entries.filter(({ text }) => text.length < 20)).toEqual([])
    expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([])
  })
})
