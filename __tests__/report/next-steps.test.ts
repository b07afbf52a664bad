import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { Problem } from '../../src/errors.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import { present } from '../../src/present.ts'
import { runToJson } from '../../src/report/outputs.ts'
import { problemsToText } from '../../src/report/problem-text.ts'
import { emptyReport, type Report } from '../../src/report/report.ts'
import {
  AT_TERMINAL,
  askedBy,
  endingOf,
  endingToText,
  nextSteps,
  stepsToText
} from '../../src/report/steps.ts'
import { reportToHtml, reportToMarkdown } from '../../src/report/summary.ts'
import type { ServiceResult, TaskSample } from '../../src/rollout/outcome.ts'
import { textOf } from './page-text.ts'
import { aDiagnosis, aPlan, aResult, aTimeline } from './rollouts.ts'

const PROBLEM = 'Fix what is reported above as a problem.'
const AT = '--cluster demo --aws-region us-west-2'
const RUN = { repository: 'example/shop', runId: '42' }

function aReport(results: readonly ServiceResult[], more: Partial<Report> = {}): Report {
  return { ...emptyReport('deploy'), services: results.map(({ service }) => service), results, ...more }
}

const saying = (report: Report) => stepsToText(endingOf(report, report.results, AT_TERMINAL).steps)
const commandsOf = (report: Report) =>
  endingOf(report, report.results, AT_TERMINAL).steps.flatMap(({ commands }) => commands)

/** What is said, and which commands are given, after one service has ended so. */
const told = (given: Partial<ServiceResult>, more: Partial<Report> = {}) =>
  saying(aReport([aResult(given)], more)).join('\n')
const given = (end: Partial<ServiceResult>, more: Partial<Report> = {}) =>
  commandsOf(aReport([aResult(end)], more))
const without = ({ previousTaskDefinitionArn: _, ...first }: ServiceResult) => first
const sample = (more: Partial<TaskSample> = {}): TaskSample => ({
  ...{ at: 0, desired: 2, running: 0, pending: 0, old: 2, failed: 0 },
  ...more
})
/** A report of one service of which the polls saw this. */
const seen = (end: Partial<ServiceResult>, ...samples: readonly Partial<TaskSample>[]) =>
  aReport([aResult(end)], { timelines: [{ ...aTimeline(), samples: samples.map(sample) }] })

/** How a service can end that did not succeed, and the commands that go with it. */
const ENDINGS: readonly (readonly [string, Partial<ServiceResult>, readonly string[]])[] = [
  ['rolled back: it runs what it ran', { outcome: 'rolled-back' }, [`status --service web ${AT}`]],
  ['failed and left', { outcome: 'failed' }, [`rollback --service web ${AT}`, `status --service web ${AT}`]],
  [
    'timed out: the deployment continues',
    { outcome: 'timed-out' },
    [`status --service web ${AT}`, `rollback --service web ${AT}`]
  ],
  [
    'cancelled: the deployment continues',
    { outcome: 'cancelled' },
    [`status --service web ${AT}`, `rollback --service web ${AT}`]
  ],
  [
    'lost from sight: the deployment continues',
    { outcome: 'failed', isOngoing: true },
    [`status --service web ${AT}`, `rollback --service web ${AT}`]
  ],
  ['never updated', { outcome: 'failed' as const, deploymentId: '' }, [`status --service web ${AT}`]],
  ['replaced by another', { outcome: 'superseded' }, [`status --service web ${AT}`]],
  ...(['failed', 'timed-out', 'cancelled'] as const).flatMap(outcome =>
    (['in-progress', 'failed'] as const).map(
      rollback =>
        [
          `${outcome}, its rollback ${rollback}: another one would leave what it returns to`,
          { outcome, rollback },
          [`status --service web ${AT}`]
        ] as const
    )
  )
]

