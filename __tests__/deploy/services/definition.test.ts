import { describe, expect, test } from '@jest/globals'
import { creationRequest } from '../../../src/deploy/carry-out/start-service.ts'
import { detectableView } from '../../../src/deploy/prepare/service-definitions.ts'
import { prepareServiceDefinition, type ServiceRun } from '../../../src/deploy/services/definition.ts'
import {
  changedMembers,
  fixedDifferences,
  settingsFor,
  withSettings
} from '../../../src/deploy/services/settings.ts'
import { detect } from '../../../src/detector/detect.ts'
import { loadDocument } from '../../../src/files/document/load.ts'
import { placeFinder } from '../../../src/files/document/place.ts'
import { type SourceDocument, toJson } from '../../../src/files/document/tree.ts'
import type { JsonObject } from '../../../src/json.ts'
import type { RenderContexts } from '../../../src/template/expressions.ts'

const run: ServiceRun = { service: 'web', cluster: 'demo', family: 'web' }
const contexts: RenderContexts = {
  github: { sha: 'abc' },
  env: {},
  vars: { COUNT: '3', SUBNETS: '["subnet-a", "subnet-b"]' },
  environment: {},
  service: { name: 'web', cluster: 'demo' },
  aws: { region: 'us-west-2' }
}

async function load(text: string, file = 'deploy/web-service.json'): Promise<SourceDocument> {
  const { document, problems } = await loadDocument(file, text)
  if (!document) throw new Error(JSON.stringify(problems))
  return document
}

async function prepare(definition: object | string, more: Partial<ServiceRun> = {}) {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
  const result = await prepareServiceDefinition(await load(text), { contexts, run: { ...run, ...more } })
  return {
    members: result.root && (toJson(result.root) as JsonObject),
    problems: result.problems.map(({ code, message }) => `${code}: ${message}`),
    remarks: result.remarks.map(({ message }) => message)
  }
}

const network = { awsvpcConfiguration: { subnets: ['subnet-a'], securityGroups: ['sg-a'] } }

describe('a service definition', () => {
  test('is rendered with the expressions of task definitions, and typed', async () => {
    const { members, problems, remarks } = await prepare({
      $schema: 'https://example.com/ecs-service.json',
      serviceName: '${{ service.name }}',
      cluster: 'arn:aws:ecs:us-west-2:123456789012:cluster/demo',
      taskDefinition: 'web:7',
      desiredCount: '${{ vars.COUNT }}',
      launchType: 'FARGATE',
      enableExecuteCommand: 'true',
      networkConfiguration: { awsvpcConfiguration: { subnets: '${{ fromJSON(vars.SUBNETS) }}' } },
      tags: [{ key: 'commit', value: '${{ github.sha }}' }],
      healthCheckGracePeriodSeconds: null
    })
    expect(problems).toEqual([])
    expect(members).toEqual({
      desiredCount: 3,
      launchType: 'FARGATE',
      enableExecuteCommand: true,
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-a', 'subnet-b'] } },
      tags: [{ key: 'commit', value: 'abc' }]
    })
    expect(remarks).toEqual([
      'Not part of an ECS service definition, and dropped: a member for editors.',
      'healthCheckGracePeriodSeconds is null: omitted, because AWS does not accept null.'
    ])
  })

  test.each<[string, object | string, string[]]>([
    [
      'a misspelt member, at every depth',
      {
        desiredcount: 1,
        desiredCount: 1,
        networkConfiguration: { awsvpcConfiguration: { subnet: ['a'], subnets: ['a'] } }
      },
      [
        'unknown-member: desiredcount is not a field that ECS has there. Did you mean "desiredCount"?',
        'unknown-member: networkConfiguration.awsvpcConfiguration.subnet is not a field that ECS has there. Did you mean "subnets"?'
      ]
    ],
    [
      'no count',
      {},
      ['missing-member: "desiredCount" is missing: ECS does not create a service without it.']
    ],
    ['no count, but a daemon needs none', { schedulingStrategy: 'DAEMON' }, []],
    [
      'another controller',
      { desiredCount: 1, deploymentController: { type: 'CODE_DEPLOY' } },
      [
        'service-controller: The service definition has a deployment controller other than ECS; such services are not created by this action.'
      ]
    ],
    [
      'another service, cluster and family than those of the run',
      { desiredCount: 1, serviceName: 'api', cluster: 'prod', taskDefinition: 'api' },
      [
        'service-contradicts-run: "serviceName" is not the service that is deployed.',
        'service-contradicts-run: "cluster" is not the cluster of the run.',
        'service-contradicts-run: "taskDefinition" is not the family of the task definition that is deployed.'
      ]
    ],
    ['a list', '[{}]', ['not-a-service-definition: The file is not one service definition: it is a list.']],
    [
      'a wrong type',
      { desiredCount: 'many' },
      ['wrong-type: desiredCount has the wrong type: found text of 4 characters, ECS expects a number.']
    ],
    [
      'an expression whose name is not known, said once',
      { desiredCount: '${{ vars.NONE }}' },
      ['unknown-variable: ']
    ]
  ])('is refused: %s', async (_name, definition, expected) => {
    const { problems } = await prepare(definition)
    expect(problems).toHaveLength(expected.length)
    expected.forEach((problem, index) => {
      expect(problems[index]?.startsWith(problem.endsWith(': ') ? '' : problem)).toBe(true)
    })
  })

  test('a count that the run sets will do', async () => {
    expect((await prepare({}, { hasCount: true })).problems).toEqual([])
  })

  test('problems stand at their place', async () => {
    const document = await load('{\n  "desiredCount": 1,\n  "lauchType": "FARGATE"\n}')
    const { problems } = await prepareServiceDefinition(document, { contexts, run })
    expect(problems[0]?.place).toMatchObject({ file: 'deploy/web-service.json', line: 3, column: 3 })
  })
})

