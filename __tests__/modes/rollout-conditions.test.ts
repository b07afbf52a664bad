import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

describe('alarms', () => {
  const makeModeWorld = worldsOfTests()
  const base = scenario() as { services: object[] }

  /** web with the alarms `errors` and `slow`; `more` has their states. */
  async function deploy(alarms: readonly object[], configuration: object = {}, more: object = {}) {
    const own = { alarmNames: ['errors', 'slow'], enable: true, rollback: true, ...configuration }
    const services = [{ ...base.services[0], deploymentConfiguration: { alarms: own } }]
    const world = await makeModeWorld(scenario({ services, alarms, timing: { bake: '2m' }, ...more }))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    const { exitCode, sentence } = judgeReport(report)
    const [result] = report.results
    return { exitCode, sentence, outcome: result?.outcome, reason: result?.reason }
  }

  const rings = (name: string, more: object) => ({ name, state: 'ALARM', ...more })
  const UNUSED =
    'But ECS did not watch its deployment alarms (errors, slow), as it does if they are in ALARM when a deployment begins.'

  describe('deployment alarms', () => {
    test.each([
      [true, 'rolled-back'],
      [false, 'failed']
    ])('that fail a deployment are named (rollback %s)', async (rollback, outcome) => {
      const ended = await deploy([rings('slow', { after: '40s' })], { rollback })
      expect(ended).toMatchObject({
        exitCode: 1,
        outcome,
        reason: expect.stringMatching(/alarms? .*\. In ALARM: slow\./)
      })
    })

    test('that all were in ALARM before have watched nothing, and the success says so', async () => {
      const ended = await deploy([rings('errors', {}), rings('slow', {})])
      expect(ended).toMatchObject({
        exitCode: 0,
        outcome: 'succeeded',
        reason: `The deployment completed. ${UNUSED}`,
        sentence: expect.stringContaining(`Warning: Service "web": The deployment completed. ${UNUSED}`)
      })
    })

    test.each([
      ['one of them was in ALARM, which ECS does not tell', [rings('errors', {})], {}],
      ['none was', [], {}],
      ['they are switched off', [rings('errors', {}), rings('slow', {})], { enable: false }]
    ])('of which nothing is known add nothing: %s', async (_, alarms, configuration) => {
      const ended = await deploy(alarms, configuration)
      expect(ended).toMatchObject({ outcome: 'succeeded', reason: 'The deployment completed.' })
    })

    test('without the record of the deployment nothing is known of them', async () => {
      const faults = ['ListServiceDeployments', 'DescribeServiceDeployments'].map(op => ({
        ...{ op, kind: 'access-denied', from: 1 }
      }))
      const ended = await deploy([rings('errors', {}), rings('slow', {})], {}, { faults })
      expect(ended).toMatchObject({ outcome: 'succeeded', reason: 'The deployment completed.' })
    })
  })
})

describe('daemons', () => {
  const makeModeWorld = worldsOfTests()
  const base = scenario() as { services: object[] }

  /** A daemon of two container instances. */
  function makeDaemon(more: object = {}): Promise<ModeWorld> {
    const { desiredCount: _, ...service } = base.services[0] as Record<string, unknown>
    const daemon = { ...service, launchType: 'EC2', schedulingStrategy: 'DAEMON' }
    return makeModeWorld(
      scenario({ clusters: [{ name: 'demo', instances: 2 }], services: [daemon], ...more })
    )
  }

  /** Deploys, while the cluster gets another number of container instances some seconds after the start. */
  async function deploy(world: ModeWorld, changes: Readonly<Record<number, number>>, raw: object = {}) {
    const cluster = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')
    const began = world.sandbox.now()
    const { now, sleep } = world.ports.clock
    const clock = {
      now,
      sleep: async (ms: number, signal?: AbortSignal) => {
        const until = now() + ms
        for (const [after, instances] of Object.entries(changes)) {
          const due = began + Number(after) * 1000
          if (due < now() || due > until) continue
          await sleep(due - now(), signal)
          if (cluster) cluster.instances = instances
        }
        await sleep(Math.max(0, until - now()), signal)
      }
    }
    const report = await runDeploy(world.configuration('deploy', raw), { ...world.ports, clock })
    const service = cluster?.services.get('web')
    const running = [...(service?.tasks.values() ?? [])].filter(task => task.lastStatus === 'RUNNING')
    const [result] = report.results
    return {
      outcome: result?.outcome,
      reason: result?.reason ?? '',
      code: exitCodeOf(report),
      running: running.length
    }
  }

  describe('a daemon whose cluster changes during the rollout', () => {
    test.each([5, 30, 60])(
      'an instance that joins after %d s gets its task of the new revision',
      async after => {
        const world = await makeDaemon()
        const ended = await deploy(world, { [after]: 3 })
        expect(ended).toMatchObject({ outcome: 'succeeded', code: 0, running: 3 })
      }
    )

    test('an instance that leaves is not missed', async () => {
      const ended = await deploy(await makeDaemon(), { 30: 1 })
      expect(ended).toMatchObject({ outcome: 'succeeded', code: 0, running: 1 })
    })

    test('an instance whose task cannot start is no success', async () => {
      const behaviours = [
        { taskDefinition: 'web:2', times: 2 },
        { taskDefinition: 'web:2', failStart: 'CannotPullContainerError: no space left on device' }
      ]
      const world = await makeDaemon({ behaviours })
      const ended = await deploy(world, { 5: 3 }, { 'wait-for-minutes': '10' })
      expect(ended.outcome).not.toBe('succeeded')
      expect(ended.code).toBe(1)
    })

    test('a cluster that loses all instances before a task runs has proven nothing: no success', async () => {
      const ended = await deploy(await makeDaemon(), { 30: 0 })
      expect(ended).toMatchObject({
        code: 1,
        running: 0,
        reason: expect.stringMatching(/became 0 .*no task runs/)
      })
    })

    test('a cluster without instances starts no task, and that is said', async () => {
      const ended = await deploy(await makeDaemon({ clusters: [{ name: 'demo', instances: 0 }] }), {})
      expect(ended).toMatchObject({ outcome: 'succeeded', reason: expect.stringMatching(/no task/) })
    })
  })
})

