import { createHash } from 'node:crypto'
import {
  CodeDeployClient,
  ContinueDeploymentCommand,
  CreateDeploymentCommand,
  type CreateDeploymentCommandInput,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  GetDeploymentTargetCommand,
  ListDeploymentsCommand,
  StopDeploymentCommand
} from '@aws-sdk/client-codedeploy'
import { afterEach, describe, expect, test } from '@jest/globals'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { skipLoudly } from '../skips.ts'
import { awsCli, hasAwsCli } from './aws-cli.ts'
import { type Bench, definition, refusal, startBench } from './world.ts'

const APP = { applicationName: 'AppECS-demo-web', deploymentGroupName: 'DgpECS-demo-web' }
const WEB = {
  containerDefinitions: [{ name: 'app', image: 'demo/app:1', portMappings: [{ containerPort: 8080 }] }]
}

const withGroup = (group: object = {}, more: object = {}) => ({
  region: 'us-west-2',
  clusters: ['demo'],
  taskDefinitions: [definition('web', WEB), definition('web', WEB)],
  services: [
    {
      serviceName: 'web',
      cluster: 'demo',
      taskDefinition: 'web:1',
      desiredCount: 2,
      deploymentController: 'CODE_DEPLOY'
    }
  ],
  codedeploy: [{ cluster: 'demo', service: 'web', ...group }],
  ...more
})

let bench: Bench
let client: CodeDeployClient

async function start(scenario: object): Promise<void> {
  bench = await startBench(scenario)
  client = new CodeDeployClient({
    endpoint: bench.sandbox.url,
    region: 'us-west-2',
    maxAttempts: 1,
    credentials: { accessKeyId: 'key', secretAccessKey: 'none' },
    requestHandler: new NodeHttpHandler({})
  })
}

afterEach(async () => {
  client.destroy()
  await bench.end()
})

function spec(properties: object = {}): string {
  const all = {
    TaskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:2',
    LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 8080 },
    ...properties
  }
  return JSON.stringify({ Resources: [{ TargetService: { Type: 'AWS::ECS::Service', Properties: all } }] })
}

async function create(more: Partial<CreateDeploymentCommandInput> = {}): Promise<string> {
  const revision = { revisionType: 'AppSpecContent' as const, appSpecContent: { content: spec() } }
  const { deploymentId } = await client.send(new CreateDeploymentCommand({ ...APP, revision, ...more }))
  return deploymentId ?? ''
}

const statusOf = async (deploymentId: string) =>
  (await client.send(new GetDeploymentCommand({ deploymentId }))).deploymentInfo

async function targetOf(deploymentId: string) {
  const targetId = 'demo:web'
  const answer = await client.send(new GetDeploymentTargetCommand({ deploymentId, targetId }))
  return answer.deploymentTarget?.ecsTarget
}

const weights = async (id: string) =>
  ((await targetOf(id))?.taskSetsInfo ?? []).map(
    set => `${set.taskSetLabel} ${set.status} ${set.trafficWeight}`
  )

