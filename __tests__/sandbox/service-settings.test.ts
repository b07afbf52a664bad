import {
  CreateServiceCommand,
  type CreateServiceCommandInput,
  DeregisterTaskDefinitionCommand
} from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Bench, definition, outline, refusal, scenarioWith, startBench } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const network = { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } }
const ROLE = 'arn:aws:iam::123456789012:role/infrastructure'
const volume = (sizeInGiB: number) => [{ name: 'data', managedEBSVolume: { roleArn: ROLE, sizeInGiB } }]
const withVolume = { volumes: [{ name: 'data', configuredAtLaunch: true }] }

function create(more: Partial<CreateServiceCommandInput> = {}) {
  return bench.ecs.send(
    new CreateServiceCommand({
      cluster: 'demo',
      serviceName: 'api',
      taskDefinition: 'web:1',
      desiredCount: 1,
      launchType: 'FARGATE',
      networkConfiguration: network,
      ...more
    })
  )
}

describe('CreateService', () => {
  test('keeps every member and gives it back, on the service or on its deployment', async () => {
    bench = await startBench(
      scenarioWith({}, { taskDefinitions: [definition('web'), definition('web', withVolume)] })
    )
    const settings = {
      taskDefinition: 'web:2',
      launchType: undefined,
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
      propagateTags: 'SERVICE' as const,
      enableECSManagedTags: true,
      enableExecuteCommand: true,
      healthCheckGracePeriodSeconds: 30,
      volumeConfigurations: volume(20),
      serviceConnectConfiguration: { enabled: true, namespace: 'internal' },
      deploymentConfiguration: { alarms: { alarmNames: ['a'], enable: true, rollback: true } },
      tags: [{ key: 'team', value: 'trading' }]
    }
    const { service } = await create(settings)
    const { taskDefinition: _td, launchType: _lt, ...kept } = settings
    const { volumeConfigurations, serviceConnectConfiguration, ...onService } = kept
    const strategy = [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }]
    expect(service).toMatchObject({ ...onService, capacityProviderStrategy: strategy })
    expect(service?.availabilityZoneRebalancing).toBe('ENABLED')
    expect(service?.launchType).toBeUndefined()
    expect(service?.deployments?.[0]).toMatchObject({
      status: 'PRIMARY',
      volumeConfigurations,
      serviceConnectConfiguration,
      capacityProviderStrategy: strategy
    })
    // with alarms there is a bake time
    bench.after(900)
    expect(outline(await bench.service('api'))).toEqual(['PRIMARY COMPLETED web:2 running 1 failed 0'])
  })

  test('makes one service for one client token', async () => {
    bench = await startBench(scenarioWith())
    const first = await create({ clientToken: 'run-1' })
    bench.after(30)
    const again = await create({ clientToken: 'run-1' })
    expect(again.service?.deployments?.[0]?.id).toBe(first.service?.deployments?.[0]?.id)
    const other = { name: 'InvalidParameterException', message: 'Creation of service was not idempotent.' }
    expect(await refusal(create({ clientToken: 'run-2' }))).toMatchObject(other)
    expect(await refusal(create({ clientToken: 'run-1', desiredCount: 2 }))).toMatchObject(other)
    expect(await refusal(create())).toMatchObject(other)
  })

  test.each<[string, Partial<CreateServiceCommandInput>, RegExp]>([
    ['no count', { desiredCount: undefined }, /desired count .* must be specified/],
    ['a token too long', { clientToken: 'x'.repeat(37) }, /clientToken/],
    [
      'a launch type and a strategy',
      { capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] },
      /^Specifying both/
    ],
    ['no network', { networkConfiguration: undefined }, /^Network Configuration must be provided/],
    ['a cluster that is not there', { cluster: 'none' }, /^Cluster not found/],
    ['a definition that is not there', { taskDefinition: 'none' }, /^TaskDefinition not found/],
    [
      'a volume that the definition does not have',
      { volumeConfigurations: volume(1) },
      /volume data is not configured/
    ],
    [
      'a container that is not there',
      { loadBalancers: [{ targetGroupArn: 'arn:x', containerName: 'none', containerPort: 80 }] },
      /^The container none does not exist in the task definition/
    ],
    [
      'a port that is not there',
      { loadBalancers: [{ targetGroupArn: 'arn:x', containerName: 'app', containerPort: 80 }] },
      /^The container app did not have a container port 80 defined/
    ],
    [
      'two bases',
      {
        launchType: undefined,
        capacityProviderStrategy: [
          { capacityProvider: 'FARGATE', base: 1, weight: 1 },
          { capacityProvider: 'FARGATE_SPOT', base: 1 }
        ]
      },
      /^Only one capacity provider/
    ]
  ])('refuses %s', async (_name, more, text) => {
    bench = await startBench(scenarioWith())
    expect((await refusal(create(more))).message).toMatch(text)
  })

  test('refuses a definition that is inactive or not for Fargate', async () => {
    const ec2 = { requiresCompatibilities: ['EC2'] }
    bench = await startBench(
      scenarioWith({}, { taskDefinitions: [definition('web'), definition('web', ec2)] })
    )
    expect((await refusal(create({ taskDefinition: 'web:2' }))).message).toBe(
      'Task definition does not support launch_type FARGATE.'
    )
    await bench.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'web:1' }))
    expect((await refusal(create())).message).toBe('TaskDefinition is inactive')
  })

  test('asks IAM for the roles and tags that go with it', async () => {
    const callers = {
      key: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['ecs:CreateService', 'ecs:DescribeServices'], Resource: '*' }]
      }
    }
    bench = await startBench(
      scenarioWith({}, { callers, taskDefinitions: [definition('web', withVolume)], services: [] })
    )
    expect((await refusal(create({ tags: [{ key: 'a', value: 'b' }] }))).message).toContain('ecs:TagResource')
    expect((await refusal(create({ volumeConfigurations: volume(1) }))).message).toContain('iam:PassRole')
    expect((await create()).service?.status).toBe('ACTIVE')
  })
})

