import { describe, expect, test } from '@jest/globals'
import { changedMembers, differingMembers, startsDeployment } from '../../../src/deploy/services/settings.ts'
import type { JsonObject } from '../../../src/json.ts'

/** The names of the members that an update has to send. */
const namesOfChanged = (...given: Parameters<typeof changedMembers>) => Object.keys(changedMembers(...given))

/** A service as DescribeServices answers it, shortened. */
const live: JsonObject = {
  serviceName: 'web',
  propagateTags: 'NONE',
  enableECSManagedTags: true,
  enableExecuteCommand: false,
  capacityProviderStrategy: [
    { capacityProvider: 'FARGATE', weight: 1, base: 1 },
    { capacityProvider: 'FARGATE_SPOT', weight: 4, base: 0 }
  ],
  deploymentConfiguration: {
    deploymentCircuitBreaker: { enable: true, rollback: false, resetOnHealthyTask: true },
    maximumPercent: 200,
    minimumHealthyPercent: 100,
    strategy: 'ROLLING',
    bakeTimeInMinutes: 0
  },
  deployments: [
    { status: 'ACTIVE', volumeConfigurations: [] },
    {
      status: 'PRIMARY',
      volumeConfigurations: [
        { name: 'data', managedEBSVolume: { roleArn: 'r', sizeInGiB: 20, filesystemType: 'xfs' } }
      ]
    }
  ]
}

describe('changedMembers', () => {
  test('is empty for what the service has, however it is written', () => {
    const wanted = {
      propagateTags: 'NONE' as const,
      enableECSManagedTags: true,
      enableExecuteCommand: false,
      capacityProviderStrategy: [
        { capacityProvider: 'FARGATE_SPOT', weight: 4 },
        { weight: 1, base: 1, capacityProvider: 'FARGATE' }
      ],
      deploymentConfiguration: {
        maximumPercent: 200,
        deploymentCircuitBreaker: { rollback: false, enable: true }
      },
      volumeConfigurations: [{ managedEBSVolume: { sizeInGiB: 20, roleArn: 'r' }, name: 'data' }]
    }
    expect(changedMembers(wanted, live)).toEqual({})
  })

  test.each<[string, JsonObject]>([
    ['propagateTags', { propagateTags: 'SERVICE' }],
    ['enableECSManagedTags', { enableECSManagedTags: false }],
    ['enableExecuteCommand', { enableExecuteCommand: true }],
    ['capacityProviderStrategy', { capacityProviderStrategy: [] }],
    ['capacityProviderStrategy', { capacityProviderStrategy: [{ capacityProvider: 'FARGATE', base: 1 }] }],
    [
      'capacityProviderStrategy',
      {
        capacityProviderStrategy: [
          { capacityProvider: 'FARGATE_SPOT' },
          { capacityProvider: 'FARGATE', weight: 1, base: 1 }
        ]
      }
    ],
    ['deploymentConfiguration', { deploymentConfiguration: { maximumPercent: 150 } }],
    [
      'deploymentConfiguration',
      { deploymentConfiguration: { alarms: { alarmNames: ['a'], enable: true, rollback: true } } }
    ],
    [
      'deploymentConfiguration',
      { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } }
    ],
    [
      'volumeConfigurations',
      { volumeConfigurations: [{ name: 'data', managedEBSVolume: { roleArn: 'r', sizeInGiB: 21 } }] }
    ],
    [
      'volumeConfigurations',
      { volumeConfigurations: [{ name: 'other', managedEBSVolume: { roleArn: 'r', sizeInGiB: 20 } }] }
    ]
  ])('names %s', (name, wanted) => {
    expect(namesOfChanged(wanted, live)).toEqual([name])
    expect(
      changedMembers(
        { ...wanted, enableECSManagedTags: (wanted['enableECSManagedTags'] as boolean) ?? true },
        live
      )
    ).toEqual(wanted)
  })

  test('an answer without the member means the default', () => {
    const bare = {}
    const defaults = {
      propagateTags: 'NONE' as const,
      enableECSManagedTags: false,
      enableExecuteCommand: false,
      volumeConfigurations: [],
      capacityProviderStrategy: []
    }
    expect(namesOfChanged(defaults, bare)).toEqual([])
    expect(namesOfChanged({ propagateTags: 'SERVICE', enableExecuteCommand: true }, bare)).toEqual([
      'propagateTags',
      'enableExecuteCommand'
    ])
    const noAlarms = { alarms: { alarmNames: [], enable: false, rollback: false } }
    expect(namesOfChanged({ deploymentConfiguration: noAlarms }, { deploymentConfiguration: {} })).toEqual([])
  })

  test('one provider alone has all tasks, so that its weight only counts where it is written', () => {
    const one = { capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }] }
    expect(namesOfChanged({ capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] }, one)).toEqual([])
    expect(
      namesOfChanged({ capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 2 }] }, one)
    ).toEqual(['capacityProviderStrategy'])
  })
})