describe('credentials in a service definition', () => {
  const token = ['ghp', '_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('')
  const definition = {
    desiredCount: 1,
    tags: [{ key: 'deploy', value: token }],
    serviceConnectConfiguration: {
      enabled: true,
      logConfiguration: {
        logDriver: 'splunk',
        options: { 'splunk-token': ['8d1a7c9e', '4b2f', '4c1d', '9e3a', '5f6b7c8d9e0f'].join('-') },
        secretOptions: [{ name: 'other', valueFrom: 'secretsmanager:app/splunk' }]
      }
    },
    deploymentConfiguration: {
      lifecycleHooks: [
        { hookTargetArn: 'arn:aws:lambda:us-west-2:123456789012:function:f', hookDetails: { auth: token } }
      ]
    }
  }
  const findingsIn = async (text: string) => {
    const document = await load(text)
    return detect({
      file: document.file,
      root: detectableView(document.root),
      place: placeFinder(document)
    })
  }

  test('are found, at their place in the file', async () => {
    const findings = await findingsIn(JSON.stringify(definition, null, 2))
    expect(findings.map(({ category, pointer }) => [category, pointer]).sort()).toEqual([
      ['credential', '/deploymentConfiguration/lifecycleHooks/0/hookDetails/auth'],
      ['credential', '/serviceConnectConfiguration/logConfiguration/options/splunk-token'],
      ['credential', '/tags/0/value']
    ])
    expect(findings.every(({ place }) => (place?.line ?? 0) > 1)).toBe(true)
    expect(JSON.stringify(findings)).not.toContain(token)
  })

  test('references are none', async () => {
    const clean = {
      desiredCount: 1,
      tags: [{ key: 'team', value: 'trading' }],
      serviceConnectConfiguration: {
        enabled: true,
        logConfiguration: {
          logDriver: 'splunk',
          options: { 'splunk-url': 'https://logs.example.com' },
          secretOptions: [{ name: 'splunk-token', valueFrom: 'secretsmanager:app/splunk' }]
        }
      }
    }
    expect(await findingsIn(JSON.stringify(clean))).toEqual([])
  })
})

describe('the request', () => {
  const creation = {
    cluster: 'demo',
    service: 'web',
    taskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:3',

    run: '4711/1'
  }

  test('has one token a run and request', () => {
    const tokens = [
      creationRequest({ desiredCount: 2 }, creation),
      creationRequest({ desiredCount: 2 }, { ...creation, run: '4711/2' }),
      creationRequest({ desiredCount: 2 }, { ...creation, service: 'api' }),
      creationRequest({ desiredCount: 3 }, creation)
    ].map(({ clientToken }) => clientToken)
    expect(new Set(tokens).size).toBe(4)
    expect(tokens.every(token => /^[!-~]{36}$/.test(token ?? ''))).toBe(true)
    expect(creationRequest({ desiredCount: 2 }, creation).clientToken).toBe(tokens[0])
  })

  test('has what inputs say, over what the file says', () => {
    const definition = {
      desiredCount: 2,
      launchType: 'FARGATE',
      propagateTags: 'NONE',
      deploymentConfiguration: { maximumPercent: 150, minimumHealthyPercent: 50 }
    }
    const members = withSettings(definition, {
      desiredCount: 5,
      propagateTags: 'SERVICE',
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }],
      deploymentConfiguration: { maximumPercent: 200 }
    })
    const request = creationRequest(members, creation)
    expect(request).toMatchObject({
      desiredCount: 5,
      propagateTags: 'SERVICE',
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }],
      deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 50 }
    })
    expect(request).not.toHaveProperty('launchType')
  })
})

describe('an existing service', () => {
  const definition = {
    desiredCount: 2,
    launchType: 'EC2',
    enableExecuteCommand: true,
    healthCheckGracePeriodSeconds: 30,
    networkConfiguration: network
  }
  const service = {
    desiredCount: 9,
    launchType: 'FARGATE',
    enableExecuteCommand: false,
    healthCheckGracePeriodSeconds: 0,
    networkConfiguration: { awsvpcConfiguration: { ...network.awsvpcConfiguration, subnets: ['subnet-b'] } }
  }

  test.each([
    ['ECS', ['healthCheckGracePeriodSeconds', 'networkConfiguration']],
    ['CODE_DEPLOY', ['healthCheckGracePeriodSeconds']]
  ])(
    'of controller %s gets what UpdateService takes and inputs do not say otherwise',
    (controller, names) => {
      const settings = settingsFor(definition, { enableExecuteCommand: false }, controller)
      expect(Object.keys(changedMembers(settings, service))).toEqual(names)
    }
  )

  test('keeps what ECS sets only at the creation, which is said', () => {
    expect(fixedDifferences(definition, service)).toEqual(['launchType'])
  })
})
