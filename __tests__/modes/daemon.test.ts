import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
const base = scenario() as { services: object[] }

/** A daemon of two container instances. */
function makeDaemon(more: object = {}): Promise<ModeWorld> {
  const { desiredCount: _, ...service } = base.services[0] as Record<string, unknown>
  const daemon = { ...service, launchType: 'EC2', schedulingStrategy: 'DAEMON' }
  return makeModeWorld(scenario({ clusters: [{ name: 'demo', instances: 2 }], services: [daemon], ...more }))
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
