import { expect, test } from '@jest/globals'
import type { WatchedDeployment } from '../../src/rollout/deployments.ts'
import type { ServiceDeployment, ServiceState } from '../../src/rollout/ports.ts'
import { activityOf, describeProgress } from '../../src/rollout/progress.ts'

const target: WatchedDeployment = {
  deploymentId: 'ecs-svc/2',
  taskDefinition: 'web:2',
  before: [],
  goal: 'deployed'
}

const service = {
  deployments: [
    {
      id: 'ecs-svc/2',
      status: 'PRIMARY',
      taskDefinition: 'web:2',
      desiredCount: 2,
      runningCount: 0,
      pendingCount: 2,
      failedTasks: 2
    }
  ]
} as unknown as ServiceState

function record(status: string, triggeredAlarms: readonly string[] = []): ServiceDeployment {
  const circuitBreaker = { status, failureCount: 2, threshold: 3 }
  return { arn: 'arn', status: 'IN_PROGRESS', pauses: [], triggeredAlarms, circuitBreaker }
}

test.each<[string, ServiceDeployment | undefined, string]>([
  ['with the breaker on', record('MONITORING'), 'circuit breaker: 2 of 3 failed starts'],
  ['without one, though ECS counts', record('DISABLED'), '2 failed starts'],
  ['without the record', undefined, '2 failed starts'],
  ['an alarm by its name', record('DISABLED', ['web-5xx']), '2 failed starts, in ALARM: web-5xx']
])('failed starts %s', (_, own, expected) => {
  expect(describeProgress(target, service, own)).toBe(`0 of 2 running, 2 pending, ${expected}`)
})

test('a deployment that ECS rolls back is told by the tasks that are to run again', () => {
  const [mine] = service.deployments
  const back = { id: 'ecs-svc/3', status: 'PRIMARY', desiredCount: 2, runningCount: 1, pendingCount: 1 }
  const left = { ...mine, status: 'ACTIVE', desiredCount: 0, pendingCount: 0, failedTasks: 0 }
  const state = { desiredCount: 2, deployments: [back, left] } as unknown as ServiceState
  expect(describeProgress(target, state, undefined)).toBe(
    '1 of 2 running, 1 pending of other deployments, 0 of this one'
  )
  expect(activityOf(target, state, undefined).tasks).toEqual({ running: 1, desired: 2, pending: 1, old: 0 })
})