describe('every ending that is not success says what to do next', () => {
  test.each(ENDINGS)('%s', (_, given, commands) => {
    const { deploymentId, ...result } = aResult(given)
    const results = [deploymentId === '' ? result : { ...result, deploymentId: 'ecs-svc/1' }]
    const report = aReport(results as readonly ServiceResult[])
    expect(commandsOf(report)).toEqual(commands.map(command => `ecs-sealed-deploy ${command}`))
    expect(saying(report).join('\n')).toMatch(/again/)
  })

  type Said = readonly [string, Partial<ServiceResult>, Partial<Report>, ...(readonly string[])]
  test.each<Said>([
    [
      'a rollback that was not seen to end is said, and awaited before anything else',
      { outcome: 'cancelled', rollback: 'in-progress' },
      {},
      'Not known to have ended: web. See what runs now:',
      'Run the same command again once the rollback has ended: '
    ],
    ['an interruption has no cause to fix', { outcome: 'cancelled' }, {}, 'Run the same command again: '],
    ['a failure has', { outcome: 'failed' }, {}, 'again once the cause is fixed: '],
    [
      'a failure without an explanation leads to the evidence',
      { outcome: 'timed-out' },
      { diagnoses: [aDiagnosis({ stops: [] })] },
      'Find out why web failed; what ECS reported is listed with the failure.'
    ],
    [
      'what replaced a deployment is not replaced without being asked',
      { outcome: 'superseded' },
      {},
      'Run this again only if its revision should replace the one that runs now.'
    ],
    [
      'a rollback that failed is not rolled back, which would go to the revision that was left',
      { outcome: 'failed' },
      { mode: 'rollback' },
      'another revision'
    ],
    [
      'a restart is repeated for what has an old value',
      { outcome: 'cancelled' },
      { mode: 'rotate-restart' },
      'Run the same command again: services that are as requested are skipped.'
    ]
  ])('%s', (_, end, more, ...words) => {
    for (const text of words) expect(told(end, more)).toContain(text)
  })

  test('which commands are given depends on what there is to go back to, or to go on with', () => {
    const status = `ecs-sealed-deploy status --service web ${AT}`
    // the first revision of a service
    expect(commandsOf(aReport([without(aResult({ outcome: 'failed' }))]))).toEqual([status])
    expect(given({ outcome: 'failed' }, { mode: 'rollback' })).toEqual([status])
    // a pause has two answers
    expect(given({ outcome: 'cancelled', paused: { hookIds: ['h'] } })).toContain(
      `ecs-sealed-deploy continue --service web --pause-action rollback ${AT}`
    )
    const inputs = { mode: 'deploy', environment: 'dev', config: 'ops/layout.yml' }
    const read = readConfiguration(inputs, { hasConfigFile: true, region: 'eu-west-1' })
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    expect(given({ outcome: 'rolled-back' }, { configuration: read.configuration })).toEqual([
      `ecs-sealed-deploy status --environment dev --config ops/layout.yml --service web ${AT}`
    ])
  })

  test('a rollback of a service that CodeDeploy deploys names the revision, which ECS has no record of', () => {
    const results = [
      aResult({ service: 'api', outcome: 'failed' }),
      aResult({ service: 'shop', outcome: 'failed', deploymentId: 'd-ABCDEFGHI' })
    ]
    expect(commandsOf(aReport(results)).filter(command => command.includes('rollback'))).toEqual([
      `ecs-sealed-deploy rollback --service api ${AT}`,
      `ecs-sealed-deploy rollback --service shop --revision shop:7 ${AT}`
    ])
  })

  /** A service in a plan, which ran the revision before with a completed deployment, unless `state` says otherwise. */
  const planned = (services: readonly string[], state = 'COMPLETED', revision = '') => {
    const plan = aPlan(services)
    const withDeployment = (one: (typeof plan.services)[number]) => {
      const { taskDefinition } = one.before
      const deployment = { id: 'ecs-svc/0', status: 'PRIMARY', rolloutState: state, failedTasks: 0 }
      const counts = { desiredCount: 2, runningCount: 2, pendingCount: 0 }
      const listed = { ...deployment, ...counts, taskDefinition: revision === '' ? taskDefinition : revision }
      return { ...one, before: { ...one.before, deployments: [listed] } }
    }
    return { plan: { ...plan, services: plan.services.map(withDeployment) } }
  }
  const rollbacksOf = (report: Report) => commandsOf(report).filter(command => command.includes(' rollback '))

  test.each(['failed', 'timed-out', 'cancelled'] as const)(
    'a rollback (after: %s) names the revision that the plan has seen to run well',
    outcome => {
      const report = aReport([aResult({ outcome })], planned(['web']))
      expect(rollbacksOf(report)).toEqual([`ecs-sealed-deploy rollback --service web --revision web:7 ${AT}`])
    }
  )

  test('the sample of docs/command-line.md is what is printed', () => {
    const results = ['web', 'api'].map((service): ServiceResult => {
      const failed = { outcome: 'rolled-back', rollback: 'completed' } as const
      return { ...aResult({ service }), cluster: 'shop', ...(service === 'web' ? failed : {}) }
    })
    const { plan } = planned(['web', 'api'])
    const services = plan.services.map(one => ({ ...one, site: { ...one.site, cluster: 'shop' } }))
    const exits = { count: 3, reason: 'Essential container in task exited', exits: ['app exited with 1'] }
    const cause = { kind: 'exited', container: 'app', exitCode: 1 } as const
    const explained = { ...exits, explanation: 'Container app exited with code 1: check its log.', cause }
    const report = aReport(results, {
      plan: { ...plan, services },
      diagnoses: [aDiagnosis({ cluster: 'shop', stops: [explained] })]
    })
    const docs = readFileSync('docs/command-line.md', 'utf8')
    expect(/^What to do next\n(?: .*\n)+/m.exec(docs)?.[0].trimEnd().split('\n')).toEqual(saying(report))
  })

  test('a rollback names no revision that is not known to run well', () => {
    const failed = [aResult({ outcome: 'failed' })]
    for (const state of ['FAILED', 'IN_PROGRESS'])
      expect(rollbacksOf(aReport(failed, planned(['web'], state)))).toEqual([
        `ecs-sealed-deploy rollback --service web ${AT}`
      ])
  })

  test('services with one revision share a command, and each revision has its own, however many they are', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const of = (many: readonly string[], revision?: string) =>
      rollbacksOf(
        aReport(
          many.map(service => aResult({ service, outcome: 'failed' })),
          planned(many, 'COMPLETED', revision)
        )
      )
    expect(of(['a', 'b'])).toEqual([
      `ecs-sealed-deploy rollback --service a --revision a:7 ${AT}`,
      `ecs-sealed-deploy rollback --service b --revision b:7 ${AT}`
    ])
    const shared = aPlan(['app']).services[0]?.before.taskDefinition
    expect(of(names, shared)).toEqual([
      `ecs-sealed-deploy rollback --service ${names.join(',')} --revision app:7 ${AT}`
    ])
    const many = Array.from({ length: 30 }, (_, index) => `s${index}`)
    expect(of(many)).toEqual(
      many.map(name => `ecs-sealed-deploy rollback --service ${name} --revision ${name}:7 ${AT}`)
    )
    const text = saying(
      aReport(
        many.map(service => aResult({ service, outcome: 'cancelled' })),
        planned(many)
      )
    )
    expect(text.filter(line => line.endsWith('roll back:'))).toHaveLength(1)
    expect(text.filter(line => line.includes(' rollback '))).toHaveLength(30)
  })

  test('a migration that was interrupted reports no problem', () => {
    const problem: Problem = { code: 'migration-cancelled', fault: 'cancelled', message: 'm' }
    const of = (...problems: readonly Problem[]) => {
      const report = { ...aReport([], { problems }), mode: 'migrate' as const }
      return stepsToText(nextSteps(report, [])).slice(1)
    }
    expect(of(problem)).toEqual([])
    expect(of({ ...problem, fault: 'cloud' }, problem)).toEqual([`  1. ${PROBLEM}`])
  })

  test.each(['failed', 'timed-out', 'not-started'] as const)(
    'a deleted service (%s) is neither rolled back, watched nor deployed again',
    outcome => {
      const report = aReport([aResult({ outcome, isDeleted: true })])
      expect(stepsToText(nextSteps(report, report.results))).toEqual([
        'What to do next',
        '  1. Find out who or what deleted web. A deploy creates a missing service only if a service definition is specified.'
      ])
    }
  )

  test('a repeated rollback goes further once the first one has ended', () => {
    const { taskDefinitionArn: _, ...stopped } = aResult({ outcome: 'cancelled', rollback: 'in-progress' })
    const results = [stopped, aResult({ service: 'api', outcome: 'cancelled' }), aResult({ service: 'done' })]
    const text = saying({ ...aReport(results), mode: 'rollback' }).join('\n')
    expect(text).toContain('Run the rollback of web, api again only while the status shows it in progress')
    expect(text).not.toMatch(/again:|done/)
  })

  test.each(['completed', 'in-progress'] as const)(
    'a rollback in place of a way on (%s) is not rolled back, and there is nothing to continue',
    rollback => {
      const of = (outcome: 'succeeded' | 'cancelled') => {
        const report = { ...aReport([aResult({ outcome, rollback })]), mode: 'continue' as const }
        return stepsToText(nextSteps(report, report.results)).join('\n')
      }
      expect(of('succeeded')).not.toContain(' rollback ')
      expect(of('cancelled')).toContain('deploy it again: after a rollback there is nothing to continue')
    }
  )

  test('one problem of several services is told once, with their names', () => {
    const lost = { code: 'x', fault: 'machine', message: 'Lost.', hint: 'Reconnect.' } as const
    const problems: readonly Problem[] = ['web', 'api'].map(service => ({ ...lost, service }))
    expect(problemsToText([...problems, lost])).toEqual([
      'error: web, api: Lost.',
      'error: Lost.',
      '  Reconnect.'
    ])
    const report = aReport([aResult({ outcome: 'failed', isOngoing: true })], { problems })
    expect(saying(report).join('\n')).toContain(PROBLEM)
    expect(reportToMarkdown(report).match(/Reconnect/g)).toHaveLength(1)
  })

  test('the cause is named once for all that failed alike, then the command to repeat', () => {
    const results = ['web', 'api'].map(service => aResult({ service, outcome: 'rolled-back' }))
    const diagnoses = results.map(({ service }) => aDiagnosis({ service }))
    expect(saying(aReport(results, { diagnoses }))).toEqual([
      'What to do next',
      '  1. Fix the cause of the failure of web, api. The container ends at once.',
      '  2. Run the same command again once the cause is fixed: services that are as requested are skipped (unless their image tags may have moved).',
      '  3. See what runs now:',
      `       ecs-sealed-deploy status --service web,api ${AT}`
    ])
  })

  test('the rollback of what failed comes first; what succeeded is not rolled back', () => {
    const results = [aResult({ outcome: 'failed' }), aResult({ service: 'api' })]
    const report = aReport(results, { diagnoses: [aDiagnosis()] })
    expect(saying(report).filter(line => /^ +\d/.test(line))).toEqual([
      '  1. Roll back the services that did not succeed:',
      '  2. Fix the cause of the failure of web. The container ends at once.',
      expect.stringMatching(/^ {2}3\. Run the same command again once the cause is fixed/),
      '  4. See what runs now:'
    ])
  })

  test('what may still succeed is not told to be rolled back, unless it should not go on', () => {
    const report = aReport([aResult({ outcome: 'timed-out', deploymentId: 'ecs-svc/1' })])
    const text = endingToText(report).join('\n')
    expect(text).toContain('Only if a deployment that goes on should not, roll back:')
    expect(text).not.toContain('Roll back the services')
  })

  test('in a workflow the run is repeated, with its commit: a fix that is a commit is pushed', () => {
    const report = aReport([aResult({ outcome: 'failed' })], { run: RUN })
    const text = endingToText(report).join('\n')
    expect(text).toContain('gh run rerun 42 --failed --repo example/shop')
    expect(text).toContain(
      'If the fix is a commit, push it. Otherwise, run the failed jobs again once the cause is fixed: '
    )
    expect(text).toContain(`npx ecs-sealed-deploy rollback --service web ${AT}`)
  })

  test('of very many the status is asked for by cluster', () => {
    const results = Array.from({ length: 200 }, (_, index) =>
      aResult({ service: `s${index}`, outcome: 'cancelled' })
    )
    const text = saying(aReport(results)).join('\n')
    expect(text).toContain('Not known to have ended: 200 services.')
    expect(text).toContain(`ecs-sealed-deploy status ${AT}`)
  })

  test('nothing where no service was touched: the problems say it', () => {
    const problems: readonly Problem[] = [{ code: 'x', fault: 'user', message: 'm' }]
    expect(endingToText(aReport([aResult({ outcome: 'not-started' })], { problems }))).toHaveLength(1)
    expect(endingToText(aReport([aResult()]))).toHaveLength(1)
  })
})

