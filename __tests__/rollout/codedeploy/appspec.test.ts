import { describe, expect, test } from '@jest/globals'
import { loadDocument } from '../../../src/files/document/load.ts'
import { namesFor, readCodeDeploy } from '../../../src/inputs/read-deploy.ts'
import { InputReader } from '../../../src/inputs/reader.ts'
import type { JsonObject } from '../../../src/json.ts'
import {
  type AppSpecResult,
  buildAppSpec,
  deploysSame,
  hashOf
} from '../../../src/rollout/codedeploy/appspec.ts'
import { type CodeDeployment, waitingTime } from '../../../src/rollout/codedeploy/group.ts'

const ARN = 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:7'
const WANTED = {
  service: 'web',
  taskDefinitionArn: ARN,
  definition: { containerDefinitions: [{ name: 'app', portMappings: [{ containerPort: 8080 }] }] }
}

async function complete(text: string, file = 'appspec.yaml'): Promise<AppSpecResult> {
  const { document, problems } = await loadDocument(file, text)
  if (!document) throw new Error(JSON.stringify(problems))
  return buildAppSpec({ kind: 'file', document }, WANTED)
}

function parsed(result: AppSpecResult): JsonObject {
  if (!('content' in result)) throw new Error(JSON.stringify(result.problems))
  return JSON.parse(result.content) as JsonObject
}

const YAML = `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: <TASK_DEFINITION>
        LoadBalancerInfo:
          ContainerName: app
          ContainerPort: 8080
        PlatformVersion: "1.4.0"
Hooks:
  - AfterAllowTestTraffic: check-function
`

describe('an AppSpec file', () => {
  test('gets the task definition; everything else goes out as it stands', async () => {
    expect(parsed(await complete(YAML))).toEqual({
      version: 0,
      Resources: [
        {
          TargetService: {
            Type: 'AWS::ECS::Service',
            Properties: {
              TaskDefinition: ARN,
              LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 8080 },
              PlatformVersion: '1.4.0'
            }
          }
        }
      ],
      Hooks: [{ AfterAllowTestTraffic: 'check-function' }]
    })
  })

  test('may be JSON, with names in any case, which are kept', async () => {
    const text = JSON.stringify({
      version: 1,
      resources: [
        {
          target: {
            type: 'AWS::ECS::Service',
            properties: {
              taskDefinition: 'Placeholder',
              loadBalancerInfo: { containerName: 'app', containerPort: 8080 }
            }
          }
        }
      ]
    })
    const content = JSON.stringify(parsed(await complete(text, 'appspec.json')))
    expect(content).toBe(text.replace('Placeholder', ARN))
  })

  test('without TaskDefinition gets one', async () => {
    const without = YAML.replace(/ +TaskDefinition:.*\n/, '')
    expect(JSON.stringify(parsed(await complete(without)))).toContain(`"TaskDefinition":"${ARN}"`)
  })

  test.each([
    ['no resources', 'version: 0.0\n', 'appspec-invalid', 1],
    ['resources that are no list', YAML.replace('  - Target', '    Target'), 'appspec-invalid', 3],
    ['another type', YAML.replace('AWS::ECS::Service', 'AWS::Lambda::Function'), 'appspec-invalid', 4],
    [
      'no properties',
      'Resources:\n  - TargetService:\n      Type: AWS::ECS::Service\n',
      'appspec-invalid',
      3
    ],
    ['no load balancer', YAML.replace(/ +LoadBalancerInfo:\n.*\n.*\n/, ''), 'appspec-invalid', 6],
    [
      'a container that is not there',
      YAML.replace('ContainerName: app', 'ContainerName: web'),
      'appspec-container',
      8
    ],
    ['a port that is not mapped', YAML.replace('8080', '80'), 'appspec-container', 9]
  ])('%s: said with its line', async (_title, text, code, line) => {
    const result = await complete(text)
    expect(result).toMatchObject({ problems: [{ code, place: { file: 'appspec.yaml', line } }] })
  })

  test('no value of the file stands in a problem', async () => {
    const value = 'not-for-anybody'
    const result = await complete(`Resources:\n  - TargetService: ${value}\n  - ${value}\nHooks: ${value}\n`)
    expect(JSON.stringify(result)).not.toContain(value)
    expect('problems' in result && result.problems).toHaveLength(2)
  })
})

