import { describe, expect, test } from '@jest/globals'
import { isWholeRepository, matchesPath } from '../../../src/check/exceptions/coverage.ts'

describe('matchesPath', () => {
  test.each<[string, string, boolean]>([
    ['deploy/app.json', 'deploy/app.json', true],
    ['deploy/app.json', 'deploy/app.jsonc', false],
    ['deploy/[a].json', 'deploy/a.json', false],
    ['deploy/*.json', 'deploy/app.json', true],
    ['deploy/*.json', 'deploy/old/app.json', false],
    ['*.json', 'app.json', true],
    ['deploy/**', 'deploy/a/b.json', true],
    ['deploy/**', 'deployed/b.json', false],
    ['**/app.json', 'app.json', true],
    ['**/app.json', 'a/b/app.json', true],
    ['a/**/z.json', 'a/z.json', true],
    ['a/**/z.json', 'a/b/c/z.json', true],
    ['a/**/z.json', 'b/a/z.json', false],
    ['a?p.json', 'app.json', true],
    ['a?.json', 'app.json', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b*', 'xxbxxaxx', false],
    ['**', 'a/b/c', true]
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected)
  })
})

describe('isWholeRepository', () => {
  test.each<[string, boolean]>([
    ['**', true],
    ['**/*.json', true],
    ['*', true],
    ['*.y?ml', false],
    ['deploy/**', false],
    ['**/app.json', false],
    ['a.json', false]
  ])('%s: %s', (pattern, expected) => {
    expect(isWholeRepository(pattern)).toBe(expected)
  })
})