test('a service that AWS let nothing change is not unknown: it runs what it ran', () => {
  const refused = aResult({ outcome: 'failed', isRefused: true })
  const text = (...results: readonly ServiceResult[]) => endingToText(aReport(results))[0]
  expect(text(refused)).toMatch(/^Not changed: web still runs [a-z-]+:\d+\.$/)
  const created = without(refused)
  expect(text(created)).toBe('Not changed: web was not created.')
  expect(reportToMarkdown(aReport([created]))).toContain('nothing (not created), requested:')
  expect(text(refused, aResult({ service: 'api', outcome: 'failed' }))).toMatch(
    /^Unknown: whether any task of api is running\. Not changed: web still runs /
  )
})

test('the step summary has the same steps, before the tables', () => {
  const page = reportToMarkdown(aReport([aResult({ outcome: 'failed' })]))
  expect(page.indexOf('## What to do next')).toBeGreaterThan(0)
  expect(page.indexOf('## What to do next')).toBeLessThan(page.indexOf('## Rollouts'))
  expect(page).toContain('<pre>npx ecs-sealed-deploy rollback')
})

test('after a run that was cancelled before it changed a service, it is run again', () => {
  const result = aResult({ outcome: 'not-started' })
  expect(saying(aReport([{ ...result, isCancelled: true }])).join('\n')).toContain('again')
  expect(saying(aReport([result]))).toEqual([])
})

