import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { present } from '../../present.ts'
import type { CallerIdentity } from '../../references/ports.ts'
import type { AwsContext, RoleCredentials } from '../clients.ts'
import { exchange, openChannel, unusable } from '../requests/send.ts'

const IDENTITY = /^arn:([\w-]+):[\w-]+::\d*:[\w+=,.@/:-]+$/

/** The session name of the assumed role, shown in CloudTrail. */
const SESSION_NAME = 'ecs-sealed-deploy'

/**
 * createIdentityLookup asks STS for the owner of the credentials; GetCallerIdentity needs no permission. Throws
 * AwsError.
 */
export function createIdentityLookup(context: AwsContext): () => Promise<CallerIdentity> {
  const channel = openChannel(STSClient, context, { answers: 'xml' })
  const operation = 'sts:GetCallerIdentity'
  return () =>
    exchange(channel, operation, {
      command: new GetCallerIdentityCommand({}),
      read: ({ Account: account = '', Arn: arn = '' }) => {
        const partition = IDENTITY.exec(arn)?.[1]
        if (!/^\d{12}$/.test(account) || partition === undefined) {
          return unusable(operation, 'account or no ARN')
        }
        return { account, partition, arn }
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
