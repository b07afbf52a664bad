import { describe, expect, test } from '@jest/globals'
import { taskOverrides } from '../../src/deploy/prepare/prepare.ts'
import { detect } from '../../src/detector/detect.ts'
import { readRunTask, readServiceSettings } from '../../src/inputs/read-deploy.ts'
import { InputReader } from '../../src/inputs/reader.ts'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { present } from '../../src/present.ts'

function read(raw: RawInputs) {
  const reader = new InputReader({ 'run-task': 'true', ...raw })
  return { inputs: readRunTask(reader), problems: reader.problems.map(({ message }) => message) }
}

describe('what is asked of a one-off task', () => {
  test('is nothing unless run-task is true', () => {
    expect(read({ 'run-task': 'false', 'run-task-subnets': 'nonsense' })).toEqual({
      inputs: undefined,
      problems: []
    })
    expect(read({ 'run-task': 'yes' }).problems).toHaveLength(1)
  })

  test('has the defaults of the action, and takes the empty values of AWS’s own', () => {
    const empty = {
      'run-task-container-overrides': '[]',
      'run-task-tags': '[]',
      'run-task-capacity-provider-strategy': '[]',
      'run-task-managed-ebs-volume': '{}',
      'run-task-managed-ebs-volume-name': ''
    }
    const defaults = {
      containerOverrides: [],
      subnets: [],
      securityGroups: [],
      capacityProviderStrategy: [],
      startedBy: 'GitHub-Actions',
      tags: [],
      waitUntilStopped: true
    }
    expect(read({})).toEqual({ inputs: defaults, problems: [] })
    expect(read(empty)).toEqual({ inputs: defaults, problems: [] })
  })

  test('is read in full', () => {
    const { inputs, problems } = read({
      'run-task-container-overrides':
        '[{"name":"app","command":["migrate"],"environment":[{"name":"MODE","value":"up"}],"cpu":256}]',
      'run-task-subnets': 'subnet-0a, subnet-0b',
      'run-task-security-groups': 'sg-0a',
      'run-task-assign-public-ip': 'ENABLED',
      'run-task-launch-type': 'FARGATE',
      'run-task-started-by': 'deploy/42',
      'run-task-tags': '[{"key":"team","value":"ops"}]',
      'run-task-managed-ebs-volume-name': 'scratch',
      'run-task-managed-ebs-volume': '{"roleArn":"arn:aws:iam::123456789012:role/ebs","sizeInGiB":20}',
      'enable-ecs-managed-tags': 'true',
      'wait-for-task-stopped': 'false'
    })
    expect(problems).toEqual([])
    expect(inputs).toEqual({
      containerOverrides: [
        { name: 'app', command: ['migrate'], environment: [{ name: 'MODE', value: 'up' }], cpu: 256 }
      ],
      subnets: ['subnet-0a', 'subnet-0b'],
      securityGroups: ['sg-0a'],
      assignPublicIp: 'ENABLED',
      capacityProviderStrategy: [],
      launchType: 'FARGATE',
      startedBy: 'deploy/42',
      tags: [{ key: 'team', value: 'ops' }],
      managedVolume: {
        name: 'scratch',
        managedEBSVolume: { roleArn: 'arn:aws:iam::123456789012:role/ebs', sizeInGiB: 20 }
      },
      enableEcsManagedTags: true,
      waitUntilStopped: false
    })
  })

  test.each<[keyof RawInputs, string, string]>([
    [
      'run-task-container-overrides',
      '[{"name":"app","enviroment":[]}]',
      'it[0].enviroment is not a field that ECS has there. Did you mean "environment"?'
    ],
    ['run-task-container-overrides', '[{"command":["x"]}]', 'it[0] lacks "name".'],
    [
      'run-task-container-overrides',
      '{"name":"app"}',
      'it has the wrong type: found an object, ECS expects a list.'
    ],
    [
      'run-task-container-overrides',
      '[{"name":"app"},{"name":"app"}]',
      'container "app" is overridden twice.'
    ],
    ['run-task-launch-type', 'FARGAT', '"FARGAT" is not allowed. Did you mean "FARGATE"?'],
    ['run-task-subnets', 'sg-0a', '"sg-0a" is not the id of a subnet.'],
    ['run-task-started-by', 'me and you', 'a value of 10 characters is not allowed.'],
    ['run-task-tags', '[{"Key":"a"}]', 'it[0].Key is not a field that ECS has there. Did you mean "key"?']
  ])('%s: %j is a problem', (name, text, said) => {
    expect(read({ [name]: text }).problems).toEqual([`Input "${name}": ${said}`])
  })

  test('a volume needs its name and what it is', () => {
    const named = { 'run-task-managed-ebs-volume-name': 'scratch' }
    expect(read(named).problems).toEqual([
      'Inputs "run-task-managed-ebs-volume-name" and "run-task-managed-ebs-volume" belong together; one is missing.'
    ])
    expect(read({ ...named, 'run-task-managed-ebs-volume': '{"sizeInGiB":20}' }).problems).toEqual([
      'Input "run-task-managed-ebs-volume": it lacks "roleArn".'
    ])
  })

  test('no problem quotes what an override holds', () => {
    const value = ['hunter', '2-and-more-of-it'].join('')
    const texts = [
      `[{"name":"app","environment":[{"name":"PASSWORD","value":"${value}"}]`,
      `[{"name":"app","${value}${value}":1}]`,
      `[{"name":"app","environment":[{"name":"PASSWORD","value":["${value}"]}]}]`,
      `${value}`
    ]
    for (const text of texts) {
      const reader = new InputReader({ 'run-task': 'true', 'run-task-container-overrides': text })
      readRunTask(reader)
      expect(reader.problems).toHaveLength(1)
      expect(JSON.stringify(reader.problems)).not.toContain(value)
    }
  })
})

