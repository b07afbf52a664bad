import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { type Answer, type Captured, connected, endpointsOfTests, refuse } from './endpoint.ts'

const serve = endpointsOfTests()

async function directoryAgainst(respond: (request: Captured) => Answer) {
  const endpoint = await serve(respond)
  const { directory } = connected()
  return { directory, requests: endpoint.requests }
}

describe('secrets', () => {
  test('are described in the region asked for, and never read', async () => {
    const { directory, requests } = await directoryAgainst(({ text }) => ({
      kind: 'json',
      body: {
        ARN: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${JSON.parse(text).SecretId}-AbCdEf`,
        Name: 'a',
        DeletedDate: 1700000000.25,
        KmsKeyId: 'k',
        VersionIdsToStages: { v1: ['AWSCURRENT'] }
      }
    }))
    expect(await directory.describeSecret('eu-west-1', 'a')).toEqual({
      arn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf',
      name: 'a',
      deletedAt: 1700000000250,
      kmsKeyId: 'k',
      versions: { v1: ['AWSCURRENT'] }
    })
    await directory.describeSecret('us-west-2', 'b')
    expect(requests.map(({ operation, text }) => [operation, text])).toEqual([
      ['DescribeSecret', '{"SecretId":"a"}'],
      ['DescribeSecret', '{"SecretId":"b"}']
    ])
    expect(requests.map(({ headers }) => /\d{8}\/([^/]+)\//.exec(headers.authorization ?? '')?.[1])).toEqual([
      'eu-west-1',
      'us-west-2'
    ])
  })

  test('that do not exist are undefined; a denial is an error', async () => {
    const { directory } = await directoryAgainst(({ text }) =>
      text.includes('gone')
        ? refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
        : refuse(
            'AccessDeniedException',
            'User: u is not authorized to perform: secretsmanager:DescribeSecret on resource: x'
          )
    )
    expect(await directory.describeSecret('us-west-2', 'gone')).toBeUndefined()
    await expect(directory.describeSecret('us-west-2', 'mine')).rejects.toMatchObject({
      kind: 'denied',
      operation: 'secretsmanager:DescribeSecret'
    })
  })
})

describe('parameters', () => {
  test('are asked for by exact name, fifty at a time, all pages', async () => {
    const { directory, requests } = await directoryAgainst(({ text }) => {
      const { ParameterFilters, NextToken } = JSON.parse(text) as {
        ParameterFilters: { Values: string[] }[]
        NextToken?: string
      }
      const values = ParameterFilters[0]?.Values ?? []
      const half = Math.ceil(values.length / 2)
      const page = NextToken === undefined ? values.slice(0, half) : values.slice(half)
      return {
        kind: 'json',
        body: {
          Parameters: page.map(Name => ({ Name, ARN: `arn:${Name}`, Type: 'SecureString' })),
          ...(NextToken === undefined && { NextToken: 'next' })
        }
      }
    })
    const names = Array.from({ length: 60 }, (_, index) => `/app/${index}`)
    const found = await directory.describeParameters('us-west-2', [...names, '/app/0'])
    expect(found.map(({ name }) => name)).toEqual(names)
    expect(found[0]).toEqual({ name: '/app/0', arn: 'arn:/app/0', type: 'SecureString' })
    expect(requests).toHaveLength(4)
    expect(JSON.parse(requests[0]?.text ?? '')).toMatchObject({
      ParameterFilters: [{ Key: 'Name', Option: 'Equals' }],
      MaxResults: 50
    })
    expect(await directory.describeParameters('us-west-2', [])).toEqual([])
    expect(requests).toHaveLength(4)
  })
})

describe('the caller', () => {
  test('is asked for once and read from STS', async () => {
    const { directory, requests } = await directoryAgainst(() => ({
      kind: 'raw',
      status: 200,
      type: 'text/xml',
      text: '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws-cn:sts::123456789012:assumed-role/r/s</Arn><UserId>u</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'
    }))
    expect(await directory.callerIdentity()).toEqual({
      account: '123456789012',
      partition: 'aws-cn',
      arn: 'arn:aws-cn:sts::123456789012:assumed-role/r/s'
    })
    await directory.callerIdentity()
    expect(requests).toHaveLength(1)
  })

  test('a failure is told apart like any other and not remembered', async () => {
    let asked = 0
    const { directory } = await directoryAgainst(() => {
      asked++
      return {
        kind: 'raw',
        status: 403,
        type: 'text/xml',
        text: '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>'
      }
    })
    await expect(directory.callerIdentity()).rejects.toMatchObject({
      kind: 'expired',
      awsName: 'ExpiredToken'
    })
    await expect(directory.callerIdentity()).rejects.toMatchObject({ kind: 'expired' })
    expect(asked).toBe(2)
  })
})

test('nothing of the SDK is imported before the first call', () => {
  const src = new URL('../../src/', import.meta.url)
  const seen = new Set<string>()
  const packages: string[] = []
  const follow = (file: URL) => {
    const name = file.href.slice(src.href.length)
    if (seen.has(name)) return
    seen.add(name)
    const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)
    for (const [, target = ''] of imports) {
      if (target.startsWith('.')) follow(new URL(target, file))
      else packages.push(target)
    }
  }
  follow(new URL('aws/connect.ts', src))
  expect(seen).toContain('aws/services.ts')
  expect(packages.filter(name => name.includes('aws-sdk') || name.includes('smithy'))).toEqual([])
})
