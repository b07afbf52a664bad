import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  ReplicateSecretToRegionsCommand,
  RestoreSecretCommand,
  TagResourceCommand
} from '@aws-sdk/client-secrets-manager'
import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersCommand,
  PutParameterCommand
} from '@aws-sdk/client-ssm'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Bench, refusal, startBench } from './world.ts'

let bench: Bench
beforeEach(async () => {
  bench = await startBench({ region: 'us-west-2' })
})
afterEach(() => bench.end())

const TOKEN = 'a'.repeat(32)

describe('Secrets Manager', () => {
  const create = (name: string, value?: string, token?: string) =>
    bench.secrets.send(
      new CreateSecretCommand({
        Name: name,
        ...(value === undefined ? {} : { SecretString: value }),
        ClientRequestToken: token ?? TOKEN
      })
    )
  const describeSecret = (id: string) => bench.secrets.send(new DescribeSecretCommand({ SecretId: id }))
  const read = async (id: string) =>
    (await bench.secrets.send(new GetSecretValueCommand({ SecretId: id }))).SecretString

  test('finds a secret by name, full ARN and ARN without suffix; a recreated one has another suffix', async () => {
    const { ARN: arn = '' } = await create('app/db', 'one')
    expect(arn).toMatch(/:secret:app\/db-[A-Za-z0-9]{6}$/)
    for (const id of ['app/db', arn, arn.slice(0, -7)]) {
      expect((await describeSecret(id)).ARN).toBe(arn)
      expect(await read(id)).toBe('one')
    }
    expect((await refusal(describeSecret(`app/db${arn.slice(-7)}`))).name).toBe('ResourceNotFoundException')
    await bench.secrets.send(new DeleteSecretCommand({ SecretId: arn, ForceDeleteWithoutRecovery: true }))
    expect(await refusal(read('app/db'))).toEqual({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret.",
      status: 400
    })
    expect((await create('app/db', 'two')).ARN).not.toBe(arn)
  })

  test('ReplicateSecretToRegions notes regions once each', async () => {
    await create('app/db', 'one')
    const replicate = (...regions: string[]) =>
      bench.secrets.send(
        new ReplicateSecretToRegionsCommand({
          SecretId: 'app/db',
          AddReplicaRegions: regions.map(Region => ({ Region }))
        })
      )
    expect((await replicate('us-east-1')).ReplicationStatus).toEqual([
      { Region: 'us-east-1', Status: 'InSync' }
    ])
    expect((await refusal(replicate('us-east-1'))).name).toBe('InvalidRequestException')
    expect((await refusal(replicate('us-west-2'))).name).toBe('InvalidParameterException')
    await replicate('eu-west-1')
    expect((await describeSecret('app/db')).ReplicationStatus?.map(({ Region }) => Region)).toEqual([
      'us-east-1',
      'eu-west-1'
    ])
  })

  test('CreateSecret repeated with its token and value is the same; with another value it exists already', async () => {
    const first = await create('app/db', 'one')
    expect(await create('app/db', 'one')).toMatchObject({ ARN: first.ARN, VersionId: TOKEN })
    expect((await refusal(create('app/db', 'two'))).name).toBe('ResourceExistsException')
    expect((await refusal(create('app/db', 'one', 'b'.repeat(32)))).name).toBe('ResourceExistsException')
    expect(bench.sandbox.world().regions.get('us-west-2')?.secrets.get('app/db')?.versions).toHaveLength(1)
  })

  test('PutSecretValue moves AWSCURRENT and leaves AWSPREVIOUS', async () => {
    await create('app/db', 'one')
    await bench.secrets.send(new PutSecretValueCommand({ SecretId: 'app/db', SecretString: 'two' }))
    expect(await read('app/db')).toBe('two')
    const old = new GetSecretValueCommand({ SecretId: 'app/db', VersionStage: 'AWSPREVIOUS' })
    expect((await bench.secrets.send(old)).SecretString).toBe('one')
    expect(Object.values((await describeSecret('app/db')).VersionIdsToStages ?? {})).toEqual([
      ['AWSPREVIOUS'],
      ['AWSCURRENT']
    ])
  })

  test('scheduled for deletion: described, not read, its name taken; restored it is back; after the window it is gone', async () => {
    await create('app/db', 'one')
    const remove = () =>
      bench.secrets.send(new DeleteSecretCommand({ SecretId: 'app/db', RecoveryWindowInDays: 7 }))
    await remove()
    expect((await describeSecret('app/db')).DeletedDate).toEqual(new Date(bench.sandbox.now()))
    expect(await refusal(read('app/db'))).toMatchObject({
      name: 'InvalidRequestException',
      message: "You can't perform this operation on the secret because it was marked for deletion."
    })
    expect(await refusal(create('app/db', 'one'))).toMatchObject({
      name: 'InvalidRequestException',
      message:
        "You can't create this secret because a secret with this name is already scheduled for deletion."
    })
    await bench.secrets.send(new RestoreSecretCommand({ SecretId: 'app/db' }))
    expect(await read('app/db')).toBe('one')
    await remove()
    bench.after(7 * 86_400)
    expect((await refusal(describeSecret('app/db'))).name).toBe('ResourceNotFoundException')
  })

  test('refuses a bad name and more than 64 KB, takes exactly 64 KB', async () => {
    expect((await refusal(create('bad name!', 'x'))).name).toBe('ValidationException')
    expect((await refusal(create('big', 'x'.repeat(65_537)))).name).toBe('ValidationException')
    await create('big', 'x'.repeat(65_536))
  })

  test('lists by name prefix and tag, in pages', async () => {
    for (const name of ['app/a', 'app/b', 'other']) await create(name, name)
    await bench.secrets.send(
      new TagResourceCommand({ SecretId: 'other', Tags: [{ Key: 'team', Value: 'ops' }] })
    )
    const list = async (input: object) =>
      (await bench.secrets.send(new ListSecretsCommand(input))).SecretList?.map(one => one.Name)
    expect(await list({ Filters: [{ Key: 'name', Values: ['app/'] }] })).toEqual(['app/a', 'app/b'])
    expect(await list({ Filters: [{ Key: 'tag-key', Values: ['team'] }] })).toEqual(['other'])
    expect(await list({ MaxResults: 2 })).toEqual(['app/a', 'app/b'])
    expect(await list({ MaxResults: 2, NextToken: '2' })).toEqual(['other'])
  })
})

