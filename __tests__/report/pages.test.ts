import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { annotationsOf } from '../../src/report/annotations.ts'
import { Gate } from '../../src/report/gate/gate.ts'
import { runToJson } from '../../src/report/outputs.ts'
import { emptyReport, type Report } from '../../src/report/report.ts'
import { reportToHtml, reportToMarkdown, SUMMARY_BYTES } from '../../src/report/summary.ts'
import { visible } from '../../src/report/text.ts'
import type { TaskSample } from '../../src/rollout/outcome.ts'
import { EXTREMES } from '../browser/extremes.ts'
import { HOSTILE_TEXTS } from '../browser/hostile.ts'
import { aFinding } from './findings.ts'
import { textOf } from './page-text.ts'
import { aDefinition, aDiagnosis, aPlan, aReport, aResult, aTimeline, HOSTILE } from './rollouts.ts'

// The step summary (Markdown) and the page (HTML) are made of the same sections.

const START = Date.parse('2026-11-24T17:03:12Z')
const NOW = START + 600_000
const htmlOf = (report: Report) => reportToHtml(report, { now: NOW })
const pageText = (report: Report) => textOf(htmlOf(report))
const names = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`)
const SERVICE_PAGE =
  'https://us-west-2.console.aws.amazon.com/ecs/v2/clusters/demo/services/web/deployments?region=us-west-2'

/** Whether every folded block, log and table row that begins also ends. */
function expectWhole(markdown: string): void {
  for (const tag of ['details', 'summary', 'pre', 'code', 'b'])
    expect({ tag, number: markdown.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0 }).toEqual({
      tag,
      number: markdown.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0
    })
  for (const line of markdown.split('\n').filter(text => text.startsWith('|'))) expect(line).toMatch(/\|$/)
  expect(markdown.isWellFormed()).toBe(true)
}

function sample(seconds: number, given: Partial<TaskSample> = {}): TaskSample {
  return { at: START + seconds * 1000, desired: 2, running: 0, pending: 0, old: 2, failed: 0, ...given }
}

/** A service that did not succeed, with what its polls saw. */
function failed(
  samples: readonly TaskSample[],
  outcome: 'rolled-back' | 'failed' | 'timed-out' = 'failed'
): Report {
  return aReport({
    services: ['web'],
    results: [aResult({ outcome, reason: 'It failed.' })],
    timelines: [{ ...aTimeline(), samples }],
    diagnoses: [
      aDiagnosis({ logs: [{ container: 'app', task: 'abc', lines: ['fine', 'FATAL: no database'] }] })
    ],
    plan: aPlan(['web'])
  })
}

describe('the story of a service', () => {
  test('that failed: verdict, what to do, outcome, why with its log open, timeline, what changed', () => {
    const report = aReport({
      results: [aResult({ outcome: 'rolled-back', reason: 'ECS rolled it back.' })],
      timelines: [aTimeline()],
      diagnoses: [aDiagnosis({ logs: [{ container: 'app', task: 'abc', lines: ['<b>no</b>', '', 'end'] }] })],
      plan: aPlan(['web'])
    })
    const markdown = reportToMarkdown(report)
    const lines = markdown.split('\n').filter(line => line !== '')
    const order = [
      '# ecs-sealed-deploy deploy',
      '❔ **Unknown: whether any task of web is running. When this run was planned, web ran 2 of 2 tasks of web:7.**',
      '## What to do next',
      '1. Fix the cause of the failure of web. The container ends at once.',
      '   <pre>npx ecs-sealed-deploy status --service web --cluster demo --aws-region us-west-2</pre>',
      '## Rollouts',
      `| ❌\u00a0[<code>web</code>](${SERVICE_PAGE}) | rolled back | <code>web&#58;7</code>, requested: <code>web&#58;8</code> | 2\u00a0min\u00a05\u00a0s | ECS rolled it back. |`,
      '<details open><summary>Why web was rolled back</summary>',
      `[deployments](${SERVICE_PAGE}) · [web:8](https://us-west-2.console.aws.amazon.com/ecs/v2/task-definitions/web/8/containers?region=us-west-2) · [logs /ecs/web](https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/$252Fecs$252Fweb)`,
      '- 3 tasks stopped: Essential container in task exited (app exited with 1)',
      '<details open><summary>Last 3 lines of container app, task abc</summary>',
      '<pre>&lt;b&gt;no&lt;/b&gt;',
      'end</pre>',
      '<details><summary>Last events</summary>',
      '- was unable to start tasks',
      '<details><summary>Timeline</summary>',
      '| 17:03:13 | +1 s | service updated |',
      '| 17:05:17 | +2 min 5 s | succeeded |',
      '- <code>&#126; containerDefinitions&#91;app&#93;.image</code>',
      '<details><summary>Plan</summary>'
    ]
    const at = order.map(line => lines.indexOf(line))
    expect(order.filter((_, index) => at[index] === -1)).toEqual([])
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expectWhole(markdown)
    const text = pageText(report)
    for (const said of ['Why web was rolled back', 'The container ends at once.', 'web:7 , requested: web:8'])
      expect(text).toContain(said)
  })

  test('that is good is folded, and needs nothing; failures come first', () => {
    const results = [
      aResult({ service: 'api', outcome: 'unchanged', reason: 'Runs it already.' }),
      aResult(),
      aResult({ service: 'bad', outcome: 'timed-out' })
    ]
    const good = reportToMarkdown(aReport({ results: results.slice(0, 2), timelines: [aTimeline()] }))
    expect(good).toContain('<details><summary>web&#58; timeline</summary>')
    expect(good).not.toContain('What to do next')
    const bad = aReport({ results })
    for (const text of [reportToMarkdown(bad), pageText(bad)]) {
      const [, table = ''] = text.split(/Rollouts/)
      expect(table.indexOf('bad')).toBeLessThan(table.indexOf('web'))
    }
  })

  test('services of one name in two regions keep their own timelines and plans', () => {
    const eu = { region: 'eu-west-1', cluster: 'demo' }
    const plan = aPlan(['web'])
    const [service] = plan.services as [(typeof plan.services)[0]]
    const ended = (text: string) => [{ at: 0, what: 'ended' as const, text }]
    const markdown = reportToMarkdown(
      aReport({
        results: [aResult({ outcome: 'failed' }), aResult({ ...eu, outcome: 'failed' })],
        timelines: [
          aTimeline({ ...eu, milestones: ended('in Europe') }),
          aTimeline({ milestones: ended('in America') })
        ],
        plan: {
          definitions: [
            ...plan.definitions,
            aDefinition({ id: 'eu', differences: [{ path: 'cpu', change: 'added' }] })
          ],
          services: [service, { ...service, site: eu, definitionId: 'eu' }]
        }
      })
    )
    const [, american = '', european = ''] = markdown.split('<summary>Why web failed')
    expect(american).toContain('in America')
    expect(american).toContain('.image')
    expect(european).toContain('in Europe')
    expect(european).toContain('- <code>+ cpu</code>')
  })

  test('a long timeline keeps its start and its end; a day and a time that are not known are left out', () => {
    const milestones = Array.from({ length: 100 }, (_, index) => ({
      ...{ at: index * 60_000, what: 'traffic' as const, text: `${index} %` }
    }))
    const rows = (given: readonly Report['timelines'][0]['milestones'][0][]) =>
      reportToMarkdown(aReport({ results: [aResult()], timelines: [aTimeline({ milestones: given })] }))
        .split('time (UTC)')[1]
        ?.split('\n')
        .filter(line => /^\| +(?:[\d… |])/.test(line)) ?? []
    expect(rows(milestones)).toHaveLength(25)
    expect(rows(milestones)[12]).toBe('|  |  | … 76 more |')
    expect(rows(milestones).at(-1)).toBe('| 01:39:00 | +1 h 39 min | 99 % |')
    const at = Date.parse('2026-11-24T23:59:30Z')
    const late = [
      { at, what: 'updated', text: 'service updated' },
      { at: at + 60_000, what: 'ended', text: 'timed-out' }
    ] as const
    expect(rows(late)).toEqual([
      '| 23:59:30 |  | service updated |',
      '| 2026-11-25 00:00:30 | +1 min | timed out |'
    ])
    expect(rows([{ at: Number.NaN, what: 'failing', text: 'x' }])).toEqual(['|  |  | x |'])
  })

  test('CodeDeploy deployments are linked', () => {
    expect(reportToMarkdown(aReport({ results: [aResult()], codeDeployIds: ['d-ABC', 'd-DEF'] }))).toContain(
      'CodeDeploy: [d-ABC](https://us-west-2.console.aws.amazon.com/codesuite/codedeploy/deployments/d-ABC?region=us-west-2), [d-DEF]('
    )
  })

  test('stopped tasks, and what could not be read, are in the same words everywhere, once', () => {
    for (const [count, words] of [
      [1, '1 task stopped: Essential container'],
      [4, '4 tasks stopped: Essential container']
    ] as const) {
      const stops = [{ count, reason: 'Essential container in task exited', exits: [] }]
      const notVerified = ['Not verified: no permission for logs:GetLogEvents.']
      const diagnoses = [aDiagnosis({ stops, notVerified })]
      const report = aReport({ results: [aResult({ outcome: 'failed' })], diagnoses })
      expect(annotationsOf(report)[0]?.message).toContain(words)
      for (const text of [reportToMarkdown(report), pageText(report)]) {
        expect(text).toContain(words)
        expect(text.match(/Not verified/g)).toHaveLength(1)
      }
    }
  })
})

