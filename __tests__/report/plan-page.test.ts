import { describe, expect, test } from '@jest/globals'
import { planToPullRequest } from '../../src/action/github/report-to-pull-request.ts'
import type { Plan } from '../../src/deploy/comparison/plan.ts'
import { escapeHtml, escapeMarkdown, sectionsToMarkdown } from '../../src/report/markdown.ts'
import { planSection, planToText } from '../../src/report/plan/plan.ts'
import { aPlan, aReport, aServiceState, HOSTILE } from './rollouts.ts'

const ROOM = 60_000
const planToMarkdown = (plan: Plan, room: number) => sectionsToMarkdown([planSection(plan, false)], room)
const value = (text: string) =>
  text as NonNullable<Plan['definitions'][number]['differences'][number]['after']>
const DIFFERENCES = [
  {
    path: 'containerDefinitions[app].image',
    change: 'changed',
    before: value('web:1'),
    after: value('web:2')
  },
  { path: 'containerDefinitions[app].environment[DB_PASSWORD]', change: 'removed' },
  { path: 'cpu', change: 'added', after: value('512') }
] as const
const REFERENCES = [
  {
    name: 'DB_PASSWORD',
    written: 'secretsmanager:demo/db',
    arn: 'arn:aws:secretsmanager:r:1:secret:demo/db-AbCdEf'
  }
]

/** Nothing of it changes. */
function unchanged(names: readonly string[]): Plan {
  const plan = aPlan(names, { registration: { kind: 'reuse', arn: 'x/web:7' } })
  return { ...plan, services: plan.services.map(one => ({ ...one, action: { kind: 'unchanged' } })) }
}
const names = (count: number, start = 'service') =>
  Array.from({ length: count }, (_, index) => `${start}-${index}`)

/** The text that a browser shows of Markdown without markup but `<code>` and the like. */
function expectWhole(markdown: string): void {
  for (const tag of ['details', 'summary', 'code', 'b'])
    expect({ tag, open: markdown.match(new RegExp(`<${tag}[ >]`, 'g'))?.length }).toEqual({
      tag,
      open: markdown.match(new RegExp(`</${tag}>`, 'g'))?.length
    })
  for (const line of markdown.split('\n').filter(text => text.startsWith('|'))) expect(line).toMatch(/\|$/)
}

