import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { planToText } from '../../src/report/plan/plan.ts'
import { whatIsDown } from '../../src/report/rollouts/down.ts'
import { storiesOf } from '../../src/report/rollouts/stories.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { manyServices, scenario, template } from '../bundle/scenario.ts'
import { inputsOfWeb, type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

const BREAKS = { behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }] }
const base = scenario() as { services: object[]; taskDefinitions: object[] }
const SECOND = { ...base.services[0], serviceName: 'worker', taskDefinition: 'web' }

describe('deploy', () => {
  test('two services that share a file: one revision, two updates', async () => {
    world = await makeModeWorld(scenario({ services: [...base.services, SECOND] }))
    const report = await runDeploy(
      world.configuration('deploy', { 'task-definition': 'deploy/web.json', service: 'web,worker' }),
      world.ports
    )
    expect(exitCodeOf(report)).toBe(0)
    expect(report.results.map(({ service, outcome }) => `${service} ${outcome}`)).toEqual([
      'web succeeded',
      'worker succeeded'
    ])
    expect([world.count('RegisterTaskDefinition'), world.count('UpdateService')]).toEqual([1, 2])
    expect(outputsOf(report)['service-deployment-arn'].split('\n')).toEqual([
      expect.stringMatching(/:service-deployment\/demo\/web\/./),
      expect.stringMatching(/:service-deployment\/demo\/worker\/./)
    ])
    expect(world.log.recaps()).toEqual([
      expect.stringMatching(/^web: succeeded after/),
      expect.stringMatching(/^worker: succeeded after/)
    ])
  })

  test('definitions that differ by service.name are registered apart', async () => {
    world = await makeModeWorld(scenario({ services: [...base.services, SECOND] }))
    world.workspace.write(
      'deploy/web.json',
      template('web').replace('"family": "web"', '"family": "${{ service.name }}"')
    )
    const report = await runDeploy(
      world.configuration('deploy', {
        'task-definition': 'deploy/web.json',
        service: 'web,worker',
        // the worker runs the family of the web service so far
        'allow-family-change': 'true'
      }),
      world.ports
    )
    expect(exitCodeOf(report)).toBe(0)
    expect(report.taskDefinitionArns.map(arn => arn.split('/')[1])).toEqual(['web:2', 'worker:1'])
  })

  test('a plain file and no service: the definition is registered, nothing is updated', async () => {
    world = await makeModeWorld(scenario())
    const report = await runDeploy(
      world.configuration('deploy', { 'task-definition': 'deploy/web.json' }),
      world.ports
    )
    expect(exitCodeOf(report)).toBe(0)
    expect(report.taskDefinitionArns).toEqual(['arn:aws:ecs:us-west-2:123456789012:task-definition/web:2'])
    expect(world.count('UpdateService')).toBe(0)
    expect(reportToMarkdown(report)).toContain('1 definition registered or found equal; no service specified')
  })

  test('one of two fails: the other succeeds, and the run is red', async () => {
    world = await makeModeWorld(
      scenario({
        taskDefinitions: [...base.taskDefinitions, { ...base.taskDefinitions[0], family: 'worker' }],
        services: [...base.services, { ...SECOND, taskDefinition: 'worker' }],
        behaviours: [{ taskDefinition: 'worker:2', exitAfter: '5s', exitCode: 3 }]
      })
    )
    world.workspace.write('deploy/worker.json', template('worker'))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(exitCodeOf(report)).toBe(1)
    expect(report.results.map(({ service, outcome }) => [service, outcome])).toEqual([
      ['web', 'succeeded'],
      ['worker', 'rolled-back']
    ])
    expect(report.diagnoses.map(({ service }) => service)).toEqual(['worker'])
    expect(reportToMarkdown(report)).toMatch(/1 of 2 services did not succeed: worker \(rolled back\)/)
  })

  test('if-deploying: wait gives up when its time is over, also on a rollback that does not end', async () => {
    const later = [
      { action: 'update-service', after: '1s', cluster: 'demo', service: 'web', taskDefinition: 'web:2' },
      { action: 'update-service', after: '20s', cluster: 'demo', service: 'web', desiredCount: 4 },
      { action: 'stop-service-deployment', after: '30s', cluster: 'demo', service: 'web' }
    ]
    world = await makeModeWorld(
      scenario({
        taskDefinitions: [base.taskDefinitions[0], base.taskDefinitions[0]],
        services: [{ ...base.services[0], taskDefinition: 'web:1', circuitBreaker: { enable: false } }],
        behaviours: [
          { image: 'demo/web:1', times: 2 },
          { image: 'demo/web:1', neverRuns: true }
        ],
        later
      })
    )
    world.sandbox.advance(60_000)
    const inputs = { 'if-deploying': 'wait', 'wait-for-minutes': '3' }
    const before = world.sandbox.now()
    const report = await runDeploy(world.configuration('deploy', inputs), world.ports)
    expect(report.results).toMatchObject([
      {
        outcome: 'not-started',
        reason: expect.stringMatching(/^The deployment that was in progress .* did not end: /)
      }
    ])
    expect((world.sandbox.now() - before) / 1000).toBeLessThan(200)
    expect(world.count('DescribeServices')).toBeLessThan(60)
  })

  test('rollouts that are followed together are looked at together, from the first look on', async () => {
    world = await makeModeWorld(scenario({ services: [...base.services, SECOND] }))
    const inputs = { 'task-definition': 'deploy/web.json', service: 'web,worker' }
    await runDeploy(world.configuration('deploy', { ...inputs, 'wait-until': 'none' }), world.ports)
    const before = world.sandbox.requests().length
    const report = await runDeploy(world.configuration('deploy', inputs), world.ports)
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
    const looks = world.sandbox
      .requests()
      .slice(before)
      .filter(({ operation }) => operation === 'DescribeServices')
    expect(looks.map(({ body }) => (body['services'] as string[]).length)).not.toContain(1)
  })

  test('a rollout that failed is tried again by the next run, by force', async () => {
    const services = [{ ...base.services[0], circuitBreaker: { enable: true, rollback: false } }]
    world = await makeModeWorld(scenario({ ...BREAKS, services }))
    const first = await runDeploy(world.configuration('deploy'), world.ports)
    expect(first.results).toMatchObject([{ outcome: 'failed' }])
    const second = await runDeploy(world.configuration('deploy'), world.ports)
    expect(second.plan?.services[0]?.action).toEqual({
      kind: 'update',
      because: 'retry-failed',
      forceNewDeployment: true
    })
    expect(world.count('RegisterTaskDefinition')).toBe(1)
  })

  test('no way back: the rollout ended when its failure was seen', async () => {
    const later = [{ action: 'deregister-task-definition', after: '5s', taskDefinition: 'web:1' }]
    const faults = [{ op: 'UpdateService', kind: 'throttle', from: 2 }]
    const services = [{ ...base.services[0], circuitBreaker: { enable: true, rollback: false } }]
    world = await makeModeWorld(scenario({ ...BREAKS, services, later, faults }))
    const inputs = { 'on-failure': 'rollback', 'fail-fast': 'false' }
    const report = await runDeploy(world.configuration('deploy', inputs), world.ports)
    const [result] = report.results
    expect(result).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('Cannot roll back: ') })
    const ended = report.timelines[0]?.milestones.findLast(({ what }) => what === 'ended')
    expect(result?.finishedAt).toBe(new Date(ended?.at ?? 0).toISOString())
    expect(world.sandbox.now()).toBeGreaterThan(ended?.at ?? 0)
  })

  test('a refusal says nothing of revisions registered before it where one was only used again', async () => {
    const faults = [{ op: 'RegisterTaskDefinition', kind: 'access-denied', from: 2 }]
    world = await makeModeWorld(manyServices({ web: {}, worker: {} }, { faults }))
    await runDeploy(world.configuration('deploy'), world.ports)
    world.workspace.write('deploy/worker.json', template('worker'))
    const named = { 'task-definition': 'deploy/{service}.json', service: 'web,worker' }
    const { problems } = await runDeploy(world.configuration('deploy', named), world.ports)
    expect(problems).toMatchObject([{ code: 'aws-denied' }])
    expect(problems[0]?.message).not.toContain('registered before it')
  })

  test('a rollout that another run has started is followed, not started again', async () => {
    world = await makeModeWorld(scenario())
    await runDeploy(world.configuration('deploy', { 'wait-until': 'none' }), world.ports)
    expect(world.log.text()).toMatch(/^web {2}requested web:2 — Updated; the rollout is not monitored/m)
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([{ outcome: 'succeeded' }])
    expect(world.count('UpdateService')).toBe(1)
  })

  test('with a desired count of 0 nothing is proved, and that is said', async () => {
    world = await makeModeWorld(scenario({ services: [{ ...base.services[0], desiredCount: 0 }] }))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'succeeded', reason: expect.stringContaining('desired count is 0') }
    ])
    expect(report.remarks).toContainEqual(expect.objectContaining({ isWarning: true }))
    const warning =
      'Service "web": The deployment completed, but the desired count is 0: no task was started, so this revision is untested.'
    expect(report.remarks).toMatchObject([{ message: warning }])
    expect(judgeReport(report).sentence).toBe(`1 service deployed. Warning: ${warning}`)
  })

  const toZero = (after: string, desiredCount = 0) => ({
    ...{ action: 'update-service', cluster: 'demo', service: 'web', desiredCount, after }
  })
  const UNGUARDED = { services: [{ ...base.services[0], circuitBreaker: { enable: false } }] }

  test.each([
    ['whose tasks have all crashed', BREAKS, /after \d+ failed task starts?: no task runs\.$/],
    [
      'whose tasks are still pending',
      { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] },
      /before any task had started: no task runs\.$/
    ]
  ])('a rollout %s when its count is set to 0 is no success', async (_, behaviours, reason) => {
    world = await makeModeWorld(scenario({ ...UNGUARDED, ...behaviours, later: [toZero('40s')] }))
    const report = await runDeploy(world.configuration('deploy', { 'fail-fast': 'false' }), world.ports)
    expect(report.results).toMatchObject([{ outcome: 'failed', reason: expect.stringMatching(reason) }])
    expect(exitCodeOf(report)).toBe(1)
  })

  test('a rollback whose tasks have all crashed when its count is set to 0 has not rolled back', async () => {
    const crashes = { taskDefinition: 'web:1', exitAfter: '5s', exitCode: 1 }
    const behaviours = [{ taskDefinition: 'web:1', times: 2 }, crashes]
    world = await makeModeWorld(scenario({ ...UNGUARDED, behaviours }))
    await runDeploy(world.configuration('deploy'), world.ports)
    const began = world.sandbox.now()
    const { sleep } = world.ports.clock
    const service = () =>
      world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
    const clock: typeof world.ports.clock = {
      ...world.ports.clock,
      sleep: async (ms, signal) => {
        await sleep(ms, signal)
        const web = service()
        if (world.sandbox.now() > began + 60_000 && web) web.desiredCount = 0
      }
    }
    const inputs = inputsOfWeb('rollback', { revision: '1', 'fail-fast': 'false' })
    const report = await runRollback(inputs, { ...world.ports, clock })
    expect(report.results).toMatchObject([
      { outcome: 'failed', reason: expect.stringMatching(/after \d+ failed task starts?/) }
    ])
    expect(judgeReport(report).sentence).not.toContain('1 service rolled back')
  })

  test('wait-until: none ends with what was requested, not with what was deployed', async () => {
    world = await makeModeWorld(scenario())
    const report = await runDeploy(world.configuration('deploy', { 'wait-until': 'none' }), world.ports)
    expect(judgeReport(report).sentence).toMatch(/^1 deployment requested, not monitored to the end\./)
    expect(JSON.parse(outputsOf(report).results)).toMatchObject([{ outcome: 'requested' }])
  })

  test('other names of all containers are a note, since Terraform creates a service with placeholders', async () => {
    world = await makeModeWorld(scenario())
    world.workspace.write('deploy/web.json', template('web', { name: 'shop' }))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([{ outcome: 'succeeded' }])
    expect(report.remarks.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/runs the containers app, and deploy\/web\.json has none of them, but shop/)
    )
  })

  test('an image that says PLACEHOLDER is never deployed without an image given', async () => {
    world = await makeModeWorld(scenario())
    world.workspace.write('deploy/web.json', template('web', { image: 'demo/web:PLACEHOLDER' }))
    const all = world.configuration('deploy', { service: 'all' })
    const report = await runDeploy(all, world.ports)
    expect(report.problems).toMatchObject([{ code: 'placeholder-image', fault: 'user', service: 'web' }])
    expect([exitCodeOf(report), world.count('RegisterTaskDefinition')]).toEqual([2, 0])
    const given = world.configuration('deploy', { 'container-name': 'app', image: 'demo/web:2' })
    expect((await runDeploy(given, world.ports)).results).toMatchObject([{ outcome: 'succeeded' }])
  })

  test('a service that is scaled to 0 on request has no warning', async () => {
    world = await makeModeWorld(scenario())
    await runDeploy(world.configuration('deploy'), world.ports)
    const report = await runDeploy(world.configuration('deploy', { 'desired-count': '0' }), world.ports)
    expect(report.results).toMatchObject([{ outcome: 'succeeded', reason: '0 of 0 tasks run.' }])
    expect(judgeReport(report).sentence).not.toContain('Warning')
  })

  test('settings of a service of CodeDeploy are changed, once, and what ECS refuses fails', async () => {
    const portMappings = [{ containerPort: 8080 }]
    const more = {
      taskDefinitions: [
        {
          ...base.taskDefinitions[0],
          containerDefinitions: [{ name: 'app', image: 'demo/web:1', portMappings }]
        }
      ],
      services: [{ ...base.services[0], deploymentController: 'CODE_DEPLOY' }],
      codedeploy: [{ cluster: 'demo', service: 'web', terminationWait: '1s' }],
      faults: [{ op: 'UpdateService', kind: 'error', type: 'InvalidParameterException', nth: 2 }]
    }
    world = await makeModeWorld(scenario(more))
    world.workspace.write('deploy/web.json', template('web', { portMappings }))
    const inputs = { 'propagate-tags': 'SERVICE', 'desired-count': '3' }
    for (const outcome of ['succeeded', 'unchanged']) {
      const { results } = await runDeploy(world.configuration('deploy', inputs), world.ports)
      expect(results).toMatchObject([{ outcome }])
    }
    const sent = () => world.sandbox.requests().filter(({ operation }) => operation === 'UpdateService')
    expect(sent().map(({ body }) => body)).toEqual([
      { cluster: 'demo', service: 'web', propagateTags: 'SERVICE', desiredCount: 3 }
    ])
    const refused = await runDeploy(world.configuration('deploy', { 'propagate-tags': 'NONE' }), world.ports)
    expect([refused.results[0]?.outcome, exitCodeOf(refused)]).toEqual(['failed', 3])
    expect(world.count('CreateDeployment')).toBe(1)
  })

  test('the tasks of another desired count are watched, also if a setting changes with it', async () => {
    const behaviours = [
      { taskDefinition: 'web:2', times: 2 },
      { taskDefinition: 'web:2', neverRuns: true }
    ]
    world = await makeModeWorld(scenario({ behaviours }))
    await runDeploy(world.configuration('deploy'), world.ports)
    const inputs = { 'desired-count': '4', 'propagate-tags': 'SERVICE', 'wait-for-minutes': '2' }
    const report = await runDeploy(world.configuration('deploy', inputs), world.ports)
    expect(report.plan ? planToText(report.plan).join('\n') : '').toContain(
      'desired count 2 → 4, change propagateTags'
    )
    expect(report.results).toMatchObject([{ outcome: 'timed-out' }])
  })

  test('a daemon with a desired count is not created', async () => {
    world = await makeModeWorld(scenario({ services: [] }))
    const daemon = { schedulingStrategy: 'DAEMON', launchType: 'EC2' }
    world.workspace.write('daemon.json', JSON.stringify(daemon))
    const inputs = { 'service-definition': 'daemon.json', 'desired-count': '2' }
    const { problems } = await runDeploy(world.configuration('deploy', inputs), world.ports)
    expect(problems).toMatchObject([{ code: 'daemon-count', service: 'web' }])
    expect(world.count('RegisterTaskDefinition')).toBe(0)
  })

  test('a desired count that something else changes says so when the time is over', async () => {
    const later = [
      { ...{ action: 'update-service', cluster: 'demo', service: 'web' }, desiredCount: 1, after: '90s' }
    ]
    world = await makeModeWorld(scenario({ later }))
    await runDeploy(world.configuration('deploy'), world.ports)
    const inputs = { 'desired-count': '4', 'wait-for-minutes': '2' }
    const report = await runDeploy(world.configuration('deploy', inputs), world.ports)
    expect(report.results).toMatchObject([
      {
        outcome: 'timed-out',
        reason: expect.stringMatching(/: 1 of 1 running; the desired count is 1, not 4: /)
      }
    ])
  })

  test('an API that is out of order for minutes does not end the watch', async () => {
    const faults = [{ op: 'DescribeServices', kind: '500', from: 4, times: 80 }]
    world = await makeModeWorld(scenario({ faults }))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([{ outcome: 'succeeded' }])
  })

  test('a service none of whose tasks runs any more is not good because it is unchanged', async () => {
    world = await makeModeWorld(
      scenario({
        behaviours: [
          { taskDefinition: 'web:2', times: 2, exitAfter: '10m', exitCode: 1 },
          { taskDefinition: 'web:2', failStart: 'CannotPullContainerError: gone' }
        ]
      })
    )
    expect((await runDeploy(world.configuration('deploy'), world.ports)).results).toMatchObject([
      { outcome: 'succeeded' }
    ])
    world.sandbox.advance(30 * 60_000)
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('none of its tasks runs (desired: 2)') }
    ])
    expect(whatIsDown(storiesOf(report))?.sentence).toBe('Down: no task of web is running.')
    expect(world.count('UpdateService')).toBe(1)
  })

  test.each<[string, object, string, RegExp]>([
    [
      'with fewer tasks than desired says so',
      { action: 'update-service', desiredCount: 4 },
      'unchanged',
      /already runs this definition, but with 2 of 4 tasks: check its events and stopped tasks\.$/
    ],
    [
      'of which no task is wanted says so',
      { action: 'update-service', desiredCount: 0 },
      'unchanged',
      /already runs this definition, but its desired count is 0: no task runs\.$/
    ]
  ])('an unchanged service %s', async (_what, change, outcome, reason) => {
    const about = { after: '20m', cluster: 'demo', service: 'web' }
    world = await makeModeWorld(
      scenario({
        behaviours: [
          { taskDefinition: 'web:2', times: 2 },
          { taskDefinition: 'web:2', neverRuns: true }
        ],
        later: [{ ...about, ...change }]
      })
    )
    await runDeploy(world.configuration('deploy'), world.ports)
    world.sandbox.advance(30 * 60_000)
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([{ outcome, reason: expect.stringMatching(reason) }])
    expect(judgeReport(report).sentence).toMatch(
      /Warning: Service "web": .* already runs this definition, but/
    )
  })

  test('an unchanged service that is deleted while its tasks are waited for has failed', async () => {
    const gone = 'CannotPullContainerError: gone'
    world = await makeModeWorld(
      scenario({
        behaviours: [
          { taskDefinition: 'web:2', times: 2, exitAfter: '10m', exitCode: 1 },
          { taskDefinition: 'web:2', failStart: gone }
        ],
        later: [{ action: 'delete-service', after: '31m', cluster: 'demo', service: 'web', force: true }]
      })
    )
    await runDeploy(world.configuration('deploy'), world.ports)
    world.sandbox.advance(30 * 60_000 - (world.sandbox.now() % 60_000) - 60_000)
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'failed', reason: expect.stringMatching(/DRAINING|INACTIVE/) }
    ])
  })

  test('cancelled before anything was written: nothing is written', async () => {
    world = await makeModeWorld(scenario())
    world.controller.abort()
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'not-started', isCancelled: true, reason: expect.stringContaining('cancelled') }
    ])
    expect(exitCodeOf(report)).toBe(1)
    expect(world.count('RegisterTaskDefinition') + world.count('UpdateService')).toBe(0)
  })

  test('the permission to look is lost in the middle: not verified, not success', async () => {
    const faults = [{ op: 'DescribeServices', kind: 'expired-token', from: 3, times: 50 }]
    world = await makeModeWorld(scenario({ faults }))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('Not verified') }
    ])
    expect(exitCodeOf(report)).toBe(3)
  })

  test('what comes after a service that was not verified does not call it failed', async () => {
    const faults = [{ op: 'DescribeServices', kind: 'expired-token', from: 3, times: 50 }]
    const taskDefinitions = [...base.taskDefinitions, { ...base.taskDefinitions[0], family: 'worker' }]
    const services = [...base.services, { ...SECOND, taskDefinition: 'worker' }]
    world = await makeModeWorld(scenario({ faults, taskDefinitions, services }))
    world.workspace.write('deploy/worker.json', template('worker'))
    const report = await runDeploy(world.configuration('deploy', { order: 'web\nworker' }), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'failed', isUnverified: true },
      { outcome: 'not-started', reason: 'Not started, because web was not verified.' }
    ])
    expect(judgeReport(report).sentence).toContain(
      '1 of 2 services could not be verified, 1 was not started: web (not verified)'
    )
  })

  test('looks that fail for a while are repeated; too many end the watch as not verified', async () => {
    const faults = [{ op: 'DescribeServices', kind: 'html503', from: 3, times: 500 }]
    world = await makeModeWorld(scenario({ faults }))
    const began = world.sandbox.now()
    const report = await runDeploy(world.configuration('deploy', { 'max-retries': '0' }), world.ports)
    expect(report.results).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('Not verified') }
    ])
    const minutes = (world.sandbox.now() - began) / 60_000
    expect(minutes).toBeGreaterThan(5)
    expect(minutes).toBeLessThan(5.5)
  })

  test('a rollback that is not over when the time is up keeps the cause', async () => {
    world = await makeModeWorld(scenario({ ...BREAKS, timing: { stop: '600s' } }))
    const report = await runDeploy(world.configuration('deploy', { 'wait-for-minutes': '4' }), world.ports)
    expect(exitCodeOf(report)).toBe(1)
    expect(['failed', 'rolled-back']).toContain(report.results[0]?.outcome)
    expect(report.results[0]?.reason).toMatch(/circuit breaker|tasks failed to start/)
  })

  test('a definition that ECS refuses: no service is touched', async () => {
    const refused = { op: 'RegisterTaskDefinition', kind: 'error', type: 'ClientException', message: 'no' }
    world = await makeModeWorld(scenario({ faults: [refused] }))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(exitCodeOf(report)).toBe(3)
    expect(report.problems[0]?.message).toContain('deploy/web.json')
    expect(report.results).toMatchObject([{ outcome: 'not-started' }])
    expect(world.count('UpdateService')).toBe(0)
  })
})
