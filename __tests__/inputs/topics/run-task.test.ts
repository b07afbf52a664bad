import * as ecs from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import { taskOverrides } from '../../../src/deploy/prepare/prepare.ts'
import { detect } from '../../../src/detector/detect.ts'
import { InputReader } from '../../../src/inputs/reader.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { readRunTask } from '../../../src/inputs/topics/run-task.ts'
import { RUN_TASK_STRUCTURES } from '../../../src/inputs/topics/run-task-members.ts'
import { present } from '../../../src/present.ts'

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

  test.each<[RawInputs, string]>([
    [
      { 'run-task-container-overrides': '[{"name":"app","enviroment":[]}]' },
      'Input "run-task-container-overrides": [0] has a field "enviroment" that ECS does not know. Did you mean "environment"?'
    ],
    [
      { 'run-task-container-overrides': '[{"command":["x"]}]' },
      'Input "run-task-container-overrides": [0] lacks "name".'
    ],
    [
      { 'run-task-container-overrides': '{"name":"app"}' },
      'Input "run-task-container-overrides": it is an object; expected a list.'
    ],
    [
      { 'run-task-container-overrides': '[{"name":"app","environment":[{"name":"PORT","value":8080}]}]' },
      'Input "run-task-container-overrides": [0].environment[0].value is a number; expected a string.'
    ],
    [
      { 'run-task-container-overrides': '[{"name":"app"},{"name":"app"}]' },
      'Input "run-task-container-overrides" overrides container "app" twice.'
    ],
    [
      { 'run-task-capacity-provider-strategy': '[{"capacityProvider":"FARGATE_SPOT","weight":"1"}]' },
      'Input "run-task-capacity-provider-strategy": [0].weight is a string; expected a number.'
    ],
    [
      { 'run-task-launch-type': 'FARGAT' },
      'Input "run-task-launch-type": "FARGAT" is not allowed. Did you mean "FARGATE"?'
    ],
    [{ 'run-task-subnets': 'sg-0a' }, 'Input "run-task-subnets": "sg-0a" is not an id of that kind.'],
    [
      { 'run-task-started-by': 'me and you' },
      'Input "run-task-started-by": a value of 10 characters is not allowed.'
    ],
    [
      { 'run-task-managed-ebs-volume-name': 'scratch' },
      'Inputs "run-task-managed-ebs-volume-name" and "run-task-managed-ebs-volume" belong together; one is missing.'
    ],
    [
      { 'run-task-managed-ebs-volume-name': 'scratch', 'run-task-managed-ebs-volume': '{"sizeInGiB":20}' },
      'Input "run-task-managed-ebs-volume": it lacks "roleArn".'
    ],
    [
      { 'run-task-tags': '[{"Key":"a"}]' },
      'Input "run-task-tags": [0] has a field "Key" that ECS does not know. Did you mean "key"?'
    ],
    [
      { 'run-task-container-overrides': `[{"name":"app","command":["${'x'.repeat(9000)}"]}]` },
      'Input "run-task-container-overrides" has overrides of 9054 characters; ECS takes 8192.'
    ]
  ])('problem %#', (raw, message) => {
    expect(read(raw).problems).toEqual([message])
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

describe('the members', () => {
  test('are those of the SDK’s model', () => {
    for (const [name, text] of Object.entries(RUN_TASK_STRUCTURES)) {
      const schema = (ecs as unknown as Record<string, unknown>)[`${name}$`] as unknown[]
      const members = text.split(' ').map(one => (one.split(':')[0] ?? '').replace('!', ''))
      expect([name, new Set(members)]).toEqual([name, new Set(schema[4] as string[])])
      // what the model requires is required here too
      const required = (schema[4] as string[]).slice(0, typeof schema[6] === 'number' ? schema[6] : 0)
      const marked = text.split(' ').filter(one => (one.split(':')[0] ?? '').endsWith('!'))
      for (const member of required) expect(marked.map(one => one.replace(/!.*/, ''))).toContain(member)
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
