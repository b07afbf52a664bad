import { DeregisterTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { scenario, template } from '../bundle/scenario.ts'
import '../../src/audit/run/status.ts'
import { outputsOf, runToJson } from '../../src/report/outputs.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { type AuditWorld, makeAuditWorld } from '../audit/world.ts'

let world: AuditWorld
afterEach(() => world.end())

const whole = scenario() as { services: object[]; taskDefinitions: object[] }
const base = { ...whole, services: whole.services.map(one => ({ ...one, taskDefinition: 'web:1' })) }
const update = (after: string, revision: number) => ({
  after,
  action: 'update-service',
  cluster: 'demo',
  service: 'web',
  taskDefinition: `web:${revision}`
})
const revisions = (count: number) => Array.from({ length: count }, () => base.taskDefinitions[0])
const shifting = {
  ...base.services[0],
  deploymentConfiguration: {
    strategy: 'BLUE_GREEN',
    bakeTimeInMinutes: 1,
    lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }]
  }
}

async function status(raw: Record<string, string> = {}) {
  const { report, shown } = await world.status(raw)
  return { report, shown, code: exitCodeOf(report), services: report.status?.services ?? [] }
}

const WRITES = /^(Update|Create|Register|Deregister|Stop|Continue|Run|Put|Delete|Tag)/

