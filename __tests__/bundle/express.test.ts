import { afterEach, describe, expect, test } from '@jest/globals'
import { blockAfter } from '../pages.ts'
import { MAIN } from '../sandbox/express.ts'
import { expressScenario, expressTemplate, makeExpressWorld } from './express-world.ts'
import type { Run } from './runner.ts'
import { resultsOf, type TestWorld } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

const ARN = 'arn:aws:ecs:us-west-2:123456789012'
const serviceArn = `${ARN}:service/demo/web`
const revision = (number: number) => `${ARN}:task-definition/web:${number}`
const sent = (operation: string) =>
  world.sandbox.requests().flatMap(one => (one.operation === operation ? [one.body] : []))
const updates = () => sent('UpdateExpressGatewayService')
const outcome = (run: Run) => ({ code: run.code, outcome: resultsOf(run)[0]?.['outcome'] })

test('an Express service is named in the plan, updated by its own call, watched by its revision, and then unchanged', async () => {
  world = await makeExpressWorld()
  const plan = await world.deploy({ mode: 'plan' })
  expect(plan.code).toBe(0)
  expect(plan.summary).toContain('Express Mode, canary')
  expect(plan.summary).toContain(
    "another tool's update with a primary container (AWS's Express action, Terraform, the console) replaces image"
  )
  const started = world.sandbox.now()
  const run = await world.deploy()
  expect(outcome(run)).toEqual({ code: 0, outcome: 'succeeded' })
  expect(updates()).toEqual([{ serviceArn, taskDefinitionArn: revision(2) }])
  expect(world.count('UpdateService')).toBe(0)
  const service = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
  expect(resultsOf(run)[0]).toMatchObject({
    deploymentId: service?.deployments[0]?.id,
    taskDefinitionArn: revision(2),
    previousTaskDefinitionArn: revision(1)
  })
  // three minutes at five percent, three minutes of bake
  expect(world.sandbox.now() - started).toBeGreaterThan(360_000)
  const again = await world.deploy()
  expect(outcome(again)).toEqual({ code: 0, outcome: 'unchanged' })
  expect(again.summary).not.toContain('another tool')
  expect(updates()).toHaveLength(1)
})

test('members that a primary container does not have are named: an update of another tool removes them', async () => {
  world = await makeExpressWorld()
  const definition = JSON.parse(expressTemplate({ stopTimeout: 30 })) as { containerDefinitions: object[] }
  const containerDefinitions = [...definition.containerDefinitions, { name: 'log', image: 'demo/log:1' }]
  world.workspace.write(
    'deploy/web.json',
    JSON.stringify({ ...definition, containerDefinitions, volumes: [{ name: 'data' }] })
  )
  const plan = await world.deploy({ mode: 'plan' })
  expect(plan.summary).toContain('of "Main", and removes sidecars and all that it has no member for.')
})

describe('a rollout that fails', () => {
  const failing = { behaviours: [{ taskDefinition: 'web:2', failStart: 'CannotStartContainerError: no' }] }
  const alarm = { alarms: [{ name: 'demo/web/RollbackAlarm', state: 'ALARM', after: '200s' }] }
  test.each<[string, object, string]>([
    ['its circuit breaker rolls back', failing, 'circuit breaker'],
    ['its record appears late', { ...failing, lag: { ListServiceDeployments: '60s' } }, 'circuit breaker'],
    ['its alarm rolls back', alarm, 'alarm']
  ])('%s: rolled back, exit 1', async (_, more, reason) => {
    world = await makeExpressWorld(expressScenario({}, more))
    const run = await world.deploy()
    expect(outcome(run)).toEqual({ code: 1, outcome: 'rolled-back' })
    expect(resultsOf(run)[0]?.['reason']).toContain(reason)
    expect(run.summary).toContain('web:1')
    expect(updates()).toHaveLength(1)
    expect(world.count('UpdateService')).toBe(0)
  })

  test('somebody else deploys meanwhile: superseded, exit 1, and theirs is left alone', async () => {
    const other = { after: '90s', action: 'update-service', cluster: 'demo', service: 'web' }
    const { taskDefinitions } = expressScenario() as { taskDefinitions: object[] }
    const later = [{ ...other, taskDefinition: 'theirs:1' }]
    world = await makeExpressWorld(
      expressScenario(
        {},
        { later, taskDefinitions: [...taskDefinitions, { ...taskDefinitions[0], family: 'theirs' }] }
      )
    )
    expect(outcome(await world.deploy())).toEqual({ code: 1, outcome: 'superseded' })
    expect(updates()).toHaveLength(1)
  })

  test('the answer is lost: the deployment is found, and nothing is started twice', async () => {
    world = await makeExpressWorld(
      expressScenario({}, { faults: [{ op: 'UpdateExpressGatewayService', kind: 'reset-after', times: 1 }] })
    )
    expect(outcome(await world.deploy())).toEqual({ code: 0, outcome: 'succeeded' })
    expect(updates()).toHaveLength(1)
  })

  test('the permission is missing: failed, exit 3, and the service is as it was', async () => {
    world = await makeExpressWorld(
      expressScenario(
        {},
        {
          faults: [{ op: 'UpdateExpressGatewayService', kind: 'access-denied', times: 9 }]
        }
      )
    )
    const run = await world.deploy()
    expect(run.code).toBe(3)
    expect(run.summary).toContain('ecs:UpdateExpressGatewayService')
  })
})

