import { afterEach, describe, expect, test } from '@jest/globals'
import { makeWorld, resultsOf, scenario, type TestWorld, template } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

const [DEFINITION] = (scenario() as { taskDefinitions: object[] }).taskDefinitions
const [SERVICE] = (scenario() as { services: object[] }).services

/** The service `web` as the sandbox has it. */
function web() {
  const region = world.sandbox.world().regions.get('us-west-2')
  return region?.clusters.get('demo')?.services.get('web')
}

/** The bodies of the requests of one operation, in order. */
function bodiesOf(operation: string): readonly Record<string, unknown>[] {
  return world.sandbox
    .requests()
    .filter(request => request.operation === operation)
    .map(({ body }) => body as Record<string, unknown>)
}

describe('settings of a service', () => {
  test('go with the update, and alone where the definition is the same', async () => {
    world = await makeWorld(scenario())
    const inputs = {
      'enable-execute-command': 'true',
      'deployment-configuration': '{"maximumPercent": 150}'
    }
    expect((await world.deploy(inputs)).code).toBe(0)
    expect(bodiesOf('UpdateService')).toMatchObject([
      { enableExecuteCommand: true, deploymentConfiguration: { maximumPercent: 150 } }
    ])
    expect(resultsOf(await world.deploy(inputs))).toMatchObject([{ outcome: 'unchanged' }])
    const alone = await world.deploy({ ...inputs, 'deployment-configuration': '{"maximumPercent": 175}' })
    expect(resultsOf(alone)).toMatchObject([
      { outcome: 'succeeded', reason: 'Settings changed: deploymentConfiguration.' }
    ])
    expect(bodiesOf('UpdateService')).toHaveLength(2)
    expect(world.count('RegisterTaskDefinition')).toBe(1)
  })

  test('a capacity provider strategy is forced, and the deployment watched', async () => {
    world = await makeWorld(scenario())
    await world.deploy()
    const run = await world.deploy({
      'capacity-provider-strategy': '[{"capacityProvider": "FARGATE_SPOT", "weight": 1}]'
    })
    expect(resultsOf(run)).toMatchObject([{ outcome: 'succeeded', reason: 'The deployment completed.' }])
    expect(bodiesOf('UpdateService')[1]).toMatchObject({ forceNewDeployment: true })
  })
})

describe('a service that does not exist', () => {
  const DEFINITION_OF_SERVICE = JSON.stringify({
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    tags: [{ key: 'service', value: '${{ service.name }}' }]
  })

  test('is created from its definition, its first deployment watched, and found the next time', async () => {
    world = await makeWorld(scenario({ services: [] }))
    world.workspace.write('deploy/web-service.yml', DEFINITION_OF_SERVICE)
    const inputs = {
      'service-definition': 'deploy/{service}-service.yml',
      'task-definition': 'deploy/web.json',
      service: 'web'
    }
    const run = await world.deploy(inputs)
    expect({ code: run.code, results: resultsOf(run) }).toMatchObject({
      code: 0,
      results: [{ service: 'web', outcome: 'succeeded', taskDefinitionArn: expect.stringMatching(/web:2$/) }]
    })
    expect(resultsOf(run)[0]).not.toHaveProperty('previousTaskDefinitionArn')
    expect(world.count('CreateService')).toBe(1)
    expect(web()?.desiredCount).toBe(2)
    expect(resultsOf(await world.deploy(inputs))).toMatchObject([{ outcome: 'unchanged' }])
  })

  test('gets what its definition says otherwise later, in a deployment of its own where ECS starts one', async () => {
    world = await makeWorld(scenario())
    const inputs = { 'service-definition': 'deploy/web-service.yml', variables: 'TAG=1' }
    world.workspace.write(
      'deploy/web-service.yml',
      'desiredCount: 7\nlaunchType: FARGATE\nhealthCheckGracePeriodSeconds: 30\n'
    )
    const first = resultsOf(await world.deploy(inputs))
    expect(first).toMatchObject([{ outcome: 'succeeded' }])
    const updates = () => world.sandbox.requests().filter(({ operation }) => operation === 'UpdateService')
    expect(web()?.desiredCount).toBe(2)
    expect(updates().at(-1)?.body).toMatchObject({ healthCheckGracePeriodSeconds: 30 })
    expect(resultsOf(await world.deploy(inputs))).toMatchObject([{ outcome: 'unchanged' }])
    world.workspace.write(
      'deploy/web-service.yml',
      'desiredCount: 7\nnetworkConfiguration: {awsvpcConfiguration: {subnets: [subnet-9], securityGroups: [sg-1]}}\n'
    )
    const [last] = resultsOf(await world.deploy(inputs))
    expect(last).toMatchObject({ outcome: 'succeeded' })
    const update = updates().at(-1)
    expect(update?.body).toMatchObject({
      forceNewDeployment: true,
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-9'] } }
    })
    expect(update?.body).not.toHaveProperty('desiredCount')
  })

  test('its first deployment fails: failed, and nothing to go back to', async () => {
    world = await makeWorld(scenario({ services: [], behaviours: [{ family: 'web', exitAfter: '3s' }] }))
    world.workspace.write('deploy/web-service.yml', DEFINITION_OF_SERVICE)
    const run = await world.deploy({
      'service-definition': 'deploy/web-service.yml',
      'task-definition': 'deploy/web.json',
      service: 'web',
      'on-failure': 'rollback'
    })
    expect(resultsOf(run)).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('Cannot roll back: no earlier deployment') }
    ])
  })

  test('without a definition it is missing, before anything is registered', async () => {
    world = await makeWorld(scenario({ services: [] }))
    const run = await world.deploy()
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('ECS has no service "web"')
    expect(run.stdout).toMatch(/service-definition .*configuration file: npx ecs-sealed-deploy init --write/)
    expect(world.count('RegisterTaskDefinition')).toBe(0)
  })

  test('a mistake in the definition is found before any call', async () => {
    world = await makeWorld(scenario({ services: [] }))
    world.workspace.write('deploy/web-service.yml', '{"desiredCont": 2}')
    const run = await world.deploy({ 'service-definition': 'deploy/{service}-service.yml' })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('desiredCont')
    expect(world.operations()).toEqual([])
  })
})

