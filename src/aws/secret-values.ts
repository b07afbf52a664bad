import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { ReadValue, ValueReader } from '../migration/ports.ts'
import { SecretValue } from '../migration/secret-value.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** createSecretValues reads secrets' current values, for the migration's comparison in memory and nothing else. */
export function createSecretValues(context: AwsContext): ValueReader {
  const client = new SecretsManagerClient(clientSettings(context, context.region))
  return { read: name => read(client, context, name) }
}

async function read(
  client: SecretsManagerClient,
  context: AwsContext,
  name: string
): Promise<ReadValue | undefined> {
  const attempt = async () => {
    const command = new GetSecretValueCommand({ SecretId: name })
    tapWire(command)
    const { SecretString, VersionId } = await client.send(command)
    if (SecretString === undefined) return undefined
    return {
      value: new SecretValue(SecretString),
      ...(VersionId === undefined ? {} : { versionId: VersionId })
    }
  }
  try {
    return await withRetries({ operation: 'secretsmanager:GetSecretValue', effect: 'read', attempt }, context)
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'missing') return undefined
    throw error
  }
}