describe('limits of AWS', () => {
  const makeModeWorld = worldsOfTests()
  let world: ModeWorld

  /** A service that shifts traffic and has no breaker, in a world whose limits are minutes instead of days. */
  async function makeShifting(strategy: string, more: object, hooks: object[] = []): Promise<void> {
    const [service] = (scenario() as { services: object[] }).services
    const deploymentConfiguration = { strategy, bakeTimeInMinutes: 1, lifecycleHooks: hooks }
    world = await makeModeWorld(
      scenario({
        services: [{ ...service, circuitBreaker: { enable: false }, deploymentConfiguration }],
        timing: { stageLimit: '3m', deploymentLimit: '5m' },
        ...more
      })
    )
  }

  const deploy = (more: Readonly<Record<string, string>> = {}) =>
    runDeploy(world.configuration('deploy', more), world.ports)

  describe('a rollout that runs into a limit of AWS', () => {
    test.each(['BLUE_GREEN', 'LINEAR', 'CANARY'])('%s: a stage that lasts too long', async strategy => {
      await makeShifting(strategy, { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] })
      const report = await deploy()
      const reason = 'Service deployment rolled back because SCALE_UP lifecycle stage timed out.'
      expect(report.results).toMatchObject([
        { outcome: 'rolled-back', reason: expect.stringContaining(reason) }
      ])
      expect([exitCodeOf(report), judgeReport(report).kind]).toEqual([1, 'rollout-failed'])
    })

    test('pauses that nobody ends: the whole deployment', async () => {
      const timeoutConfiguration = { timeoutInMinutes: 2, action: 'CONTINUE' }
      const hooks = ['PRE_SCALE_UP', 'POST_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT'].map(stage => ({
        targetType: 'PAUSE',
        lifecycleStages: [stage],
        timeoutConfiguration
      }))
      await makeShifting('BLUE_GREEN', {}, hooks)
      const report = await deploy()
      expect(report.results).toMatchObject([
        { outcome: 'rolled-back', reason: expect.stringContaining('because service deployment timed out.') }
      ])
      expect(exitCodeOf(report)).toBe(1)
    })

    test('the cause is told with it', async () => {
      await makeShifting('BLUE_GREEN', {
        behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }]
      })
      const report = await deploy({ 'fail-fast': 'false' })
      expect(report.results).toMatchObject([{ outcome: 'rolled-back' }])
      expect(report.diagnoses).toHaveLength(1)
      expect(JSON.stringify(report.diagnoses)).toMatch(/exit/)
    })
  })
})

describe('Spot', () => {
  const makeModeWorld = worldsOfTests()

  /** Tasks of web:2 that Spot interrupts this long after they run, and perhaps no capacity for others afterwards. */
  const interrupted = (interruptedAfter: string, times: number) => ({
    ...{ taskDefinition: 'web:2', interruptedAfter, times }
  })
  const NO_CAPACITY = {
    taskDefinition: 'web:2',
    cannotPlace:
      'Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.'
  }

  async function deployed(behaviours: readonly object[], again = false) {
    const world = await makeModeWorld(scenario({ behaviours }))
    const first = await runDeploy(world.configuration('deploy'), world.ports)
    if (again) world.sandbox.advance(1_200_000)
    const report = again ? await runDeploy(world.configuration('deploy'), world.ports) : first
    const [result] = report.results
    return {
      outcome: result?.outcome,
      reason: result?.reason,
      code: exitCodeOf(report),
      sentence: judgeReport(report).sentence
    }
  }

  describe('Spot interruptions', () => {
    test('of new tasks during the rollout, which are replaced, are a success with a warning', async () => {
      const { outcome, reason, code, sentence } = await deployed([interrupted('20s', 2)])
      expect([outcome, code]).toEqual(['succeeded', 0])
      expect(reason).toMatch(/At least \d tasks? of the new deployment stopped again\./)
      expect(sentence).toContain('Warning')
    })

    test('of all tasks as the deployment completes, without other capacity, leave nothing that runs', async () => {
      const { outcome, reason, code } = await deployed([interrupted('53s', 2), NO_CAPACITY])
      expect([outcome, code]).toEqual(['failed', 1])
      expect(reason).toMatch(/none of its tasks runs/)
    })

    test('of one of two, without other capacity, leave a success that says how many run', async () => {
      const { outcome, reason, code } = await deployed([
        interrupted('53s', 1),
        { taskDefinition: 'web:2', times: 1 },
        NO_CAPACITY
      ])
      expect([outcome, code]).toEqual(['succeeded', 0])
      expect(reason).toMatch(/^The deployment completed, but only 1 of 2 tasks run now\./)
    })

    test('since the last deploy are neither a loop nor hidden: an unchanged service tells how many run', async () => {
      const { outcome, reason, code } = await deployed(
        [interrupted('10m', 1), { taskDefinition: 'web:2', times: 1 }, NO_CAPACITY],
        true
      )
      expect([outcome, code]).toEqual(['unchanged', 0])
      expect(reason).toMatch(/^The service already runs this definition, but with 1 of 2 tasks/)
    })
  })
})
