import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { present } from '../../present.ts'
import type { SecretMetadata } from '../../references/ports.ts'
import type { AwsContext } from '../clients.ts'
import { exchange, openChannel, orMissing, unusable } from '../requests/send.ts'

/** Looks up secrets of one Region by name or ARN; undefined if there is none. It has no access to values. */
export type SecretLookup = (secretId: string) => Promise<SecretMetadata | undefined>

/** createSecretLookup implements the lookup with the AWS SDK. Throws AwsError. */
export function createSecretLookup(context: AwsContext, region: string): SecretLookup {
  const channel = openChannel(SecretsManagerClient, context, { region })
  const operation = 'secretsmanager:DescribeSecret'
  return secretId =>
    orMissing(
      exchange(channel, operation, {
        command: new DescribeSecretCommand({ SecretId: secretId }),
        read: ({ ARN, Name, DeletedDate, KmsKeyId, LastChangedDate, VersionIdsToStages: versions = {} }) => ({
          arn: ARN !== undefined && isOf(ARN, secretId) ? ARN : unusable(operation, 'ARN of this secret'),
          name: Name ?? secretId,
          versions,
          ...present({ deletedAt: DeletedDate?.getTime(), kmsKeyId: KmsKeyId }),
          ...present({ changedAt: LastChangedDate?.getTime() })
        })
      })
    )
}

/** A name is the whole of the ARN's last part but the suffix; what a partial ARN means is decided by who asked. */
function isOf(arn: string, secretId: string): boolean {
  if (secretId.startsWith('arn:')) return true
  const [, name] = arn.split(':secret:')
  return name === secretId || name?.slice(0, -7) === secretId
}