test('after a clean audit there is nothing to do', () => {
  const audit = { verdict: 'clean' } as Report['audit']
  expect(nextSteps({ ...emptyReport('audit'), ...present({ audit }) }, [])).toEqual([])
})

test('commands call the program as it was called', () => {
  const of = (script: string, env: NodeJS.ProcessEnv = {}) => askedBy({ env, argv: ['node', script] })
  expect(of('/usr/local/bin/ecs-sealed-deploy')).toBe('ecs-sealed-deploy')
  expect(of('/home/me/.npm/_npx/ab12/node_modules/.bin/ecs-sealed-deploy')).toBe('npx ecs-sealed-deploy')
  expect(of('C:\\shop\\node_modules\\.bin\\ecs-sealed-deploy')).toBe('npx ecs-sealed-deploy')
  expect(of('/shop/dist/index.js', { npm_command: 'exec' })).toBe('npx ecs-sealed-deploy')
})

test.each<[{ readonly isBlocked?: true }, RegExp]>([
  [{ isBlocked: true }, /^1 problem found/],
  [{}, /^Unknown: whether any task of web is running\.$/]
])('a service without a cluster that a problem kept from being started is not unknown: %j', (why, first) => {
  const { deploymentId: _, ...result } = aResult({ outcome: 'not-started' })
  const problems: readonly Problem[] = [{ code: 'x', fault: 'user', message: 'm' }]
  const lines = endingToText(aReport([{ ...result, cluster: '', region: '', ...why }], { problems }))
  expect(lines[0]).toMatch(first)
  if (!why.isBlocked) return
  expect(lines).toHaveLength(1)
  const report = aReport([{ ...result, ...why }], { problems })
  expect(nextSteps(report, report.results)).toEqual([{ text: PROBLEM, commands: [] }])
})

