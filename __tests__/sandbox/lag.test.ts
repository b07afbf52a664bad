import {
  DeregisterTaskDefinitionCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand
} from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { LAG_PATHS } from '../../sandbox/world/lag.ts'
import { type Bench, outline, plain, refusal, scenarioWith, startBench, story } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

/** The whole bench with one late path; the breaker is on, web:2 crashes. */
async function late(lag: object, more: object = {}): Promise<void> {
  bench = await startBench(
    scenarioWith(
      { circuitBreaker: { enable: true, rollback: true } },
      { lag, behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }], ...more }
    )
  )
}

async function records(): Promise<string[]> {
  const answer = await bench.ecs.send(new ListServiceDeploymentsCommand({ cluster: 'demo', service: 'web' }))
  return (answer.serviceDeployments ?? []).map(one => `${one.status} ${one.serviceDeploymentArn?.slice(-4)}`)
}

async function forced(): Promise<string> {
  return String((await bench.update({ forceNewDeployment: true })).currentServiceDeployment)
}

describe('currentServiceDeployment', () => {
  test('names the deployment before for a while, also in the answer of the update', async () => {
    await late({ currentServiceDeployment: '20s' })
    await bench.update({ forceNewDeployment: true })
    bench.after(300)
    const first = (await bench.service()).currentServiceDeployment
    expect(first).toContain('service-deployment/demo/web/')
    expect((await bench.update({ taskDefinition: 'web:2' })).currentServiceDeployment).toBe(first)
    bench.after(19)
    expect((await bench.service()).currentServiceDeployment).toBe(first)
    expect(outline(await bench.service())[0]).toContain('PRIMARY IN_PROGRESS web:2')
    bench.after(1)
    const second = (await bench.service()).currentServiceDeployment
    expect(second).not.toBe(first)
    expect((await records())[0]).toBe(`IN_PROGRESS ${second?.slice(-4)}`)
  })

  test('is not there before a first deployment was', async () => {
    await late({ currentServiceDeployment: '20s' })
    expect(await forced()).toBe('undefined')
    bench.after(20)
    expect((await bench.service()).currentServiceDeployment).toContain('service-deployment/')
  })
})

describe('DescribeServices', () => {
  test('shows old deployments, while the records are new', async () => {
    await late({ deployments: '30s' })
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(29)
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    expect((await bench.service()).taskDefinition).toContain('web:1')
    expect((await records())[0]).toContain('IN_PROGRESS')
    bench.after(1)
    expect(outline(await bench.service())[0]).toBe('PRIMARY IN_PROGRESS web:2 running 0 failed 0')
  })

  test('gives events later, and nothing else', async () => {
    await late({ events: '1m' })
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(20)
    expect(story(await bench.service())).toHaveLength(2)
    bench.after(60)
    expect(story(await bench.service()).length).toBeGreaterThan(2)
  })
})

describe('service deployments', () => {
  test('are not listed yet, then with an old status', async () => {
    await late({ ListServiceDeployments: '10s' })
    await forced()
    bench.after(9)
    expect(await records()).toEqual([])
    bench.after(1)
    expect(await records()).toEqual([expect.stringContaining('PENDING')])
    bench.after(1)
    expect(await records()).toEqual([expect.stringContaining('IN_PROGRESS')])
  })

  test('are missing when they are described, and end later than they did', async () => {
    await late({ DescribeServiceDeployments: '10s' })
    const arn = await forced()
    const describeIt = () =>
      bench.ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }))
    expect((await describeIt()).failures).toEqual([{ arn, reason: 'MISSING' }])
    bench.after(300)
    expect((await describeIt()).serviceDeployments?.[0]?.status).toBe('SUCCESSFUL')
    const ended = Number((await describeIt()).serviceDeployments?.[0]?.finishedAt?.getTime())
    expect(ended).toBeLessThan(bench.sandbox.now() - 100_000)
  })

  test('and revisions', async () => {
    await late({ DescribeServiceRevisions: '10s' })
    await forced()
    const arn = String((await bench.service()).currentServiceRevisions?.[0]?.arn)
    const describeIt = () =>
      bench.ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] }))
    expect((await describeIt()).failures).toEqual([{ arn, reason: 'MISSING' }])
    bench.after(10)
    expect((await describeIt()).serviceRevisions?.[0]?.taskDefinition).toContain('web:1')
  })
})

test('tasks are listed late, or described as they were', async () => {
  await late({ ListTasks: '10s', DescribeTasks: '30s' })
  const listed = async () =>
    (await bench.ecs.send(new ListTasksCommand({ cluster: 'demo', serviceName: 'web' }))).taskArns ?? []
  expect(await listed()).toHaveLength(2)
  await bench.update({ taskDefinition: 'web:1', forceNewDeployment: true })
  bench.after(10)
  expect(await listed()).toHaveLength(2)
  bench.after(1)
  const all = await listed()
  expect(all).toHaveLength(4)
  const answer = await bench.ecs.send(new DescribeTasksCommand({ cluster: 'demo', tasks: all }))
  expect(answer.tasks).toHaveLength(2)
  expect(answer.failures?.map(one => one.reason)).toEqual(['MISSING', 'MISSING'])
})

test('revisions of a family are described and listed late, a deregistered one as ACTIVE', async () => {
  await late({ DescribeTaskDefinition: '10s', ListTaskDefinitions: '20s' })
  const made = await bench.ecs.send(
    new RegisterTaskDefinitionCommand({ family: 'web', containerDefinitions: [{ ...plain[0], memory: 128 }] })
  )
  const taskDefinition = String(made.taskDefinition?.taskDefinitionArn)
  const describeIt = () => bench.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))
  const listed = async () =>
    (await bench.ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: 'web' }))).taskDefinitionArns
  expect((await refusal(describeIt())).message).toBe('Unable to describe task definition.')
  bench.after(10)
  expect((await describeIt()).taskDefinition?.status).toBe('ACTIVE')
  expect(await listed()).toHaveLength(2)
  bench.after(10)
  expect(await listed()).toHaveLength(3)
  await bench.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }))
  expect((await describeIt()).taskDefinition?.status).toBe('ACTIVE')
  bench.after(10)
  expect((await describeIt()).taskDefinition?.status).toBe('INACTIVE')
  expect(await listed()).toHaveLength(3)
})

test('upTo draws the delay for every read, so that a read may go back in time', async () => {
  await late({ ListServiceDeployments: { upTo: '10s' } })
  await forced()
  bench.after(5)
  const reads = new Set<number>()
  for (let read = 0; read < 20; read++) reads.add((await records()).length)
  expect([...reads].sort((a, b) => a - b)).toEqual([0, 1])
})

test('the world goes the same way whether its reads are late or not', async () => {
  const stories: string[][] = []
  for (const lag of [{}, Object.fromEntries(LAG_PATHS.map(path => [path, { upTo: '20s' }]))]) {
    await late(lag)
    await bench.update({ taskDefinition: 'web:2' })
    for (let look = 0; look < 40; look++) {
      await bench.service()
      bench.after(10)
    }
    const { world } = bench.sandbox
    const found = world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
    stories.push((found?.events ?? []).map(one => `${one.createdAt} ${one.message}`))
    if (stories.length === 1) await bench.end()
  }
  expect(stories[0]?.length).toBeGreaterThan(5)
  expect(stories[1]).toEqual(stories[0])
})
