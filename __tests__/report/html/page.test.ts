import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { Gate } from '../../../src/gate/gate.ts'
import { reportToHtml } from '../../../src/report/html/page.ts'
import type { Report } from '../../../src/report/report.ts'
import { runToJson } from '../../../src/report/run-json.ts'
import type { TaskSample } from '../../../src/rollout/outcome.ts'
import { HOSTILE_TEXTS } from '../../browser/hostile.ts'
import { aFinding } from '../findings.ts'
import { aDiagnosis, aPlan, aReport, aResult, aTimeline } from '../rollouts.ts'
import { textOf } from './page-text.ts'

const NOW = Date.parse('2026-11-24T17:10:00Z')
const START = Date.parse('2026-11-24T17:03:12Z')

function pageOf(report: Report, sources: ReadonlyMap<string, string> = new Map()): string {
  return reportToHtml(report, { sources, now: NOW })
}

function sample(seconds: number, given: Partial<TaskSample>): TaskSample {
  return { at: START + seconds * 1000, desired: 2, running: 0, pending: 0, old: 2, failed: 0, ...given }
}

/** A service that failed and was rolled back, with what its polls saw. */
function failed(
  samples: readonly TaskSample[],
  outcome: 'rolled-back' | 'failed' | 'timed-out' = 'rolled-back'
): Report {
  return aReport({
    services: ['web'],
    results: [aResult({ outcome, reason: 'It was rolled back.' })],
    timelines: [
      { ...aTimeline(), samples, decision: { what: 'failed', at: START + 40_000, seenAt: START + 43_000 } }
    ],
    diagnoses: [
      aDiagnosis({ logs: [{ container: 'app', task: 'abc', lines: ['fine', 'FATAL: no database'] }] })
    ],
    plan: aPlan(['web'])
  })
}

