import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { isObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { SecretKeys } from '../../references/ports.ts'
import type { AwsContext } from '../clients.ts'
import { memoizeByKey } from '../lazy.ts'
import { exchange, openChannel, unusable } from '../requests/send.ts'

/**
 * createSecretKeys reads secrets to list the names of their keys. The value does not leave this function, and error
 * messages do not contain it. Throws AwsError.
 */
export function createSecretKeys(context: AwsContext): SecretKeys {
  const operation = 'secretsmanager:GetSecretValue'
  const secretsIn = memoizeByKey(async region => openChannel(SecretsManagerClient, context, { region }))
  return {
    keysOf: async (region, arn, { stage, id }) => {
      const version = present({ VersionStage: stage || undefined, VersionId: id || undefined })
      const command = new GetSecretValueCommand({ SecretId: arn, ...version })
      return exchange(await secretsIn(region), operation, {
        command,
        read: ({ SecretString, SecretBinary }) =>
          SecretString === undefined && SecretBinary === undefined
            ? unusable(operation, 'value')
            : keysIn(SecretString ?? '')
      })
    }
  }
}

function keysIn(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? Object.keys(value) : undefined
  } catch {
    // The parser's own message would quote the value.
    return undefined
  }
}