describe('what Express Mode does not take is refused before anything is registered', () => {
  const port = MAIN.portMappings[0]
  test.each<[string, object, string]>([
    [
      'the container has another name',
      { name: 'main' },
      'no container is named "Main" (it has "main"; case counts)'
    ],
    [
      'two ports',
      { portMappings: [port, { ...port, name: 'b', containerPort: 81 }] },
      'has 2 TCP ports instead of exactly one'
    ],
    ['no port', { portMappings: [] }, 'has 0 TCP ports instead of exactly one'],
    [
      'no name of the port',
      { portMappings: [{ containerPort: 8080 }] },
      'the TCP port of container "Main" has no "name"'
    ]
  ])('%s: exit 2, in plan and deploy', async (_, container, message) => {
    world = await makeExpressWorld()
    world.workspace.write('deploy/web.json', expressTemplate(container))
    for (const mode of ['plan', 'deploy']) {
      const run = await world.deploy({ mode })
      expect(run.code).toBe(2)
      expect(run.summary).toContain(
        `Service "web" is of ECS Express Mode, which does not take deploy/web.json: `
      )
      expect(run.summary).toContain(message)
    }
    expect(world.count('RegisterTaskDefinition')).toBe(0)
  })

  test('a definition for EC2', async () => {
    world = await makeExpressWorld()
    const definition = JSON.parse(expressTemplate()) as object
    world.workspace.write(
      'deploy/web.json',
      JSON.stringify({ ...definition, requiresCompatibilities: ['EC2'] })
    )
    const run = await world.deploy()
    expect(run.code).toBe(2)
    expect(run.summary).toContain('"requiresCompatibilities" lacks "FARGATE"')
  })

  test('settings that ECS manages', async () => {
    world = await makeExpressWorld()
    const run = await world.deploy({ 'deployment-configuration': '{"maximumPercent": 150}' })
    expect(run.code).toBe(2)
    expect(run.summary).toContain("where deploymentConfiguration can't be changed")
    expect(world.count('RegisterTaskDefinition')).toBe(0)
  })
})

test.each<[string, Record<string, string>, string]>([
  ['a forced deployment', { 'force-new-deployment': 'true' }, 'a forced deployment'],
  ['a number of tasks', { 'desired-count': '3' }, 'desiredCount']
])('%s goes by UpdateService, which the run says', async (_, inputs, what) => {
  world = await makeExpressWorld()
  const run = await world.deploy(inputs)
  expect(outcome(run)).toEqual({ code: 0, outcome: 'succeeded' })
  expect(run.summary).toContain(
    `changed with UpdateService: UpdateExpressGatewayService has no member for ${what}.`
  )
  expect(world.count('UpdateService')).toBe(1)
  expect(updates()).toHaveLength(0)
})

test('without waiting, the deployment is named all the same', async () => {
  world = await makeExpressWorld()
  const run = await world.deploy({ 'wait-until': 'none' })
  const service = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
  expect(resultsOf(run)[0]).toMatchObject({ outcome: 'requested', deploymentId: service?.deployments[0]?.id })
})

test('status names it, and rollback goes back by its own call and is watched', async () => {
  world = await makeExpressWorld()
  expect((await world.deploy()).code).toBe(0)
  const on = { service: 'web', 'task-definition': '', variables: '' }
  expect((await world.deploy({ ...on, mode: 'status' })).summary).toContain('Express Mode')
  const back = await world.deploy({ ...on, mode: 'rollback' })
  expect(outcome(back)).toEqual({ code: 0, outcome: 'succeeded' })
  expect(updates().at(-1)).toEqual({ serviceArn, taskDefinitionArn: revision(1) })
  expect(world.count('UpdateService')).toBe(0)
})

