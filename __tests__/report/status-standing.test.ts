import { expect, test } from '@jest/globals'
import { emptyReport } from '../../src/report/report.ts'
import { standingOfStatus, whatStatusSaysIsDown } from '../../src/report/rollouts/down.ts'
import { reportToHtml, reportToMarkdown } from '../../src/report/summary.ts'
import type { ServiceStatus } from '../../src/rollout/status.ts'

function aStatus(service: string, more: Partial<ServiceStatus> = {}): ServiceStatus {
  return {
    ...{ service, cluster: 'demo', region: 'us-west-2', status: 'ACTIVE', controller: 'ECS' },
    ...{
      strategy: 'ROLLING',
      taskDefinition: `${service}:7`,
      desiredCount: 2,
      runningCount: 2,
      pendingCount: 0
    },
    ...{ deployments: [], notVerified: [], drift: { kind: 'not-compared' } },
    ...more
  } as ServiceStatus
}

const PAUSED = { id: 'ecs-svc/1', taskDefinition: 'web:8', paused: { hooks: [] } }

test.each([
  ['all run', [aStatus('web'), aStatus('api')], 'up', /^Every service runs its desired number of tasks\.$/],
  [
    'every target of one is unhealthy',
    [aStatus('web', { sickGroups: ['tg'] }), aStatus('api')],
    'down',
    /^Not serving: every target of web is unhealthy\.$/
  ],
  [
    'one has no task',
    [aStatus('web', { runningCount: 0 }), aStatus('api')],
    'down',
    /^Down: no task of web is running\.$/
  ],
  [
    'one has too few',
    [aStatus('web', { runningCount: 1 })],
    'reduced',
    /^Fewer tasks than desired: web \(1 of 2\)\.$/
  ],
  [
    'none is wanted',
    [aStatus('web', { runningCount: 0, desiredCount: 0 })],
    'up',
    /^No task is desired: web\.$/
  ],
  [
    'one restarts again and again',
    [aStatus('web', { unrest: 'its tasks keep stopping' })],
    'up',
    /^Every service/
  ],
  ['one waits for somebody', [aStatus('web', { inProgress: PAUSED as never })], 'up', /^Every service/],
  ['one was deleted', [aStatus('web', { status: 'INACTIVE', runningCount: 0 })], undefined, /^$/]
] as const)('what a status says of services: %s', (_, services, state, sentence) => {
  const said = whatStatusSaysIsDown(services)
  expect(said?.state).toBe(state)
  expect(said?.sentence ?? '').toMatch(sentence)
})

test('the summary and the page of a status begin with whether anything is down, and no tick hides it', () => {
  const report = { ...emptyReport('status'), status: { services: [aStatus('web', { runningCount: 0 })] } }
  expect(reportToMarkdown(report).split('\n\n').slice(1, 3)).toEqual([
    '❌ **No task is running of web.**',
    '❌ **Down: no task of web is running.**'
  ])
  const page = reportToHtml(report, { now: 0 })
  expect(page).toContain('<h1><span class="bad">✗</span> No task is running of web')
  expect(page).toContain('Down: no task of web is running.')
})

test('the verdict of a status has no tick while a service waits for somebody', () => {
  const states = [
    aStatus('web'),
    aStatus('web', { inProgress: PAUSED as never }),
    aStatus('web', { unrest: 'its tasks keep stopping' }),
    aStatus('web', { runningCount: 0 }),
    aStatus('web', { status: 'INACTIVE' })
  ].map(one => standingOfStatus([one]))
  expect(states).toEqual(['up', 'reduced', 'reduced', 'down', 'reduced'])
})
