import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand
} from '@aws-sdk/client-ecs'
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand
} from '@aws-sdk/client-iam'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { actionsOf, documentedPolicy } from '../bundle/policies.ts'
import { type Run, runAction } from '../bundle/runner.ts'
import { skipLoudly } from '../skips.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type RunningTarget, targets } from './targets.ts'

/**
 * The documented deploy policy on moto, whose IAM nobody of this project wrote. moto looks at the actions of a policy
 * and at the signature, and takes every resource for `*`, so that the resources and conditions are left to the
 * sandbox's tests.
 */
const DOCUMENTED = actionsOf(documentedPolicy('docs/permissions.md', '<!-- policy-deploy -->'))
/** What a deploy that is not waited for can't do without; moto hands over roles without asking for iam:PassRole. */
/** What a definition is compared by; without it one is registered each time. */
const COMPARING = 'ecs:DescribeTaskDefinition'
const NEEDED = [
  'ecs:DescribeServices',
  'ecs:UpdateService',
  'ecs:DescribeTaskDefinition',
  'ecs:RegisterTaskDefinition',
  'secretsmanager:DescribeSecret',
  'ssm:DescribeParameters'
]
const TEMPLATE = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::123456789012:role/exec',
  containerDefinitions: [
    {
      name: 'app',
      image: 'app:${{ vars.TAG }}',
      secrets: [
        { name: 'API_KEY', valueFrom: 'secretsmanager:demo/api-key' },
        { name: 'FLAGS', valueFrom: 'ssm:/demo/flags' }
      ]
    }
  ]
}

const moto = targets.find(({ name }) => name === 'moto')

describe('on moto, with authorization on', () => {
  if (moto === undefined || moto.missing !== undefined) {
    skipLoudly(moto?.missing ?? 'there is no moto')
    return
  }
  let target: RunningTarget
  let workspace: Workspace
  let key: { readonly id: string; readonly secret: string }
  let tag = 1

  const settings = () => ({
    region: 'us-west-2',
    endpoint: target.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' }
  })

  /** From now on moto checks every request, or none of the next million. */
  const authorize = async (on: boolean) => {
    const answer = await fetch(`${target.url}/moto-api/reset-auth`, {
      method: 'POST',
      body: on ? '0' : '1000000'
    })
    if (!answer.ok) throw new Error(`moto: reset-auth answered ${answer.status}`)
  }

  const allow = async (actions: readonly string[]) => {
    await authorize(false)
    const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }]
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
    await new IAMClient(settings()).send(
      new PutUserPolicyCommand({ UserName: 'deployer', PolicyName: 'deploy', PolicyDocument })
    )
    await authorize(true)
  }

  const deploy = (): Promise<Run> =>
    runAction(
      {
        'task-definition': 'deploy/{service}.json',
        cluster: 'main',
        'aws-region': 'us-west-2',
        variables: `TAG=${++tag}`,
        'wait-until': 'none',
        'verify-permissions': 'off',
        // what moto lacks or refuses, it lacks or refuses each time
        'max-retries': '0'
      },
      {
        workspace,
        env: { AWS_ENDPOINT_URL: target.url, AWS_ACCESS_KEY_ID: key.id, AWS_SECRET_ACCESS_KEY: key.secret }
      }
    )

  beforeAll(async () => {
    target = await moto.start()
    workspace = makeWorkspace({ 'deploy/web.json': JSON.stringify(TEMPLATE) })
    await new SecretsManagerClient(settings()).send(
      new CreateSecretCommand({ Name: 'demo/api-key', SecretString: 'made up' })
    )
    await new SSMClient(settings()).send(
      new PutParameterCommand({ Name: '/demo/flags', Value: 'made up', Type: 'SecureString' })
    )
    const ecs = new ECSClient(settings())
    await ecs.send(new CreateClusterCommand({ clusterName: 'main' }))
    const containerDefinitions = [{ name: 'app', image: 'app:1', memory: 128 }]
    await ecs.send(new RegisterTaskDefinitionCommand({ family: 'web', containerDefinitions }))
    await ecs.send(
      new CreateServiceCommand({
        cluster: 'main',
        serviceName: 'web',
        taskDefinition: 'web',
        desiredCount: 1
      })
    )
    const iam = new IAMClient(settings())
    await iam.send(new CreateUserCommand({ UserName: 'deployer' }))
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'deployer' }))
    key = { id: AccessKey?.AccessKeyId ?? '', secret: AccessKey?.SecretAccessKey ?? '' }
  })
  afterAll(async () => {
    workspace.remove()
    await target.stop()
  })

  test('the documented actions are enough for a deploy', async () => {
    await allow(DOCUMENTED)
    const run = await deploy()
    expect({ code: run.code, visible: run.code === 0 ? '' : run.visible }).toEqual({ code: 0, visible: '' })
    expect(run.visible).not.toMatch(/not authorized|AccessDenied/)
  })

  test("without ecs:DescribeTaskDefinition, as in AWS's own minimal policy, it deploys and says what is not verified", async () => {
    await allow(DOCUMENTED.filter(one => one !== COMPARING))
    const run = await deploy()
    expect({ code: run.code, visible: run.code === 0 ? '' : run.visible }).toEqual({ code: 0, visible: '' })
    expect(run.visible).toMatch(/Not verified:[^\n]*ecs:DescribeTaskDefinition is not allowed/)
  })

  test.each(NEEDED.filter(one => one !== COMPARING))('without %s it is refused, by name', async action => {
    expect(DOCUMENTED).toContain(action)
    await allow(DOCUMENTED.filter(one => one !== action))
    const run = await deploy()
    expect(run.code).toBe(3)
    expect(run.visible).toContain(action)
    expect(run.visible).toMatch(/is not allowed|not authorized|AccessDenied/)
  })
})
