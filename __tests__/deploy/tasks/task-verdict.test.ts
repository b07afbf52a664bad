import { describe, expect, test } from '@jest/globals'
import type { TaskState } from '../../../src/deploy/tasks/request.ts'
import { makeRequest, type RequestSources } from '../../../src/deploy/tasks/request.ts'
import { judgeTask } from '../../../src/deploy/tasks/run-one-off-task.ts'
import { runTaskInputs } from './bench.ts'

const definition = { containerDefinitions: [{ name: 'app' }, { name: 'helper', essential: false }] }

function stopped(more: Partial<TaskState>): TaskState {
  return {
    arn: 'arn:aws:ecs:us-west-2:123456789012:task/demo/1',
    lastStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'app', exitCode: 0 }],
    ...more
  }
}

describe('a stopped task', () => {
  test.each<[string, Partial<TaskState>, boolean, string]>([
    ['ended with 0', {}, true, 'The task ended with exit code 0.'],
    [
      'killed for its memory',
      {
        containers: [
          { name: 'app', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }
        ]
      },
      false,
      'app exited with 137 (OutOfMemoryError: Container killed due to memory usage).'
    ],
    [
      'stopped by a person, with 0',
      { stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' },
      false,
      'The task was stopped before it completed (UserInitiated): Task stopped by user.'
    ],
    [
      'taken away by Spot, with 0',
      { stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' },
      false,
      'The task was stopped before it completed (SpotInterruption): Your Spot Task was interrupted.'
    ],
    [
      'with a container that never ran',
      { containers: [{ name: 'app', reason: 'CannotPullContainerError: not found' }] },
      false,
      'app never ran (CannotPullContainerError: not found).'
    ],
    [
      'with a container that ran, and has no exit code',
      { hasRun: true, containers: [{ name: 'app' }] },
      false,
      'app ended without an exit code (Essential container in task exited).'
    ],
    [
      'with no container at all',
      { containers: [] },
      false,
      'No container ended with an exit code: Essential container in task exited.'
    ],
    [
      'with a container that ECS added',
      {
        containers: [
          { name: 'app', exitCode: 0 },
          { name: 'aws-guardduty-agent-x', exitCode: 1 }
        ]
      },
      true,
      'The task ended with exit code 0; not essential: aws-guardduty-agent-x exited with 1.'
    ]
  ])('%s', (_name, state, ok, reason) => {
    expect(judgeTask(stopped(state), definition)).toMatchObject({ ok, reason })
  })

  test('of an endpoint that has no stop codes is judged by its exits', () => {
    const { stopCode: _none, ...without } = stopped({})
    expect(judgeTask(without, definition).ok).toBe(true)
  })
})

describe('the request', () => {
  const sources: RequestSources = {
    cluster: 'demo',
    taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2',
    definition: {},
    inputs: runTaskInputs(),
    clientToken: 't'
  }
  const made = (more: Partial<RequestSources>) => {
    const answer = makeRequest({ ...sources, ...more })
    return 'request' in answer ? answer.request : answer.problem.code
  }

  test('without a service leaves the place to the cluster, but for what only Fargate can run', () => {
    expect(made({})).not.toHaveProperty('launchType')
    const awsvpc = { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] }
    expect(made({ definition: awsvpc })).toBe('no-task-network')
    const inputs = runTaskInputs({ 'run-task-subnets': 'subnet-0a' })
    expect(made({ definition: awsvpc, inputs })).toMatchObject({
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0a'] } }
    })
  })

  test('of a service without awsvpc has no network; one that an input asks for is left to ECS to refuse', () => {
    const bridge = { networkMode: 'bridge' }
    const service = { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0z'] } } }
    expect(made({ definition: bridge, service })).not.toHaveProperty('networkConfiguration')
    const inputs = runTaskInputs({ 'run-task-subnets': 'subnet-0a' })
    expect(made({ definition: bridge, inputs })).toMatchObject({
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0a'] } }
    })
  })

  test('copies a strategy instead of a launch type, and the platform version only with its place', () => {
    const service = {
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }]
    }
    expect(made({ service })).toMatchObject({
      capacityProviderStrategy: service.capacityProviderStrategy,
      platformVersion: '1.4.0'
    })
    expect(made({ service })).not.toHaveProperty('launchType')
    const ec2 = runTaskInputs({ 'run-task-launch-type': 'EC2' })
    expect(made({ service, inputs: ec2 })).toMatchObject({ launchType: 'EC2' })
    expect(made({ service, inputs: ec2 })).not.toHaveProperty('platformVersion')
  })

  test('of a service that CodeDeploy deploys takes them from its primary task set', () => {
    const awsvpcConfiguration = { subnets: ['subnet-0z'] }
    const service = {
      taskSets: [
        { status: 'ACTIVE', launchType: 'EC2' },
        { status: 'PRIMARY', launchType: 'FARGATE', networkConfiguration: { awsvpcConfiguration } }
      ]
    }
    expect(made({ service, definition: { networkMode: 'awsvpc' } })).toMatchObject({
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration }
    })
  })
})
