import { describe, expect, test } from '@jest/globals'
import type { Json } from '../../sandbox/json.ts'
import { evaluate, trusts } from '../../sandbox/world/evaluate.ts'
import { parsePolicy } from '../../sandbox/world/policy.ts'

const ARN = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:'
const GET = 'secretsmanager:GetSecretValue'

function decide(
  statements: Json[],
  more: { action?: string; resource?: string; context?: Record<string, string> } = {}
): string {
  const policy = parsePolicy({ Version: '2012-10-17', Statement: statements })
  return evaluate([policy], { action: GET, resource: `${ARN}app/db-AbCdEf`, ...more })
}

const allow = (more: { [key: string]: Json } = {}) => ({
  Effect: 'Allow',
  Action: GET,
  Resource: '*',
  ...more
})

describe('a resource pattern', () => {
  test.each([
    ['app/db-AbCdEf', 'app/db-AbCdEf', 'allowed'],
    ['app/db-??????', 'app/db-AbCdEf', 'allowed'],
    ['app/db-*', 'app/db-AbCdEf', 'allowed'],
    ['app/db-*', 'app/db-root-AbCdEf', 'allowed'],
    ['app/db-??????', 'app/db-root-AbCdEf', 'implicitDeny'],
    ['app/db*', 'app/dbx-AbCdEf', 'allowed'],
    ['app/db', 'app/db-AbCdEf', 'implicitDeny'],
    ['app/DB-??????', 'app/db-AbCdEf', 'implicitDeny']
  ])('%s on secret %s: %s', (pattern, secret, decision) => {
    expect(decide([allow({ Resource: ARN + pattern })], { resource: ARN + secret })).toBe(decision)
  })
})

describe('statements', () => {
  test.each([
    ['nothing', [], 'implicitDeny'],
    ['another action', [allow({ Action: 'ssm:GetParameters' })], 'implicitDeny'],
    ['action in other case', [allow({ Action: 'SecretsManager:getsecretvalue' })], 'allowed'],
    ['action with wildcard', [allow({ Action: ['ecs:*', 'secretsmanager:Get*'] })], 'allowed'],
    ['Deny beside Allow', [allow(), { Effect: 'Deny', Action: '*', Resource: '*' }], 'explicitDeny'],
    ['Deny of another resource', [allow(), { Effect: 'Deny', Action: '*', Resource: `${ARN}x` }], 'allowed'],
    ['NotAction that names it', [{ Effect: 'Allow', NotAction: GET, Resource: '*' }], 'implicitDeny'],
    ['NotAction of another', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], 'allowed'],
    [
      'NotResource that names it',
      [{ Effect: 'Allow', Action: '*', NotResource: `${ARN}app/*` }],
      'implicitDeny'
    ]
  ])('%s', (_name, statements, decision) => {
    expect(decide(statements as Json[])).toBe(decision)
  })
})

describe('conditions', () => {
  const context = { 'aws:RequestedRegion': 'us-west-2', 'secretsmanager:ResourceTag/team': 'ops' }
  test.each([
    [{ StringEquals: { 'aws:requestedregion': 'us-west-2' } }, 'allowed'],
    [{ StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-west-2'] } }, 'allowed'],
    [{ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, 'implicitDeny'],
    [{ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, 'allowed'],
    [{ StringLike: { 'secretsmanager:ResourceTag/team': 'o*' } }, 'allowed'],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'implicitDeny'],
    [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }, 'allowed'],
    [{ Null: { 'aws:PrincipalOrgID': 'true' } }, 'allowed'],
    [
      { StringEquals: { 'aws:RequestedRegion': 'us-west-2', 'secretsmanager:ResourceTag/team': 'dev' } },
      'implicitDeny'
    ]
  ])('%j: %s', (condition, decision) => {
    expect(decide([allow({ Condition: condition as Json })], { context })).toBe(decision)
  })

  test('with an operator that the sandbox cannot evaluate are refused when the policy is put', () => {
    expect(() => decide([allow({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })])).toThrow(
      /can't evaluate condition operator IpAddress/
    )
  })
})

describe('a policy document', () => {
  test.each([
    ['no JSON', '{'],
    ['no resource', { Statement: [{ Effect: 'Allow', Action: 's3:*' }] }],
    ['an unknown key', { Statement: [{ ...allow(), Resources: '*' }] }],
    ['a resource that is no ARN', { Statement: [allow({ Resource: 'app/db' })] }],
    ['an action without service', { Statement: [allow({ Action: 'GetSecretValue' })] }]
  ])('with %s is refused', (_name, document) => {
    expect(() => parsePolicy(document as Json)).toThrow(/./)
  })
})

describe('trusts', () => {
  const trust = (more: { [key: string]: Json }) =>
    parsePolicy({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...more }] })

  test('looks at the service principal and at conditions', () => {
    const tasks = trust({ Principal: { Service: ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'] } })
    const mine = trust({
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '1' } }
    })
    expect(trusts(tasks, 'ecs-tasks.amazonaws.com')).toBe(true)
    expect(trusts(tasks, 'lambda.amazonaws.com')).toBe(false)
    expect(trusts(mine, 'ecs-tasks.amazonaws.com', { 'aws:SourceAccount': '1' })).toBe(true)
    expect(trusts(mine, 'ecs-tasks.amazonaws.com', { 'aws:SourceAccount': '2' })).toBe(false)
  })
})
