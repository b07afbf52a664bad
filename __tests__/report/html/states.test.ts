import { describe, expect, test } from '@jest/globals'
import { annotationsOf } from '../../../src/report/annotations.ts'
import { reportToHtml } from '../../../src/report/html/page.ts'
import { permissionCells } from '../../../src/report/permissions.ts'
import type { Report } from '../../../src/report/report.ts'
import { reportToMarkdown } from '../../../src/report/summary.ts'
import { visible } from '../../../src/report/text.ts'
import { EXTREMES, longNames } from '../../browser/extremes.ts'
import { aFinding } from '../findings.ts'
import { aDiagnosis, aPlan, aReport, aResult, aTimeline } from '../rollouts.ts'
import { sectionOf, textOf } from './page-text.ts'

const START = Date.parse('2026-11-24T17:03:12Z')

/** The text of a part of the page of a run. */
const partOf = (report: Report, id: string) =>
  sectionOf(reportToHtml(report, { sources: new Map(), now: START + 600_000 }), id)

const sample = (seconds: number, old: number, running = 0) => ({
  ...{ at: START + seconds * 1000, desired: 2, running, pending: 0, old, failed: 0 }
})

function timedOut(samples: readonly ReturnType<typeof sample>[]): Report {
  return aReport({
    services: ['web', 'worker'],
    results: [aResult({ outcome: 'timed-out' }), aResult({ service: 'worker' })],
    timelines: [{ ...aTimeline(), samples }],
    plan: aPlan(['web'])
  })
}

describe('a run that died', () => {
  const died = EXTREMES['onlyUnknown'] as Report

  test('is not said to have left alone what it may have changed', () => {
    expect(partOf(died, 'now')).toContain(
      '? web unknown the run ended without an outcome number of tasks unknown'
    )
    const page = reportToHtml(died, { sources: new Map(), now: START }).replace(/<script[\s\S]*/, '')
    expect(page).not.toMatch(/not touched|not-started|Nothing is down|not started/)
    expect(page).toMatch(/Unknown: whether any task of web, worker is running/)
  })

  test('asks first how far its services are', () => {
    expect(partOf(died, 'next')).toMatch(/status --service web,worker --cluster demo --aws-region us-west-2/)
  })
})

describe('a service without tasks', () => {
  const down = timedOut([sample(0, 2), sample(10, 0), sample(40, 0), sample(60, 0)])

  test('runs nothing, on the page and in the summary', () => {
    expect(partOf(down, 'now')).toContain(
      'web nothing , requested: web:8 timed out, 2 min 5 s 0 of 2 tasks running'
    )
    expect(reportToMarkdown(down)).toContain('nothing, requested: <code>web&#58;8</code>')
  })

  test('for how long is said above the picture', () => {
    expect(partOf(down, 'tasks')).toContain('No task, old or new, ran for 50 s of 1 min (2 desired).')
  })
})

test('a service that had no task for a while is up, and that is said', () => {
  const gap = [sample(0, 2), sample(10, 0), sample(50, 0, 2), sample(60, 0, 2)]
  const timelines = [{ ...aTimeline(), samples: gap }]
  const report = aReport({ services: ['web'], results: [aResult()], timelines })
  expect(reportToHtml(report, { sources: new Map(), now: START })).toContain(
    'every service has its desired number of tasks. During this run, no task ran of web for 40 s.'
  )
})

describe('what was not read to its end', () => {
  const notVerified = { outcome: 'failed', isUnverified: true, isOngoing: true } as const
  const report = aReport({
    services: ['web', 'late'],
    results: [aResult(notVerified), aResult({ service: 'late', outcome: 'requested', isOngoing: true })],
    timelines: [{ ...aTimeline(), samples: [sample(0, 2), sample(10, 2)] }, aTimeline({ service: 'late' })],
    plan: aPlan(['web', 'late'])
  })
  const head = reportToHtml(report, { sources: new Map(), now: START }).replace(/<script[\s\S]*/, '')

  test('is not counted as failed, and an update that was only requested not as done', () => {
    const tiles = textOf(head).replace(/\s+/g, ' ')
    expect(tiles).toContain('1 of 2 services could not be verified: web (not verified).')
    expect(tiles).toContain('1 requested, not waited for 1 not verified')
    expect(tiles).not.toMatch(/1 failed|1 on the requested revision/)
  })

  test('has the time when its tasks were last read', () => {
    const now = partOf(report, 'now')
    expect(now).toContain('? web web:7 , requested: web:8 not verified')
    expect(now).toContain('last read at 17:03:22 UTC: 2 of 2 tasks running')
    expect(now).toContain('… late unknown , requested: late:8 requested, not waited for')
    expect(reportToMarkdown(report)).toContain('requested, not waited for')
  })
})

test('the legend of the tasks has what is in the pictures, and what shows nothing is not drawn', () => {
  const legend = partOf(timedOut([sample(0, 2), sample(60, 2)]), 'tasks')
  expect(legend).toMatch(/^Tasks over time running, other deployments desired web/)
  expect(partOf(timedOut([sample(0, 0), sample(60, 0, 2)]), 'tasks')).toBe('')
})

