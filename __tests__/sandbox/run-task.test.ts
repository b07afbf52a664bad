import { DescribeTasksCommand, ListTasksCommand, RunTaskCommand, StopTaskCommand } from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Bench, definition, refusal, scenarioWith, sendJson, startBench } from './world.ts'

let bench: Bench | undefined
afterEach(async () => {
  await bench?.end()
  bench = undefined
})

const network = { awsvpcConfiguration: { subnets: ['subnet-0a'] } }
const base = { cluster: 'demo', taskDefinition: 'web:2', networkConfiguration: network }

async function open(more: object = {}, accessKey?: string): Promise<Bench> {
  bench = await startBench(scenarioWith({}, more), accessKey === undefined ? {} : { accessKey })
  return bench
}

async function stateOf(on: Bench, arn: string | undefined) {
  const { tasks = [] } = await on.ecs.send(
    new DescribeTasksCommand({ cluster: 'demo', tasks: [arn ?? ''], include: ['TAGS'] })
  )
  return tasks[0]
}

describe('RunTask', () => {
  test('starts a task that belongs to no service, lives by its behaviour and is found again', async () => {
    const on = await open({ behaviours: [{ taskDefinition: 'web:2', exitAfter: 30, exitCode: 0 }] })
    const { tasks = [], failures } = await on.ecs.send(
      new RunTaskCommand({
        ...base,
        launchType: 'FARGATE',
        startedBy: 'deploy-1',
        overrides: { containerOverrides: [{ name: 'app', command: ['migrate'] }] },
        tags: [{ key: 'team', value: 'ops' }]
      })
    )
    expect(failures).toEqual([])
    expect(tasks).toMatchObject([
      {
        group: 'family:web',
        startedBy: 'deploy-1',
        launchType: 'FARGATE',
        lastStatus: 'PROVISIONING',
        overrides: { containerOverrides: [{ name: 'app', command: ['migrate'] }] }
      }
    ])
    const arn = tasks[0]?.taskArn
    on.after(25)
    expect(await stateOf(on, arn)).toMatchObject({ lastStatus: 'RUNNING', tags: [{ key: 'team' }] })
    const listed = await on.ecs.send(new ListTasksCommand({ cluster: 'demo', startedBy: 'deploy-1' }))
    expect(listed.taskArns).toEqual([arn])
    on.after(60)
    expect(await stateOf(on, arn)).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'EssentialContainerExited',
      containers: [{ exitCode: 0 }]
    })
    // the service is none of its business
    expect((await on.service()).runningCount).toBe(2)
  })

  test('reads its secrets with the execution role, as tasks of services do', async () => {
    const on = await open({
      roles: [{ name: 'execution' }],
      secrets: [{ name: 'db', generate: 20 }],
      taskDefinitions: [
        definition('web'),
        definition('web', {
          executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
          containerDefinitions: [
            { name: 'app', image: 'x', secrets: [{ name: 'PASSWORD', valueFrom: '${secret:db}' }] }
          ]
        })
      ]
    })
    const { tasks = [] } = await on.ecs.send(new RunTaskCommand(base))
    on.after(30)
    expect(await stateOf(on, tasks[0]?.taskArn)).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'TaskFailedToStart',
      stoppedReason: expect.stringContaining('AccessDeniedException')
    })
  })

  test('with the same client token starts nothing more, and refuses another request under it', async () => {
    const on = await open()
    const first = await on.ecs.send(new RunTaskCommand({ ...base, clientToken: 'one' }))
    const again = await on.ecs.send(new RunTaskCommand({ ...base, clientToken: 'one' }))
    expect(again.tasks?.map(({ taskArn }) => taskArn)).toEqual(first.tasks?.map(({ taskArn }) => taskArn))
    const other = new RunTaskCommand({ ...base, clientToken: 'one', count: 2 })
    expect(await refusal(on.ecs.send(other))).toMatchObject({ name: 'ConflictException' })
    const two = await on.ecs.send(new RunTaskCommand({ ...base, clientToken: 'two', count: 2 }))
    expect(two.tasks).toHaveLength(2)
  })

  test('places nothing when the scenario says so', async () => {
    const on = await open({ behaviours: [{ family: 'web', failPlacement: 'RESOURCE:MEMORY', times: 3 }] })
    const { tasks, failures } = await on.ecs.send(new RunTaskCommand({ ...base, clientToken: 'one' }))
    expect([tasks, failures]).toEqual([[], [{ reason: 'RESOURCE:MEMORY' }]])
  })

  test.each<[string, object, string, RegExp]>([
    ['no network', { networkConfiguration: undefined }, 'InvalidParameterException', /must be provided/],
    ['an unknown definition', { taskDefinition: 'nobody' }, 'ClientException', /TaskDefinition not found/],
    ['an unknown cluster', { cluster: 'nobody' }, 'ClusterNotFoundException', /not found/],
    [
      'an override of no container',
      { overrides: { containerOverrides: [{ name: 'nobody' }] } },
      'InvalidParameterException',
      /Override for container named nobody is not a container/
    ],
    [
      'two places',
      { launchType: 'FARGATE', capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] },
      'InvalidParameterException',
      /both a launch type and capacity provider strategy/
    ],
    ['tags of a service', { propagateTags: 'SERVICE' }, 'InvalidParameterException', /SERVICE/],
    ['a bad startedBy', { startedBy: 'a b' }, 'InvalidParameterException', /startedBy/],
    ['too many', { count: 11 }, 'InvalidParameterException', /Count/],
    [
      'a volume that the definition lacks',
      { volumeConfigurations: [{ name: 'scratch', managedEBSVolume: { roleArn: 'r' } }] },
      'InvalidParameterException',
      /scratch/
    ]
  ])('refuses %s', async (_what, more, name, message) => {
    const on = await open()
    const refused = await refusal(on.ecs.send(new RunTaskCommand({ ...base, ...more })))
    expect(refused).toMatchObject({ name, message: expect.stringMatching(message) })
  })

  test('refuses a member that AWS does not have', async () => {
    const on = await open()
    const answer = await sendJson(on.sandbox.url, {
      service: 'ecs',
      operation: 'RunTask',
      body: { ...base, overrides: { containerOverrides: [{ name: 'app', comand: [] }] } }
    })
    expect(answer.body['message']).toContain('overrides.containerOverrides[0].comand')
  })

  test('needs ecs:RunTask on the revision and iam:PassRole on its roles', async () => {
    const role = 'arn:aws:iam::123456789012:role/execution'
    const allow = (Action: string, Resource: string) => ({ Effect: 'Allow', Action, Resource })
    const run = allow('ecs:RunTask', 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:*')
    const world = (statements: object[]) => ({
      roles: [{ name: 'execution' }],
      taskDefinitions: [definition('web'), definition('web', { executionRoleArn: role })],
      callers: { deployer: { Statement: statements } }
    })
    const without = await open(world([run]), 'deployer')
    expect(await refusal(without.ecs.send(new RunTaskCommand(base)))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`iam:PassRole on resource: ${role}`)
    })
    await without.end()
    const on = await open(world([run, allow('iam:PassRole', role)]), 'deployer')
    expect((await on.ecs.send(new RunTaskCommand(base))).tasks).toHaveLength(1)
    const tagged = new RunTaskCommand({ ...base, tags: [{ key: 'a', value: 'b' }] })
    expect(await refusal(on.ecs.send(tagged))).toMatchObject({
      message: expect.stringContaining('ecs:TagResource')
    })
  })

  test('can be stopped', async () => {
    const on = await open()
    const { tasks = [] } = await on.ecs.send(new RunTaskCommand(base))
    const task = tasks[0]?.taskArn ?? ''
    on.after(30)
    await on.ecs.send(new StopTaskCommand({ cluster: 'demo', task, reason: 'enough' }))
    on.after(30)
    expect(await stateOf(on, task)).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'UserInitiated',
      stoppedReason: 'enough'
    })
  })
})