describe('a deployment', () => {
  test('goes from Created to Succeeded, and the service shows task sets instead of deployments', async () => {
    await start(withGroup({ terminationWait: '5m' }))
    const id = await create()
    expect(id).toMatch(/^d-[A-Z0-9]{9}$/)
    expect((await statusOf(id))?.status).toBe('Created')
    expect(await refusal(targetOf(id))).toMatchObject({ name: 'DeploymentNotStartedException' })
    bench.after(5)
    expect((await statusOf(id))?.status).toBe('InProgress')
    expect(await weights(id)).toEqual(['Blue PRIMARY 100', 'Green ACTIVE 0'])
    bench.after(70)
    expect(await weights(id)).toEqual(['Blue ACTIVE 0', 'Green PRIMARY 100'])
    expect((await statusOf(id))?.instanceTerminationWaitTimeStarted).toBe(true)
    const during = await bench.service()
    expect(during.deployments).toEqual([])
    expect(during.taskDefinition).toMatch(/web:2$/)
    expect(during.taskSets).toMatchObject([
      {
        externalId: id,
        startedBy: 'CODE_DEPLOY',
        status: 'PRIMARY',
        scale: { value: 100 },
        stabilityStatus: 'STEADY_STATE'
      },
      { status: 'ACTIVE', scale: { value: 100 }, runningCount: 2 }
    ])
    bench.after(310)
    expect(await statusOf(id)).toMatchObject({ status: 'Succeeded', creator: 'user' })
    bench.after(60)
    expect((await bench.service()).taskSets).toMatchObject([{ status: 'PRIMARY', runningCount: 2 }])
    const events = (await targetOf(id))?.lifecycleEvents ?? []
    expect(events.map(({ lifecycleEventName }) => lifecycleEventName)).toEqual([
      'BeforeInstall',
      'Install',
      'AfterInstall',
      'AllowTestTraffic',
      'AfterAllowTestTraffic',
      'BeforeAllowTraffic',
      'AllowTraffic',
      'AfterAllowTraffic'
    ])
    expect(new Set(events.map(({ status }) => status))).toEqual(new Set(['Succeeded']))
  })

  test('shifts traffic by its configuration', async () => {
    await start(withGroup())
    const id = await create({ deploymentConfigName: 'CodeDeployDefault.ECSLinear10PercentEvery1Minutes' })
    bench.after(65)
    expect(await weights(id)).toEqual(['Blue PRIMARY 90', 'Green ACTIVE 10'])
    bench.after(120)
    expect(await weights(id)).toEqual(['Blue PRIMARY 70', 'Green ACTIVE 30'])
    bench.after(430)
    expect((await statusOf(id))?.status).toBe('Succeeded')
  })

  test('is listed, newest first, by time and status', async () => {
    await start(withGroup())
    const first = await create()
    bench.after(600)
    const between = new Date(bench.sandbox.now())
    bench.after(10)
    const second = await create()
    const list = async (more: object = {}) =>
      (await client.send(new ListDeploymentsCommand({ ...APP, ...more }))).deployments
    expect(await list()).toEqual([second, first])
    expect(await list({ createTimeRange: { start: between } })).toEqual([second])
  })

  test('starts real tasks: without the right to read a secret they never run, and the hour is over', async () => {
    const secret = { name: 'KEY', valueFrom: '${secret:app/key}' }
    const needs = { ...WEB.containerDefinitions[0], secrets: [secret] }
    const role = 'arn:aws:iam::${account}:role/execution'
    await start(
      withGroup(
        { rollbackOn: ['DEPLOYMENT_FAILURE'] },
        {
          roles: [{ name: 'execution' }],
          secrets: [{ name: 'app/key', generate: 20 }],
          taskDefinitions: [
            definition('web', WEB),
            definition('web', { containerDefinitions: [needs], executionRoleArn: role })
          ]
        }
      )
    )
    const id = await create()
    bench.after(3610)
    const failed = await statusOf(id)
    expect(failed).toMatchObject({
      status: 'Failed',
      errorInformation: {
        code: 'TIMEOUT',
        message:
          'The deployment timed out while waiting for the replacement task set to become healthy. This time out period is 60 minutes.'
      }
    })
    const back = failed?.rollbackInfo?.rollbackDeploymentId ?? ''
    expect(failed?.rollbackInfo?.rollbackMessage).toBe(
      `Deployment ${id} terminated. Automatic rollback is triggered with a DeploymentId ${back}.`
    )
    bench.after(60)
    expect(await statusOf(back)).toMatchObject({
      status: 'Succeeded',
      creator: 'codeDeployRollback',
      deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
      rollbackInfo: { rollbackTriggeringDeploymentId: id }
    })
    expect((await bench.service()).events?.some(({ message }) => message?.includes('AccessDenied'))).toBe(
      true
    )
    expect((await bench.service()).taskSets).toMatchObject([{ status: 'PRIMARY' }])
  })

  test.each([
    [
      'container',
      { ContainerName: 'web', ContainerPort: 8080 },
      'The container web does not exist in the task definition.'
    ],
    [
      'port',
      { ContainerName: 'app', ContainerPort: 80 },
      'The container app did not have a container port 80 defined.'
    ]
  ])('a %s that is not there: ECS_UPDATE_ERROR', async (_what, LoadBalancerInfo, text) => {
    await start(withGroup())
    const content = spec({ LoadBalancerInfo })
    const id = await create({ revision: { revisionType: 'AppSpecContent', appSpecContent: { content } } })
    bench.after(5)
    const info = await statusOf(id)
    expect(info).toMatchObject({ status: 'Failed', errorInformation: { code: 'ECS_UPDATE_ERROR' } })
    expect(info?.errorInformation?.message).toContain(text)
  })
})