describe('UpdateService', () => {
  test.each([
    ['propagateTags', { propagateTags: 'TASK_DEFINITION' as const }],
    ['enableECSManagedTags', { enableECSManagedTags: true }],
    ['enableExecuteCommand', { enableExecuteCommand: true }],
    ['deploymentConfiguration', { deploymentConfiguration: { maximumPercent: 150 } }]
  ])('keeps %s and starts no deployment for it', async (_name, input) => {
    bench = await startBench(scenarioWith())
    const before = await bench.service()
    const updated = await bench.update(input)
    expect(updated).toMatchObject(input)
    bench.after(120)
    const after = await bench.service()
    expect(after).toMatchObject(input)
    expect(after.deployments?.map(({ id }) => id)).toEqual(before.deployments?.map(({ id }) => id))
  })

  test("refuses a definition without the container and port of the service's load balancer", async () => {
    const served = {
      containerDefinitions: [{ name: 'app', image: 'a', portMappings: [{ containerPort: 80 }] }]
    }
    const loadBalancers = [{ targetGroupArn: 'arn:x', containerName: 'app', containerPort: 80 }]
    const taskDefinitions = [definition('web', served), definition('web')]
    bench = await startBench(scenarioWith({ taskDefinition: 'web:1', loadBalancers }, { taskDefinitions }))
    expect((await refusal(bench.update({ taskDefinition: 'web:2' }))).message).toMatch(
      /^The container app did not have a container port 80 defined/
    )
  })

  test('starts a deployment for other volumes, and for the same ones none', async () => {
    const taskDefinitions = [definition('web', withVolume)]
    bench = await startBench(scenarioWith({}, { taskDefinitions }))
    await bench.update({ volumeConfigurations: volume(20) })
    bench.after(180)
    const done = await bench.service()
    expect(done.deployments).toHaveLength(1)
    expect(done.deployments?.[0]?.volumeConfigurations).toEqual(volume(20))
    await bench.update({ volumeConfigurations: volume(20) })
    expect((await bench.service()).deployments).toHaveLength(1)
    await bench.update({ volumeConfigurations: volume(30) })
    const [primary, old] = (await bench.service()).deployments ?? []
    expect([primary?.volumeConfigurations, old?.volumeConfigurations]).toEqual([volume(30), volume(20)])
  })

  test('takes another capacity only with a forced deployment, and goes back to the launch type', async () => {
    bench = await startBench(scenarioWith())
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]
    expect((await refusal(bench.update({ capacityProviderStrategy }))).message).toBe(
      'When switching from launch type to capacity provider strategy on an existing service, or making a change to a capacity provider strategy on a service that is already using one, you must force a new deployment.'
    )
    const forced = await bench.update({ capacityProviderStrategy, forceNewDeployment: true })
    expect(forced.capacityProviderStrategy).toEqual([
      { capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }
    ])
    expect(forced.launchType).toBeUndefined()
    expect(forced.deployments).toHaveLength(2)
    bench.after(180)
    // the same again is no change
    expect((await bench.update({ capacityProviderStrategy })).deployments).toHaveLength(1)
    const back = await bench.update({ capacityProviderStrategy: [], forceNewDeployment: true })
    expect(back.capacityProviderStrategy).toBeUndefined()
    expect(back.launchType).toBe('FARGATE')
  })
})
