import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { withRetries } from './retry.ts'
import { tapConnection } from './wire.ts'

/** Account and partition of the credentials in use. */
export type CallerIdentity = { readonly account: string; readonly partition: string }

/** createIdentityLookup asks STS who the credentials belong to; GetCallerIdentity needs no permission. It throws AwsError. */
export function createIdentityLookup(context: AwsContext): () => Promise<CallerIdentity> {
  const client = new STSClient(clientSettings(context, context.region))
  const operation = 'sts:GetCallerIdentity'
  const attempt = async () => {
    const command = new GetCallerIdentityCommand({})
    tapConnection(command)
    const { Account: account, Arn } = await client.send(command)
    const partition = Arn?.split(':')[1]
    if (account === undefined || partition === undefined) {
      throw new AwsError({
        kind: 'lost',
        operation,
        awsName: 'IncompleteAnswer',
        message: 'the answer has no account or no ARN'
      })
    }
    return { account, partition }
  }
  return () => withRetries({ operation, effect: 'read', attempt }, context)
}