describe('a plan is said once, for a page and for a terminal', () => {
  const plan = aPlan(['web'], { differences: DIFFERENCES, references: REFERENCES, comparedWith: 'x/web:7' })
  const before = aServiceState('web', { strategy: 'CANARY', raw: { loadBalancers: [{}] } })
  const risky = { ...plan, services: plan.services.map(one => ({ ...one, before })) }

  test('as Markdown: a table of services, then what differs, what references become, what is risky', () => {
    expect(planToMarkdown(risky, ROOM).split('\n')).toEqual([
      '## Plan',
      '',
      '| service | what happens | image | runs now | risks |',
      '| --- | --- | --- | --- | --- |',
      '| <code>web</code> | **new revision** | <code>1</code> → <code>2</code> | web:7, 2 of 2 tasks, canary | ⚠️ 1 |',
      '',
      '<details open><summary><b>web</b>&#58; 3 changes, 1 risk</summary>',
      '',
      '<code>deploy/web.json</code>: register a new revision, compared with <code>web&#58;7</code>.',
      '',
      '- ⚠️ The circuit breaker is off: ECS keeps starting tasks that fail, and does not roll back.',
      '',
      '- <code>&#126; containerDefinitions&#91;app&#93;.image</code>: <code>web&#58;1</code> → <code>web&#58;2</code>',
      '- <code>- containerDefinitions&#91;app&#93;.environment&#91;DB&#95;PASSWORD&#93;</code>',
      '- <code>+ cpu</code>: <code>512</code>',
      '',
      '</details>'
    ])
  })

  test('as text', () => {
    expect(planToText(risky)).toEqual([
      'web  new revision  1 → 2  web:7, 2 of 2 tasks, canary  ⚠️ 1',
      'web: 3 changes, 1 risk:',
      '  deploy/web.json: register a new revision, compared with web:7.',
      '  ⚠️ The circuit breaker is off: ECS keeps starting tasks that fail, and does not roll back.',
      '  ~ containerDefinitions[app].image: web:1 → web:2',
      '  - containerDefinitions[app].environment[DB_PASSWORD]',
      '  + cpu: 512'
    ])
  })

  test('what a reference of a first revision becomes; later ones are among the differences', () => {
    const first = aPlan(['web'], { references: REFERENCES })
    expect(planToText(first)).toContain(
      '  DB_PASSWORD: secretsmanager:demo/db → arn:aws:secretsmanager:r:1:secret:demo/db-AbCdEf'
    )
  })

  test('images: old and new in the first table, in full if the repository changes, by container if several', () => {
    const image = (container: string, before?: string, after?: string) => ({
      ...{ path: `containerDefinitions[${container}].image`, change: 'changed' as const },
      ...(before === undefined ? {} : { before: value(before) }),
      ...(after === undefined ? {} : { after: value(after) })
    })
    const shown = (differences: Plan['definitions'][number]['differences']) =>
      /^web {2}new revision {2}(.*?) {2}web:7,/.exec(
        planToText(aPlan(['web'], { differences }))[0] ?? ''
      )?.[1]
    expect(shown([image('app', 'r.example:5000/web:v1', 'r.example:5000/web:v2')])).toBe('v1 → v2')
    expect(shown([image('app', 'a/web:v1', 'b/web:v1')])).toBe('a/web:v1 → b/web:v1')
    expect(shown([image('app', 'web:v1', 'web:v2'), image('log', undefined, 'fluent:3')])).toBe(
      'app v1 → v2 log none → fluent:3'
    )
    expect(planToText(aPlan(['web']))[0]).toMatch(/^web {2}new revision {2}web:7,/)
  })

  test('a reference that is complete in the file is written once', () => {
    const arn = 'arn:aws:ssm:r:1:parameter/demo/db'
    const whole = aPlan(['web'], { references: [{ name: 'DB_URL', written: arn, arn }] })
    expect(planToText(whole)).toContain(`  DB_URL: ${arn}`)
  })

  test('a definition without a service, one that is created, settings, and what is stopped', () => {
    const { definitions, services } = aPlan(['new', 'set', 'job', 'bad'])
    const [created, set, , bad] = services as readonly [
      ...[Plan['services'][number], Plan['services'][number]],
      ...[Plan['services'][number], Plan['services'][number]]
    ]
    const deployment = { id: 'ecs-svc/1', taskDefinition: 'x/bad:2', hookIds: [] }
    const all: Plan = {
      definitions,
      services: [
        { ...created, action: { kind: 'create' }, creation: { loadBalancers: [{}] } },
        { ...set, action: { kind: 'settings', members: ['propagateTags'] } },
        { ...bad, action: { kind: 'stop', deployment, to: 'x/bad:1' } }
      ],
      tasks: [
        { key: 'migrate', file: 'f', definitionId: 'new', cluster: 'c', for: [], containerOverrides: [] }
      ]
    }
    expect(planToMarkdown(all, ROOM).split('\n').slice(4, 9)).toEqual([
      '| task <code>migrate</code> | **run before all services** |  |  |',
      '| <code>new</code> | **create the service** | nothing yet | ⚠️ 1 |',
      '| <code>set</code> | **change propagateTags** | set:7, 2 of 2 tasks, rolling |  |',
      '| <code>job</code> (no service) | register a new revision |  |  |',
      '| <code>bad</code> | **stop ecs-svc/1 (bad:2), back to bad:1** | bad:7, 2 of 2 tasks, rolling |  |'
    ])
  })
})

