import { expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import { simulateOwn } from '../../src/migration/run/iam.ts'
import type { MigrationContext } from '../../src/migration/run/ports.ts'

const denied = new AwsError({
  kind: 'denied',
  operation: 'iam:GetRole',
  awsName: 'AccessDenied',
  message: ''
})
const session = 'arn:aws:sts::123456789012:assumed-role/deploy/run'

test.each([
  ['its role may not be read', session, () => Promise.reject(denied), 'no permission for iam:GetRole'],
  ['IAM does not know its role', session, () => Promise.resolve(undefined), 'IAM knows no role deploy'],
  ['it is not known', undefined, () => Promise.resolve(undefined), 'STS did not say whose credentials']
])('an identity that cannot be simulated is said: %s', async (_name, callerArn, describeRole, why) => {
  const context = {
    aws: { roles: { describeRole } },
    configuration: { store: 'secretsmanager', apply: true },
    callerArn
  } as unknown as MigrationContext
  const { problems, remarks } = await simulateOwn({ created: ['a'], overwritten: [], roles: [] }, context)
  expect(problems).toEqual([])
  expect(remarks.join()).toContain(`Not verified: whether this identity may write what is planned (${why}`)
})