describe('differingMembers', () => {
  const port = (containerPort: number) => ({ containerName: 'app', containerPort })
  const service: JsonObject = {
    loadBalancers: [port(80), port(81)],
    roleArn: 'arn:aws:iam::123456789012:role/lb/service-role',
    placementStrategy: [
      { type: 'spread', field: 'attribute:ecs.availability-zone' },
      { type: 'binpack', field: 'memory' }
    ],
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['a', 'b'], securityGroups: ['s'], assignPublicIp: 'DISABLED' }
    },
    deployments: [
      {
        status: 'PRIMARY',
        serviceConnectConfiguration: {
          enabled: true,
          namespace: 'arn:aws:servicediscovery:us-west-2:123456789012:namespace/ns-1'
        }
      }
    ]
  }

  test.each<[JsonObject, string[]]>([
    // the short item is also like the first, which only the other one is like
    [{ loadBalancers: [{ containerName: 'app' }, port(80)] }, []],
    [{ loadBalancers: [port(82), port(80)] }, ['loadBalancers']],
    [{ role: 'service-role' }, []],
    [{ role: 'other' }, ['role']],
    [{ placementStrategy: service['placementStrategy'] as JsonObject[] }, []],
    [
      { placementStrategy: [...(service['placementStrategy'] as JsonObject[])].reverse() },
      ['placementStrategy']
    ],
    [{ networkConfiguration: { awsvpcConfiguration: { subnets: ['b', 'a'] } } }, []],
    [{ networkConfiguration: { awsvpcConfiguration: { subnets: ['b'] } } }, ['networkConfiguration']],
    [{ networkConfiguration: { awsvpcConfiguration: { subnets: ['b', 'b'] } } }, ['networkConfiguration']],
    // a name cannot be told from the ARN that is answered
    [{ serviceConnectConfiguration: { enabled: true, namespace: 'internal' } }, []],
    [{ serviceConnectConfiguration: { enabled: false } }, ['serviceConnectConfiguration']],
    // not answered anywhere
    [{ monitoring: { metricConfigurations: [] }, clientToken: 'x' }, []],
    // only answered when asked for
    [{ tags: [{ key: 'a', value: 'b' }] }, []],
    [{ deploymentController: { type: 'ECS' }, schedulingStrategy: 'REPLICA' }, []]
  ])('%j differs in %j', (wanted, expected) => {
    expect(differingMembers(wanted, service)).toEqual(expected)
  })

  test('tags that are answered are compared', () => {
    expect(differingMembers({ tags: [{ key: 'a', value: 'b' }] }, { tags: [] })).toEqual(['tags'])
  })
})

test('which changes start a deployment, and what to know of the others', () => {
  // UpdateService's reference has for each member whether it triggers a new service deployment
  const without = [
    ...['availabilityZoneRebalancing', 'deploymentConfiguration', 'healthCheckGracePeriodSeconds'],
    ...['placementConstraints', 'placementStrategy', 'propagateTags', 'enableECSManagedTags'],
    'enableExecuteCommand'
  ]
  const having = ['capacityProviderStrategy', 'loadBalancers', 'networkConfiguration', 'platformVersion']
  having.push('serviceConnectConfiguration', 'serviceRegistries', 'volumeConfigurations')
  expect(without.filter(member => startsDeployment([member]))).toEqual([])
  expect(having.filter(member => !startsDeployment([member]))).toEqual([])
  expect(startsDeployment(['enableExecuteCommand', 'volumeConfigurations'])).toBe(true)
})
