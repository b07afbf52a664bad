import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'

type Listing = ReadonlyMap<string, string>

const { differencesOf, listingOf } = (await import(resolve('scripts/build/listing.mjs'))) as {
  differencesOf: (there: Listing, given: Listing) => readonly string[]
  listingOf: (folder: string) => Listing
}

const base = mkdtempSync(join(tmpdir(), 'dist-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

let count = 0
/** A dist/ with two files, changed by `change`. */
function dist(change: (path: (name: string) => string) => void = () => {}) {
  const folder = join(base, String(count++))
  mkdirSync(folder)
  const path = (name: string) => join(folder, name)
  writeFileSync(path('index.js'), 'a', { mode: 0o755 })
  writeFileSync(path('1.index.js'), 'b', { mode: 0o644 })
  change(path)
  return listingOf(folder)
}

describe('dist/ is compared with a fresh build', () => {
  test('what the sources give is green', () => {
    expect(differencesOf(dist(), dist())).toEqual([])
    expect(dist(path => chmodSync(path('1.index.js'), 0o664))).toEqual(dist())
  })

  test.each<[string, Parameters<typeof dist>[0], string]>([
    ['a file too many', path => writeFileSync(path('evil.js'), ''), 'dist/evil.js does not come'],
    ['a hidden one', path => writeFileSync(path('.evil'), ''), 'dist/.evil does not come'],
    [
      'one in a folder',
      path => {
        mkdirSync(path('a'))
        writeFileSync(path('a/b.js'), '')
      },
      'dist/a/b.js does not come'
    ],
    ['a link', path => symlinkSync('index.js', path('link.js')), 'dist/link.js does not come'],
    ['another byte', path => writeFileSync(path('1.index.js'), 'c'), 'dist/1.index.js is not what'],
    ['a mode', path => chmodSync(path('index.js'), 0o644), 'dist/index.js is not what'],
    ['one too few', path => rmSync(path('1.index.js')), 'dist/1.index.js is missing']
  ])('%s is red', (_, change, line) => {
    expect(differencesOf(dist(change), dist())).toEqual([expect.stringContaining(line)])
  })
})
