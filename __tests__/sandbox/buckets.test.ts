import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { skipLoudly } from '../skips.ts'
import { awsCli, hasAwsCli } from './aws-cli.ts'

const BUCKETS = [
  {
    name: 'ops-bucket',
    objects: { 'web.env': 'A=1\nPASSWORD=${generate:12}\n', 'a b/ü.env': 'B=2', random: { generate: 9 } }
  },
  { name: 'far-bucket', region: 'eu-west-1', objects: { 'web.env': 'FAR=1' } }
]

let sandbox: RunningSandbox
afterEach(() => sandbox.close())

async function begin(more: object = {}): Promise<void> {
  sandbox = await startSandbox({
    clock: 'manual',
    scenario: { region: 'us-west-2', clusters: ['demo'], buckets: BUCKETS, ...more }
  })
}

const clientIn = (region: string) =>
  new S3Client({
    region,
    endpoint: sandbox.url,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'some', secretAccessKey: 'none' }
  })

async function get(Bucket: string, Key: string, region = 'us-west-2'): Promise<string> {
  const client = clientIn(region)
  const { Body, ETag, LastModified } = await client.send(new GetObjectCommand({ Bucket, Key }))
  expect([ETag, LastModified?.getTime()]).toEqual([expect.stringMatching(/^"[0-9a-f]{32}"$/), sandbox.now()])
  return (await Body?.transformToString()) ?? ''
}

/** What a call is refused with: S3's code, status, text, and the header with the bucket's region. */
async function refusal(call: Promise<string>): Promise<readonly unknown[]> {
  const error = (await call.catch(thrown => thrown)) as {
    readonly name: string
    readonly message: string
    readonly $metadata: { readonly httpStatusCode: number }
    readonly $response?: { readonly headers: Readonly<Record<string, string>> }
  }
  const region = error.$response?.headers['x-amz-bucket-region']
  return [error.name, error.$metadata.httpStatusCode, error.message, ...(region ? [region] : [])]
}

const allow = (Action: string | string[], Resource: string) => ({
  Statement: [{ Effect: 'Allow', Action, Resource }]
})

describe('S3', () => {
  test('gives objects as they are, with any key, in the bucket’s region', async () => {
    await begin()
    expect(await get('ops-bucket', 'web.env')).toMatch(/^A=1\nPASSWORD=[A-Za-z\d]{12}\n$/)
    expect(await get('ops-bucket', 'a b/ü.env')).toBe('B=2')
    expect(await get('ops-bucket', 'random')).toHaveLength(9)
    expect(await get('far-bucket', 'web.env', 'eu-west-1')).toBe('FAR=1')
    expect(sandbox.requests()[0]).toMatchObject({
      service: 's3',
      operation: 'GetObject',
      body: { Bucket: 'ops-bucket', Key: 'web.env' }
    })
  })

  test('lists by prefix, in the order of the keys, with their dates', async () => {
    await begin()
    const list = (Prefix: string, MaxKeys: number) =>
      clientIn('us-west-2').send(new ListObjectsV2Command({ Bucket: 'ops-bucket', Prefix, MaxKeys }))
    const keysOf = async (prefix: string, most: number) =>
      ((await list(prefix, most)).Contents ?? []).map(({ Key, Size, LastModified }) => [
        ...[Key, Size],
        LastModified?.getTime() === sandbox.now()
      ])
    expect(await keysOf('', 2)).toEqual([
      ['a b/ü.env', 3, true],
      ['random', 9, true]
    ])
    expect(await keysOf('a b/ü', 1)).toEqual([['a b/ü.env', 3, true]])
    expect(await list('nothing', 1)).toMatchObject({ KeyCount: 0, IsTruncated: false, Prefix: 'nothing' })
    expect(await list('', 2)).toMatchObject({ KeyCount: 2, IsTruncated: true, Name: 'ops-bucket' })
  })

  test('a list needs the permission that IAM calls s3:ListBucket, on the bucket', async () => {
    await begin({ callers: { some: allow('s3:ListBucket', 'arn:aws:s3:::ops-bucket') } })
    const list = (Bucket: string, region: string) =>
      clientIn(region)
        .send(new ListObjectsV2Command({ Bucket }))
        .then(({ KeyCount }) => String(KeyCount))
    expect(await list('ops-bucket', 'us-west-2')).toBe('3')
    expect(await refusal(list('far-bucket', 'eu-west-1'))).toEqual([
      'AccessDenied',
      403,
      expect.stringContaining(
        'not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::far-bucket"'
      )
    ])
  })

  test('refuses in S3’s names and words', async () => {
    await begin()
    expect(await refusal(get('ops-bucket', 'none'))).toEqual([
      'NoSuchKey',
      404,
      'The specified key does not exist.'
    ])
    expect(await refusal(get('nobody', 'x'))).toEqual([
      'NoSuchBucket',
      404,
      'The specified bucket does not exist'
    ])
    expect(await refusal(get('far-bucket', 'web.env'))).toEqual([
      'PermanentRedirect',
      301,
      expect.stringContaining('must be addressed using the specified endpoint'),
      'eu-west-1'
    ])
  })

  test('IAM looks at the object’s ARN; who may not list is not told what is missing', async () => {
    await begin({ callers: { some: allow('s3:GetObject', 'arn:aws:s3:::ops-bucket/*') } })
    expect(await get('ops-bucket', 'random')).toHaveLength(9)
    expect(await refusal(get('far-bucket', 'web.env', 'eu-west-1'))).toEqual([
      'AccessDenied',
      403,
      'User: arn:aws:sts::123456789012:assumed-role/sandbox/some is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::far-bucket/web.env" because no identity-based policy allows the s3:GetObject action'
    ])
    expect((await refusal(get('ops-bucket', 'none'))).slice(0, 2)).toEqual(['AccessDenied', 403])
  })

  test('anything else is refused, and so are a scenario’s mistakes', async () => {
    await begin()
    const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=k/20260105/us-west-2/s3/aws4_request' }
    for (const [path, method, more] of [
      ['/ops-bucket/web.env', 'PUT', {}],
      ['/ops-bucket', 'GET', {}],
      ['/ops-bucket?list-type=2&delimiter=%2F', 'GET', {}],
      ['/ops-bucket/web.env?versionId=1', 'GET', {}],
      ['/ops-bucket/web.env', 'GET', { range: 'bytes=0-1' }]
    ] as const) {
      const answer = await fetch(`${sandbox.url}${path}`, { method, headers: { ...headers, ...more } })
      expect(answer.status).toBeGreaterThan(399)
      expect(await answer.text()).toMatch(/<Error><Code>(NotImplemented|InvalidArgument)</)
    }
    await expect(startSandbox({ scenario: { buckets: [BUCKETS[0], BUCKETS[0]] } })).rejects.toThrow(
      'two buckets have the name ops-bucket'
    )
  })
})

