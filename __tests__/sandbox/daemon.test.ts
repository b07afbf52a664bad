import { CreateServiceCommand, DescribeClustersCommand } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { outlined, serviceDeployment, until } from './deployments.ts'
import { type Bench, lookAt, refusal, scenarioWith, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

/** Service web as a daemon on so many instances. */
function daemon(more: object = {}, instances = 3): object {
  return {
    ...scenarioWith(),
    clusters: [{ name: 'demo', instances }],
    services: [
      {
        serviceName: 'web',
        cluster: 'demo',
        taskDefinition: 'web:1',
        launchType: 'EC2',
        schedulingStrategy: 'DAEMON',
        ...more
      }
    ]
  }
}

describe('a daemon', () => {
  test('has one task an instance, and stops the old one before it starts the new one', async () => {
    bench = await startBench(daemon())
    const before = await bench.service()
    expect(before).toMatchObject({
      schedulingStrategy: 'DAEMON',
      desiredCount: 3,
      runningCount: 3,
      deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 }
    })
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(2)
    expect(await bench.service()).toMatchObject({ runningCount: 0, pendingCount: 0 })
    bench.after(11)
    expect(await bench.service()).toMatchObject({ runningCount: 0, pendingCount: 3 })
    await until(bench, one => one.status === 'SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:2 running 3 failed 0'])
    const clusters = await bench.ecs.send(new DescribeClustersCommand({ clusters: ['demo'] }))
    expect(clusters.clusters?.[0]?.registeredContainerInstancesCount).toBe(3)
  })

  test('replaces some at a time when minimumHealthyPercent says so, never two on one instance', async () => {
    bench = await startBench(daemon({ minimumHealthyPercent: 60 }))
    await bench.update({ taskDefinition: 'web:2' })
    let least = 3
    let most = 0
    for (let passed = 0; passed < 300; passed++) {
      bench.after(1)
      const { runningCount = 0, pendingCount = 0 } = lookAt(bench)
      least = Math.min(least, runningCount)
      most = Math.max(most, runningCount + pendingCount)
    }
    expect({ least, most }).toEqual({ least: 2, most: 3 })
    expect((await serviceDeployment(bench)).status).toBe('SUCCESSFUL')
  })

  test('on no instance is completed with no task', async () => {
    bench = await startBench(daemon({}, 0))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(5)
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:2 running 0 failed 0'])
  })

  test('goes back when its breaker trips', async () => {
    const crash = { behaviours: [{ taskDefinition: 'web:2', exitAfter: '2s' }] }
    bench = await startBench({ ...daemon({ circuitBreaker: { enable: true, rollback: true } }), ...crash })
    await bench.update({ taskDefinition: 'web:2' })
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:1 running 3 failed 0'])
  })

  test.each<[object, string]>([
    [{ launchType: 'FARGATE' }, 'not supported for the Fargate launch type'],
    [{ desiredCount: 2 }, 'does not support a desired count']
  ])('is refused with %j', async (more, text) => {
    bench = await startBench(daemon())
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-1'] } }
    const made = bench.ecs.send(
      new CreateServiceCommand({
        cluster: 'demo',
        serviceName: 'agent',
        taskDefinition: 'web:1',
        schedulingStrategy: 'DAEMON',
        launchType: 'EC2',
        networkConfiguration,
        ...more
      })
    )
    expect((await refusal(made)).message).toContain(text)
  })

  test('is created, and takes no desired count in an update', async () => {
    bench = await startBench(daemon())
    const made = await bench.ecs.send(
      new CreateServiceCommand({
        cluster: 'demo',
        serviceName: 'agent',
        taskDefinition: 'web:1',
        schedulingStrategy: 'DAEMON',
        launchType: 'EC2'
      })
    )
    expect(made.service?.desiredCount).toBe(3)
    bench.after(120)
    expect((await bench.service('agent')).runningCount).toBe(3)
    expect((await refusal(bench.update({ desiredCount: 1 }))).message).toContain('desired count')
  })
})

describe('a task that finds no place', () => {
  const WHY = 'Reason: No Container Instances were found in your cluster.'
  const nowhere = { behaviours: [{ taskDefinition: 'web:2', cannotPlace: WHY }] }
  const EVENT = `(service web) was unable to place a task because no container instance met all of its requirements. ${WHY} For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`

  test('is only an event, ever rarer, while the old tasks stay', async () => {
    bench = await startBench(scenarioWith({ launchType: 'EC2' }, nowhere))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(2)
    expect(story(await bench.service()).at(-1)).toBe(EVENT)
    bench.after(4 * 3600)
    const service = await bench.service()
    expect(service.deployments?.[0]).toMatchObject({ rolloutState: 'IN_PROGRESS', pendingCount: 0 })
    expect(service.runningCount).toBe(2)
    const said = story(service).filter(text => text === EVENT).length
    expect(said).toBeGreaterThan(8)
    expect(said).toBeLessThan(30)
  })

  test('counts for the breaker', async () => {
    const breaker = { circuitBreaker: { enable: true, rollback: true } }
    bench = await startBench(scenarioWith({ launchType: 'EC2', ...breaker }, nowhere))
    await bench.update({ taskDefinition: 'web:2' })
    await until(bench, one => one.status === 'ROLLBACK_SUCCESSFUL')
    expect((await serviceDeployment(bench)).deploymentCircuitBreaker?.failureCount).toBe(3)
  })

  test('finds one later: the behaviour is used up', async () => {
    const [first] = nowhere.behaviours
    bench = await startBench(scenarioWith({ launchType: 'EC2' }, { behaviours: [{ ...first, times: 2 }] }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(300)
    expect(await outlined(bench)).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
  })

  test('on Fargate has no instance in its event', async () => {
    const behaviours = [
      { cannotPlace: 'Reason: Capacity is unavailable at this time.', taskDefinition: 'web:2' }
    ]
    bench = await startBench(scenarioWith({}, { behaviours }))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(2)
    expect(story(await bench.service()).at(-1)).toBe(
      '(service web) was unable to place a task. Reason: Capacity is unavailable at this time.'
    )
  })
})
