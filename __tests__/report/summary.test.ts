import { describe, expect, test } from '@jest/globals'
import { planToMarkdown } from '../../src/report/plan/plan-page.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { SUMMARY_BYTES } from '../../src/report/summary-page.ts'
import { aFinding } from './findings.ts'
import { aDefinition, aDiagnosis, aPlan, aReport, aResult, aTimeline, HOSTILE } from './rollouts.ts'

const SERVICE_PAGE =
  'https://us-west-2.console.aws.amazon.com/ecs/v2/clusters/demo/services/web/deployments?region=us-west-2'
const names = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`)

const UNESCAPED_LINK = /(?<!\\)\]\(/

/** Whether every folded block and table row that begins also ends. */
function expectWhole(markdown: string): void {
  expect(markdown.match(/<details/g)?.length ?? 0).toBe(markdown.match(/<\/details>/g)?.length ?? 0)
  expect(markdown.match(/<pre>/g)?.length ?? 0).toBe(markdown.match(/<\/pre>/g)?.length ?? 0)
  expect(markdown.match(/<code>/g)?.length ?? 0).toBe(markdown.match(/<\/code>/g)?.length ?? 0)
  for (const line of markdown.split('\n').filter(text => text.startsWith('|'))) expect(line).toMatch(/\|$/)
  expect(markdown.isWellFormed()).toBe(true)
}

describe('the story of each service', () => {
  test('of a failed one: links, timeline, evidence, log, what changed', () => {
    const markdown = reportToMarkdown(
      aReport({
        results: [aResult({ outcome: 'rolled-back', reason: 'ECS rolled it back.' })],
        timelines: [aTimeline()],
        diagnoses: [
          aDiagnosis({ logs: [{ container: 'app', task: 'abc', lines: ['<b>no</b>', '', 'end'] }] })
        ],
        plan: aPlan(['web'])
      })
    )
    expect(markdown.split('\n').slice(4, 64)).toEqual([
      '❔ **Unknown: whether any task of web is running. When this run was planned, web ran 2 of 2 tasks of web:7.**',
      '',
      '## What to do next',
      '',
      '1. Fix the cause of the failure of web. The container ends at once.',
      '2. Run the same command again once the cause is fixed: services that already run the requested revision are skipped (unless their image tags may have moved).',
      '3. See what runs now:',
      '   <pre>npx ecs-sealed-deploy status --service web --cluster demo --aws-region us-west-2</pre>',
      '',
      '## Rollouts',
      '',
      '| service | outcome | runs now | took | reason |',
      '| --- | --- | --- | --- | --- |',
      `| ❌ [<code>web</code>](${SERVICE_PAGE}) | rolled back | <code>web&#58;7</code>, requested: <code>web&#58;8</code> | 2 min 5 s | ECS rolled it back. |`,
      '',
      '<details open><summary>Why web was rolled back</summary>',
      '',
      `[deployments](${SERVICE_PAGE}) · [web:8](https://us-west-2.console.aws.amazon.com/ecs/v2/task-definitions/web/8/containers?region=us-west-2) · [logs /ecs/web](https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/$252Fecs$252Fweb)`,
      '',
      '- **The container ends at once.**',
      '- 3 tasks stopped: Essential container in task exited (app exited with 1)',
      '',
      '<details open><summary>Last 3 lines of container app, task abc</summary>',
      '',
      '<pre>&lt;b&gt;no&lt;/b&gt;',
      '',
      'end</pre>',
      '',
      '</details>',
      '',
      '<details><summary>Timeline</summary>',
      '',
      '| time (UTC) | since start | |',
      '| --- | --- | --- |',
      '| 17:03:12 |  | registered web:8 |',
      '| 17:03:13 | +1 s | service updated |',
      '| 17:03:25 | +13 s | first task running |',
      '| 17:04:17 | +1 min 5 s | 10 % of production traffic |',
      '| 17:05:17 | +2 min 5 s | succeeded |',
      '',
      '</details>',
      '',
      '<details><summary>Last events</summary>',
      '',
      '- was unable to start tasks',
      '',
      '</details>',
      '',
      'What changed in the task definition:',
      '',
      '| | place | before | after |',
      '| --- | --- | --- | --- |',
      '| changed | <code>containerDefinitions&#91;app&#93;.image</code> | *not shown* | *not shown* |',
      '',
      '</details>',
      '',
      '<details><summary>Plan</summary>',
      '',
      '| service | what happens | runs now | risks |',
      '| --- | --- | --- | --- |'
    ])
    expectWhole(markdown)
  })

  test('of a good one: folded; of one that was not touched: its row', () => {
    const markdown = reportToMarkdown(
      aReport({
        results: [aResult({ service: 'api', outcome: 'unchanged', reason: 'Runs it already.' }), aResult()],
        timelines: [aTimeline()]
      })
    )
    expect(markdown).toContain('<details><summary>web: timeline</summary>')
    // what may be asked of a release that is good all the same: how to undo it
    const [, steps] =
      /<details><summary>What to do next<\/summary>\n\n([\s\S]*?)\n\n<\/details>/.exec(markdown) ?? []
    expect(steps?.match(/^ {3}<pre>npx ecs-sealed-deploy (?:status|rollback) /gm)).toHaveLength(2)
    expect(markdown.match(/<details/g)).toHaveLength(2)
    expect(markdown).toContain('| ✅ [<code>api</code>]')
  })

  test('failures come first', () => {
    const results = [aResult(), aResult({ service: 'bad', outcome: 'timed-out' })]
    const markdown = reportToMarkdown(aReport({ results }))
    expect(markdown.indexOf('<code>bad</code>')).toBeLessThan(markdown.indexOf('<code>web</code>'))
  })

  test('services of one name in two regions keep their own timelines and plans', () => {
    const eu = { region: 'eu-west-1', cluster: 'demo' }
    const plan = aPlan(['web'])
    const [service] = plan.services as [(typeof plan.services)[0]]
    const markdown = reportToMarkdown(
      aReport({
        results: [aResult({ outcome: 'failed' }), aResult({ ...eu, outcome: 'failed' })],
        timelines: [
          aTimeline({ ...eu, milestones: [{ at: 0, what: 'ended', text: 'in Europe' }] }),
          aTimeline({ milestones: [{ at: 0, what: 'ended', text: 'in America' }] })
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
    expect(european).toContain('| added | <code>cpu</code> |  | *not shown* |')
  })

  test('CodeDeploy deployments are linked', () => {
    const markdown = reportToMarkdown(aReport({ results: [aResult()], codeDeployIds: ['d-ABC', 'd-DEF'] }))
    expect(markdown).toContain(
      'CodeDeploy: [d-ABC](https://us-west-2.console.aws.amazon.com/codesuite/codedeploy/deployments/d-ABC?region=us-west-2), [d-DEF]('
    )
  })

  test('times that are not known leave their cell empty', () => {
    const { startedAt: _, ...result } = aResult()
    expect(reportToMarkdown(aReport({ results: [result] }))).toContain('</code> |  | All tasks run. |')
  })

  test('no name is markup', () => {
    const service = HOSTILE
    const markdown = reportToMarkdown(
      aReport({
        results: [
          aResult({ service, outcome: 'failed', reason: HOSTILE, taskDefinitionArn: HOSTILE }),
          aResult({ service: `good ${HOSTILE}` })
        ],
        timelines: [
          aTimeline({ service: `good ${HOSTILE}` }),
          aTimeline({ service, milestones: [{ at: 0, what: 'failing', text: HOSTILE }] })
        ],
        diagnoses: [
          aDiagnosis({
            service,
            events: [HOSTILE],
            notVerified: [HOSTILE],
            logs: [{ container: HOSTILE, task: HOSTILE, lines: [`</pre>${HOSTILE}`] }]
          })
        ],
        plan: aPlan([HOSTILE], { differences: [{ path: HOSTILE, change: 'added' }] }),
        codeDeployIds: [HOSTILE],
        problems: [{ code: 'c', fault: 'user', message: HOSTILE, hint: HOSTILE, service }],
        remarks: [{ message: HOSTILE }]
      })
    )
    expect(markdown).not.toMatch(/<img|@everyone|(?<!\\)\]\(javascript|https:\/\/evil|^::|\u202e/m)
    expect(markdown.replaceAll(/\]\(https:\/\/us-west-2\.console[^)]*\)/g, '')).not.toMatch(UNESCAPED_LINK)
    expectWhole(markdown)
    const outcome = markdown.split('\n').find(line => line.startsWith('| ❌')) ?? ''
    expect(outcome.replaceAll('\\|', '').match(/\|/g)).toHaveLength(6)
  })
})

