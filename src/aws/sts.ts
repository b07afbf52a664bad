import { present } from '../present.ts'
import type { CallerIdentity } from '../secrets/ports.ts'
import { exchange, openChannel, unusable } from './send.ts'
import { type AwsContext, type RoleCredentials, STS } from './services.ts'

const IDENTITY = /^arn:([\w-]+):[\w-]+::\d*:[\w+=,.@/:-]+$/

/** The session name of the assumed role, shown in CloudTrail. */
const SESSION_NAME = 'ecs-sealed-deploy'

/** callerIdentity reads from STS the owner of the credentials, which needs no permission. Throws AwsError. */
export function callerIdentity(context: AwsContext): Promise<CallerIdentity> {
  const operation = 'sts:GetCallerIdentity'
  return exchange(openChannel(STS, context), operation, {
    command: sdk => new sdk.GetCallerIdentityCommand({}),
    read: ({ Account: account = '', Arn: arn = '' }) => {
      const partition = IDENTITY.exec(arn)?.[1]
      return !/^\d{12}$/.test(account) || partition === undefined
        ? unusable(operation, 'account or no ARN')
        : { account, partition, arn }
    }
  })
}

/**
 * assumeRole requests credentials of a role from STS, using the credentials of the environment. The SDK calls it again
 * when they expire. Throws AwsError.
 */
export function assumeRole(context: AwsContext, roleArn: string): Promise<RoleCredentials> {
  const operation = 'sts:AssumeRole'
  const { credentials: _own, ...ambient } = context
  return exchange(openChannel(STS, ambient), operation, {
    command: sdk => new sdk.AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: SESSION_NAME }),
    read: ({ Credentials: given }) => {
      if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined) {
        return unusable(operation, 'credentials')
      }
      return {
        accessKeyId: given.AccessKeyId,
        secretAccessKey: given.SecretAccessKey,
        ...present({ sessionToken: given.SessionToken, expiration: given.Expiration })
      }
    }
  })
}
