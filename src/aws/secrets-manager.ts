import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { present } from '../present.ts'
import type { SecretMetadata } from '../references/ports.ts'
import type { AwsContext } from './clients.ts'
import { exchange, openChannel, orMissing, unusable } from './send.ts'

/**
 * Looks up secrets of one region, by name or ARN; undefined when there is none. There is no way to a value here.
 */
export type SecretLookup = (secretId: string) => Promise<SecretMetadata | undefined>

/** createSecretLookup makes the look-up on the AWS SDK. It throws AwsError. */
export function createSecretLookup(context: AwsContext, region: string): SecretLookup {
  const channel = openChannel(SecretsManagerClient, context, { region })
  const operation = 'secretsmanager:DescribeSecret'
  return secretId =>
    orMissing(
      exchange(channel, operation, {
        command: new DescribeSecretCommand({ SecretId: secretId }),
        read: ({ ARN, Name, DeletedDate, KmsKeyId }) => ({
          arn: ARN ?? unusable(operation, 'ARN'),
          name: Name ?? secretId,
          ...present({ deletedAt: DeletedDate?.getTime(), kmsKeyId: KmsKeyId })
        })
      })
    )
}
