import { expect, test } from '@jest/globals'
import type { ServicePlan } from '../../../src/deploy/comparison/plan.ts'
import { risksOf } from '../../../src/deploy/comparison/risks.ts'
import type { HarmlessValue } from '../../../src/detector/harmless.ts'
import type { JsonObject } from '../../../src/json.ts'
import { aDefinition, aPlan, aServiceState } from '../../report/rollouts.ts'

const [UPDATED] = aPlan(['web']).services as [ServicePlan]
const BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: true } }

function kinds(given: Partial<ServicePlan> = {}, container: JsonObject = {}): readonly string[] {
  const definition = {
    containerDefinitions: [{ name: 'app', image: 'demo/web:2', ...container }]
  } as JsonObject
  return risksOf({ ...UPDATED, ...given }, aDefinition({ definition })).map(({ kind }) => kind)
}
const raw = (members: JsonObject) => ({
  before: aServiceState('web', { raw: { loadBalancers: [{}], deploymentConfiguration: BREAKER, ...members } })
})

test('none where all is well, and none where no deployment is planned', () => {
  expect(kinds()).toEqual([])
  const before = aServiceState('web', { raw: {} })
  expect(kinds({ before })).toEqual(['no-circuit-breaker', 'no-health-check'])
  for (const action of [{ kind: 'unchanged' }, { kind: 'scale', from: 1, to: 2 }] as const)
    expect(kinds({ action, before })).toEqual([])
})

test('a service that is unchanged and has no task left is one', () => {
  const action = { kind: 'unchanged' } as const
  const down = { desiredCount: 2, runningCount: 0 }
  expect(kinds({ action, before: aServiceState('web', down) })).toEqual(['none-runs'])
  expect(kinds({ action, before: aServiceState('web', { ...down, desiredCount: 0 }) })).toEqual([])
})

test('a way back that holds plaintext is named, and comes first', () => {
  const previousPlaintext = ['DB_PASSWORD of container app']
  const [first] = risksOf({ ...UPDATED, previousPlaintext, ...raw({ loadBalancers: [] }) }, aDefinition())
  expect(first).toEqual({
    kind: 'plaintext-way-back',
    message: 'The rollback target is web:7, which holds plaintext credentials (DB_PASSWORD of container app).'
  })
})

test('the revision that a rollback leaves is no rollback target', () => {
  const given = { ...UPDATED, previousPlaintext: ['DB_PASSWORD of container app'], ...raw({}) }
  const kindsFor = (revision: number) => {
    const arn = given.previousTaskDefinitionArn.replace(/\d+$/, String(revision))
    return risksOf(given, aDefinition({ registration: { kind: 'reuse', arn } })).map(({ kind }) => kind)
  }
  expect(kindsFor(6)).not.toContain('plaintext-way-back')
  expect(kindsFor(8)).toContain('plaintext-way-back')
})

test.each<[string, JsonObject, readonly string[]]>([
  ['off', {}, ['no-circuit-breaker']],
  [
    'without rollback',
    { deploymentCircuitBreaker: { enable: true, rollback: false } },
    ['no-circuit-breaker']
  ],
  ['on', BREAKER, []],
  ['alarms that roll back', { alarms: { enable: true, rollback: true, alarmNames: ['x'] } }, []],
  ['none healthy', { ...BREAKER, minimumHealthyPercent: 0 }, ['stops-first']]
])('circuit breaker: %s', (_, deploymentConfiguration, expected) => {
  expect(kinds(raw({ deploymentConfiguration }))).toEqual(expected)
})

test('what the run asks for counts over what the service has', () => {
  const off = raw({ deploymentConfiguration: {} })
  expect(kinds({ ...off, settings: { deploymentConfiguration: BREAKER } })).toEqual([])
  const before = aServiceState('web', { raw: {}, deploymentController: 'CODE_DEPLOY' })
  expect(kinds({ before }, { healthCheck: { command: ['CMD', 'true'] } })).toEqual([])
})

test.each<[string, readonly string[]]>([
  ['demo/web', ['moving-tag']],
  ['registry.example.com:5000/web', ['moving-tag']],
  ['demo/web:latest', ['moving-tag']],
  ['demo/web:2', []],
  [`demo/web@sha256:${'0'.repeat(64)}`, []]
])('image %s', (image, expected) => {
  expect(kinds({}, { image })).toEqual(expected)
})

test.each<[string, string, readonly string[]]>([
  ['demo/web:1', 'demo/web:2', []],
  ['demo/web:1', `demo/web@sha256:${'0'.repeat(64)}`, []],
  ['registry.example.com:5000/web', 'registry.example.com:5000/web:2', []],
  ['demo/web:1', 'demo/worker:1', ['other-repository']],
  ['registry.example.com/web:1', 'other.example.com/web:1', ['other-repository']]
])('a container whose image changes from %s to %s', (before, after, expected) => {
  const path = 'containerDefinitions[app].image'
  const definition = aDefinition({
    definition: { containerDefinitions: [{ name: 'app', image: after }] },
    differences: [{ path, change: 'changed', before: before as HarmlessValue, after: after as HarmlessValue }]
  })
  const found = risksOf({ ...UPDATED, ...raw({}) }, definition)
  const images = found.filter(({ kind }) => kind === 'other-repository')
  expect(images.map(({ kind }) => kind)).toEqual(expected)
  for (const { message } of images) expect(message).toContain('container app')
})

test('a service that is created is judged by its definition', () => {
  const action = { kind: 'create' } as const
  expect(kinds({ action, creation: { desiredCount: 0 } })).toEqual([
    'no-circuit-breaker',
    'no-health-check',
    'nothing-starts'
  ])
  const creation = { loadBalancers: [{}], deploymentConfiguration: BREAKER }
  expect(kinds({ action, creation })).toEqual([])
})