describe('CodeDeploy', () => {
  const behindPort = { portMappings: [{ containerPort: 8080 }] }
  const theirs = (group: object = {}, more: object = {}) =>
    scenario({
      taskDefinitions: [
        { ...DEFINITION, containerDefinitions: [{ name: 'app', image: 'demo/web:1', ...behindPort }] }
      ],
      services: [
        {
          serviceName: 'web',
          cluster: 'demo',
          taskDefinition: 'web',
          desiredCount: 2,
          deploymentController: 'CODE_DEPLOY'
        }
      ],
      codedeploy: [{ cluster: 'demo', service: 'web', ...group }],
      ...more
    })
  const begin = async (content: object) => {
    world = await makeWorld(content)
    world.workspace.write('deploy/web.json', template('web', behindPort))
  }

  test('one deployment, watched to its end; the next run changes nothing', async () => {
    await begin(theirs())
    const run = await world.deploy()
    expect({ code: run.code, results: resultsOf(run) }).toMatchObject({
      code: 0,
      results: [{ outcome: 'succeeded', deploymentId: expect.stringMatching(/^d-/) }]
    })
    expect(run.outputs['codedeploy-deployment-id']).toMatch(/^d-[A-Z0-9]+$/)
    expect(world.count('CreateDeployment')).toBe(1)
    expect(world.count('UpdateService')).toBe(0)
    expect(resultsOf(await world.deploy())).toMatchObject([{ outcome: 'unchanged' }])
  })

  test('never healthy, on-failure: rollback: rolled back, verified, with the cause', async () => {
    await begin(theirs({}, { behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 3 }] }))
    const run = await world.deploy({ 'on-failure': 'rollback', 'wait-for-minutes': '5' })
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([
      { outcome: 'rolled-back', reason: expect.stringContaining('Rolled back, verified.') }
    ])
    expect(run.stdout).toContain('app exited with 3')
  })

  test('a group that is missing is found before anything is registered', async () => {
    await begin(theirs())
    const run = await world.deploy({ 'codedeploy-deployment-group': 'nobody' })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('has no deployment group "nobody"')
    expect(world.count('RegisterTaskDefinition')).toBe(0)
  })

  test('an EXTERNAL service is refused before anything is registered', async () => {
    world = await makeWorld(scenario({ services: [{ ...SERVICE, deploymentController: 'EXTERNAL' }] }))
    const run = await world.deploy()
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('deployment controller EXTERNAL')
    expect(world.count('RegisterTaskDefinition')).toBe(0)
  })
})

