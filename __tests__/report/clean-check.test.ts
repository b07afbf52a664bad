import { expect, test } from '@jest/globals'
import { cleanSentence } from '../../src/report/check/clean-check.ts'
import { emptyReport, type Report } from '../../src/report/report.ts'
import { judgeReport } from '../../src/report/verdict.ts'

const clean: Report = { ...emptyReport('check'), files: ['a.json', 'b.json'], services: ['a'] }

test.each([
  ['two files', clean],
  ['one file', { ...clean, files: ['a.json'] }],
  ['no file', { ...clean, files: [] }]
])('a clean check of %s says what the judgment says', (_, report) => {
  expect(judgeReport(report)).toMatchObject({ kind: 'good', sentence: cleanSentence(report) })
})

const problem = { code: 'x', fault: 'user', message: 'x' } as const

test.each<[string, Partial<Report>]>([
  ['a finding', { findings: [{} as Report['findings'][number]] }],
  ['an excepted finding', { excepted: [{} as Report['excepted'][number]] }],
  ['a problem', { problems: [problem] }],
  ['a remark', { remarks: [{ message: 'x' }] }],
  ['a file that was not read', { unscanned: [{ file: 'a', line: 1, reason: 'x' }] }],
  ['another mode', { mode: 'render' }]
])('%s is for the judgment', (_, more) => {
  expect(cleanSentence({ ...clean, ...more })).toBeUndefined()
})
