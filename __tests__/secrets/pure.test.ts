import { describe, expect, test } from '@jest/globals'
import { placeFinder } from '../../src/files/document/place.ts'
import { fromJson, type ObjectNode } from '../../src/files/document/tree.ts'
import type { JsonObject } from '../../src/json.ts'
import { parseEcrImage } from '../../src/secrets/images.ts'
import { readKeyId } from '../../src/secrets/reads.ts'
import { judgeRole, parseCallerArn, parseRoleArn } from '../../src/secrets/roles.ts'
import { joinStatements, judgeSimulated } from '../../src/secrets/simulate.ts'
import { collectNeeds } from '../../src/secrets/verify.ts'

const treeOf = (value: JsonObject): ObjectNode =>
  fromJson(value, { kind: 'file', file: 'a.json', pointer: '', start: 0, end: 1 }) as ObjectNode

describe('the address of an image in ECR', () => {
  const digest = `sha256:${'0'.repeat(64)}`
  test.each([
    ['123456789012.dkr.ecr.us-west-2.amazonaws.com/app:v1', 'us-west-2', 'app', { tag: 'v1' }],
    ['123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app', 'us-west-2', 'team/app', { tag: 'latest' }],
    [`123456789012.dkr.ecr.us-west-2.amazonaws.com/app@${digest}`, 'us-west-2', 'app', { digest }],
    [`123456789012.dkr.ecr.us-west-2.amazonaws.com/app:v1@${digest}`, 'us-west-2', 'app', { digest }],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:v1', 'cn-north-1', 'app', { tag: 'v1' }],
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app:v1', 'us-gov-west-1', 'app', { tag: 'v1' }],
    ['123456789012.dkr-ecr.eu-west-1.on.aws/app:v1', 'eu-west-1', 'app', { tag: 'v1' }]
  ])('%s', (image, region, repository, id) => {
    expect(parseEcrImage(image)).toEqual({ registry: '123456789012', region, repository, id })
  })

  test.each([
    'nginx',
    'nginx:1.27',
    'public.ecr.aws/docker/library/nginx:1',
    'ghcr.io/team/app:v1',
    '12345.dkr.ecr.us-west-2.amazonaws.com/app',
    '123456789012.dkr.ecr.us-west-2.amazonaws.com/',
    'evil.example/123456789012.dkr.ecr.us-west-2.amazonaws.com/app:v1'
  ])('%s has none', image => {
    expect(parseEcrImage(image)).toBeUndefined()
  })
})