describe('status', () => {
  test('what runs since when, and the ways back with how each ended', async () => {
    world = await makeAuditWorld(
      scenario({
        taskDefinitions: revisions(4),
        services: [
          { ...base.services[0], taskDefinition: 'web:1', circuitBreaker: { enable: true, rollback: true } }
        ],
        behaviours: [{ taskDefinition: 'web:4', exitAfter: '1s' }],
        later: [update('1m', 2), update('10m', 3), update('20m', 4)]
      })
    )
    world.sandbox.advance(3_600_000)
    const { code, services, report, shown } = await status()
    expect(code).toBe(0)
    expect(services).toMatchObject([
      {
        service: 'web',
        region: 'us-west-2',
        status: 'ACTIVE',
        taskDefinition: expect.stringMatching(/web:3$/),
        since: expect.any(Number),
        runningCount: 2,
        past: [
          { arn: expect.stringMatching(/web:2$/), state: 'good' },
          { arn: expect.stringMatching(/web:4$/), state: 'failed' }
        ],
        notVerified: []
      }
    ])
    expect(services[0]).not.toHaveProperty('inProgress')
    expect(judgeReport(report).sentence).toBe('Status of 1 service, nothing in progress.')
    expect(shown).toMatch(/web \(demo, us-west-2\): runs web:3 since 2026-.* UTC, 2 of 2 tasks/)
    expect(shown).toMatch(/rollback target web:2: deployed successfully until/)
    expect(shown.match(/^ .*web:2: deployed successfully/gm)).toHaveLength(1)
    expect(shown).toContain('web:4: not a rollback target')
    expect(world.operations().filter(name => WRITES.test(name))).toEqual([])
  })

  test('a rollback target that is INACTIVE by now is passed over, as by mode rollback', async () => {
    world = await makeAuditWorld(
      scenario({
        taskDefinitions: revisions(4),
        services: base.services,
        later: [update('1m', 2), update('10m', 3), update('20m', 4)]
      })
    )
    world.sandbox.advance(3_600_000)
    const ecs = new ECSClient({
      region: 'us-west-2',
      endpoint: world.sandbox.url,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' }
    })
    await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'web:3' }))
    expect((await status()).shown).toMatch(/rollback target web:2: deployed .*; web:3 is INACTIVE/)
    await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'web:2' }))
    const { shown, report, services } = await status()
    expect(shown).toContain('no rollback target: web:3 is INACTIVE, deploy from the file')
    expect(services[0]?.rollbackTarget).toBeUndefined()
    expect(shown).toMatch(/web:2: deployed successfully until .*, INACTIVE now/)
    const document = JSON.parse(outputsOf(report)['status'] ?? '') as {
      services: { rollbackTargets: object[] }[]
    }
    expect(document.services[0]?.rollbackTargets[0]).toMatchObject({ state: 'good', unusable: 'INACTIVE' })
  })

  test('a service that is being deleted has no rollback target', async () => {
    const later = [
      update('1m', 2),
      { action: 'delete-service', after: '59m', cluster: 'demo', service: 'web', force: true }
    ]
    world = await makeAuditWorld(
      scenario({
        taskDefinitions: revisions(2),
        services: base.services,
        behaviours: [{ taskDefinition: 'web:2', stopAfter: '5m' }],
        later
      })
    )
    world.sandbox.advance(3_600_000)
    const { shown, report } = await status({ service: 'web' })
    expect(judgeReport(report).sentence).toBe('Status of 1 service: 1 deleted.')
    expect(shown).toMatch(/: being deleted \(DRAINING\); ran web:2, .*\n +no rollback target/)
  })

  test('a deployment that failed and stays, and tasks that are missing, are in the headline', async () => {
    world = await makeAuditWorld(
      scenario({
        taskDefinitions: revisions(2),
        services: [{ ...base.services[0], circuitBreaker: { enable: true, rollback: false } }],
        behaviours: [{ taskDefinition: 'web:2', exitAfter: '1s' }],
        later: [
          update('1m', 2),
          { action: 'update-service', after: '40m', cluster: 'demo', service: 'web', desiredCount: 4 }
        ]
      })
    )
    world.sandbox.advance(3_600_000)
    const { report } = await status()
    expect(judgeReport(report).sentence).toBe(
      'Status of 1 service: 1 whose last deployment failed, 1 with fewer tasks than desired.'
    )
  })

  test('tasks of the revision before are not counted for the new one, and the deployment can be stopped', async () => {
    world = await makeAuditWorld(
      scenario({
        taskDefinitions: revisions(2),
        services: base.services,
        behaviours: [{ taskDefinition: 'web:2', neverRuns: true }],
        later: [update('59m', 2)]
      })
    )
    world.sandbox.advance(3_600_000)
    const { shown, report } = await status()
    expect(shown).toContain('set to run web:2, 0 of 2 tasks, beside 2 of web:1')
    expect(shown).toContain('rollback target web:1: it was completed before the one in progress')
    const document = JSON.parse(outputsOf(report)['status'] ?? '') as { services: object[] }
    expect(document.services).toMatchObject([
      { rollbackTarget: { taskDefinition: expect.stringMatching(/web:1$/) } }
    ])
  })

  test.each<[string, object[], RegExp]>([
    ['is on record', [update('1m', 2)], /rollback target web:2: deployed successfully/],
    ['is older than the records', [], /rollback target web:1: ran \(by the record of the next deployment\)/]
  ])('two deployments in a row that replaced one that no longer runs, and %s', async (_, first, said) => {
    world = await makeAuditWorld(
      scenario({
        taskDefinitions: revisions(4),
        services: [{ ...base.services[0], minimumHealthyPercent: 0, circuitBreaker: { enable: false } }],
        behaviours: [{ taskDefinition: 'web:3', exitAfter: '1s' }],
        later: [...first, update('50m', 3), update('3580s', 4)]
      })
    )
    world.sandbox.advance(3_582_000)
    const { services, shown } = await status()
    expect(services[0]?.deployments.map(({ rolloutState }) => rolloutState)).not.toContain('COMPLETED')
    expect(services[0]).toHaveProperty('inProgress')
    expect(shown).toMatch(said)
    world.sandbox.advance(600_000)
    const after = await status()
    expect(after.services[0]).not.toHaveProperty('inProgress')
    expect(after.shown).toMatch(said)
  })

  test.each<[string, object, RegExp]>([
    [
      'at once',
      { stopAfter: '2m' },
      /rolling back \(requested\) web:2 .*\n.*rollback target web:1: ECS is rolling back to it already/
    ],
    ['later', {}, /rolling back (?:\(requested\) )?web:2 /]
  ])('a deployment that ECS was asked to roll back is not rolling out (%s)', async (when, more, said) => {
    const stop = { action: 'stop-service-deployment', cluster: 'demo', service: 'web', stopType: 'ROLLBACK' }
    world = await makeAuditWorld(
      scenario({
        taskDefinitions: revisions(2),
        services: base.services,
        behaviours: [{ taskDefinition: 'web:2', ...more }],
        later: [update('59m', 2), { ...stop, after: when === 'at once' ? '3600s' : '3590s' }]
      })
    )
    world.sandbox.advance(3_600_000)
    const { shown } = await status()
    expect(shown).toMatch(said)
    expect(shown).not.toContain('rolling out')
  })

  test('tasks that keep exiting are said, although all of them run at the moment', async () => {
    world = await makeAuditWorld(
      scenario({
        taskDefinitions: revisions(1),
        services: base.services,
        behaviours: [{ taskDefinition: 'web:1', exitAfter: '70s' }],
        later: [
          { action: 'update-service', after: '1m', cluster: 'demo', service: 'web', forceNewDeployment: true }
        ]
      })
    )
    world.sandbox.advance(3_600_000)
    const web = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
    const running = () => [...(web?.tasks.values() ?? [])].filter(one => one.lastStatus === 'RUNNING').length
    for (let second = 0; second < 300 && running() < 2; second += 1) world.sandbox.advance(1_000)
    const { shown, report } = await status()
    expect(shown).toMatch(
      /runs web:1 since .* UTC, 2 of 2 tasks.*; ECS has started \d+ tasks in the last hour without a deployment/
    )
    expect(judgeReport(report).sentence).toMatch(/1 unsteady\.$/)
  })

  test('a deployment in progress, paused: stage, since, until, and the machine form', async () => {
    world = await makeAuditWorld(
      scenario({ taskDefinitions: revisions(2), services: [shifting], later: [update('1m', 2)] })
    )
    world.sandbox.advance(600_000)
    const { code, report, shown, services } = await status({ service: 'web' })
    expect({ code, services }).toMatchObject({
      code: 0,
      services: [
        {
          inProgress: {
            stage: 'POST_TEST_TRAFFIC_SHIFT',
            taskDefinition: expect.stringMatching(/web:2$/),
            paused: { hookIds: [expect.any(String)], timeoutAction: 'ROLLBACK' }
          }
        }
      ]
    })
    expect(services[0]).not.toHaveProperty('since')
    expect(shown).toMatch(
      /paused since 2026-.* UTC: mode continue continues it or rolls it back, at 2026-.* UTC, ECS applies ROLLBACK automatically/
    )
    expect(judgeReport(report).sentence).toBe('Status of 1 service: 1 paused.')
    const document = JSON.parse(outputsOf(report).status) as {
      version: number
      services: [Record<string, object>]
    }
    expect(document).toMatchObject({
      version: 1,
      services: [
        {
          inProgress: { startedAt: expect.stringMatching(/Z$/) },
          rollbackTargets: [],
          drift: { kind: 'not-compared' }
        }
      ]
    })
    expect((JSON.parse(runToJson(report)) as { status: object }).status).toEqual(document)
  })

  test('ECS’s own rollback is told as one', async () => {
    world = await makeAuditWorld(
      scenario({
        taskDefinitions: revisions(2),
        services: [{ ...base.services[0], circuitBreaker: { enable: false } }],
        behaviours: [{ taskDefinition: 'web:2', unhealthyAfter: '20m', stopAfter: '90s' }],
        later: [
          update('0s', 2),
          { action: 'stop-service-deployment', after: '40s', cluster: 'demo', service: 'web' }
        ]
      })
    )
    world.sandbox.advance(55_000)
    expect((await status()).services).toMatchObject([
      { inProgress: { isRollback: true, taskDefinition: expect.stringMatching(/web:2$/) } }
    ])
    expect(world.log.text()).toContain('rolling back web:2')
  })

  test('files are compared: nothing would change, something would, no file is there', async () => {
    world = await makeAuditWorld(
      scenario({ services: [...base.services, { ...base.services[0], serviceName: 'api' }] }),
      {
        'deploy/web.json': JSON.stringify(base.taskDefinitions[0]).replace(
          'demo/web:1',
          'demo/web:${{ vars.TAG }}'
        ),
        'deploy/api.json': template('api', {})
      }
    )
    const inputs = { 'task-definition': 'deploy/{service}.json' }
    const same = await status({ ...inputs, variables: 'TAG=1', service: 'web' })
    expect(same.services).toMatchObject([{ drift: { kind: 'none', file: 'deploy/web.json' } }])
    const other = await status({ ...inputs, variables: 'TAG=2', service: 'web' })
    expect(other.services).toMatchObject([
      { drift: { kind: 'differs', paths: [expect.stringContaining('image')] } }
    ])
    // of what runs, not of the rollback target
    expect(other.shown).toMatch(/: runs web:\d+ .*; differs from deploy\/web\.json in/)
    const none = await status({ ...inputs, service: 'web' })
    expect(none).toMatchObject({
      code: 0,
      services: [{ drift: { kind: 'not-compared' }, notVerified: [expect.stringMatching(/^files: .*TAG/)] }]
    })
  })

  test('a file of the configuration file that could not be compared says why', async () => {
    world = await makeAuditWorld(scenario({ services: base.services }), {
      'deploy/web.json': JSON.stringify(base.taskDefinitions[0]).replace('demo/web:1', '${{ vars.TAG }}'),
      '.github/ecs-sealed-deploy.yml': 'services: {web: {task-definition: deploy/web.json}}'
    })
    const { services, shown, code } = await status()
    expect([code, services]).toMatchObject([
      0,
      [{ drift: { kind: 'not-compared', why: expect.stringContaining('TAG') } }]
    ])
    expect(shown).toMatch(/not compared with its file: .*TAG/)
  })

  test('a service of the configuration file is told by its key, with its name in ECS beside it', async () => {
    world = await makeAuditWorld(scenario({ services: base.services }), {
      '.github/ecs-sealed-deploy.yml':
        'services: {front: {service: web, cluster: demo, task-definition: deploy/web.json}}',
      'deploy/web.json': JSON.stringify(base.taskDefinitions[0])
    })
    const { services, shown, report } = await status()
    expect(services).toMatchObject([{ service: 'web', key: 'front' }])
    expect(shown).toContain('front (service web, demo, us-west-2): runs web:1')
    expect(reportToMarkdown(report)).toContain('<code>front</code><br>service web, demo, us-west-2')
    expect(JSON.parse(outputsOf(report)['status'] ?? '')).toMatchObject({
      services: [{ service: 'web', key: 'front' }]
    })
  })

  test('services of CodeDeploy, of several clusters, and those that are missing', async () => {
    world = await makeAuditWorld(
      scenario({
        clusters: ['demo', 'other'],
        services: [
          ...base.services,
          { ...base.services[0], serviceName: 'blue', deploymentController: 'CODE_DEPLOY' }
        ],
        codedeploy: [{ cluster: 'demo', service: 'blue' }]
      })
    )
    const all = await status()
    expect(all).toMatchObject({
      code: 0,
      services: [
        { service: 'web' },
        {
          service: 'blue',
          controller: 'CODE_DEPLOY',
          notVerified: [expect.stringMatching(/^deployments in progress .*: CODE_DEPLOY keeps/)]
        }
      ]
    })
    expect(await status({ service: 'web,gone' })).toMatchObject({
      code: 2,
      services: [{ service: 'web' }],
      report: { problems: [{ code: 'service-not-found' }] }
    })
    expect(await status({ cluster: 'other' })).toMatchObject({ code: 0, services: [] })
    expect(await status({ cluster: 'nowhere' })).toMatchObject({ code: 2 })
  })

  test('what may not be read is said, and nothing is made up for it', async () => {
    const faults = ['ListServiceDeployments', 'DescribeServiceDeployments'].map(op => ({
      op,
      kind: 'access-denied',
      from: 1,
      times: 99
    }))
    world = await makeAuditWorld(
      scenario({ taskDefinitions: revisions(2), services: [shifting], later: [update('1m', 2)], faults })
    )
    world.sandbox.advance(600_000)
    const { code, services, report } = await status()
    expect({ code, services }).toMatchObject({
      code: 0,
      services: [
        {
          inProgress: { id: expect.any(String) },
          notVerified: [
            expect.stringMatching(/^rollback targets: .*ecs:ListServiceDeployments/),
            expect.stringMatching(/^stage and pause: no permission for ecs:/)
          ]
        }
      ]
    })
    expect(services[0]).not.toHaveProperty('past')
    expect(judgeReport(report).sentence).toBe(
      'Status of 1 service: 1 in progress, 1 not completely verified.'
    )
  })
})

