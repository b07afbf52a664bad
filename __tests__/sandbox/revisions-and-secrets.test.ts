import {
  DeleteTaskDefinitionsCommand,
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand
} from '@aws-sdk/client-ecs'
import {
  DescribeSecretCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  TagResourceCommand,
  UpdateSecretCommand
} from '@aws-sdk/client-secrets-manager'
import { DescribeParametersCommand } from '@aws-sdk/client-ssm'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { skipLoudly } from '../skips.ts'
import { awsCli, hasAwsCli } from './aws-cli.ts'
import { type Bench, refusal, scenarioWith, startBench } from './world.ts'

const DAY = 86_400_000
const SECRETS = {
  secrets: [
    { name: 'app/db', generate: 20, age: '90d' },
    { name: 'app/leaving', generate: 20, age: '90d', deleted: true },
    { name: 'other/db', generate: 20 }
  ],
  parameters: [{ name: '/app/key', age: '2d' }]
}

let bench: Bench
beforeEach(async () => {
  bench = await startBench(scenarioWith({}, SECRETS))
})
afterEach(() => bench.end())

describe('age', () => {
  test('a secret, its version and a parameter were made that long ago; a deletion begins with the scenario', async () => {
    const now = bench.sandbox.now()
    const secret = await bench.secrets.send(new DescribeSecretCommand({ SecretId: 'app/db' }))
    expect(now - (secret.CreatedDate?.getTime() ?? 0)).toBe(90 * DAY)
    expect(now - (secret.LastChangedDate?.getTime() ?? 0)).toBe(90 * DAY)
    const { Versions } = await bench.secrets.send(new ListSecretVersionIdsCommand({ SecretId: 'app/db' }))
    expect(now - (Versions?.[0]?.CreatedDate?.getTime() ?? 0)).toBe(90 * DAY)
    const leaving = await bench.secrets.send(new DescribeSecretCommand({ SecretId: 'app/leaving' }))
    expect(now - (leaving.DeletedDate?.getTime() ?? 0)).toBe(0)
    const { Parameters } = await bench.ssm.send(new DescribeParametersCommand({}))
    expect(now - (Parameters?.[0]?.LastModifiedDate?.getTime() ?? 0)).toBe(2 * DAY)
  })
})

describe('LastChangedDate', () => {
  test('moves with a tag and a description; the version stays; a new value is a new version', async () => {
    const SecretId = 'app/db'
    const changedAt = async () =>
      (await bench.secrets.send(new DescribeSecretCommand({ SecretId }))).LastChangedDate?.getTime()
    const versionAt = async () => {
      const { Versions } = await bench.secrets.send(new ListSecretVersionIdsCommand({ SecretId }))
      return Versions?.find(one => one.VersionStages?.includes('AWSCURRENT'))?.CreatedDate?.getTime()
    }
    const made = await versionAt()
    for (const command of [
      new TagResourceCommand({ SecretId, Tags: [{ Key: 'a', Value: 'b' }] }),
      new UpdateSecretCommand({ SecretId, Description: 'text' })
    ]) {
      bench.after(60)
      await bench.secrets.send(command as TagResourceCommand)
      expect(await changedAt()).toBe(bench.sandbox.now())
      expect(await versionAt()).toBe(made)
    }
    bench.after(60)
    await bench.secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'another one' }))
    expect(await versionAt()).toBe(bench.sandbox.now())
  })
})

describe('revisions that go', () => {
  test('deregistered twice is no error; deleted twice stays; the others are refused in failures', async () => {
    const { ecs } = bench
    for (let i = 0; i < 2; i++) {
      await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'web:2' }))
      const { taskDefinitions } = await ecs.send(
        new DeleteTaskDefinitionsCommand({ taskDefinitions: ['web:2'] })
      )
      expect(taskDefinitions?.map(({ status }) => status)).toEqual(['DELETE_IN_PROGRESS'])
    }
    const { failures } = await ecs.send(
      new DeleteTaskDefinitionsCommand({ taskDefinitions: ['web:1', 'web:9'] })
    )
    expect(failures?.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('still in ACTIVE status'),
      expect.stringContaining('does not exist')
    ])
    const found = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'web:2' }))
    expect(found.taskDefinition?.status).toBe('DELETE_IN_PROGRESS')
    const listed = await ecs.send(
      new ListTaskDefinitionsCommand({ familyPrefix: 'web', status: 'DELETE_IN_PROGRESS' })
    )
    expect(listed.taskDefinitionArns).toEqual([expect.stringMatching(/web:2$/)])
  })

  test('eleven at once are refused', async () => {
    const taskDefinitions = Array.from({ length: 11 }, (_, index) => `web:${index + 1}`)
    expect(
      await refusal(bench.ecs.send(new DeleteTaskDefinitionsCommand({ taskDefinitions })))
    ).toMatchObject({
      name: 'ClientException'
    })
  })

  test('IAM is asked for each revision that is to be deleted', async () => {
    const arn = 'arn:aws:ecs:us-west-2:123456789012:task-definition'
    await bench.end()
    const policy = {
      Statement: [{ Effect: 'Allow', Action: 'ecs:DeleteTaskDefinitions', Resource: `${arn}/web:*` }]
    }
    bench = await startBench(scenarioWith({}, { ...SECRETS, callers: { key: policy } }))
    const ask = (name: string) =>
      bench.ecs.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: [name] }))
    await ask('web:1')
    expect(await refusal(ask('api:1'))).toMatchObject({ name: 'AccessDeniedException' })
  })
})

if (!hasAwsCli) skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
else {
  test('the AWS CLI lists pages of revisions and secrets, deletes, and reads versions', async () => {
    const aws = awsCli(bench.sandbox.url)
    expect(
      await aws('ecs list-task-definitions --family-prefix web --sort DESC --page-size 1')
    ).toMatchObject({
      taskDefinitionArns: [expect.stringMatching(/web:2$/), expect.stringMatching(/web:1$/)]
    })
    await aws('ecs deregister-task-definition --task-definition web:2')
    expect(await aws('ecs delete-task-definitions --task-definitions web:2 web:1')).toMatchObject({
      taskDefinitions: [{ status: 'DELETE_IN_PROGRESS' }],
      failures: [{ arn: expect.stringMatching(/web:1$/) }]
    })
    expect(
      await aws('secretsmanager list-secrets --filters Key=name,Values=app/ --page-size 1')
    ).toMatchObject({
      SecretList: [{ Name: 'app/db', LastChangedDate: expect.anything() }]
    })
    expect(await aws('secretsmanager list-secret-version-ids --secret-id app/db')).toMatchObject({
      Versions: [{ VersionStages: ['AWSCURRENT'], CreatedDate: expect.anything() }]
    })
    const command = new ListSecretsCommand({ IncludePlannedDeletion: true })
    expect((await bench.secrets.send(command)).SecretList).toHaveLength(3)
  })
}