test('a run that died does not say that it left alone what it may have changed', () => {
  const died = EXTREMES['onlyUnknown'] as Report
  for (const text of [pageText(died), reportToMarkdown(died)]) {
    expect(text).not.toMatch(/not touched|not-started|Every service runs|not started/)
    expect(text).toMatch(/Unknown: whether any task of web, worker is running/)
    expect(text).toMatch(/status --service web,worker --cluster demo --aws-region us-west-2/)
  }
})

describe('what runs now', () => {
  const now = (report: Report) =>
    reportToMarkdown(report)
      .split('\n')
      .find(line => line.startsWith('| ❌')) ?? ''

  test.each<[string, Report, string]>([
    [
      'after a rollback, the revision before',
      failed([sample(0)], 'rolled-back'),
      '<code>web&#58;7</code>, requested: <code>web&#58;8</code>'
    ],
    [
      'both, where tasks of both run',
      failed([sample(50, { running: 1 })], 'timed-out'),
      '<code>web&#58;7</code> and <code>web&#58;8</code>'
    ],
    ['nothing', failed([sample(50, { old: 0 })], 'timed-out'), 'nothing, requested: <code>web&#58;8</code>'],
    ['not known', aReport({ results: [aResult({ outcome: 'superseded' })] }), '| unknown, requested']
  ])('%s', (_, report, shown) => {
    expect(now(report)).toContain(shown)
  })

  test('what was not verified is not counted as failed, and what was only requested not as done', () => {
    const report = aReport({
      results: [
        aResult({ outcome: 'failed', isUnverified: true, isOngoing: true }),
        aResult({ service: 'late', outcome: 'requested', isOngoing: true })
      ]
    })
    const markdown = reportToMarkdown(report)
    expect(markdown).toContain('1 of 2 services could not be verified: web (not verified).')
    expect(markdown).toMatch(/❔\s\S*<code>web<\/code>\S* \| not verified/)
    expect(markdown).toMatch(/➖\s\S*<code>late<\/code>\S* \| requested, not waited for/)
  })
})