describe('the limit of 1 MiB', () => {
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
    path: `containerDefinitions[app].environment[VARIABLE_${index}].value`,
    change: 'changed' as const
  }))
  const plan = aPlan(all, { differences })

  test('500 services of which 3 failed: the failures whole, the others a row each', () => {
    const results = all.map((service, index) =>
      aResult({ service, outcome: index % 200 === 7 ? 'failed' : 'succeeded' })
    )
    const markdown = reportToMarkdown(aReport({ results, timelines, diagnoses, plan }))
    const bytes = Buffer.byteLength(markdown)
    expect(bytes).toBeLessThanOrEqual(SUMMARY_BYTES)
    expect(markdown.match(/^\| [✅❌] \[/gmu)).toHaveLength(500)
    for (const index of [7, 207, 407]) expect(markdown).toContain(`Why service-${index} failed`)
    expect(markdown).not.toContain('Why service-8 failed')
    expect(markdown).toContain(
      'The timelines of the services that succeeded are omitted: there are too many.'
    )
    expectWhole(markdown)
  })

  test('8 services all have their timeline', () => {
    const results = all.slice(0, 8).map(service => aResult({ service }))
    const markdown = reportToMarkdown(aReport({ results, timelines, plan: aPlan(all.slice(0, 8)) }))
    expect(markdown.match(/: timeline<\/summary>/g)).toHaveLength(8)
  })

  test('500 failures: a row each, as many stories as there is room for, the rest counted', () => {
    const results = all.map(service => aResult({ service, outcome: 'failed', reason: 'x'.repeat(2000) }))
    const markdown = reportToMarkdown(aReport({ results, timelines, diagnoses, plan }))
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(SUMMARY_BYTES)
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(SUMMARY_BYTES / 2)
    expect(markdown.match(/^\| ❌ \[/gm)).toHaveLength(500)
    const told = markdown.match(/<summary>Why /g)?.length ?? 0
    expect(told).toBeGreaterThan(20)
    expect(markdown).toContain(`Why ${500 - told} more services failed is in the log.`)
    expectWhole(markdown)
  })

  test('everything too long at once, and 20,000 services', () => {
    const many = names(20_000)
    const long = 'é'.repeat(3000)
    const report = aReport({
      results: many.map(service => aResult({ service, outcome: 'failed', reason: long })),
      timelines,
      diagnoses,
      plan,
      problems: many.map(service => ({ code: 'c', fault: 'cloud' as const, message: long, service })),
      remarks: many.map(() => ({ message: long })),
      findings: many.slice(0, 400).map(name => aFinding({ name, message: long })),
      excepted: many.slice(0, 200).map(name => ({
        finding: aFinding({ name: `${name}${long}` }),
        place: { file: 'c.yml', line: 1, column: 1, endLine: 1, endColumn: 2 },
        reason: ''
      })) as unknown as ReturnType<typeof aReport>['excepted']
    })
    const markdown = reportToMarkdown(report)
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(SUMMARY_BYTES)
    expect(markdown).toMatch(/… and \d+ more services; all are in the output `results`/)
    expect(markdown).toMatch(/- … and \d+ more in the log\./)
    expect(markdown).toMatch(/^… and \d+ more; all are in the output `findings`\.$/m)
    expect(markdown).toContain('200 excepted, too many for this page.')
    expectWhole(markdown)
  })

  test.each([2000, 5000, 20_000, 60_000])('any other limit is kept too: %d', bytes => {
    const results = all.map((service, index) =>
      aResult({ service, outcome: index < 50 ? 'failed' : 'succeeded' })
    )
    const markdown = reportToMarkdown(
      aReport({ results: results.slice(0, 500), timelines, diagnoses, plan }),
      bytes
    )
    // the verdict names all of the failed ones
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(bytes + 1500)
    expectWhole(markdown)
  })

  test('a plan says how many rows are left out', () => {
    const markdown = planToMarkdown(plan, 20_000)
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(20_000)
    expect(markdown).toMatch(/… and \d+ more services; all are in the output `plan`\./)
    expect(markdown).toContain('\n\n… and 10 more\n')
    expect(markdown).toMatch(/What changes is left out here for <code>service-\d+<\/code>, .* and \d+ more/)
    expectWhole(markdown)
  })
})