const NETWORK = { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' }
const balancer = (containerName: string, containerPort: number) => ({ containerName, containerPort })

describe('an AppSpec made from the service', () => {
  test('keeps platform version, network and capacity providers', () => {
    const raw = {
      loadBalancers: [balancer('app', 8080)],
      platformVersion: 'LATEST',
      networkConfiguration: { awsvpcConfiguration: NETWORK },
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 3, base: 1 }]
    }
    expect(parsed(buildAppSpec({ kind: 'service', raw }, WANTED))).toEqual({
      version: 1,
      Resources: [
        {
          TargetService: {
            Type: 'AWS::ECS::Service',
            Properties: {
              TaskDefinition: ARN,
              LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 8080 },
              PlatformVersion: 'LATEST',
              NetworkConfiguration: {
                AwsvpcConfiguration: {
                  Subnets: ['subnet-1'],
                  SecurityGroups: ['sg-1'],
                  AssignPublicIp: 'DISABLED'
                }
              },
              CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 3, Base: 1 }]
            }
          }
        }
      ]
    })
  })

  test('takes from the PRIMARY task set what the service itself does not say', () => {
    const raw = {
      loadBalancers: [],
      taskSets: [
        { status: 'ACTIVE', loadBalancers: [balancer('other', 1)] },
        { status: 'PRIMARY', loadBalancers: [balancer('app', 8080)], platformVersion: '1.4.0' }
      ]
    }
    const content = JSON.stringify(parsed(buildAppSpec({ kind: 'service', raw }, WANTED)))
    expect(content).toContain('"PlatformVersion":"1.4.0"')
  })

  test('leaves an incomplete network out: CodeDeploy takes all of it or none', () => {
    const raw = {
      loadBalancers: [balancer('app', 8080)],
      networkConfiguration: { awsvpcConfiguration: { ...NETWORK, securityGroups: [] } }
    }
    expect(JSON.stringify(buildAppSpec({ kind: 'service', raw }, WANTED))).not.toContain('Network')
  })

  test.each<[string, JsonObject, string]>([
    ['no load balancer', {}, 'lead to 0 ports'],
    ['several ports', { loadBalancers: [balancer('app', 8080), balancer('app', 8081)] }, 'lead to 2 ports'],
    [
      'a container that the definition lost',
      { loadBalancers: [balancer('web', 8080)] },
      'does not have (app)'
    ],
    ['a port that the definition lost', { loadBalancers: [balancer('app', 80)] }, 'does not map (8080)']
  ])('%s: a problem before anything is sent', (_title, raw, text) => {
    expect(buildAppSpec({ kind: 'service', raw }, WANTED)).toMatchObject({
      problems: [{ service: 'web', message: expect.stringContaining(text) }]
    })
  })
})

const deployment = (more: Partial<CodeDeployment>): CodeDeployment => ({
  id: 'd-1',
  status: 'InProgress',
  terminationWaits: false,
  ...more
})

describe('the same revision', () => {
  test.each<[string, Partial<CodeDeployment>, boolean]>([
    ['the same hash', { sha256: hashOf('{}') }, true],
    ['another hash', { sha256: hashOf('[]'), content: '{}' }, false],
    ['the same text', { content: '{}' }, true],
    ['another text', { content: '{"Resources":[]}' }, false],
    ['nothing to compare', {}, false]
  ])('%s', (_title, more, same) => {
    expect(deploysSame(deployment(more), '{}')).toBe(same)
  })
})

test.each<[string, number]>([
  ['CodeDeployDefault.ECSAllAtOnce', 0],
  ['CodeDeployDefault.ECSCanary10Percent15Minutes', 15],
  ['CodeDeployDefault.ECSLinear10PercentEvery3Minutes', 27],
  ['our-own', 0]
])('%s takes %i minutes, and what a person and the old tasks may take comes on top', (config, expected) => {
  const group = {
    application: 'a',
    group: 'g',
    services: [],
    terminationWaitMs: 0,
    autoRollback: false,
    config
  }
  expect(waitingTime(group) / 60_000).toBe(expected)
  const waits = { ...group, readyWaitMs: 600_000, terminationWaitMs: 300_000 }
  expect(waitingTime({ ...waits, config: '' }, config) / 60_000).toBe(expected + 15)
})

describe('inputs', () => {
  const of = { cluster: 'arn:aws:ecs:us-west-2:123456789012:cluster/demo', service: 'web' }

  test('none: ECS gave these names itself', () => {
    expect(namesFor(readCodeDeploy(new InputReader({})), of)).toEqual({
      application: 'AppECS-demo-web',
      group: 'DgpECS-demo-web'
    })
  })

  test('all', () => {
    const reader = new InputReader({
      'codedeploy-appspec': 'deploy/{service}.yml',
      'codedeploy-application': 'shop',
      'codedeploy-deployment-group': '{service}-{cluster}',
      'codedeploy-deployment-description': 'from CI',
      'codedeploy-deployment-config': 'CodeDeployDefault.ECSAllAtOnce'
    })
    const inputs = readCodeDeploy(reader)
    expect(reader.problems).toEqual([])
    expect(inputs).toEqual({
      appspecFile: 'deploy/{service}.yml',
      application: 'shop',
      deploymentGroup: '{service}-{cluster}',
      description: 'from CI',
      config: 'CodeDeployDefault.ECSAllAtOnce'
    })
    expect(namesFor(inputs, of)).toEqual({ application: 'shop', group: 'web-demo' })
  })
})
