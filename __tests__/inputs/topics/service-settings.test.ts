import { describe, expect, test } from '@jest/globals'
import { InputReader } from '../../../src/inputs/reader.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { readServiceSettings } from '../../../src/inputs/topics/service-settings.ts'

function read(raw: RawInputs) {
  const reader = new InputReader(raw)
  return { settings: readServiceSettings(reader), problems: reader.problems }
}

const messages = (raw: RawInputs) => read(raw).problems.map(({ message }) => message)
const role = 'arn:aws:iam::123456789012:role/ecsInfrastructureRole'

test('nothing given asks for nothing', () => {
  expect(read({})).toEqual({ settings: {}, problems: [] })
})

test('everything given comes under the names of UpdateService', () => {
  const { settings, problems } = read({
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
  expect(read({ 'capacity-provider-strategy': '[]' }).settings).toEqual({ capacityProviderStrategy: [] })
})

describe('what is wrong is named with its place, and no value', () => {
  test.each<[RawInputs, string[]]>([
    [
      { 'propagate-tags': 'TASK_DEFINITON' },
      ['Input "propagate-tags": "TASK_DEFINITON" is not allowed. Did you mean "TASK_DEFINITION"?']
    ],
    [
      { 'service-managed-ebs-volume-name': 'data' },
      ['Input "service-managed-ebs-volume-name" is given, but "service-managed-ebs-volume" is not.']
    ],
    [
      { 'service-managed-ebs-volume': '{}' },
      ['Input "service-managed-ebs-volume" is given, but "service-managed-ebs-volume-name" is not.']
    ],
    [
      { 'service-managed-ebs-volume-name': 'd', 'service-managed-ebs-volume': '{"sizeInGib": 5}' },
      [
        'Input "service-managed-ebs-volume": sizeInGib is not a member that ECS knows there. Did you mean "sizeInGiB"?'
      ]
    ],
    [
      { 'service-managed-ebs-volume-name': 'd', 'service-managed-ebs-volume': `{"roleArn": "${role}"}` },
      ['Input "service-managed-ebs-volume": neither "sizeInGiB" nor "snapshotId" is given.']
    ],
    [
      { 'deployment-configuration': '{"deploymentCircuitBraker": {"enable": true, "rollback": true}}' },
      [
        'Input "deployment-configuration": deploymentCircuitBraker is not a member that ECS knows there. Did you mean "deploymentCircuitBreaker"?'
      ]
    ],
    [
      {
        'deployment-configuration': '{"deploymentCircuitBreaker": {"enable": "yes"}, "maximumPercent": "all"}'
      },
      [
        'Input "deployment-configuration": deploymentCircuitBreaker.enable has the wrong type: found text of 3 characters, ECS expects true or false.',
        'Input "deployment-configuration": maximumPercent has the wrong type: found text of 3 characters, ECS expects a number.'
      ]
    ],
    [
      { 'deployment-configuration': '[{}]' },
      ['Input "deployment-configuration": the text is a list; expected one object of JSON.']
    ],
    [
      { 'capacity-provider-strategy': 'FARGATE_SPOT' },
      [
        'Input "capacity-provider-strategy": the text is not valid JSON, or has a name twice; expected a list of JSON.'
      ]
    ],
    [
      { 'capacity-provider-strategy': '["FARGATE", {"capacityProvider": "A", "wieght": 1}, {}]' },
      [
        'Input "capacity-provider-strategy": [0] is not an object.',
        'Input "capacity-provider-strategy": [1]: wieght is not a member that ECS knows there. Did you mean "weight"?'
      ]
    ],
    [
      {
        'capacity-provider-strategy': '[{"capacityProvider":"A","base":1},{"capacityProvider":"B","base":1}]'
      },
      ['Input "capacity-provider-strategy": more than one capacity provider has a base.']
    ],
    [
      { 'capacity-provider-strategy': '[{"capacityProvider":"A"},{"capacityProvider":"B"}]' },
      ['Input "capacity-provider-strategy": no capacity provider has a weight above 0.']
    ],
    [
      { 'capacity-provider-strategy': '[{"capacityProvider":"A","weight":1},{"capacityProvider":"A"}]' },
      ['Input "capacity-provider-strategy": a capacity provider is listed twice.']
    ]
  ])('%j', (raw, expected) => {
    expect(messages(raw)).toEqual(expected)
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
    ].flatMap(raw => read(raw).problems)
    expect(problems.length).toBeGreaterThan(4)
    expect(JSON.stringify(problems)).not.toContain(pasted)
    expect(problems.every(({ code, hint }) => code === 'bad-input' && hint !== '')).toBe(true)
  })
})
