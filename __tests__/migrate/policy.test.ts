import { describe, expect, test } from '@jest/globals'
import {
  POLICY_NAME,
  type PolicyDocument,
  planPolicy,
  policySize,
  printPolicy,
  proposeExecutionRole
} from '../../src/migrate/policy.ts'

const arn = (name: string) => `arn:aws:secretsmanager:us-west-2:123456789012:secret:${name}-AbC123`
const grants = (...names: string[]) => ({ secretArns: names.map(arn), parameterArns: [], keys: [] })
const allow = (Resource: string | string[], more: object = {}): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource, ...more }]
})

describe('planPolicy', () => {
  test('grants exact ARNs, and a customer key through the service alone', () => {
    const keyArn = 'arn:aws:kms:us-west-2:123456789012:key/k'
    const parameter = 'arn:aws:ssm:us-west-2:123456789012:parameter/a'
    const plan = planPolicy('exec', [], {
      secretArns: [arn('b'), arn('a'), arn('b')],
      parameterArns: [parameter],
      keys: [
        { keyArn, usedBy: arn('a') },
        { keyArn, usedBy: arn('b') },
        { keyArn, usedBy: parameter }
      ]
    })
    expect(plan).toMatchObject({
      kind: 'put',
      policyName: POLICY_NAME,
      document: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'secretsmanager:GetSecretValue',
            Resource: [arn('a'), arn('b')]
          },
          { Effect: 'Allow', Action: 'ssm:GetParameters', Resource: [parameter] },
          {
            Action: 'kms:Decrypt',
            Resource: [keyArn],
            Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-west-2.amazonaws.com' } }
          },
          {
            Condition: { StringEquals: { 'kms:ViaService': 'ssm.us-west-2.amazonaws.com' } }
          }
        ]
      }
    })
    if (plan.kind !== 'put') throw new Error(plan.kind)
    const again = planPolicy('exec', [{ policyName: POLICY_NAME, document: plan.document }], {
      secretArns: [arn('a')],
      parameterArns: [],
      keys: [{ keyArn, usedBy: arn('a') }]
    })
    expect(again).toEqual({ kind: 'unchanged' })
  })

  test('keeps what is there and repeats nothing', () => {
    const own: PolicyDocument = {
      Version: '2012-10-17',
      Id: 'x',
      Statement: {
        Sid: 'ReadSecrets',
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue'],
        Resource: arn('old')
      }
    }
    const inline = [{ policyName: POLICY_NAME, document: own }]
    expect(planPolicy('exec', inline, grants('new', 'old'))).toMatchObject({
      kind: 'put',
      added: [arn('new')],
      document: { Id: 'x', Statement: [{ Sid: 'ReadSecrets', Resource: [arn('old'), arn('new')] }] }
    })
    expect(planPolicy('exec', inline, grants('old'))).toEqual({ kind: 'unchanged' })
    const foreign = {
      Version: '2012-10-17',
      Statement: [{ Sid: 'ReadSecrets', Effect: 'Deny', Action: '*', Resource: '*' }]
    }
    expect(planPolicy('exec', [{ policyName: POLICY_NAME, document: foreign }], grants('a'))).toMatchObject({
      document: { Statement: [foreign.Statement[0], { Action: 'secretsmanager:GetSecretValue' }] }
    })
  })

  test('near the limit it fits or is refused, never written as a wildcard', () => {
    const padding = (size: number) => [{ policyName: 'big', document: allow(['x'.repeat(size)]) }]
    const alone = planPolicy('exec', [], grants('a'))
    if (alone.kind !== 'put') throw new Error(alone.kind)
    const room = 10_240 - policySize(alone.document) - policySize(allow(['']))
    expect(planPolicy('exec', padding(room), grants('a')).kind).toBe('put')
    const plan = planPolicy('exec', padding(room + 1), grants('a'))
    expect(plan).toMatchObject({
      kind: 'problem',
      problem: { code: 'policy-too-large', message: expect.stringContaining('10241 characters') }
    })
  })

  test('an ARN without its suffix grants nothing and is not written', () => {
    const partial = { secretArns: [arn('a').replace('-AbC123', '')], parameterArns: [], keys: [] }
    expect(() => planPolicy('exec', [], partial)).toThrow('without its six characters')
  })

  test('in China both names of the service are allowed to pass', () => {
    const secret = 'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a-AbC123'
    const plan = planPolicy('exec', [], {
      secretArns: [secret],
      parameterArns: [],
      keys: [{ keyArn: 'arn:aws-cn:kms:cn-north-1:123456789012:key/k', usedBy: secret }]
    })
    expect(JSON.stringify(plan)).toContain(
      '["secretsmanager.cn-north-1.amazonaws.com","secretsmanager.cn-north-1.amazonaws.com.cn"]'
    )
  })
})

test('a printed policy is the document, and says why it is the execution role', () => {
  const document = allow([arn('a')])
  const printed = printPolicy('exec', { document })
  expect(JSON.parse(printed.text)).toEqual(document)
  expect(printed.note).toMatch(/execution role, not to the task role/)
})

test('a role for a definition that has none', () => {
  const commands = proposeExecutionRole('ops pipeline', 'aws-cn')
  expect(commands).toContain(
    'aws iam create-role --role-name ops-pipeline-execution --assume-role-policy-document'
  )
  expect(commands).toContain('"Principal":{"Service":"ecs-tasks.amazonaws.com"}')
  expect(commands).toContain('arn:aws-cn:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy')
})