describe('overrides', () => {
  test('are looked at like a definition: a credential in their environment or command is found', () => {
    const value = ['AKIA', 'Z7Q2M5X8W3N6B4V9'].join('')
    const { inputs } = read({
      'run-task-container-overrides': JSON.stringify([
        {
          name: 'app',
          environment: [
            { name: 'AWS_ACCESS_KEY_ID', value },
            { name: 'MODE', value: 'up' }
          ]
        }
      ])
    })
    const findings = taskOverrides(present({ runTask: inputs })).flatMap(({ document, place }) =>
      detect({ file: document.file, root: document.root, place })
    )
    expect(findings).toMatchObject([
      {
        input: 'run-task-container-overrides',
        container: 'app',
        name: 'AWS_ACCESS_KEY_ID',
        category: 'credential',
        level: 'error'
      }
    ])
    expect(JSON.stringify(findings)).not.toContain(value)
    expect(taskOverrides({})).toEqual([])
  })
})

function settingsIn(raw: RawInputs) {
  const reader = new InputReader(raw)
  return { settings: readServiceSettings(reader), problems: reader.problems }
}

const messages = (raw: RawInputs) => settingsIn(raw).problems.map(({ message }) => message)
const role = 'arn:aws:iam::123456789012:role/ecsInfrastructureRole'

test('nothing given asks for nothing', () => {
  expect(settingsIn({})).toEqual({ settings: {}, problems: [] })
})

test('everything given comes under the names of UpdateService', () => {
  const { settings, problems } = settingsIn({
    'propagate-tags': 'TASK_DEFINITION',
    'enable-ecs-managed-tags': 'true',
    'enable-execute-command': 'false',
    'service-managed-ebs-volume-name': 'data',
    'service-managed-ebs-volume': JSON.stringify({ roleArn: role, sizeInGiB: '20', encrypted: true }),
    'capacity-provider-strategy':
      '[{"capacityProvider": "FARGATE", "base": 1, "weight": "1"}, {"capacityProvider": "FARGATE_SPOT", "weight": 4}]',
    'deployment-configuration': `{
      "deploymentCircuitBreaker": {"enable": true, "rollback": true},
      "lifecycleHooks": [{"hookTargetArn": "arn:x", "lifecycleStages": ["POST_SCALE_UP"], "hookDetails": {"any": [1, {"thing": null}]}}]
    }`
  })
  expect(problems).toEqual([])
  expect(settings).toEqual({
    propagateTags: 'TASK_DEFINITION',
    enableECSManagedTags: true,
    enableExecuteCommand: false,
    volumeConfigurations: [
      { name: 'data', managedEBSVolume: { roleArn: role, sizeInGiB: 20, encrypted: true } }
    ],
    capacityProviderStrategy: [
      { capacityProvider: 'FARGATE', base: 1, weight: 1 },
      { capacityProvider: 'FARGATE_SPOT', weight: 4 }
    ],
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: true, rollback: true },
      lifecycleHooks: [
        {
          hookTargetArn: 'arn:x',
          lifecycleStages: ['POST_SCALE_UP'],
          hookDetails: { any: [1, { thing: null }] }
        }
      ]
    }
  })
})

