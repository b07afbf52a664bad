import { describe, expect, test } from '@jest/globals'
import {
  type OneOffResult,
  type OneOffTask,
  runOneOffTask
} from '../../../src/deploy/tasks/run-one-off-task.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import type { JsonObject } from '../../../src/json.ts'
import { plainly } from '../../../src/log.ts'
import { endedAfterEach } from '../../ended.ts'
import { definition } from '../../sandbox/world.ts'
import { type Bench, runTaskInputs, startBench } from './bench.ts'

const ARN = 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2'
const role = 'arn:aws:iam::123456789012:role/execution'
const awslogs = {
  logDriver: 'awslogs',
  options: { 'awslogs-region': 'us-west-2', 'awslogs-group': '/web', 'awslogs-stream-prefix': 'ecs' }
}
const logging = {
  executionRoleArn: role,
  containerDefinitions: [{ name: 'app', image: 'demo/app:2', logConfiguration: awslogs }]
}

const open = endedAfterEach(startBench)
const DONE = { exitAfter: 5, exitCode: 0 }

/** Cluster `demo`, service `web` on web:1 with a network of its own, and web:2 as given. */
function scenario(
  behaviour: object,
  more: { definition?: object; service?: object; world?: object } = {}
): object {
  return {
    region: 'us-west-2',
    clusters: ['demo'],
    logGroups: ['/web'],
    roles: [{ name: 'execution' }],
    taskDefinitions: [definition('web'), definition('web', more.definition)],
    services: [
      {
        serviceName: 'web',
        cluster: 'demo',
        taskDefinition: 'web:1',
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: ['subnet-0a'],
            securityGroups: ['sg-0a'],
            assignPublicIp: 'DISABLED'
          }
        },
        ...more.service
      }
    ],
    behaviours: [{ taskDefinition: 'web:2', ...behaviour }],
    ...more.world
  }
}

async function run(
  world: object,
  how: { raw?: RawInputs; task?: Partial<OneOffTask>; accessKey?: string; cancelAfterLines?: number } = {}
): Promise<{ result: OneOffResult; bench: Bench; text: string }> {
  const started = await open(world, how.accessKey)
  const { aws, clock, log } = started
  const live = await aws.ecs.describeTaskDefinition(ARN)
  const { services } = await aws.ecs.describeServices('demo', ['web'])
  const controller = new AbortController()
  const print = (line: string) => {
    log.info(line)
    if (log.text().split('\n').length === how.cancelAfterLines) controller.abort()
  }
  const result = await runOneOffTask(
    {
      cluster: 'demo',
      region: 'us-west-2',
      taskDefinitionArn: ARN,
      definition: live?.definition ?? {},
      ...(services[0] === undefined ? {} : { service: services[0].raw }),
      inputs: runTaskInputs(how.raw),
      clientToken: 'token-1',
      timeoutMs: 30 * 60_000,
      onCancel: 'leave',
      ...how.task
    },
    {
      tasks: aws.tasks,
      logs: aws.logs,
      clock,
      log: {
        ...log,
        info: print,
        follow: activity => plainly(activity, print)
      },
      signal: controller.signal,
      guard: {
        mask: text => text.replaceAll('s3cr3t-of-mine', '***'),
        holdsCredential: line => line.includes('password=')
      }
    }
  )
  return { result, bench: started, text: log.text() }
}

function asked(on: Bench, operation: string): JsonObject {
  const found = on.sandbox.requests().find(one => one.operation === operation)
  return (found?.body ?? {}) as JsonObject
}