describe('people', () => {
  test('continue a deployment that waits for them, and end its last wait', async () => {
    await start(withGroup({ readyWait: '1h', terminationWait: '2h' }))
    const deploymentId = await create()
    bench.after(75)
    expect((await statusOf(deploymentId))?.status).toBe('Ready')
    expect(await weights(deploymentId)).toEqual(['Blue PRIMARY 100', 'Green ACTIVE 0'])
    const last = new ContinueDeploymentCommand({ deploymentId, deploymentWaitType: 'TERMINATION_WAIT' })
    expect(await refusal(client.send(last))).toMatchObject({ name: 'DeploymentIsNotInReadyStateException' })
    await client.send(new ContinueDeploymentCommand({ deploymentId, deploymentWaitType: 'READY_WAIT' }))
    bench.after(1)
    expect((await statusOf(deploymentId))?.status).toBe('InProgress')
    await client.send(last)
    expect((await statusOf(deploymentId))?.status).toBe('Succeeded')
  })

  test('nobody continues it: Stopped', async () => {
    await start(withGroup({ readyWait: '10m' }))
    const id = await create()
    bench.after(700)
    expect(await statusOf(id)).toMatchObject({ status: 'Stopped', errorInformation: { code: 'TIMEOUT' } })
  })

  test('stop a deployment: what was in progress has failed, the rest is skipped', async () => {
    await start(withGroup())
    const deploymentId = await create({
      deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes'
    })
    bench.after(75)
    const stop = new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true })
    expect(await client.send(stop)).toMatchObject({ status: 'Succeeded' })
    const events = (await targetOf(deploymentId))?.lifecycleEvents?.slice(-2)
    expect(events).toMatchObject([{ status: 'Failed' }, { status: 'Skipped' }])
    expect((await statusOf(deploymentId))?.errorInformation?.code).toBe('MANUAL_STOP')
    bench.after(60)
    expect(await weights(deploymentId)).toEqual(['Blue PRIMARY 100'])
    expect(await refusal(client.send(stop))).toMatchObject({ name: 'DeploymentAlreadyCompletedException' })
  })
})

describe('refusals', () => {
  const withContent = (content: string, sha256?: string) =>
    create({ revision: { revisionType: 'AppSpecContent', appSpecContent: { content, sha256 } } })

  test('a second deployment of the group', async () => {
    await start(withGroup())
    const id = await create()
    expect(await refusal(create())).toMatchObject({
      name: 'DeploymentLimitExceededException',
      message: `The Deployment Group 'DgpECS-demo-web' is already deploying deployment '${id}'.`
    })
  })

  test.each<[string, () => Promise<unknown>, string]>([
    ['no application', () => create({ applicationName: 'x' }), 'ApplicationDoesNotExistException'],
    ['no group', () => create({ deploymentGroupName: 'x' }), 'DeploymentGroupDoesNotExistException'],
    [
      'no configuration',
      () => create({ deploymentConfigName: 'x' }),
      'DeploymentConfigDoesNotExistException'
    ],
    ['no deployment', () => statusOf('d-ABCDEFGHI'), 'DeploymentDoesNotExistException'],
    ['no AppSpec', () => withContent('[]'), 'InvalidRevisionException'],
    ['no load balancer', () => withContent(spec({ LoadBalancerInfo: null })), 'InvalidRevisionException'],
    ['a wrong hash', () => withContent(spec(), 'abc'), 'InvalidRevisionException']
  ])('%s', async (_title, call, name) => {
    await start(withGroup())
    expect(await refusal(call())).toMatchObject({ name, status: 400 })
  })

  test('the right hash is taken', async () => {
    await start(withGroup())
    await withContent(spec(), createHash('sha256').update(spec()).digest('hex'))
  })

  test('a scenario whose service is not one of CodeDeploy', async () => {
    await start(withGroup())
    const scenario = withGroup()
    const [service] = scenario.services
    const wrong = { ...scenario, services: [{ ...service, deploymentController: 'ECS' }] }
    expect(await bench.admin('POST', 'scenario', wrong)).toMatchObject({
      status: 400,
      body: { error: 'Scenario: codedeploy[0].service names no service of deploymentController CODE_DEPLOY.' }
    })
  })
})

test('the group tells its waits, its service and its last deployment', async () => {
  await start(withGroup({ readyWait: '1h', terminationWait: '5m', rollbackOn: ['DEPLOYMENT_FAILURE'] }))
  const id = await create()
  const { deploymentGroupInfo } = await client.send(new GetDeploymentGroupCommand(APP))
  expect(deploymentGroupInfo).toMatchObject({
    computePlatform: 'ECS',
    ecsServices: [{ serviceName: 'web', clusterName: 'demo' }],
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    blueGreenDeploymentConfiguration: {
      deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 60 },
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 }
    },
    lastAttemptedDeployment: { deploymentId: id, status: 'Created' }
  })
})

if (!hasAwsCli) skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
else {
  test('the AWS CLI reads it, and waits for it', async () => {
    await start(withGroup())
    const id = await create()
    bench.after(300)
    const aws = (words: string) => awsCli(bench.sandbox.url)(`deploy ${words}`)
    const [deployment, target] = await Promise.all([
      aws(`get-deployment --deployment-id ${id}`),
      aws(`get-deployment-target --deployment-id ${id} --target-id demo:web`),
      aws(`wait deployment-successful --deployment-id ${id}`)
    ])
    expect(deployment).toMatchObject({ deploymentInfo: { status: 'Succeeded', creator: 'user' } })
    expect(target).toMatchObject({
      deploymentTarget: { ecsTarget: { targetId: 'demo:web', status: 'Succeeded' } }
    })
  })
}
