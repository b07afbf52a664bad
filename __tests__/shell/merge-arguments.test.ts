import { expect, test } from '@jest/globals'
import { mergeArguments } from '../../src/shell/commands/merge-arguments.ts'

test.each([
  ['audit merge a.json', 'merge audit a.json'],
  ['audit --json merge a.json', 'merge audit --json a.json'],
  ['--json audit merge a.json', 'merge audit --json a.json'],
  ['results --format json merge a.json', 'merge results --format json a.json'],
  ['check --json true merge a.json', 'merge check --json true a.json'],
  ['audit --json a.json merge', 'merge audit --json a.json'],
  ['audit --cluster demo merge a.json', 'merge audit --cluster demo a.json'],
  ['audit --purge merge a.json', 'merge audit --purge a.json'],
  ['--compare-values audit merge a.json', 'merge audit --compare-values a.json'],
  ['audit --purge true merge a.json', 'merge audit --purge true a.json'],
  ['check a.json merge', undefined],
  ['check -- merge', undefined],
  ['audit --cluster merge', undefined],
  ['deploy merge', undefined],
  ['check --report-file merge', undefined]
])('%s is %s', (typed, merge) => {
  expect(mergeArguments(typed.split(' '))?.join(' ')).toBe(merge)
})