test('an empty strategy is a wish of its own: back to the launch type', () => {
  expect(settingsIn({ 'capacity-provider-strategy': '[]' }).settings).toEqual({
    capacityProviderStrategy: []
  })
})

describe('what is wrong is named with its place, and no value', () => {
  test.each<[keyof RawInputs, string, ...string[]]>([
    ['propagate-tags', 'TASK_DEFINITON', '"TASK_DEFINITON" is not allowed. Did you mean "TASK_DEFINITION"?'],
    [
      'service-managed-ebs-volume',
      '{"sizeInGib": 5}',
      'it.sizeInGib is not a field that ECS has there. Did you mean "sizeInGiB"?'
    ],
    [
      'deployment-configuration',
      '{"deploymentCircuitBraker": {"enable": true, "rollback": true}}',
      'it.deploymentCircuitBraker is not a field that ECS has there. Did you mean "deploymentCircuitBreaker"?'
    ],
    [
      'deployment-configuration',
      '{"deploymentCircuitBreaker": {"enable": "yes"}, "maximumPercent": "all"}',
      'it.deploymentCircuitBreaker.enable has the wrong type: found text of 3 characters, ECS expects true or false.',
      'it.maximumPercent has the wrong type: found text of 3 characters, ECS expects a number.'
    ],
    ['deployment-configuration', '[{}]', 'it has the wrong type: found a list, ECS expects an object.'],
    [
      'capacity-provider-strategy',
      'FARGATE_SPOT',
      'it is not valid JSON, or has a name twice (12 characters).'
    ],
    [
      'capacity-provider-strategy',
      '["FARGATE", {"capacityProvider": "A", "wieght": 1}, {}]',
      'it[0] has the wrong type: found text, ECS expects an object.',
      'it[1].wieght is not a field that ECS has there. Did you mean "weight"?'
    ]
  ])('%s: %j', (name, text, ...said) => {
    const volume = name === 'service-managed-ebs-volume' ? { 'service-managed-ebs-volume-name': 'd' } : {}
    expect(messages({ ...volume, [name]: text })).toEqual(said.map(one => `Input "${name}": ${one}`))
  })

  test('the name of a volume without the volume', () => {
    expect(messages({ 'service-managed-ebs-volume-name': 'data' })).toEqual([
      'Inputs "service-managed-ebs-volume-name" and "service-managed-ebs-volume" belong together; one is missing.'
    ])
  })

  test('a pasted credential is not repeated, wherever it stands', () => {
    const pasted = ['hunter', '2', 'Pa55', 'word'].join('')
    const problems = [
      { 'deployment-configuration': pasted },
      {
        'deployment-configuration': `{"${pasted}!": 1, "strategy": "${pasted}", "maximumPercent": "${pasted}"}`
      },
      { 'capacity-provider-strategy': `["${pasted}"]` },
      { 'service-managed-ebs-volume-name': 'd', 'service-managed-ebs-volume': `{"encrypted": "${pasted}"}` }
    ].flatMap(raw => settingsIn(raw).problems)
    expect(problems.length).toBeGreaterThan(4)
    expect(JSON.stringify(problems)).not.toContain(pasted)
    expect(problems.every(({ code, hint }) => code === 'bad-input' && hint !== '')).toBe(true)
  })
})
