import { expect, test } from '@jest/globals'
import { exitCodeOf } from '../../src/report/verdict.ts'
import {
  ARN,
  type AuditWorld,
  auditWorldsOfTests,
  canary,
  definition,
  EXECUTION,
  expectNoValue,
  rule
} from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

const RoleArn = 'arn:aws:iam::123456789012:role/events'
const CLUSTER = `${ARN}:cluster/demo`
const REVISION = `${ARN}:task-definition/web:1`
const overrides = (value: string) => ({
  containerOverrides: [{ name: 'app', environment: [{ name: 'DB_PASSWORD', value }] }]
})

/** The same in the words of a universal target. */
const universal = (value: string) => ({
  Cluster: CLUSTER,
  TaskDefinition: REVISION,
  Overrides: { ContainerOverrides: [{ Name: 'app', Environment: [{ Name: 'DB_PASSWORD', Value: value }] }] }
})

const schedule = (Name: string, target: object) => ({
  Name,
  ScheduleExpression: 'rate(1 day)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { RoleArn, ...target }
})

const taskWith = (own: object) => ({
  ...{ after: '1s', action: 'run-task', cluster: 'demo', taskDefinition: 'web', launchType: 'FARGATE' },
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
  overrides: own
})
/** What the schedules run. */
const parameters = { EcsParameters: { TaskDefinitionArn: REVISION } }

test('a credential in the overrides of a rule, of schedules and of a running task is exposed, and never shown', async () => {
  const values = [canary(), canary(), canary(), canary()] as const
  world = await makeAuditWorld({
    roles: [EXECUTION],
    taskDefinitions: [definition('web', {})],
    rules: [rule('web:1', 'demo', { Input: JSON.stringify(overrides(values[0])) })],
    schedules: [
      schedule('templated', { Arn: CLUSTER, ...parameters, Input: JSON.stringify(overrides(values[1])) }),
      schedule('universal', {
        Arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask',
        Input: JSON.stringify(universal(values[2]))
      })
    ],
    later: [taskWith(overrides(values[3]))]
  })
  world.sandbox.advance(60_000)
  const run = await world.audit()
  expect(run.report.problems).toEqual([])
  const audit = run.report.audit?.audit
  expect(audit?.items.map(({ kind, verdict, exposures }) => [kind, verdict, exposures.length])).toEqual([
    ['task', 'exposed', 1],
    ['rule', 'exposed', 1],
    ['schedule', 'exposed', 1],
    ['schedule', 'exposed', 1]
  ])
  expect(exitCodeOf(run.report)).toBe(1)
  expect(run.shown).toContain('DB_PASSWORD of container app in the overrides of rule nightly')
  expect(run.shown).toContain('Mode migrate does not change overrides')
  expect(audit?.rotate).toHaveLength(1)
  expectNoValue(run.shown, values)
})

test('compare-values looks into the overrides of a rule, of schedules and of a running task, too', async () => {
  const apiKey = canary(30)
  const innocent = (member: 'environment' | 'command') => ({
    containerOverrides: [
      {
        name: 'app',
        ...(member === 'environment'
          ? { environment: [{ name: 'BUILD_LABEL', value: apiKey }] }
          : { command: ['greet', `hello ${apiKey}!`] })
      }
    ]
  })
  world = await makeAuditWorld({
    roles: [EXECUTION],
    secrets: [{ name: 'ops/key', value: apiKey, age: '1d' }],
    taskDefinitions: [definition('web', { secrets: [{ name: 'KEY', valueFrom: '${secret:ops/key}' }] })],
    rules: [rule('web:1', 'demo', { Input: JSON.stringify(innocent('environment')) })],
    schedules: [
      schedule('templated', { Arn: CLUSTER, ...parameters, Input: JSON.stringify(innocent('command')) })
    ],
    later: [taskWith(innocent('environment'))]
  })
  world.sandbox.advance(60_000)
  expect(exitCodeOf((await world.audit()).report)).toBe(0)
  const { report, shown } = await world.audit({ 'compare-values': 'true' })
  const items = report.audit?.audit.items ?? []
  expect(
    items.flatMap(({ kind, exposures }) => exposures.map(one => [kind, one.name, one.pointer, one.secret]))
  ).toEqual([
    ['task', 'BUILD_LABEL', '/containerOverrides/0/environment/0/value', 'ops/key'],
    ['rule', 'BUILD_LABEL', '/containerOverrides/0/environment/0/value', 'ops/key'],
    ['schedule', expect.any(String), '/containerOverrides/0/command/1', 'ops/key']
  ])
  expect(shown).toContain('BUILD_LABEL of container app in the overrides of rule nightly')
  expect(exitCodeOf(report)).toBe(1)
  expectNoValue(shown, [apiKey])
})