describe('what is long is folded, and what is too long is left out by whole services', () => {
  test('what changes comes first; many that do not are only named', () => {
    const same = unchanged(names(20))
    const changing = aPlan(['zebra'])
    const both = {
      definitions: [...same.definitions, ...changing.definitions],
      services: [...same.services, ...changing.services]
    }
    const markdown = planToMarkdown(both, ROOM)
    expect(markdown.match(/^\| <code>.*/gm)).toEqual([expect.stringContaining('zebra')])
    expect(markdown).toMatch(
      /<summary>20 unchanged<\/summary>\n\n<code>service-0<\/code>, .*service-19<\/code>\n/
    )
    expect(planToMarkdown(unchanged(names(3)), ROOM).match(/unchanged/g)).toHaveLength(3)
  })

  test.each([3000, 8000, 20_000, 57_000])('within %d bytes', room => {
    const long = 'é@|`<'.repeat(60)
    const differences = Array.from({ length: 60 }, (_, index) => ({
      path: `${long}${index}`,
      change: 'changed' as const,
      after: value(long)
    }))
    const plan = aPlan([...names(320), ...names(20, long)], { differences, family: long, files: [long] })
    const markdown = planToMarkdown(plan, room)
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(room)
    expect(markdown).toMatch(/… and \d+ more; all are in the output `plan`\.$/)
    expectWhole(markdown)
  })

  test('a comment with everything too long stays within 60,000 bytes', () => {
    const long = '@<#www.'.repeat(400)
    const problems = names(300).map(service => ({
      code: 'c',
      fault: 'user' as const,
      message: long,
      service
    }))
    const permissions = names(300).map(what => ({
      ...({ check: 'image', holder: { kind: 'nobody' }, what, uses: [] } as const),
      ...({ verdict: 'not-verified', unknown: { kind: 'call-failed', text: long } } as const)
    }))
    const target = [{ region: long, clusters: [long] }]
    const remarks = problems.map(({ message }) => ({ message }))
    const plan = aPlan(names(2000), { differences: DIFFERENCES })
    const report = aReport({
      mode: 'plan',
      plan,
      problems,
      permissions,
      remarks,
      target,
      services: names(2000, long)
    })
    const { markdown } = planToPullRequest(report, { sha: 'c0ffee1' }, { workflow: long, job: long })
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(60_000)
    expect(markdown).toContain('Permissions and images: 0 of 300 verified.')
    expectWhole(markdown)
  })
})

describe('no name is markup, pings or links', () => {
  const plan = aPlan([HOSTILE, 'n'.repeat(300)], {
    family: HOSTILE,
    files: [HOSTILE],
    comparedWith: HOSTILE,
    differences: [{ path: HOSTILE, change: 'added', after: value(HOSTILE) }],
    references: [{ name: HOSTILE, written: HOSTILE, arn: HOSTILE }]
  })
  const services = plan.services.map(one => ({
    ...one,
    previousPlaintext: [HOSTILE],
    before: aServiceState(HOSTILE, { strategy: HOSTILE, raw: {} })
  }))

  test('in a comment', () => {
    const report = aReport({
      mode: 'plan',
      plan: { ...plan, services }
    })
    const { markdown } = planToPullRequest(report, {}, { workflow: HOSTILE, job: HOSTILE })
    expect(markdown).not.toMatch(/<img|@|(?<!\\)\]\(|https:\/\/|^::|\u202e/m)
    expectWhole(markdown)
    const rows = markdown.split('\n').filter(line => line.startsWith('| added'))
    for (const row of rows) expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(5)
  })

  test.each([
    ['+ a', '\\+ a'],
    ['- a', '\\- a'],
    ['12. a', '12\\. a'],
    ['1.5 a', '1.5 a'],
    ['-5', '-5'],
    ['see #12', 'see \\#&#8203;12'],
    ['@all', '&#64;&#8203;all'],
    ['GH-7', 'GH-&#8203;7'],
    ['www.evil.test', 'www&#8203;.evil.test'],
    ['http://evil.test', 'http&#58;&#8203;//evil.test']
  ])('%s', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected)
  })

  test('in a summary, where no backslash escapes', () => {
    expect(escapeHtml('@all #1')).toBe('&#64;&#8203;all &#35;&#8203;1')
  })
})
