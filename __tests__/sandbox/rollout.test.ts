import {
  DescribeServiceDeploymentsCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  type ServiceDeployment,
  StopServiceDeploymentCommand
} from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Bench, lookAt, outline, refusal, scenarioWith, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const BREAKER = { circuitBreaker: { enable: true, rollback: true } }
const CRASH = { behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }] }

async function serviceDeployment(index = 0): Promise<ServiceDeployment> {
  const listed = await bench.ecs.send(new ListServiceDeploymentsCommand({ cluster: 'demo', service: 'web' }))
  const arn = listed.serviceDeployments?.[index]?.serviceDeploymentArn ?? ''
  const answer = await bench.ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }))
  const [found] = answer.serviceDeployments ?? []
  if (!found) throw new Error('no service deployment')
  return found
}

/** Outlines seen while time goes on, each kind once, in order. */
async function watch(seconds: number, stride = 5): Promise<string[][]> {
  const seen: string[][] = []
  for (let passed = 0; passed < seconds; passed += stride) {
    const now = outline(lookAt(bench))
    if (JSON.stringify(seen.at(-1)) !== JSON.stringify(now)) seen.push(now)
    bench.after(stride)
  }
  return seen
}

describe('a rollout that succeeds', () => {
  test('overlaps the old deployment, then is alone and completed, at the documented times', async () => {
    bench = await startBench(scenarioWith())
    const before = await bench.service()
    const updated = await bench.update({ taskDefinition: 'web:2' })
    expect(outline(updated)).toEqual([
      'PRIMARY IN_PROGRESS web:2 running 0 failed 0',
      'ACTIVE COMPLETED web:1 running 2 failed 0'
    ])
    expect(updated.deployments?.[1]?.id).toBe(before.deployments?.[0]?.id)
    bench.after(22)
    expect(outline(await bench.service())[0]).toBe('PRIMARY IN_PROGRESS web:2 running 2 failed 0')
    bench.after(80)
    const after = await bench.service()
    expect(outline(after)).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
    expect(after.deployments?.[0]?.rolloutStateReason).toBe(
      `ECS deployment ${after.deployments?.[0]?.id} completed.`
    )
    expect(story(after).slice(2)).toEqual([
      '(service web) has started 2 tasks: (task) (task).',
      '(service web) has stopped 2 running tasks: (task) (task).',
      `(service web) (deployment ${after.deployments?.[0]?.id}) deployment completed.`,
      '(service web) has reached a steady state.'
    ])
  })

  test('has a service deployment that the service names while it lasts, and whose revision ends with its digits', async () => {
    bench = await startBench(scenarioWith(BREAKER))
    const updated = await bench.update({ taskDefinition: 'web:2' })
    const id = updated.deployments?.[0]?.id ?? ''
    expect(id).toMatch(/^ecs-svc\/\d{19}$/)
    const pending = await serviceDeployment()
    expect(pending).toMatchObject({
      serviceDeploymentArn: updated.currentServiceDeployment,
      status: 'PENDING',
      deploymentCircuitBreaker: { status: 'MONITORING', failureCount: 0, threshold: 3 }
    })
    expect(pending.serviceDeploymentArn).toMatch(/service-deployment\/demo\/web\/[A-Za-z0-9]{21}$/)
    expect(pending.targetServiceRevision?.arn?.endsWith(`/${id.split('/')[1]}`)).toBe(true)
    bench.after(2)
    expect((await serviceDeployment()).status).toBe('IN_PROGRESS')
    bench.after(120)
    expect((await serviceDeployment()).status).toBe('SUCCESSFUL')
    expect((await bench.service()).currentServiceDeployment).toBeUndefined()
  })

  test('desired count 0 is completed with no task ever started', async () => {
    bench = await startBench(scenarioWith({ desiredCount: 0 }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(5)
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:2 running 0 failed 0'])
  })

  test('starts no deployment for the same task definition, nor for another desired count', async () => {
    bench = await startBench(scenarioWith())
    expect((await bench.update({ taskDefinition: 'web:1' })).deployments).toHaveLength(1)
    expect((await bench.update({ desiredCount: 3 })).deployments).toHaveLength(1)
    bench.after(120)
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 3 failed 0'])
    expect((await bench.update({ forceNewDeployment: true })).deployments).toHaveLength(2)
  })
})

describe('minimumHealthyPercent and maximumPercent', () => {
  test('0/100 stops the old tasks before it starts new ones', async () => {
    bench = await startBench(scenarioWith({ minimumHealthyPercent: 0, maximumPercent: 100 }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(1)
    expect((await bench.service()).runningCount).toBe(0)
    bench.after(120)
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
  })

  test('50/100 of 3 replaces one at a time: at least 2 (rounded up), at most 3', async () => {
    bench = await startBench(
      scenarioWith({ desiredCount: 3, minimumHealthyPercent: 50, maximumPercent: 100 })
    )
    await bench.update({ taskDefinition: 'web:2' })
    let least = 3
    let most = 0
    for (let passed = 0; passed < 400; passed += 5) {
      bench.after(5)
      const { runningCount = 0, pendingCount = 0 } = lookAt(bench)
      least = Math.min(least, runningCount)
      most = Math.max(most, runningCount + pendingCount)
    }
    expect({ least, most }).toEqual({ least: 2, most: 3 })
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:2 running 3 failed 0'])
  })

  test('100/100 of 1 can neither stop nor start, says so once, and stays in progress', async () => {
    bench = await startBench(scenarioWith({ desiredCount: 1, maximumPercent: 100 }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(3600)
    const service = await bench.service()
    expect(outline(service)[0]).toBe('PRIMARY IN_PROGRESS web:2 running 0 failed 0')
    expect(
      story(service).filter(text => text.includes('because of the service deployment configuration'))
    ).toHaveLength(1)
  })
})

describe('the circuit breaker', () => {
  test('rolls back to the old deployment under its old id; the new one is first in progress, then failed, then gone', async () => {
    bench = await startBench(scenarioWith(BREAKER, CRASH))
    const old = (await bench.service()).deployments?.[0]?.id
    const mine = (await bench.update({ taskDefinition: 'web:2' })).deployments?.[0]?.id
    const seen = await watch(200, 1)
    expect(seen.slice(-4)).toEqual([
      ['PRIMARY IN_PROGRESS web:2 running 2 failed 2', 'ACTIVE COMPLETED web:1 running 2 failed 0'],
      ['PRIMARY IN_PROGRESS web:1 running 2 failed 0', 'ACTIVE IN_PROGRESS web:2 running 0 failed 3'],
      ['PRIMARY IN_PROGRESS web:1 running 2 failed 0', 'ACTIVE FAILED web:2 running 0 failed 3'],
      ['PRIMARY COMPLETED web:1 running 2 failed 0']
    ])
    const service = await bench.service()
    expect(service.deployments?.[0]?.id).toBe(old)
    expect(story(service).slice(-4)).toEqual([
      `(service web) (deployment ${mine}) deployment failed: tasks failed to start.`,
      `(service web) rolling back to deployment ${old}.`,
      `(service web) (deployment ${old}) deployment completed.`,
      '(service web) has reached a steady state.'
    ])
    expect(await serviceDeployment()).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
      deploymentCircuitBreaker: { status: 'TRIGGERED', threshold: 3 },
      rollback: { serviceRevisionArn: expect.stringContaining(String(old?.split('/')[1])) }
    })
  })

  test('says so on the old deployment while it rolls back', async () => {
    bench = await startBench(scenarioWith({ ...BREAKER, desiredCount: 1 }, CRASH))
    const old = (await bench.service()).deployments?.[0]?.id
    await bench.update({ taskDefinition: 'web:2' })
    for (let passed = 0; passed < 300; passed++) {
      bench.after(1)
      const primary = (await bench.service()).deployments?.[0]
      if (primary?.id !== old) continue
      expect(primary?.rolloutStateReason).toBe(
        `ECS deployment circuit breaker: rolling back to deploymentId ${old}.`
      )
      expect((await serviceDeployment()).status).toBe('ROLLBACK_IN_PROGRESS')
      return
    }
    throw new Error('no rollback within 5 minutes')
  })

  test('without rollback leaves the failed deployment PRIMARY and the old tasks running', async () => {
    bench = await startBench(scenarioWith({ circuitBreaker: { enable: true } }, CRASH))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(600)
    const service = await bench.service()
    expect(outline(service)).toEqual([
      'PRIMARY FAILED web:2 running 0 failed 3',
      'ACTIVE COMPLETED web:1 running 2 failed 0'
    ])
    expect(service.deployments?.[0]?.rolloutStateReason).toBe(
      'ECS deployment circuit breaker: tasks failed to start.'
    )
    expect((await serviceDeployment()).status).toBe('STOPPED')
    await bench.update({ taskDefinition: 'web:1' })
    bench.after(120)
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
  })

  test('finds no candidate on the first deployment of a service', async () => {
    bench = await startBench(scenarioWith({ ...BREAKER, taskDefinition: 'web:2', running: false }, CRASH))
    bench.after(600)
    expect(outline(await bench.service())).toEqual(['PRIMARY FAILED web:2 running 0 failed 3'])
    expect(await serviceDeployment()).toMatchObject({
      status: 'ROLLBACK_FAILED',
      statusReason: 'No rollback candidate was found to run the rollback.'
    })
  })

  test('can fail in the rollback too', async () => {
    const crashes = {
      behaviours: [
        { taskDefinition: 'web:2', exitAfter: '5s' },
        { taskDefinition: 'web:1', failStart: 'CannotPullContainerError: gone' }
      ]
    }
    bench = await startBench(
      scenarioWith({ ...BREAKER, minimumHealthyPercent: 0, maximumPercent: 100 }, crashes)
    )
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(1200)
    expect(outline(await bench.service())[0]).toBe('PRIMARY FAILED web:1 running 0 failed 3')
    expect((await serviceDeployment()).status).toBe('ROLLBACK_FAILED')
  })

  test.each([
    [1, 3],
    [6, 3],
    [25, 13],
    [400, 200],
    [1000, 200]
  ])('of %i tasks trips at %i failures', async (desiredCount, threshold) => {
    bench = await startBench(scenarioWith({ ...BREAKER, desiredCount: 0 }))
    await bench.update({ taskDefinition: 'web:2', desiredCount })
    expect((await serviceDeployment()).deploymentCircuitBreaker?.threshold).toBe(threshold)
  })

  test('counts consecutive failures only: a healthy task resets the count', async () => {
    const flaky = {
      behaviours: [{ taskDefinition: 'web:2', failStart: 'CannotPullContainerError: x', times: 2 }]
    }
    bench = await startBench(scenarioWith({ ...BREAKER, desiredCount: 1 }, flaky))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(60)
    expect((await bench.service()).deployments?.[0]?.failedTasks).toBe(2)
    bench.after(120)
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:2 running 1 failed 0'])
  })

  test('switched off never fails: it backs off and says once that tasks do not start', async () => {
    bench = await startBench(scenarioWith({ desiredCount: 1 }, CRASH))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(4 * 3600)
    const service = await bench.service()
    expect(service.deployments?.[0]).toMatchObject({ rolloutState: 'IN_PROGRESS', status: 'PRIMARY' })
    expect(
      story(service).filter(text => text.includes('is unable to consistently start tasks successfully'))
    ).toHaveLength(1)
    expect(service.deployments?.[0]?.failedTasks).toBeLessThan(30)
  })
})

describe('somebody else', () => {
  test('supersedes a rollout: another PRIMARY, the one before becomes ACTIVE, drains and leaves', async () => {
    const later = [
      {
        after: '30s',
        action: 'update-service',
        cluster: 'demo',
        service: 'web',
        taskDefinition: 'web:1',
        forceNewDeployment: true
      }
    ]
    bench = await startBench(scenarioWith({}, { later }))
    const mine = (await bench.update({ taskDefinition: 'web:2' })).deployments?.[0]?.id
    bench.after(31)
    const during = await bench.service()
    expect(outline(during)).toEqual(
      [
        'PRIMARY IN_PROGRESS web:1 running 0 failed 0',
        'ACTIVE IN_PROGRESS web:2 running 0 failed 0',
        'ACTIVE COMPLETED web:1 running 2 failed 0'
      ].map((line, index) => (index === 1 ? expect.stringMatching(/^ACTIVE IN_PROGRESS web:2/) : line))
    )
    bench.after(200)
    const after = await bench.service()
    expect(outline(after)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    expect(after.deployments?.[0]?.id).not.toBe(mine)
    expect((await serviceDeployment(1)).status).toBe('STOPPED')
  })

  test('StopServiceDeployment rolls back; of one that has ended it is a conflict', async () => {
    bench = await startBench(scenarioWith())
    const arn = (await bench.update({ taskDefinition: 'web:2' })).currentServiceDeployment
    await bench.ecs.send(
      new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' })
    )
    bench.after(120)
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    expect((await serviceDeployment()).status).toBe('ROLLBACK_SUCCESSFUL')
    const again = bench.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn }))
    expect((await refusal(again)).name).toBe('ConflictException')
  })
})

describe('tasks', () => {
  test('that fail their health check are replaced and counted', async () => {
    const sick = { behaviours: [{ taskDefinition: 'web:2', unhealthyAfter: '20s' }] }
    bench = await startBench(scenarioWith(BREAKER, sick))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(600)
    const service = await bench.service()
    expect(outline(service)).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    expect(story(service)).toContain('(service web) (task) failed container health checks.')
  })

  test('whose Spot capacity is reclaimed are replaced, and not counted', async () => {
    const spot = { behaviours: [{ taskDefinition: 'web:2', interruptedAfter: '20s', times: 8 }] }
    bench = await startBench(scenarioWith(BREAKER, spot))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(600)
    const service = await bench.service()
    expect(outline(service)).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
    const { taskArns = [] } = await bench.ecs.send(
      new ListTasksCommand({ cluster: 'demo', serviceName: 'web', desiredStatus: 'STOPPED' })
    )
    const { tasks = [] } = await bench.ecs.send(
      new DescribeTasksCommand({ cluster: 'demo', tasks: taskArns })
    )
    const interrupted = tasks.filter(({ stopCode }) => stopCode === 'SpotInterruption')
    expect(interrupted.map(({ stoppedReason }) => stoppedReason)).toEqual(
      Array.from({ length: 8 }, () => 'Your Spot Task was interrupted.')
    )
  })

  test('that never run keep the rollout in progress', async () => {
    bench = await startBench(
      scenarioWith(BREAKER, { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] })
    )
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(3600)
    const service = await bench.service()
    expect(outline(service)[0]).toBe('PRIMARY IN_PROGRESS web:2 running 0 failed 0')
    expect(service.pendingCount).toBe(2)
  })

  test('that stopped are remembered for an hour', async () => {
    bench = await startBench(scenarioWith())
    await bench.update({ taskDefinition: 'web:2' })
    const stopped = async () =>
      (
        await bench.ecs.send(
          new ListTasksCommand({ cluster: 'demo', serviceName: 'web', desiredStatus: 'STOPPED' })
        )
      ).taskArns
    bench.after(300)
    expect(await stopped()).toHaveLength(2)
    bench.after(3600)
    expect(await stopped()).toHaveLength(0)
  })
})
