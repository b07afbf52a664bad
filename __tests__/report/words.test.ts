import { expect, test } from '@jest/globals'
import { auditToText } from '../../src/report/audit/audit.ts'
import type { Report } from '../../src/report/report.ts'
import { targetToText } from '../../src/report/run-sections.ts'
import { reportToHtml, reportToMarkdown } from '../../src/report/summary.ts'
import { tasksInWords } from '../../src/rollout/status-words.ts'
import { textOf } from './page-text.ts'
import { NOTHING_FOUND, OUTCOMES } from './reports.ts'
import { aPlan, aReport, aResult, aTimeline } from './rollouts.ts'

/** What a reader sees of a report: the page and the summary. */
const shown = (report: Report) => [textOf(reportToHtml(report, { now: 0 })), reportToMarkdown(report)]

test.each(OUTCOMES)('%s is words for a reader, not the value of an output', outcome => {
  const milestones = [
    { at: 0, what: 'updated', text: 'service updated' },
    { at: 60_000, what: 'failing', text: 'known to fail' },
    { at: 60_000, what: 'ended', text: outcome }
  ] as const
  const services = ['web', 'api']
  const report = aReport({
    services,
    results: services.map(service => aResult({ service, outcome })),
    timelines: services.map(service => aTimeline({ service, milestones })),
    plan: aPlan(services)
  })
  for (const text of shown(report)) {
    expect(text).not.toMatch(/rolled-back|timed-out|not-started/)
    // a failure that is known only at the end is not a moment of its own
    expect(text).not.toContain('known to fail')
  }
})

test.each([
  [0, 1, '0 of 1 task'],
  [2, 2, '2 of 2 tasks'],
  [2, 1, '2 tasks, 1 desired'],
  [1, 0, '1 task, 0 desired']
])('%d running of %d: %s', (running, desired, words) => {
  expect(tasksInWords({ running, desired })).toBe(words)
})

test('one revision that is being deleted is one revision', () => {
  const of = (beingDeleted: number) => auditToText({ ...NOTHING_FOUND, beingDeleted }).join('\n')
  expect(of(1)).toContain('revisions that ECS is deleting and that were not described: 1')
})

test('an account and an identity that AWS has not told are told once', () => {
  const place = { region: 'us-west-2', clusters: ['demo'] }
  expect(targetToText([place])).toEqual([
    'Account not known, Region us-west-2, cluster demo, identity not known'
  ])
  expect(targetToText([{ ...place, account: '123456789012' }])).toEqual([
    'Account 123456789012, Region us-west-2, cluster demo, identity not known'
  ])
})
