import {
  CreateExpressGatewayServiceCommand,
  DescribeExpressGatewayServiceCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  ListServiceDeploymentsCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  UpdateExpressGatewayServiceCommand,
  type UpdateExpressGatewayServiceCommandInput
} from '@aws-sdk/client-ecs'
import { afterEach, expect, test } from '@jest/globals'
import { expressScenario, MAIN } from './express.ts'
import { type Bench, definition, outline, refusal, startBench } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const serviceArn = 'arn:aws:ecs:us-west-2:123456789012:service/demo/web'
const revision = (name: string) => `arn:aws:ecs:us-west-2:123456789012:task-definition/${name}`

const update = (input: Omit<UpdateExpressGatewayServiceCommandInput, 'serviceArn'>) =>
  bench.ecs.send(new UpdateExpressGatewayServiceCommand({ serviceArn, ...input }))

async function record() {
  const { serviceDeployments: [one] = [] } = await bench.ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'demo', service: 'web' })
  )
  const serviceDeploymentArns = [String(one?.serviceDeploymentArn)]
  const full = await bench.ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns }))
  return full.serviceDeployments?.[0]
}

test('the task definition stands on the deployments only, and the rest is managed by ECS', async () => {
  bench = await startBench(expressScenario())
  const before = await bench.service()
  expect(before).toMatchObject({
    resourceManagementType: 'ECS',
    deploymentConfiguration: { strategy: 'CANARY' }
  })
  expect(before.taskDefinition).toBeUndefined()
  expect(before.deployments?.[0]?.taskDefinition).toContain('web:1')
  const refused = await refusal(bench.update({ deploymentConfiguration: { maximumPercent: 200 } }))
  expect(refused.name).toBe('InvalidParameterException')
})

test('an update names the revision of the canary that it starts, and the same again starts none', async () => {
  bench = await startBench(expressScenario())
  const { service } = await update({ taskDefinitionArn: revision('web:2') })
  const digits = service?.targetConfiguration?.serviceRevisionArn?.split('/').at(-1)
  expect((await bench.service()).deployments?.[0]?.id).toBe(`ecs-svc/${digits}`)
  bench.after(120)
  expect(await record()).toMatchObject({
    status: 'IN_PROGRESS',
    targetServiceRevision: { requestedProductionTrafficWeight: 5 },
    alarms: { alarmNames: ['demo/web/RollbackAlarm'], status: 'MONITORING' }
  })
  bench.after(600)
  expect(await record()).toMatchObject({ status: 'SUCCESSFUL' })
  expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
  const again = await update({ taskDefinitionArn: revision('web:2') })
  expect(again.service?.targetConfiguration?.serviceRevisionArn).toMatch(new RegExp(`/${digits}$`))
  expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:2 running 2 failed 0'])
})

test('the alarm of the service rolls back', async () => {
  bench = await startBench(
    expressScenario({}, { alarms: [{ name: 'demo/web/RollbackAlarm', state: 'ALARM', after: '200s' }] })
  )
  await update({ taskDefinitionArn: revision('web:2') })
  bench.after(900)
  expect(await record()).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL' })
  expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
})

test.each<[string, object, string]>([
  ['no container Main', { containerDefinitions: [{ ...MAIN, name: 'main' }] }, 'named Main'],
  [
    'two ports',
    {
      containerDefinitions: [
        { ...MAIN, portMappings: [...MAIN.portMappings, { name: 'b', containerPort: 81 }] }
      ]
    },
    'single TCP port'
  ],
  [
    'a port without a name',
    { containerDefinitions: [{ ...MAIN, portMappings: [{ containerPort: 80 }] }] },
    'port name'
  ],
  [
    'no Fargate',
    { containerDefinitions: [{ ...MAIN, memory: 128 }], requiresCompatibilities: ['EC2'] },
    'FARGATE'
  ]
])('a definition with %s is refused', async (_, more, message) => {
  bench = await startBench(expressScenario())
  const input = definition('web', more) as RegisterTaskDefinitionCommandInput
  await bench.ecs.send(new RegisterTaskDefinitionCommand(input))
  const refused = await refusal(update({ taskDefinitionArn: revision('web:3') }))
  expect(refused).toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining(message)
  })
})

test('a definition of the own goes with no member that it replaces', async () => {
  bench = await startBench(expressScenario())
  const refused = await refusal(update({ taskDefinitionArn: revision('web:2'), cpu: '512' }))
  expect(refused.message).toContain('cpu cannot be specified together with taskDefinitionArn')
})

test('a service is created with a canary, an alarm and a breaker, and is described', async () => {
  bench = await startBench(expressScenario())
  const infrastructureRoleArn = 'arn:aws:iam::123456789012:role/ecsInfrastructure'
  const made = await bench.ecs.send(
    new CreateExpressGatewayServiceCommand({
      ...{ cluster: 'demo', serviceName: 'shop', infrastructureRoleArn, healthCheckPath: '/up' },
      scalingTarget: { minTaskCount: 2, maxTaskCount: 4 },
      taskDefinitionArn: revision('web:1')
    })
  )
  bench.after(900)
  const { services } = await bench.ecs.send(
    new DescribeServicesCommand({ cluster: 'demo', services: ['shop'] })
  )
  expect(outline(services?.[0] ?? {})).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
  const { service } = await bench.ecs.send(
    new DescribeExpressGatewayServiceCommand({ serviceArn: made.service?.serviceArn })
  )
  expect(service).toMatchObject({
    ...{ serviceName: 'shop', infrastructureRoleArn, status: { statusCode: 'ACTIVE' } },
    activeConfigurations: [
      {
        healthCheckPath: '/up',
        primaryContainer: { image: 'demo/web:1', containerPort: 8080 },
        serviceRevisionArn: made.service?.activeConfigurations?.[0]?.serviceRevisionArn
      }
    ]
  })
})