describe('environment files at task start', () => {
  const started = async (policy: object, file = 'arn:aws:s3:::ops-bucket/web.env') => {
    await begin({
      roles: [{ name: 'execution', policies: { read: policy } }],
      taskDefinitions: [
        {
          family: 'web',
          networkMode: 'awsvpc',
          requiresCompatibilities: ['FARGATE'],
          cpu: '256',
          memory: '512',
          executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
          containerDefinitions: [
            { name: 'app', image: 'demo/web:1', environmentFiles: [{ type: 's3', value: file }] }
          ]
        }
      ],
      services: [{ serviceName: 'web', cluster: 'demo', taskDefinition: 'web:1', running: false }]
    })
    sandbox.advance(60_000)
    const tasks = [...(sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.tasks.values() ?? [])]
    return tasks.map(({ lastStatus, stoppedReason }) => stoppedReason ?? lastStatus)[0]
  }
  const HEAD =
    'ResourceInitializationError: failed to download env files: service call has been retried 1 time(s): operation error S3: HeadObject, https response error StatusCode: '

  test.each([
    ['may be read', allow('s3:GetObject', 'arn:aws:s3:::ops-bucket/*'), undefined, /^RUNNING$/],
    [
      'no grant',
      allow('s3:GetObject', 'arn:aws:s3:::other/*'),
      undefined,
      /403.*api error Forbidden: Forbidden$/
    ],
    [
      'no such key',
      allow(['s3:GetObject', 's3:ListBucket'], '*'),
      'arn:aws:s3:::ops-bucket/none.env',
      /404.*api error NotFound: Not Found$/
    ],
    ['no such key, not to be listed', allow('s3:GetObject', '*'), 'arn:aws:s3:::ops-bucket/none.env', /403/]
  ] as const)('%s', async (_name, policy, file, expected) => {
    const reason = await started(policy, file)
    expect(reason).toMatch(expected)
    if (reason !== 'RUNNING') expect(reason?.startsWith(HEAD)).toBe(true)
  })
})

if (!hasAwsCli) skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
else {
  test('the AWS CLI reads objects, redirects and refusals', async () => {
    await begin()
    const aws = awsCli(sandbox.url)
    const path = '/dev/null'
    expect(await aws(`s3api get-object --bucket ops-bucket --key web.env ${path}`)).toMatchObject({
      ContentLength: 26,
      ContentType: 'binary/octet-stream',
      LastModified: expect.stringMatching(/2026-01-05|05 Jan 2026/)
    })
    const [far, missing] = await Promise.all([
      aws(`s3api get-object --bucket far-bucket --key web.env ${path}`).catch(String),
      aws(`s3api get-object --bucket ops-bucket --key none ${path}`).catch(String)
    ])
    // it follows the redirect by itself
    expect(far).toMatchObject({ ContentLength: 5 })
    expect(missing).toContain('An error occurred (NoSuchKey) when calling the GetObject operation')
  })
}