describe('findings', () => {
  const check = (findings: Report['findings'], more: Partial<Report> = {}) => ({
    ...aReport({ files: ['deploy/app.json'], findings, ...more }),
    mode: 'check' as const
  })
  const at = (file: string, line = 1) => ({ file, line, column: 1, endLine: line, endColumn: 2 })

  test('the files, the worst first, then each advice once; counts and what ends every message once', () => {
    const markdown = reportToMarkdown(
      check([
        aFinding({ level: 'warning', name: 'W', hint: 'Check.', file: 'b.json', place: at('b.json') }),
        ...['A_KEY', 'B_KEY'].map(name =>
          aFinding({
            name,
            message: `${name} is a key. Everyone can read it.`,
            hint: `Write {"name": "${name}"}.`
          })
        )
      ])
    )
    expect(markdown).toContain('<code>A&#95;KEY</code>, <code>B&#95;KEY</code>: Write {"name": "NAME"}.')
    expect(markdown.match(/Everyone can read it/g)).toHaveLength(1)
    expect(markdown).toContain('| B\\_KEY is a key. [<code>secret/by-name</code>](')
    expect(markdown.match(/2 errors and 1 warning in 2 files/g)).toHaveLength(1)
    expect(markdown.match(/run mode migrate/g)).toHaveLength(1)
    expect(markdown).toMatch(/\[false-positives\]\(https:\/\/\S+false-positives\S*\)/)
    const order = [
      '<b>deploy/app.json</b>&#58; 2 errors',
      '<b>b.json</b>&#58; 1 warning',
      'What to write instead'
    ]
    const places = order.map(text => markdown.indexOf(text))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })

  test('lines are linked where the files can be read', () => {
    const run = { repository: 'o/r', filesUrl: 'https://github.com/o/r/blob/abc' }
    const report = check([aFinding()], { run })
    expect(reportToMarkdown(report)).toContain(
      '| ❌\u00a0[3](https://github.com/o/r/blob/abc/deploy/app.json#L3) |'
    )
    expect(htmlOf(report)).toContain('href="https://github.com/o/r/blob/abc/deploy/app.json#L3"')
  })

  test('no name is markup', () => {
    const name = `</code><script>|[x](https://evil.example)\`*_@team${HOSTILE}`
    const markdown = reportToMarkdown(check([aFinding({ name, container: name, message: name })]))
    const row = markdown.split('\n').find(line => line.startsWith('| ❌')) ?? ''
    expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(5)
    expect(markdown).not.toMatch(/<script>|<\/code><|@team|https:\/\/evil|(?<!\\)\[x(?<!\\)\]/)
  })
})