describe('a task that does its work', () => {
  test('runs where the service runs, on the new revision, and succeeds by its exit code', async () => {
    const { result, bench: on, text } = await run(scenario({ exitAfter: 30, exitCode: 0 }))
    expect(result).toMatchObject({
      ok: true,
      reason: 'The task ended with exit code 0.',
      exits: [{ name: 'app', essential: true, exitCode: 0 }]
    })
    expect(result.taskArn).toMatch(/:task\/demo\/[0-9a-f]{32}$/)
    expect(asked(on, 'RunTask')).toEqual({
      cluster: 'demo',
      taskDefinition: ARN,
      count: 1,
      clientToken: 'token-1',
      startedBy: 'GitHub-Actions',
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-0a'], assignPublicIp: 'DISABLED' }
      }
    })
    // a line for each state, not for each look
    expect(
      text
        .split('\n')
        .filter(line => /\] [A-Z]+$/.test(line))
        .map(line => line.split('] ')[1])
    ).toEqual(['PROVISIONING', 'PENDING', 'RUNNING', 'DEPROVISIONING', 'STOPPED'])
    expect(on.count('DescribeTasks')).toBeGreaterThan(8)
  })

  test('takes from the inputs what they say, the rest from the service', async () => {
    const { result, bench: on } = await run(scenario(DONE), {
      raw: {
        'run-task-subnets': 'subnet-0b,subnet-0c',
        'run-task-assign-public-ip': 'ENABLED',
        'run-task-capacity-provider-strategy': '[{"capacityProvider":"FARGATE_SPOT","weight":1}]',
        'run-task-container-overrides': '[{"name":"app","command":["migrate","up"]}]',
        'run-task-tags': '[{"key":"team","value":"ops"}]',
        'run-task-started-by': 'deploy-1',
        'enable-ecs-managed-tags': 'true'
      },
      task: { propagateTags: 'TASK_DEFINITION' }
    })
    expect(result.ok).toBe(true)
    expect(asked(on, 'RunTask')).toEqual({
      cluster: 'demo',
      taskDefinition: ARN,
      count: 1,
      clientToken: 'token-1',
      startedBy: 'deploy-1',
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ['subnet-0b', 'subnet-0c'],
          securityGroups: ['sg-0a'],
          assignPublicIp: 'ENABLED'
        }
      },
      overrides: { containerOverrides: [{ name: 'app', command: ['migrate', 'up'] }] },
      tags: [{ key: 'team', value: 'ops' }],
      enableECSManagedTags: true,
      propagateTags: 'TASK_DEFINITION'
    })
  })

  test('gets its volume', async () => {
    const volumes = {
      volumes: [{ name: 'scratch', configuredAtLaunch: true }],
      containerDefinitions: [
        {
          name: 'app',
          image: 'demo/app:2',
          mountPoints: [{ sourceVolume: 'scratch', containerPath: '/tmp' }]
        }
      ]
    }
    const { result } = await run(scenario(DONE, { definition: volumes }), {
      raw: {
        'run-task-managed-ebs-volume-name': 'scratch',
        'run-task-managed-ebs-volume': `{"roleArn":"${role}","sizeInGiB":20}`
      }
    })
    expect(result.ok).toBe(true)
  })

  test('is not waited for when that is asked', async () => {
    const { result, bench: on } = await run(scenario({}), { raw: { 'wait-for-task-stopped': 'false' } })
    expect(result).toMatchObject({ ok: true, exits: [] })
    expect(on.count('DescribeTasks')).toBe(0)
  })
})