describe('Parameter Store', () => {
  const put = (name: string, more: object = {}) =>
    bench.ssm.send(new PutParameterCommand({ Name: name, Value: 'v', Type: 'SecureString', ...more }))

  test('describes by name with ARN and type, 50 a page', async () => {
    for (let count = 10; count < 70; count++) await put(`/app/key-${count}`)
    const find = (more: object) => bench.ssm.send(new DescribeParametersCommand(more))
    const named = await find({
      ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: ['/app/key-11', '/nope'] }]
    })
    expect(named.Parameters).toMatchObject([
      {
        Name: '/app/key-11',
        ARN: 'arn:aws:ssm:us-west-2:123456789012:parameter/app/key-11',
        Type: 'SecureString'
      }
    ])
    const first = await find({})
    expect(first.Parameters).toHaveLength(50)
    expect((await find({ NextToken: first.NextToken })).Parameters).toHaveLength(10)
    expect((await refusal(find({ MaxResults: 51 }))).name).toBe('ValidationException')
  })

  test('gives a secure value in clear only when asked, by name or ARN; lists what is invalid', async () => {
    await put('plain-name')
    const get = async (name: string, clear: boolean) =>
      (await bench.ssm.send(new GetParameterCommand({ Name: name, WithDecryption: clear }))).Parameter?.Value
    expect(await get('plain-name', true)).toBe('v')
    expect(await get('arn:aws:ssm:us-west-2:123456789012:parameter/plain-name', true)).toBe('v')
    expect(await get('plain-name', false)).not.toBe('v')
    const many = await bench.ssm.send(new GetParametersCommand({ Names: ['plain-name', 'nope'] }))
    expect(many.InvalidParameters).toEqual(['nope'])
    await bench.ssm.send(new DeleteParameterCommand({ Name: 'plain-name' }))
    expect((await refusal(get('plain-name', true))).name).toBe('ParameterNotFound')
  })

  test.each([
    ['an existing name without Overwrite', '/taken', {}, 'ParameterAlreadyExists'],
    [
      'tags with Overwrite',
      '/taken',
      { Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] },
      'ValidationException'
    ],
    ['more than 4 KB', '/big', { Value: 'x'.repeat(4097) }, 'ValidationException'],
    ['a path without leading slash', 'app/key', {}, 'ValidationException'],
    ['a reserved name', '/aws/key', {}, 'AccessDeniedException']
  ])('refuses %s', async (_what, name, more, error) => {
    await put('/taken')
    expect((await refusal(put(name, more))).name).toBe(error)
  })
})
