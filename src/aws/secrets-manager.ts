import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { SecretMetadata } from '../references/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** Looks up secrets of one region, by name or ARN; undefined when there is none. There is no way to a value here. */
export type SecretLookup = (secretId: string) => Promise<SecretMetadata | undefined>

/** createSecretLookup makes the look-up on the AWS SDK. It throws AwsError. */
export function createSecretLookup(context: AwsContext, region: string): SecretLookup {
  const client = new SecretsManagerClient(clientSettings(context, region))
  const operation = 'secretsmanager:DescribeSecret'
  return async secretId => {
    const attempt = async () => {
      const command = new DescribeSecretCommand({ SecretId: secretId })
      tapWire(command)
      const { ARN: arn, Name: name, DeletedDate, KmsKeyId } = await client.send(command)
      if (arn === undefined) {
        throw new AwsError({
          kind: 'lost',
          operation,
          awsName: 'IncompleteAnswer',
          message: 'the answer has no ARN'
        })
      }
      return {
        arn,
        name: name ?? secretId,
        ...(DeletedDate && { deletedAt: DeletedDate.getTime() }),
        ...(KmsKeyId !== undefined && { kmsKeyId: KmsKeyId })
      }
    }
    try {
      return await withRetries({ operation, effect: 'read', attempt }, context)
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'missing') return undefined
      throw error
    }
  }
}