describe('a task that does not', () => {
  test('exits with 1: its exit code, and what to do', async () => {
    const { result, text } = await run(scenario({ exitAfter: 5, exitCode: 3 }))
    expect(result).toMatchObject({ ok: false, reason: 'app exited with 3.', exits: [{ exitCode: 3 }] })
    expect(result.explanation).toBeDefined()
    expect(text).toContain('[task web:2] FAILED after')
  })

  test('never starts, since a secret may not be read: the reason and the role, never "[null]"', async () => {
    const { result, text } = await run(
      scenario(
        {},
        {
          definition: {
            executionRoleArn: role,
            containerDefinitions: [
              {
                name: 'app',
                image: 'demo/app:2',
                secrets: [{ name: 'DB_PASSWORD', valueFrom: '${secret:db}' }]
              }
            ]
          },
          world: { secrets: [{ name: 'db', generate: 20 }] }
        }
      )
    )
    expect(result.ok).toBe(false)
    expect(result.reason).toMatch(/^The task did not start: ResourceInitializationError: .*AccessDenied/)
    expect(result.explanation).toContain('DB_PASSWORD')
    expect(result.exits).toMatchObject([{ name: 'app', reason: expect.stringContaining('AccessDenied') }])
    expect(text).toContain('app never ran (ResourceInitializationError')
    expect(text).not.toContain('null')
  })

  test('is not over in time', async () => {
    const { result } = await run(scenario({}), { task: { timeoutMs: 60_000 } })
    expect(result).toMatchObject({ ok: false, exits: [] })
    expect(result.reason).toBe(
      'The one-off task had not stopped after 1 min (wait-for-minutes): RUNNING. It continues in ECS.'
    )
  })

  test('has an essential helper that fails: that counts, one that is not essential does not', async () => {
    const two = (essential: boolean) => ({
      containerDefinitions: [
        { name: 'app', image: 'demo/app:2' },
        { name: 'helper', image: 'demo/helper:1', essential }
      ]
    })
    const { result } = await run(scenario(DONE, { definition: two(false) }))
    expect(result).toMatchObject({
      ok: true,
      reason: 'The task ended with exit code 0; not essential: helper exited with 137.'
    })
    const both = await run(scenario(DONE, { definition: two(true) }))
    expect(both.result).toMatchObject({ ok: false, reason: 'helper exited with 137.' })
  })

  test.each(['RESOURCE:MEMORY', 'SOMETHING NEW'])('is not placed: %s', async failPlacement => {
    const { result, bench: on } = await run(scenario({ failPlacement }))
    expect(result).toMatchObject({ ok: false, problem: { code: 'task-not-placed', fault: 'cloud' } })
    expect(result.reason).toContain(`ECS placed no task: ${failPlacement}`)
    expect(result.problem?.hint).toContain('API failure reasons')
    expect(on.count('RunTask')).toBe(1)
  })

  test('has no network to run in', async () => {
    const task = { definition: { networkMode: 'awsvpc' }, service: {} }
    const { result, bench: on } = await run(scenario({}), { task })
    expect(result.problem).toMatchObject({ code: 'no-task-network', fault: 'user' })
    expect(on.count('RunTask')).toBe(0)
  })
})

describe('what goes wrong on the way', () => {
  test.each(['reset-after', 'reset-before', 'truncate', '500', 'html503', 'throttle'])(
    'RunTask %s: asked again with the same token, one task',
    async kind => {
      const { result, bench: on } = await run(
        scenario(DONE, { world: { faults: [{ op: 'RunTask', kind }] } })
      )
      expect(result.ok).toBe(true)
      const tasks = [
        ...(on.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.tasks.values() ?? [])
      ]
      expect(tasks.filter(task => task.taskDefinition === ARN)).toHaveLength(1)
      const bodies = on.sandbox
        .requests()
        .filter(one => one.operation === 'RunTask')
        .map(one => one.body)
      expect(bodies).toHaveLength(2)
      expect(bodies[1]).toEqual(bodies[0])
    }
  )

  test('a token that was used for another request gives the task that was started under it', async () => {
    const { bench: on, result } = await run(scenario(DONE))
    expect(result.ok).toBe(true)
    const again = await on.aws.tasks.runTask({ ...asked(on, 'RunTask'), startedBy: 'other' })
    expect(again).toEqual({ taskArns: [result.taskArn], failures: [] })
  })

  test('no permission for RunTask is a problem that names it', async () => {
    const callers = {
      deployer: {
        Statement: [{ Effect: 'Allow', Action: ['ecs:Describe*'], Resource: '*' }]
      }
    }
    const { result } = await run(scenario({}, { world: { callers } }), { accessKey: 'deployer' })
    expect(result).toMatchObject({ ok: false, problem: { code: 'aws-denied' } })
    expect(result.reason).toContain('ecs:RunTask for the one-off task of web:2 is not allowed.')
    expect(result.problem?.hint).toContain('task-definition/web:2')
  })

  test('looks that fail are made again; a look that is denied ends it as not verified', async () => {
    const faults = [{ op: 'DescribeTasks', kind: 'html503', from: 2, times: 4 }]
    const { result } = await run(scenario(DONE, { world: { faults } }))
    expect(result.ok).toBe(true)
    const denied = [{ op: 'DescribeTasks', kind: 'access-denied' }]
    const second = await run(scenario(DONE, { world: { faults: denied } }))
    expect(second.result).toMatchObject({ ok: false, problem: { code: 'aws-denied' } })
    expect(second.result.reason).toMatch(/^Not verified: ecs:DescribeTasks failed/)
  })

  test('a refusal that quotes an override is printed without its value', async () => {
    const value = ['hunter', '22-and-more'].join('')
    const message = `Invalid environment value ${value} for MODE`
    const faults = [{ op: 'RunTask', kind: 'error', type: 'InvalidParameterException', message }]
    const { result, text } = await run(scenario({}, { world: { faults } }), {
      raw: {
        'run-task-container-overrides': JSON.stringify([
          { name: 'app', environment: [{ name: 'MODE', value }] }
        ])
      }
    })
    expect(result.reason).toContain('[17 characters] for MODE')
    expect(JSON.stringify(result) + text).not.toContain(value)
  })
})