test('which services a run for what changed has, and why; other runs say nothing of it', () => {
  const one = (key: string, isIncluded: boolean, reason: string) => ({
    key,
    service: `pf-${key}`,
    isIncluded,
    reason
  })
  const selection = [
    one('gen', false, 'nothing changed'),
    one('api', true, 'changed: api/<b>|x.py, docs/#1 @team')
  ]
  const report = aReport({ selection, mode: 'plan' })
  const markdown = reportToMarkdown(report)
  expect(markdown.indexOf('api (pf-api)')).toBeLessThan(markdown.indexOf('gen (pf-gen)'))
  expect(markdown).not.toMatch(/<b>|[^\\]\|x\.py|#1| @team/)
  expect(pageText(report)).toMatch(/What changed .*api \(pf-api\) in changed: api\/<b>\|x\.py/)
  expect(htmlOf(aReport({ mode: 'plan' }))).not.toContain('id="selection"')
})

describe('no text of others is markup', () => {
  const hostile = aReport({
    results: [
      aResult({ service: HOSTILE, outcome: 'failed', reason: HOSTILE, taskDefinitionArn: HOSTILE }),
      aResult({ service: `good ${HOSTILE}` })
    ],
    timelines: [
      aTimeline({ service: `good ${HOSTILE}` }),
      aTimeline({ service: HOSTILE, milestones: [{ at: 0, what: 'failing', text: HOSTILE }] })
    ],
    diagnoses: [
      aDiagnosis({
        ...{ service: HOSTILE, events: [HOSTILE], notVerified: [HOSTILE] },
        logs: [{ container: HOSTILE, task: HOSTILE, lines: [`</pre>${HOSTILE}`] }]
      })
    ],
    plan: aPlan([HOSTILE], { differences: [{ path: HOSTILE, change: 'added' }] }),
    codeDeployIds: [HOSTILE],
    problems: [{ code: 'c', fault: 'user', message: HOSTILE, hint: HOSTILE, service: HOSTILE }],
    remarks: [{ message: HOSTILE }],
    target: [{ region: HOSTILE, clusters: [HOSTILE], account: HOSTILE, identity: HOSTILE }],
    selection: [{ key: HOSTILE, service: HOSTILE, isIncluded: true, reason: HOSTILE }]
  } as Partial<Report>)

  test('in Markdown', () => {
    const markdown = reportToMarkdown(hostile)
    expect(markdown).not.toMatch(/<img|@everyone|(?<!\\)\]\(javascript|https:\/\/evil|^::|\u202e/m)
    expect(markdown.replaceAll(/\]\(https:\/\/us-west-2\.console[^)]*\)/g, '')).not.toMatch(/(?<!\\)\]\(/)
    expectWhole(markdown)
    const outcome = markdown.split('\n').find(line => line.startsWith('| ❌')) ?? ''
    expect(outcome.replaceAll('\\|', '').match(/\|/g)).toHaveLength(6)
  })

  test.each(HOSTILE_TEXTS)('in HTML: %j', text => {
    const report = aReport({
      services: [text],
      results: [aResult({ service: text, outcome: 'failed', reason: text })],
      diagnoses: [aDiagnosis({ service: text, logs: [{ container: text, task: text, lines: [text] }] })],
      findings: [aFinding({ name: text, message: text, hint: text })],
      remarks: [{ message: text }]
    })
    const page = htmlOf(report)
    expect([page.match(/<script/g)?.length, page.match(/<\/script/g)?.length]).toEqual([1, 1])
    expect(page.match(/<\/?(?:img|base|style|iframe)\b/g)).toEqual(['<style', '</style'])
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]|href="(?!https:)/)
    const [, data = ''] = /id="report-data">([\s\S]*?)<\/script>/.exec(page) ?? []
    expect(JSON.parse(data)).toEqual(JSON.parse(runToJson(report)))
  })

  test('the policy of the page allows no script, and its own style sheet by its hash', () => {
    const page = htmlOf(aReport({ results: [aResult()] }))
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri`)
    expect(page).not.toMatch(/\sstyle=|\son\w+=|src=|@import|url\(/)
  })

  test('what the gate knows is in none of it, however it is escaped', () => {
    const value = ['s3cr<t', '&"quoted"', "'value'"].join('')
    const gate = new Gate()
    gate.know([value])
    const dirty = {
      ...failed([sample(0)]),
      results: [aResult({ outcome: 'failed', reason: `No ${value}.` })],
      diagnoses: [aDiagnosis({ logs: [{ container: 'app', task: 'abc', lines: [`tried ${value}`] }] })]
    } as Report
    for (const shown of [gate.write(dirty, htmlOf), gate.write(dirty, clean => reportToMarkdown(clean))]) {
      expect(textOf(shown).replaceAll('\\', '')).toMatch(/tried (?:\*\*\*|&#42;&#42;&#42;)/)
      expect(shown).not.toMatch(/s3cr|quoted/)
    }
  })

  test('the joiner of an emoji stays; one that hides in a name is written out', () => {
    expect(visible('👩\u200d🚒 👩🏽\u200d🚒')).toBe('👩\u200d🚒 👩🏽\u200d🚒')
    expect(visible('ad\u200dmin \u200d🚒 👩\u200d')).toBe('ad\\u{200d}min \\u{200d}🚒 👩\\u{200d}')
  })
})

describe('what to do next', () => {
  const commands = (report: Report) =>
    [...htmlOf(report).matchAll(/<pre class="command"[^>]*>(.*?)<\/pre>/gs)].map(([, text = '']) =>
      textOf(text)
    )
  const flags = '--cluster demo --aws-region us-west-2'

  test.each<[string, readonly ReturnType<typeof aResult>[], readonly string[]]>([
    [
      'a failure that was left is rolled back',
      [aResult({ outcome: 'failed' }), aResult({ service: 'api' })],
      [`rollback --service web ${flags}`, `status --service web,api ${flags}`]
    ],
    [
      'names are one word of a shell',
      [aResult({ service: "a'; rm -rf / #", outcome: 'failed' })],
      [`rollback --service 'a'\\''; rm -rf / #' ${flags}`]
    ],
    [
      'a pause is continued, each cluster by a command of its own',
      [
        aResult({ paused: { hookIds: ['x'] }, isOngoing: true }),
        aResult({ cluster: 'other', paused: { hookIds: ['x'] }, isOngoing: true })
      ],
      [`continue --service web ${flags}`, 'continue --service web --cluster other --aws-region us-west-2']
    ]
  ])('%s', (_, results, expected) => {
    const shown = commands(aReport({ results })).slice(0, expected.length)
    expect(shown).toEqual(expected.map(command => `npx ecs-sealed-deploy ${command}`))
  })

  test('a deployment at its pause needs nothing fixed or pushed', () => {
    const results = [aResult({ outcome: 'timed-out', paused: { hookIds: ['x'] } })]
    const report = aReport({ results, diagnoses: [aDiagnosis({ stops: [] })] })
    expect(reportToMarkdown(report)).not.toMatch(/Find out why|push it|again/)
  })
})