test('a cluster that does not exist has no empty heading above the problem', async () => {
  world = await makeAuditWorld(scenario({ services: base.services, taskDefinitions: revisions(1) }))
  const { code, shown, report } = await status({ cluster: 'dmeo' })
  expect({ code, problems: report.problems.length }).toEqual({ code: 2, problems: 1 })
  expect(shown).not.toMatch(/^Status$/m)
})

test('a service that does not exist does not keep the others from being compared', async () => {
  world = await makeAuditWorld(base, {
    'deploy/web.json': template('web'),
    '.github/ecs-sealed-deploy.yml': 'cluster: demo\nservices:\n  web: {task-definition: deploy/web.json}\n'
  })
  const alone = await status({ service: 'web' })
  const { services, shown } = await status({ service: 'web\nnosuch' })
  expect(services).toEqual(alone.services)
  expect(shown).not.toContain('not compared with its file: Input "service" has')
})

test('a service that runs all its tasks, with every target unhealthy, does not serve: exit 1', async () => {
  const balanced = {
    ...base.services[0],
    loadBalancers: [{ targetGroupArn: '${targetGroup:web}', containerName: 'app', containerPort: 8080 }]
  }
  world = await makeAuditWorld(
    scenario({
      taskDefinitions: revisions(1),
      targetGroups: [{ name: 'web', port: 8080 }],
      services: [{ ...balanced, healthCheckGracePeriodSeconds: 86_400 }],
      behaviours: [
        { taskDefinition: 'web:1', targetHealth: { state: 'unhealthy', reason: 'Target.Timeout' } }
      ]
    })
  )
  world.sandbox.advance(120_000)
  const { code, shown, report } = await status()
  expect(code).toBe(1)
  expect(judgeReport(report).sentence).toContain('Every target is unhealthy of web')
  expect(shown).toContain('every target of web is unhealthy')
  expect(reportToMarkdown(report)).toContain('Not serving: every target of web is unhealthy.')
})

test('a service of which no task runs, though some are wanted, does not serve: exit 1', async () => {
  world = await makeAuditWorld(
    scenario({
      taskDefinitions: revisions(1),
      behaviours: [{ taskDefinition: 'web:1', failStart: 'CannotPullContainerError: gone' }],
      services: [{ ...base.services[0], running: false, circuitBreaker: { enable: false } }]
    })
  )
  world.sandbox.advance(60_000)
  const { code, report } = await status()
  expect(judgeReport(report).sentence).toContain('No task is running of web')
  expect(code).toBe(1)
})