describe('a cancelled run', () => {
  test('leaves the task and says so', async () => {
    const { result, bench: on } = await run(scenario({}), { cancelAfterLines: 3 })
    expect(result).toMatchObject({ ok: false })
    expect(result.reason).toContain('it continues in ECS (on-cancel: leave)')
    expect(on.count('StopTask')).toBe(0)
  })

  test('stops it when that is asked', async () => {
    const { result, bench: on } = await run(scenario({}), {
      cancelAfterLines: 3,
      task: { onCancel: 'rollback' }
    })
    expect(result.reason).toContain('stop of the one-off task was requested')
    expect(asked(on, 'StopTask')).toMatchObject({
      cluster: 'demo',
      task: result.taskArn,
      reason: 'Stopped by ecs-sealed-deploy: the deployment was cancelled'
    })
  })
})

describe('the log of the task', () => {
  test('is printed at its end, masked, each line once', async () => {
    const logs = ['migrating', 'token s3cr3t-of-mine', 'db password=abc', 'two\nlines']
    const { text } = await run(scenario({ exitAfter: 30, exitCode: 0, logs }, { definition: logging }))
    const lines = text.split('\n').filter(line => line.includes('app | '))
    expect(lines.map(line => line.split('app | ')[1])).toEqual([
      'migrating',
      'token ***',
      '[not shown: this line could hold a credential]',
      'two',
      'lines'
    ])
    expect(text.indexOf('migrating')).toBeLessThan(text.indexOf('done after'))
  })

  test('is bounded: the last lines', async () => {
    const logs = Array.from({ length: 600 }, (_, index) => `line ${index + 1}`)
    const { text } = await run(scenario({ exitAfter: 30, exitCode: 0, logs }, { definition: logging }))
    const lines = text.split('\n').filter(line => line.includes('app | '))
    expect(lines).toHaveLength(50)
    expect(lines.at(-1)).toContain('line 600')
  })

  test('needs a permission that nobody has to give', async () => {
    const callers = {
      deployer: { Statement: [{ Effect: 'Allow', Action: ['ecs:*', 'iam:PassRole'], Resource: '*' }] }
    }
    const world = scenario(
      { exitAfter: 30, exitCode: 0, logs: ['x'] },
      { definition: logging, world: { callers } }
    )
    const { result, text, bench: on } = await run(world, { accessKey: 'deployer' })
    expect(result.ok).toBe(true)
    expect(text).toContain('Not verified: no permission for logs:GetLogEvents')
    expect(on.count('GetLogEvents')).toBe(1)
  })

  test('that goes elsewhere is said', async () => {
    const elsewhere = {
      containerDefinitions: [
        { name: 'app', image: 'demo/app:2', logConfiguration: { logDriver: 'splunk', options: {} } }
      ]
    }
    const { text } = await run(scenario(DONE, { definition: elsewhere }))
    expect(text).toContain('the log of container app cannot be read here (log driver splunk)')
  })
})