describe('a one-off task before the update', () => {
  const OVERRIDES = '[{"name": "app", "command": ["migrate"]}]'

  test('runs first, once, in the network of the service', async () => {
    world = await makeWorld(
      scenario({ behaviours: [{ taskDefinition: 'web:2', times: 1, exitAfter: '20s', exitCode: 0 }] })
    )
    const run = await world.deploy({ 'run-task': 'true', 'run-task-container-overrides': OVERRIDES })
    expect(run.code).toBe(0)
    expect(run.outputs['run-task-arn']).toMatch(/:task\/demo\//)
    const order = world.operations().filter(name => /^(Register|RunTask|UpdateService)/.test(name))
    expect(order).toEqual(['RegisterTaskDefinition', 'RunTask', 'UpdateService'])
  })

  test('fails: no service is touched, and the exit code is said', async () => {
    world = await makeWorld(
      scenario({ behaviours: [{ taskDefinition: 'web:2', times: 1, exitAfter: '20s', exitCode: 7 }] })
    )
    const run = await world.deploy({ 'run-task': 'true', 'run-task-container-overrides': OVERRIDES })
    expect(run.code).toBe(1)
    expect(resultsOf(run)).toMatchObject([{ outcome: 'not-started', reason: expect.stringContaining('7') }])
    expect(world.count('UpdateService')).toBe(0)
  })

  test('a credential in its overrides stops the run, and is not shown', async () => {
    world = await makeWorld(scenario())
    const password = ['Tr0ub4dor', '3xYz'].join('&')
    const run = await world.deploy({
      'run-task': 'true',
      'run-task-container-overrides': JSON.stringify([
        { name: 'app', environment: [{ name: 'DB_PASSWORD', value: password }] }
      ])
    })
    expect(run.code).toBe(1)
    expect(run.outputs['findings']).toContain('secret/by-name')
    expect(run.visible).not.toContain(password)
    expect(world.operations()).toEqual([])
  })
})

describe('rules and schedules', () => {
  const target = (more: object = {}) => ({
    Id: 'nightly',
    Arn: 'arn:aws:ecs:us-west-2:123456789012:cluster/demo',
    RoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
    EcsParameters: {
      TaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1',
      TaskCount: 1,
      ...more
    }
  })

  test('that run the family are moved when all rollouts have succeeded', async () => {
    world = await makeWorld(
      scenario({ rules: [{ name: 'night', scheduleExpression: 'rate(1 day)', targets: [target()] }] })
    )
    const run = await world.deploy({ 'update-schedules': 'true' })
    expect(run.code).toBe(0)
    expect(bodiesOf('PutTargets')).toMatchObject([
      {
        Rule: 'night',
        Targets: [
          {
            Id: 'nightly',
            EcsParameters: {
              TaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2',
              TaskCount: 1
            }
          }
        ]
      }
    ])
    expect(run.summary).toContain('## Schedules')
  })

  test('stay as they are when a rollout fails, and without the input', async () => {
    const rules = [{ name: 'night', scheduleExpression: 'rate(1 day)', targets: [target()] }]
    world = await makeWorld(
      scenario({ rules, behaviours: [{ taskDefinition: 'web:2', exitAfter: '5s', exitCode: 1 }] })
    )
    expect((await world.deploy({ 'update-schedules': 'true' })).code).toBe(1)
    expect((await world.deploy({ variables: 'TAG=3' })).code).toBe(0)
    expect(world.count('PutTargets')).toBe(0)
  })
})

describe('rights are verified before anything is registered', () => {
  const [role] = (scenario() as { roles: object[] }).roles

  test('a grant on the task role instead of the execution role', async () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }
      ]
    }
    const policies = (role as { policies: object }).policies
    world = await makeWorld(
      scenario({
        roles: [
          { ...role, policies: {} },
          { name: 'demo-task', trust, policies }
        ]
      })
    )
    world.workspace.write(
      'deploy/web.json',
      template('web').replace(
        '"containerDefinitions"',
        '"taskRoleArn": "arn:aws:iam::123456789012:role/demo-task",\n  "containerDefinitions"'
      )
    )
    const run = await world.deploy()
    expect(run.code).toBe(3)
    expect(run.stdout).toContain(
      'Add to the policies of the execution role demo-execution (not of the task role'
    )
    expect(world.count('RegisterTaskDefinition')).toBe(0)
    expect(run.summary).toContain('secretsmanager:GetSecretValue')
  })

  test('what cannot be looked at is said and stops nothing; required makes it stop', async () => {
    const Statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'iam:SimulatePrincipalPolicy', Resource: '*' }
    ]
    const callers = { test: { Version: '2012-10-17', Statement } }
    world = await makeWorld(scenario({ callers }))
    const required = await world.deploy({ 'verify-permissions': 'required' })
    expect(required.code).toBe(3)
    expect(world.count('RegisterTaskDefinition')).toBe(0)
    const run = await world.deploy()
    expect(run.code).toBe(0)
    expect(run.visible).toContain('no permission for iam:SimulatePrincipalPolicy')
  })
})