describe('trust policies', () => {
  const statement = (more: JsonObject): JsonObject => ({
    Effect: 'Allow',
    Principal: { Service: 'ecs-tasks.amazonaws.com' },
    Action: 'sts:AssumeRole',
    ...more
  })
  const judge = (trust: string) =>
    judgeRole(
      { kind: 'found', arn: 'arn:aws:iam::123456789012:role/exec', trust },
      { kind: 'execution-role' }
    ).verdict

  test.each<[string, JsonObject[], string]>([
    ['the usual one', [statement({})], 'allowed'],
    [
      'a list of services',
      [statement({ Principal: { Service: ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'] } })],
      'allowed'
    ],
    ['everybody', [statement({ Principal: '*' })], 'allowed'],
    ['another service', [statement({ Principal: { Service: 'ec2.amazonaws.com' } })], 'denied'],
    ['the wrong principal of ECS', [statement({ Principal: { Service: 'ecs.amazonaws.com' } })], 'denied'],
    ['an account', [statement({ Principal: { AWS: '123456789012' } })], 'denied'],
    ['nothing', [], 'denied'],
    ['a Deny', [statement({}), statement({ Effect: 'Deny' })], 'not-verified'],
    [
      'a condition',
      [statement({ Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } })],
      'not-verified'
    ],
    ['everybody but one', [statement({ Principal: {}, NotPrincipal: { AWS: 'x' } })], 'not-verified']
  ])('%s', (_name, statements, verdict) => {
    expect(judge(JSON.stringify({ Version: '2012-10-17', Statement: statements }))).toBe(verdict)
  })

  test('one that cannot be read', () => {
    expect(judge('')).toBe('not-verified')
  })
})

describe('ARNs', () => {
  test('of roles, with and without a path', () => {
    const role = { partition: 'aws-cn', account: '123456789012', name: 'web' }
    expect(parseRoleArn('arn:aws-cn:iam::123456789012:role/web')).toEqual(role)
    expect(parseRoleArn('arn:aws-cn:iam::123456789012:role/service-role/a/web')).toEqual(role)
    expect(parseRoleArn('arn:aws:iam::123456789012:user/web')).toBeUndefined()
    expect(parseRoleArn('web')).toBeUndefined()
  })

  test('of callers', () => {
    expect(parseCallerArn('arn:aws:sts::123456789012:assumed-role/deploy/GitHubActions')).toEqual({
      kind: 'role',
      partition: 'aws',
      account: '123456789012',
      name: 'deploy'
    })
    expect(parseCallerArn('arn:aws:iam::123456789012:user/team/ann')).toMatchObject({ kind: 'user' })
    expect(parseCallerArn('arn:aws:iam::123456789012:root')).toEqual({ kind: 'other', text: 'the root user' })
    expect(parseCallerArn('arn:aws:sts::123456789012:federated-user/ann')).toMatchObject({ kind: 'other' })
  })

  test('of keys: the services’ own need nothing, an alias tells no id', () => {
    const secret = 'arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:a-AbCdEf'
    const id = '0d0c8f3e-5f9b-4c1e-8f5f-0123456789ab'
    expect(readKeyId(undefined, secret)).toEqual({ kind: 'none' })
    expect(readKeyId('alias/aws/ssm', secret)).toEqual({ kind: 'none' })
    expect(readKeyId('arn:aws:kms:us-west-2:1:alias/aws/secretsmanager', secret)).toEqual({ kind: 'none' })
    expect(readKeyId('alias/app', secret)).toEqual({ kind: 'alias', alias: 'alias/app' })
    expect(readKeyId(id, secret)).toEqual({
      kind: 'key',
      arn: `arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/${id}`
    })
    expect(readKeyId('arn:aws:kms:x:y:key/z', secret)).toEqual({ kind: 'key', arn: 'arn:aws:kms:x:y:key/z' })
  })
})

describe('the simulator’s answer', () => {
  const answer = {
    resource: 'r',
    decision: 'allowed' as const,
    missingKeys: [],
    boundaryAllows: true,
    organizationAllows: true,
    policies: []
  }
  const asked = {
    ...{ principal: 'p', action: 'a', resource: 'r', context: {}, statement: {} },
    ...{ code: 'permission-denied' as const, whose: 'role' as const }
  }

  test('is no denial when it hangs on what only the real call has', () => {
    const denied = { ...answer, decision: 'explicit-deny' as const, missingKeys: ['aws:SourceVpce'] }
    expect(judgeSimulated(denied, asked)).toEqual({
      verdict: 'not-verified',
      unknown: {
        kind: 'undecided',
        text: 'the policies use condition keys (aws:SourceVpce) that are known only at request time'
      }
    })
  })

  test('of another account’s resource is no permission, but a denial', () => {
    const there = { ...asked, otherAccount: '999999999999' }
    expect(judgeSimulated(answer, there).verdict).toBe('not-verified')
    expect(judgeSimulated({ ...answer, decision: 'implicit-deny' }, there).verdict).toBe('denied')
  })

  test('that contradicts the permissions boundary is no permission', () => {
    expect(judgeSimulated({ ...answer, boundaryAllows: false }, asked).verdict).toBe('not-verified')
  })

  test('may be missing', () => {
    expect(judgeSimulated(undefined, asked).verdict).toBe('not-verified')
  })
})

test('each distinct need is one, with all its places; a shared role is passed when one definition is registered', () => {
  const root = treeOf({
    executionRoleArn: 'arn:aws:iam::123456789012:role/run',
    containerDefinitions: [
      {
        name: 'app',
        image: 'nginx:1',
        secrets: [
          { name: 'A', valueFrom: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:s-AbCdEf:key::' },
          { name: 'B', valueFrom: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:s-AbCdEf' },
          { name: 'C', valueFrom: 'ssm:not-resolved' }
        ]
      }
    ]
  })
  const place = placeFinder({ file: 'a.json', text: 'x' })
  const subject = { file: 'a.json', root, place }
  const needs = collectNeeds(
    [
      { ...subject, service: 'web', registration: 'reuse' },
      { ...subject, service: 'api' }
    ],
    [
      {
        arn: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:s-AbCdEf:key::',
        keyId: 'arn:aws:kms:us-west-2:123456789012:key/k'
      }
    ]
  )
  expect(needs.roles.map(({ kind, passed, uses }) => [kind, passed, uses.length])).toEqual([
    ['execution-role', true, 2]
  ])
  expect(needs.reads).toHaveLength(1)
  expect(needs.reads[0]).toMatchObject({
    arn: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:s-AbCdEf',
    keyId: 'arn:aws:kms:us-west-2:123456789012:key/k',
    region: 'us-west-2'
  })
  expect(needs.reads[0]?.uses.map(({ service, name }) => `${service} ${name}`)).toEqual([
    'web A',
    'web B',
    'api A',
    'api B'
  ])
  expect(needs.reads[0]?.uses[0]?.place).toMatchObject({ file: 'a.json', line: 1 })
  expect(needs.images).toHaveLength(1)
})

test('statements that differ in their resource are one', () => {
  const of = (Resource: string) => ({ Effect: 'Allow', Action: 'a', Resource })
  expect(joinStatements([of('x'), of('y'), of('x')])).toEqual({
    Effect: 'Allow',
    Action: 'a',
    Resource: ['x', 'y']
  })
  expect(joinStatements([of('x')])).toEqual(of('x'))
})