test('the JSON of a run has the steps as data, and no such member without any', () => {
  const report = aReport([aResult({ outcome: 'failed' })])
  const { nextSteps: told } = JSON.parse(runToJson(report)) as { nextSteps?: readonly object[] }
  expect(told).toEqual(nextSteps(report, report.results))
  expect(told).toContainEqual({
    text: expect.any(String),
    commands: [expect.stringContaining('status --service web')]
  })
  expect(JSON.parse(runToJson(emptyReport('plan')))).not.toHaveProperty('nextSteps')
})

describe('a terminal, the step summary and the page say the same of what is down, first', () => {
  const failed = { outcome: 'failed' } as const
  test.each<[string, Report, RegExp | undefined]>([
    [
      'nothing',
      seen(failed, {}, { at: 50_000 }),
      /^Every service runs its desired number of tasks and had it at every poll/
    ],
    [
      'a dip that is over',
      seen(failed, {}, { at: 20_000, old: 1 }, { at: 50_000 }),
      /^Every service runs its desired number of tasks\./
    ],
    ['too few', seen(failed, {}, { at: 50_000, old: 1 }), /^Fewer tasks than desired: web \(1 of 2\)\./],
    ['none', seen(failed, {}, { at: 50_000, old: 0 }), /^Down: no task of web is running\./],
    ['no poll', seen(failed), /^Unknown: whether any task of web is running\./],
    [
      'what was seen before a watch broke off',
      seen({ outcome: 'failed', isOngoing: true }, {}),
      /^Unknown: whether any task of web is running\.$/
    ],
    [
      'a service that was deleted, whatever the last counts are',
      seen({ outcome: 'failed', isDeleted: true }, { desired: 0, old: 0 }),
      /^Down: web was deleted during this run\.$/
    ],
    [
      'a service that was deleted before its turn came',
      aReport([aResult({ outcome: 'not-started', isDeleted: true })]),
      /^Down: web was deleted/
    ],
    [
      'a service without an outcome beside one that succeeded',
      aReport([aResult({ service: 'api' })], { services: ['api', 'web'] }),
      /^Unknown: whether any task of web/
    ],
    ['a rollback', seen({ outcome: 'rolled-back' }, { old: 1, failed: 3 }), /^Fewer tasks than desired/],
    [
      'a run that was cancelled before',
      aReport([aResult({ outcome: 'not-started', isCancelled: true })]),
      undefined
    ],
    ['what was not started', aReport([aResult({ outcome: 'not-started' })]), undefined],
    ['what succeeded', aReport([aResult()]), undefined]
  ])('%s', (_, report, down) => {
    const isDown = /^(?:Down|Unknown|Fewer|Every service runs)/
    const said = endingToText(report).filter(line => isDown.test(line))
    const summary = /^\S+ \*\*(.+)\*\*$/m.exec(reportToMarkdown(report).split('\n').slice(3).join('\n'))?.[1]
    expect(said).toEqual(down === undefined ? [] : [expect.stringMatching(down)])
    expect(summary).toBe(said[0])
    const page = textOf(reportToHtml(report, { now: 0 }))
    if (said[0] === undefined) expect(page).not.toMatch(/Every service runs|Unknown: whether/)
    else expect(page).toContain(said[0])
  })

  test('a service that had no task for a while is up, and that is said of a success too', () => {
    const report = seen({}, {}, { at: 10_000, old: 0 }, { at: 50_000, old: 0, running: 2 })
    for (const text of [textOf(reportToHtml(report, { now: 0 })), reportToMarkdown(report)])
      expect(text).toContain('During this run, no task ran of web for 40 s.')
  })

  test('then the verdict, then the commands', () => {
    expect(endingToText(seen({ outcome: 'rolled-back' }, { failed: 3 })).slice(1, 3)).toEqual([
      '1 service did not succeed: web (rolled back).',
      'What to do next'
    ])
  })

  test('a service that was deleted runs nothing', () => {
    const report = seen({ outcome: 'failed', isDeleted: true }, { desired: 0, old: 0 })
    expect(reportToMarkdown(report)).toContain('nothing (deleted), requested:')
  })
})
