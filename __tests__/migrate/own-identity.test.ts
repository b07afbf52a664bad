import { expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import { simulateOwn } from '../../src/migrate/run/plan-run.ts'
import type { MigrationContext } from '../../src/migrate/run/ports.ts'
import { MADE_UP_SUFFIX } from '../../src/migrate/run/stored.ts'

const denied = new AwsError({
  kind: 'denied',
  operation: 'iam:GetRole',
  awsName: 'AccessDenied',
  message: ''
})
const session = 'arn:aws:sts::123456789012:assumed-role/deploy/run'

test('the suffix that a secret would get is not made up in a message', async () => {
  const asked = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:ops/db'
  const context = {
    aws: {
      roles: {
        describeRole: async () => ({ arn: 'arn:aws:iam::123456789012:role/deploy', trust: '' }),
        simulate: async ({ resources }: { resources: readonly string[] }) =>
          resources.map(resource => ({
            resource,
            decision: 'implicit-deny',
            missingKeys: [],
            policies: [],
            boundaryAllows: true,
            organizationAllows: true
          }))
      }
    },
    configuration: { store: 'secretsmanager', apply: true },
    callerArn: session
  } as unknown as MigrationContext
  const made = [`${asked}${MADE_UP_SUFFIX}`]
  const writes = [
    ['secretsmanager:CreateSecret', made],
    ['secretsmanager:GetSecretValue', made]
  ] as const
  const { problems } = await simulateOwn(writes, context)
  for (const { message } of problems) expect(message).toContain(`on ${asked}-??????: `)
  expect(problems).toHaveLength(2)
})

test.each([
  ['its role may not be read', session, () => Promise.reject(denied), 'no permission for iam:GetRole'],
  ['IAM does not know its role', session, () => Promise.resolve(undefined), 'IAM has no role deploy'],
  ['it is not known', undefined, () => Promise.resolve(undefined), 'STS did not return whose credentials']
])('an identity that cannot be simulated is said: %s', async (_name, callerArn, describeRole, why) => {
  const context = {
    aws: { roles: { describeRole } },
    configuration: { store: 'secretsmanager', apply: true },
    callerArn
  } as unknown as MigrationContext
  const { problems, remarks } = await simulateOwn([['secretsmanager:CreateSecret', ['a']]], context)
  expect(problems).toEqual([])
  expect(remarks.join()).toContain(`Not verified: whether this identity may write what is planned (${why}`)
})
