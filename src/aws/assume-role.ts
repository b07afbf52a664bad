import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { type AwsContext, clientSettings, type RoleCredentials } from './clients.ts'
import { AwsError } from './error.ts'
import { withRetries } from './retry.ts'
import { tapConnection } from './wire.ts'

/** Shown in CloudTrail as the session of whoever assumes the role; GitHub's own session name has no better place. */
const SESSION_NAME = 'ecs-sealed-deploy'

/**
 * assumeRole asks STS for credentials of a role, with the credentials of the environment. The SDK asks again when they run
 * out. Throws AwsError.
 */
export async function assumeRole(context: AwsContext, roleArn: string): Promise<RoleCredentials> {
  const operation = 'sts:AssumeRole'
  const { credentials: _own, ...ambient } = context
  const client = new STSClient(clientSettings(ambient, context.region))
  const attempt = async () => {
    const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: SESSION_NAME })
    tapConnection(command)
    const { Credentials: given } = await client.send(command)
    if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined) {
      const message = 'the answer has no credentials'
      throw new AwsError({ kind: 'lost', operation, awsName: 'IncompleteAnswer', message })
    }
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
      ...(given.Expiration === undefined ? {} : { expiration: given.Expiration })
    }
  }
  return withRetries({ operation, effect: 'read', attempt }, context)
}
