import { expect, test } from '@jest/globals'
import type { JsonObject } from '../../src/json.ts'
import { mergeAudits } from '../../src/organization/merge-audits.ts'
import { mergeChecks } from '../../src/organization/merge-checks.ts'
import { mergeResults } from '../../src/organization/merge-results.ts'
import { readRun } from '../../src/organization/read-run.ts'

const file = (document: JsonObject) => ({ file: 'acme/web.json', read: { text: JSON.stringify(document) } })

const CHECK = {
  version: 1,
  files: ['a.json'],
  findings: [],
  unscanned: [],
  problems: [],
  remarks: [],
  exitCode: 0
}

test.each<[string, JsonObject, string]>([
  ['a whole check', {}, 'clean'],
  ['no file', { files: [] }, 'unknown'],
  ['a file that was not read whole', { unscanned: [{ file: 'b.json', line: 1, reason: 'x' }] }, 'unknown'],
  [
    'findings, and a problem that says that there is no task definition',
    {
      findings: [{ level: 'warning', rule: 'r', file: 'a.json', line: 1 }],
      problems: [{ code: 'no-task-definitions', message: 'm' }],
      exitCode: 2
    },
    'unknown'
  ],
  [
    'a finding of a level that is not known',
    { findings: [{ level: 'fatal', rule: 'r', file: 'a.json' }] },
    'findings'
  ]
])('a check of %s', (_, more, verdict) => {
  expect(mergeChecks([file({ ...CHECK, ...more })], [], 0).repositories).toMatchObject([{ verdict }])
})

const run = (document: JsonObject) => {
  const { file: name, read } = file(document)
  return readRun(name, read, ['audit', 'deploy'])
}
const RUN = {
  version: 1,
  target: [{ account: '1'.repeat(12), region: 'eu-west-1', clusters: [] }],
  problems: [],
  exitCode: 0
}

test('an audit without its list of services is not clean', () => {
  const lists = { exposedRevisions: [], notVerified: [], rotate: [] }
  const audit = { version: 1, clusters: ['c'], verdict: 'clean', services: [], ...lists }
  const of = (own: JsonObject) =>
    mergeAudits({ runs: [run({ ...RUN, mode: 'audit', audit: own })], expected: [], now: 0 }).verdict
  expect([of(audit), of({ version: 1, verdict: 'clean', ...lists })]).toEqual(['clean', 'unknown'])
})

test('a run with a problem is not wholly successful, whatever its services say', () => {
  const results = [{ service: 'web', cluster: 'c', outcome: 'succeeded' }]
  const of = (more: JsonObject) =>
    mergeResults([run({ ...RUN, mode: 'deploy', results, ...more })], [], 0).verdict
  expect([of({}), of({ problems: [{ message: 'm' }] })]).toEqual(['succeeded', 'unknown'])
})

test('a later success of a service does not repair a document that leaves something out', () => {
  const of = (earlier: readonly (JsonObject | null)[]) => {
    const ended = (outcome: string, minute: number) => ({
      ...{ service: 'web', cluster: 'c', outcome, reason: 'r' },
      finishedAt: `2026-11-24T10:0${minute}:00Z`
    })
    const documents = [
      { ...RUN, mode: 'deploy', exitCode: 1, results: [ended('failed', 1), ...earlier] },
      { ...RUN, mode: 'deploy', results: [ended('succeeded', 2)] }
    ]
    return mergeResults(documents.map(run), [], 0).verdict
  }
  expect([of([]), of([null])]).toEqual(['succeeded', 'unknown'])
})