describe('limits', () => {
  const all = names(500)
  const timelines = all.map(service => aTimeline({ service }))
  /** Some 6 KB of evidence a service. */
  const diagnoses = all.map(service =>
    aDiagnosis({
      service,
      events: Array.from({ length: 8 }, (_, index) => `event ${index} ${'é'.repeat(200)}`),
      logs: [{ container: 'app', task: 'abc', lines: Array.from({ length: 50 }, () => '<'.repeat(60)) }]
    })
  )
  const differences = Array.from({ length: 60 }, (_, index) => ({
    ...{ path: `containerDefinitions[app].environment[VARIABLE_${index}].value`, change: 'changed' as const }
  }))
  const plan = aPlan(all, { differences })

  test('500 services of which 3 failed: why is whole, and each has its row', () => {
    const results = all.map((service, index) =>
      aResult({ service, outcome: index % 200 === 7 ? 'failed' : 'succeeded' })
    )
    const report = aReport({ results, timelines, diagnoses, plan })
    const markdown = reportToMarkdown(report)
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(SUMMARY_BYTES)
    expect(markdown.match(/^\| [✅❌]\u00a0\[/gmu)).toHaveLength(500)
    for (const index of [7, 207, 407]) expect(markdown).toContain(`Why service-${index} failed`)
    expect(markdown).not.toContain('Why service-8 failed')
    expectWhole(markdown)
    expect(htmlOf(report).length).toBeLessThan(5_000_000)
  })

  test('500 failures: a row each, as many stories as there is room for, the rest counted', () => {
    const results = all.map(service => aResult({ service, outcome: 'failed', reason: 'x'.repeat(2000) }))
    const markdown = reportToMarkdown(aReport({ results, timelines, diagnoses, plan }))
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(SUMMARY_BYTES)
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(SUMMARY_BYTES / 2)
    expect(markdown.match(/^\| ❌\u00a0\[/gm)).toHaveLength(500)
    const told = markdown.match(/<summary>Why /g)?.length ?? 0
    expect(told).toBeGreaterThan(20)
    expect(markdown).toContain(`… and ${500 - told} more; all are in the output \`results\``)
    expectWhole(markdown)
  })

  test('everything too long at once, and 20,000 services', () => {
    const many = names(20_000)
    const long = 'é'.repeat(3000)
    const place = { file: 'c.yml', line: 1, column: 1, endLine: 1, endColumn: 2 }
    const report = aReport({
      results: many.map(service => aResult({ service, outcome: 'failed', reason: long })),
      ...{ timelines, diagnoses, plan },
      problems: many.map(service => ({ code: 'c', fault: 'cloud' as const, message: long, service })),
      remarks: many.map(() => ({ message: long })),
      findings: many.slice(0, 400).map(name => aFinding({ name, message: long })),
      excepted: many.slice(0, 200).map(name => ({ finding: aFinding({ name }), place, reason: '' })) as never
    })
    const markdown = reportToMarkdown(report)
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(SUMMARY_BYTES)
    expect(markdown).toMatch(/… and \d+ more; all are in the output `results`/)
    expect(markdown).toMatch(/- … and \d+ more in the log\./)
    expect(markdown).toMatch(/… and \d+ more; all are in the output `findings`\./)
    expectWhole(markdown)
  })

  test('data that is too long for the page is left out, which is said', () => {
    const page = htmlOf(aReport({ results: [aResult({ reason: 'x'.repeat(6_000_000) })] }))
    expect(page).not.toContain('<script')
    expect(page).toContain('too long for this page')
    expect(page.length).toBeLessThan(100_000)
  })
})

test.each(Object.entries(EXTREMES).filter(([name]) => name.startsWith('empty-')))(
  'a run in which nothing has happened has a verdict, and no section without content: %s',
  (_, report) => {
    const page = htmlOf(report).replace(/<script[\s\S]*/, '')
    const [, verdict = ''] = /<h1>([\s\S]*?)<\/h1>/.exec(page) ?? []
    expect(textOf(verdict)).toMatch(/^[✓✗] \w+/)
    expect(page).not.toMatch(/<section|<ul[^>]*><\/ul>|undefined|NaN/)
    expect(reportToMarkdown(emptyReport(report.mode))).not.toMatch(/^##|undefined|NaN/m)
  }
)
