import { describe, expect, test } from '@jest/globals'
import { placeFinder } from '../../src/files/document/place.ts'
import { fromJson, type ObjectNode } from '../../src/files/document/tree.ts'
import type { JsonObject } from '../../src/json.ts'
import { parseEcrImage } from '../../src/secrets/images.ts'
import { judgeRole } from '../../src/secrets/roles.ts'
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