describe('the page', () => {
  test('has a policy that allows no script, and its own style sheet by its hash', () => {
    const page = pageOf(aReport({ results: [aResult()] }))
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri`
    )
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).not.toMatch(/\sstyle=|\son\w+=|src=|@import|url\(/)
  })

  test.each(HOSTILE_TEXTS)('%j stands in it as text only', text => {
    const report = aReport({
      services: [text],
      results: [aResult({ service: text, outcome: 'failed', reason: text })],
      diagnoses: [aDiagnosis({ service: text, logs: [{ container: text, task: text, lines: [text] }] })],
      findings: [aFinding({ name: text, message: text, hint: text })],
      remarks: [{ message: text }]
    })
    const page = pageOf(report)
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page.match(/<\/script/g)).toHaveLength(1)
    expect(page.match(/<\/?(?:img|base|style|iframe)\b/g)).toEqual(['<style', '</style'])
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
    const [, data = ''] = /id="report-data">([\s\S]*?)<\/script>/.exec(page) ?? []
    expect(JSON.parse(data)).toEqual(JSON.parse(runToJson(report)))
  })

  test('what the gate knows is in none of it, however it is escaped', () => {
    const value = ['s3cr<t', '&"quoted"', "'value'"].join('')
    const gate = new Gate()
    gate.know([value])
    const report = failed([sample(0, {}), sample(9, {})])
    const dirty = {
      ...report,
      results: [aResult({ outcome: 'failed', reason: `No ${value}.` })],
      diagnoses: [aDiagnosis({ logs: [{ container: 'app', task: 'abc', lines: [`tried ${value}`] }] })]
    }
    const page = gate.write(dirty, clean => pageOf(clean))
    expect(textOf(page)).toContain('tried ***')
    expect(page).not.toMatch(/s3cr|quoted/)
  })

  test('data that is too long is left out, which is said', () => {
    const reason = 'x'.repeat(6_000_000)
    const page = pageOf(aReport({ results: [aResult({ reason })] }))
    expect(page).not.toContain('<script')
    expect(page).toContain('too long for this page')
    expect(page.length).toBeLessThan(100_000)
  })
})

describe('whether anything is down', () => {
  const last = (given: Partial<TaskSample>) => textOf(pageOf(failed([sample(0, {}), sample(50, given)])))

  test('nothing, where every poll saw as many tasks as are wanted', () => {
    expect(last({})).toContain(
      'Nothing is down: every service has its desired number of tasks and had it at every poll'
    )
    expect(last({})).toContain('The old tasks never dipped: at least 2 ran at every poll (2 desired).')
  })

  test('a dip that is over is not called a calm run', () => {
    const text = textOf(pageOf(failed([sample(0, {}), sample(20, { old: 1 }), sample(50, {})])))
    expect(text).toContain('Nothing is down: every service has its desired number of tasks.')
    expect(text).toContain('At least 1 task, old or new, ran at every poll (2 desired).')
  })

  test('too few and none are said, with the numbers', () => {
    expect(last({ old: 1 })).toContain('Fewer tasks than desired: web (1 of 2).')
    expect(last({ old: 0 })).toContain('Down: no task of web is running.')
  })

  test('without a poll nobody knows, and nothing is said of what was not touched', () => {
    const { samples: _, ...timeline } = failed([]).timelines[0] as Report['timelines'][0]
    const text = textOf(pageOf({ ...failed([]), timelines: [timeline] }))
    expect(text).toContain('Unknown: whether any task of web is running.')
    const results = [aResult({ outcome: 'not-started', reason: 'Not started.' })]
    expect(textOf(pageOf(aReport({ results })))).not.toMatch(/Nothing is down|Unknown: whether/)
  })
})

describe('what runs now', () => {
  const now = (report: Report) =>
    /What runs now (.*?) (?:Timeline of|The plan|The data of)/.exec(textOf(pageOf(report)))?.[1]

  test('the revision before after a rollback, with the one that was wanted beside it', () => {
    expect(now(failed([sample(0, {}), sample(50, {})]))).toContain('web:7 , requested: web:8 rolled back')
  })

  test('both, where tasks of both run after a failure; none that is not known', () => {
    expect(now(failed([sample(0, {}), sample(50, { running: 1 })], 'timed-out'))).toContain('web:7 and web:8')
    expect(now(aReport({ results: [aResult({ outcome: 'superseded' })] }))).toContain('web unknown')
  })
})

test('500 services: those that failed lead every section, the rest is folded, and the page stays below 4 MB', () => {
  const services = Array.from({ length: 500 }, (_, index) => `service-${index}`)
  const samples = Array.from({ length: 240 }, (_, index) => sample(index * 5, { running: index % 3 }))
  const page = pageOf(
    aReport({
      services,
      results: services.map((service, index) =>
        aResult({ service, outcome: index % 200 === 7 ? 'failed' : 'succeeded' })
      ),
      timelines: services.map(service => ({ ...aTimeline({ service }), samples })),
      diagnoses: services.map(service => aDiagnosis({ service })),
      plan: aPlan(services)
    })
  )
  expect(page.length).toBeLessThan(4_000_000)
  for (const id of ['now', 'when', 'tasks']) {
    const part = textOf(page.split(`id="${id}"`)[1] ?? '')
    const first = [...part.matchAll(/service-\d+/g)].slice(0, 20).map(([name]) => name)
    expect(first[0]).toBe('service-7')
    expect(first).toEqual(expect.arrayContaining(['service-207', 'service-407']))
    expect(page.split(`id="${id}"`)[1]).toMatch(/<summary>\d+ more \w+<\/summary>/)
  }
})

describe('what to do now', () => {
  const commands = (report: Report) =>
    [...pageOf(report).matchAll(/<pre class="command"[^>]*>(.*?)<\/pre>/gs)].map(([, text = '']) =>
      textOf(text)
    )

  test('a failure that was left: roll it back; what was not rolled back is never proposed twice', () => {
    const results = [aResult({ outcome: 'failed' }), aResult({ service: 'api' })]
    expect(commands(aReport({ results })).slice(0, 3)).toEqual([
      'npx ecs-sealed-deploy rollback --service web --cluster demo --aws-region us-west-2',
      'npx ecs-sealed-deploy status --service web,api --cluster demo --aws-region us-west-2',
      'npx ecs-sealed-deploy rollback --service api --cluster demo --aws-region us-west-2'
    ])
  })

  test('names are one word of a shell each', () => {
    const results = [aResult({ service: "a'; rm -rf / #", outcome: 'failed' })]
    expect(commands(aReport({ results }))[0]).toBe(
      "npx ecs-sealed-deploy rollback --service 'a'\\''; rm -rf / #' --cluster demo --aws-region us-west-2"
    )
  })

  test('a pause is continued, each cluster by a command of its own', () => {
    const paused = { hookIds: ['x'] }
    const results = [
      aResult({ paused, isOngoing: true }),
      aResult({ cluster: 'other', paused, isOngoing: true })
    ]
    expect(commands(aReport({ results })).slice(0, 2)).toEqual([
      'npx ecs-sealed-deploy continue --service web --cluster demo --aws-region us-west-2',
      'npx ecs-sealed-deploy continue --service web --cluster other --aws-region us-west-2'
    ])
  })

  test('after findings: check again and migrate, with the files', () => {
    const report: Report = { ...aReport(), mode: 'check', findings: [aFinding({ file: '-a b.json' })] }
    expect(commands(report)[0]).toBe("npx ecs-sealed-deploy check './-a b.json'")
  })
})

describe('findings', () => {
  test('stand by file, with the line and every value blanked; advice that differs in the name is given once', () => {
    const value = ['Winter', '2031'].join('')
    const text = `{\n  "environment": [\n      { "name": "DB_PASSWORD", "value": "${value}" }]}`
    const column = (text.split('\n')[2] ?? '').indexOf(`"${value}`) + 1
    const place = { file: 'a.json', line: 3, column, endLine: 3, endColumn: column + value.length + 2 }
    const hint = (name: string) => `Write {"name": "${name}"} instead.`
    const findings = ['DB_PASSWORD', 'API_KEY'].map(name =>
      aFinding({ name, file: 'a.json', place, hint: hint(name) })
    )
    const run = { repository: 'o/r', filesUrl: 'https://github.com/o/r/blob/abc' }
    const page = pageOf({ ...aReport({ findings, run }), mode: 'check' }, new Map([['a.json', text]]))
    expect(textOf(page)).toContain('DB_PASSWORD , API_KEY Write {"name": "NAME"} instead.')
    expect(page).toContain('href="https://github.com/o/r/blob/abc/a.json#L3"')
    expect(textOf(page)).toContain('3 | { "name": "DB_PASSWORD", "value": "•••" }')
    expect(page).not.toContain(value)
  })
})
