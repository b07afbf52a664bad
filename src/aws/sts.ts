import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { present } from '../present.ts'
import type { CallerIdentity } from '../references/ports.ts'
import type { AwsContext, RoleCredentials } from './clients.ts'
import { exchange, openChannel, unusable } from './send.ts'

/**
 * Shown in CloudTrail as the session of whoever assumes the role; GitHub's own session name has no better place.
 */
const SESSION_NAME = 'ecs-sealed-deploy'

/**
 * createIdentityLookup asks STS who the credentials belong to; GetCallerIdentity needs no permission. It throws
 * AwsError.
 */
export function createIdentityLookup(context: AwsContext): () => Promise<CallerIdentity> {
  const channel = openChannel(STSClient, context, { answers: 'xml' })
  const operation = 'sts:GetCallerIdentity'
  return () =>
    exchange(channel, operation, {
      command: new GetCallerIdentityCommand({}),
      read: ({ Account: account, Arn: arn }) => {
        const partition = arn?.split(':')[1]
        if (account === undefined || arn === undefined || partition === undefined) {
          return unusable(operation, 'account or no ARN')
        }
        return { account, partition, arn }
      }
    })
}

/**
 * assumeRole asks STS for credentials of a role, with the credentials of the environment. The SDK asks again when
 * they run out. Throws AwsError.
 */
export function assumeRole(context: AwsContext, roleArn: string): Promise<RoleCredentials> {
  const operation = 'sts:AssumeRole'
  const { credentials: _own, ...ambient } = context
  return exchange(openChannel(STSClient, ambient, { answers: 'xml' }), operation, {
    command: new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: SESSION_NAME }),
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