test('two commands are open, the others folded', () => {
  const next = partOf(timedOut([]), 'next')
  const [open = '', folded = ''] = next.split(/\d more/)
  expect(open.match(/npx /g)).toHaveLength(2)
  expect(open).toContain('Run the same command again')
  expect(folded.match(/npx /g)).toHaveLength(1)
})

test('a cancelled run says so, and asks first how far ECS is', () => {
  const report = aReport({ results: [aResult({ outcome: 'cancelled' })] })
  expect(partOf(report, 'why')).toMatch(/^What was cancelled/)
  expect(partOf(report, 'next')).toMatch(
    /^What to do next Still in progress: web\. Check the status: npx ecs-sealed-deploy status/
  )
})

test('a deployment at its pause is continued; there is nothing to fix or to push', () => {
  const report = aReport({
    results: [aResult({ outcome: 'timed-out', paused: { hookIds: ['x'] } })],
    diagnoses: [aDiagnosis({ stops: [] })]
  })
  const next = partOf(report, 'next')
  expect(next).toMatch(/^What to do next Continue the paused deployment: npx ecs-sealed-deploy continue/)
  expect(next).not.toMatch(/Find out why|push it|again/)
})

test('a thing that several checks are about is named once in a row of permissions', () => {
  const row = {
    holder: { kind: 'nobody' as const },
    check: 'image' as const,
    what: 'demo/web:2',
    verdict: 'allowed' as const,
    why: 'it exists'
  }
  expect(permissionCells([row, row] as never).map(({ on }) => on)).toEqual([['demo/web:2']])
})

test('counts that the verdict says are not said again', () => {
  const report = {
    ...aReport({ files: ['deploy/app.json'], findings: [aFinding()] }),
    mode: 'check' as const
  }
  expect(reportToMarkdown(report).match(/1 error in 1 file/g)).toHaveLength(1)
})

test('stopped tasks are counted in the same words on the page, in the summary and in an annotation', () => {
  const report = (count: number) => {
    const stops = [{ count, reason: 'Essential container in task exited', exits: [] }]
    return aReport({ results: [aResult({ outcome: 'failed' })], diagnoses: [aDiagnosis({ stops })] })
  }
  for (const [count, words] of [
    [1, '1 task stopped: Essential container'],
    [4, '4 tasks stopped: Essential container']
  ] as const) {
    expect(partOf(report(count), 'why')).toContain(words)
    expect(reportToMarkdown(report(count))).toContain(words)
    expect(annotationsOf(report(count))[0]?.message).toContain(words)
  }
})

test('what a diagnosis could not read is said once, in its own words', () => {
  const notVerified = ['Not verified: no permission for logs:GetLogEvents.']
  const report = aReport({
    results: [aResult({ outcome: 'failed' })],
    diagnoses: [aDiagnosis({ notVerified })]
  })
  expect(partOf(report, 'why').match(/Not verified/g)).toHaveLength(1)
  expect(reportToMarkdown(report).match(/Not verified/g)).toHaveLength(1)
})

test('the color of a tile is that of the word for the same outcome', () => {
  for (const outcome of ['failed', 'rolled-back', 'timed-out', 'superseded', 'cancelled'] as const) {
    const page = reportToHtml(aReport({ results: [aResult({ outcome })] }), {
      sources: new Map(),
      now: START
    })
    expect([outcome, /<b class="(\w+)">1<\/b>/.exec(page)?.[1]]).toEqual([outcome, 'bad'])
  }
})

test('the diagram of the rollouts speaks of red only where one failed', () => {
  const summary = (outcome: 'succeeded' | 'failed') =>
    reportToMarkdown(aReport({ results: [aResult({ outcome }), aResult({ service: 'api' })] }))
  expect(summary('failed')).toContain('in your time zone; failed ones are red:')
  expect(summary('succeeded')).toContain('in your time zone:')
})

test('the joiner of an emoji stays; one that hides in a name is written out', () => {
  expect(visible('👩\u200d🚒 👩🏽\u200d🚒')).toBe('👩\u200d🚒 👩🏽\u200d🚒')
  expect(visible('ad\u200dmin \u200d🚒 👩\u200d')).toBe('ad\\u{200d}min \\u{200d}🚒 👩\\u{200d}')
})

test('500 services with names of 255 characters: below 5 MB and 1 MiB, and what failed leads', () => {
  const report = longNames(500)
  expect(reportToHtml(report, { sources: new Map(), now: START }).length).toBeLessThan(5_000_000)
  const summary = reportToMarkdown(report)
  expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576)
  expect(/service&#45;7&#45;|service-7-/.exec(summary)?.index).toBeLessThan(1_000)
})

test.each(Object.entries(EXTREMES).filter(([name]) => name.startsWith('empty-')))(
  'a run in which nothing has happened has a verdict, and no section without content: %s',
  (_, report) => {
    const page = reportToHtml(report, { sources: new Map(), now: START }).replace(/<script[\s\S]*/, '')
    const [, verdict = ''] = /<h1>([\s\S]*?)<\/h1>/.exec(page) ?? []
    expect(textOf(verdict)).toMatch(/^[✓✗] \w+/)
    expect(page).not.toMatch(/<section|<ul[^>]*><\/ul>|undefined|NaN/)
  }
)
