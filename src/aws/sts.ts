import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { CallerIdentity } from '../references/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { withRetries } from './retry.ts'
import { tapConnection } from './wire.ts'

/** createIdentityLookup asks STS who the credentials belong to; GetCallerIdentity needs no permission. It throws AwsError. */
export function createIdentityLookup(context: AwsContext): () => Promise<CallerIdentity> {
  const client = new STSClient(clientSettings(context, context.region))
  const operation = 'sts:GetCallerIdentity'
  const attempt = async () => {
    const command = new GetCallerIdentityCommand({})
    tapConnection(command)
    const { Account: account, Arn: arn } = await client.send(command)
    const partition = arn?.split(':')[1]
    if (account === undefined || arn === undefined || partition === undefined) {
      throw new AwsError({
        kind: 'lost',
        operation,
        awsName: 'IncompleteAnswer',
        message: 'the answer has no account or no ARN'
      })
    }
    return { account, partition, arn }
  }
  return () => withRetries({ operation, effect: 'read', attempt }, context)
}