test('rotate-restart deploys the same definition by force, with UpdateService, and says so', async () => {
  const [definition] = (expressScenario() as { taskDefinitions: object[] }).taskDefinitions
  const secrets = [{ name: 'API_KEY', valueFrom: '${secret:demo/api-key}' }]
  const executionRoleArn = 'arn:aws:iam::123456789012:role/demo-execution'
  const containerDefinitions = [{ ...MAIN, secrets }]
  world = await makeExpressWorld(
    expressScenario(
      {},
      {
        taskDefinitions: [{ ...definition, executionRoleArn, containerDefinitions }],
        later: [
          ...[
            { action: 'put-secret-value', after: 0, secretId: 'demo/api-key', secretString: '${generate:40}' }
          ]
        ]
      }
    )
  )
  world.sandbox.advance(1_000)
  const run = await world.deploy({ mode: 'rotate-restart', 'task-definition': '', variables: '' })
  expect(outcome(run)).toEqual({ code: 0, outcome: 'succeeded' })
  expect(run.summary).toContain('UpdateExpressGatewayService has no member for a forced deployment.')
  expect(world.count('UpdateService')).toBe(1)
})

describe('a service that does not exist', () => {
  const role = 'arn:aws:iam::123456789012:role/ecsInfrastructure'
  const members = {
    infrastructureRoleArn: role,
    healthCheckPath: '/up',
    scalingTarget: { minTaskCount: '2' }
  }
  const create = async (definition: object, inputs: Record<string, string> = {}) => {
    world = await makeExpressWorld(
      expressScenario({ serviceName: 'other' }, { roles: [...rolesOf(), { name: 'ecsInfrastructure' }] })
    )
    world.workspace.write('deploy/service.json', JSON.stringify(definition))
    return world.deploy({ 'service-definition': 'deploy/service.json', service: 'web', ...inputs })
  }
  const rolesOf = () => (expressScenario() as { roles: object[] }).roles

  test('is created from a service definition with the members of CreateExpressGatewayService', async () => {
    const run = await create({ ...members, tags: [{ key: 'team', value: 'a' }] })
    expect(outcome(run)).toEqual({ code: 0, outcome: 'succeeded' })
    expect(sent('CreateExpressGatewayService')).toEqual([
      {
        ...{
          cluster: 'demo',
          serviceName: 'web',
          taskDefinitionArn: revision(2),
          infrastructureRoleArn: role
        },
        ...{ healthCheckPath: '/up', scalingTarget: { minTaskCount: 2 }, tags: [{ key: 'team', value: 'a' }] }
      }
    ])
    expect(world.count('CreateService')).toBe(0)
    const again = await world.deploy({ 'service-definition': 'deploy/service.json', service: 'web' })
    expect(outcome(again)).toEqual({ code: 0, outcome: 'unchanged' })
  })

  test.each<[string, object, Record<string, string>, string]>([
    [
      'a primary container',
      { ...members, primaryContainer: { image: 'x:1' } },
      {},
      '"primaryContainer" cannot stand'
    ],
    ['a misspelled member', { ...members, healthcheckPath: '/' }, {}, 'healthCheckPath'],
    ['a number of tasks', members, { 'desired-count': '2' }, "desiredCount can't be set by inputs"]
  ])('%s: exit 2, and nothing is registered', async (_, definition, inputs, message) => {
    const run = await create(definition, inputs)
    expect(run.code).toBe(2)
    expect(run.summary).toContain(message)
    expect(world.count('RegisterTaskDefinition')).toBe(0)
  })
})

test('the files of docs/services.md create an Express service', async () => {
  const block = (mark: string) => blockAfter('docs/services.md', `<!-- express: ${mark} -->`)
  const roles = ['ops-pipeline-execution', 'ops-pipeline-infrastructure'].map(name => ({ name }))
  const secrets = [{ name: 'ops-pipeline/database/password', generate: 20 }]
  world = await makeExpressWorld(expressScenario({ serviceName: 'other' }, { roles, secrets }))
  world.workspace.write('deploy/shop.json', block('task definition'))
  world.workspace.write('deploy/shop-service.json', block('service definition'))
  const inputs = {
    ...{ service: 'shop', variables: 'IMAGE=demo/shop:1', 'verify-permissions': 'off' },
    ...{ 'task-definition': 'deploy/{service}.json', 'service-definition': 'deploy/{service}-service.json' },
    'wait-until': 'none'
  }
  expect(outcome(await world.deploy(inputs))).toEqual({ code: 0, outcome: 'requested' })
  expect(world.count('CreateExpressGatewayService')).toBe(1)
})
