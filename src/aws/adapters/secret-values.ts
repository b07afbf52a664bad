import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { ValueReader } from '../../migration/ports.ts'
import { SecretValue } from '../../migration/secret-value.ts'
import { present } from '../../present.ts'
import type { AwsContext } from '../clients.ts'
import { openChannel, orMissing, send } from '../requests/send.ts'

/** createSecretValues reads the current values of secrets, only for the migration's comparison in memory. */
export function createSecretValues(context: AwsContext): ValueReader {
  const channel = openChannel(SecretsManagerClient, context)
  return {
    read: async name => {
      const command = new GetSecretValueCommand({ SecretId: name })
      const found = await orMissing(send(channel, 'secretsmanager:GetSecretValue', command))
      if (found?.SecretString === undefined) return undefined
      return { value: new SecretValue(found.SecretString), ...present({ versionId: found.VersionId }) }
    }
  }
}
