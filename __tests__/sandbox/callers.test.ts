import { DescribeClustersCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs'
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Bench, definition, refusal, scenarioWith, sendJson, sendQuery, startBench } from './world.ts'

let bench: Bench
afterEach(() => bench.end())

const POLICY = {
  Statement: [
    {
      Effect: 'Allow',
      Action: ['ecs:DescribeServices', 'ecs:RegisterTaskDefinition', 'sts:AssumeRole'],
      Resource: '*'
    },
    {
      Effect: 'Allow',
      Action: 'ecs:UpdateService',
      Resource: 'arn:aws:ecs:us-west-2:123456789012:service/demo/web'
    },
    { Effect: 'Allow', Action: 'secretsmanager:DescribeSecret', Resource: '${secret:app/db}' },
    {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: 'arn:aws:iam::123456789012:role/execution',
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }
    }
  ]
}
const ME = 'arn:aws:sts::123456789012:assumed-role/sandbox/LIMITED'

async function start(accessKey = 'LIMITED'): Promise<void> {
  const scenario = scenarioWith(
    {},
    {
      secrets: [{ name: 'app/db' }, { name: 'app/other' }],
      roles: [
        {
          name: 'execution',
          trust: { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] }
        }
      ],
      callers: {
        LIMITED: POLICY,
        ADMIN: {
          arn: 'arn:aws:iam::123456789012:user/root',
          policy: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
        }
      }
    }
  )
  bench = await startBench(scenario, { accessKey })
}

describe('a caller with a policy', () => {
  test('may do what it allows, and is told in AWS words what it does not', async () => {
    await start()
    await bench.service()
    await bench.update({ taskDefinition: 'web:2' })
    await bench.secrets.send(new DescribeSecretCommand({ SecretId: 'app/db' }))
    expect(await refusal(bench.ecs.send(new DescribeClustersCommand({ clusters: ['demo'] })))).toEqual({
      name: 'AccessDeniedException',
      message: `User: ${ME} is not authorized to perform: ecs:DescribeClusters on resource: arn:aws:ecs:us-west-2:123456789012:cluster/demo because no identity-based policy allows the ecs:DescribeClusters action`,
      status: 400
    })
    const other = bench.secrets.send(new DescribeSecretCommand({ SecretId: 'app/other' }))
    expect((await refusal(other)).message).toMatch(
      /on resource: arn:aws:secretsmanager:.*:secret:app\/other-\w{6} because/
    )
  })

  test('needs iam:PassRole for the roles of a task definition', async () => {
    await start()
    const register = (executionRoleArn: string) =>
      bench.ecs.send(new RegisterTaskDefinitionCommand(definition('web', { executionRoleArn }) as never))
    await register('arn:aws:iam::123456789012:role/execution')
    expect(await refusal(register('arn:aws:iam::123456789012:role/admin'))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('iam:PassRole on resource: arn:aws:iam::123456789012:role/admin')
    })
  })

  test('gets the XML shape from IAM and STS', async () => {
    await start()
    const parameters = { Action: 'GetRole', RoleName: 'execution' }
    const answer = await sendQuery(bench.sandbox.url, { service: 'iam', parameters, accessKey: 'LIMITED' })
    expect(answer.status).toBe(403)
    expect(answer.xml).toContain('<Code>AccessDenied</Code>')
    expect(answer.xml).toContain('iam:GetRole on resource: arn:aws:iam::123456789012:role/execution')
  })

  test('may always ask who it is', async () => {
    await start()
    expect(await bench.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '123456789012',
      Arn: ME
    })
  })

  test('that nobody knows is refused, in each protocol', async () => {
    await start('STRANGER')
    expect((await refusal(bench.service())).name).toBe('UnrecognizedClientException')
    const raw = await refusal(bench.sts.send(new GetCallerIdentityCommand({})))
    expect(raw).toMatchObject({ name: 'InvalidClientTokenId', status: 403 })
  })

  test("acts under a role that it assumed with that role's policies", async () => {
    await start('ADMIN')
    const assumed = await bench.sts.send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::123456789012:role/execution', RoleSessionName: 'ci' })
    )
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = assumed.Credentials ?? {}
    const sts = new STSClient({
      endpoint: bench.sandbox.url,
      region: 'us-west-2',
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
    })
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(
      'arn:aws:sts::123456789012:assumed-role/execution/ci'
    )
    sts.destroy()
    const denied = await sendJson(bench.sandbox.url, {
      service: 'ecs',
      operation: 'ListClusters',
      body: {},
      accessKey: AccessKeyId
    })
    expect(denied.body['__type']).toBe('AccessDeniedException')
  })
})
