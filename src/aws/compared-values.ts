import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import type { SecretValues } from '../audit/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { memoizeByKey } from './memoize.ts'
import { inBatches } from './pages.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** GetParameters takes ten names (API reference). */
const namesAtOnce = 10

/**
 * createComparedValues makes the SecretValues on the AWS SDK, one client a region. Nothing but an audit with
 * `compare-values` loads this module. Every method throws AwsError.
 */
export function createComparedValues(context: AwsContext): SecretValues {
  const secretsIn = memoizeByKey(region =>
    Promise.resolve(new SecretsManagerClient(clientSettings(context, region)))
  )
  const parametersIn = memoizeByKey(region => Promise.resolve(new SSMClient(clientSettings(context, region))))
  return {
    secretValue: async (region, id) => secretValue(context, await secretsIn(region), id),
    parameterValues: async (region, names) =>
      new Map(await parameterValues(context, await parametersIn(region), names))
  }
}

async function secretValue(
  context: AwsContext,
  client: SecretsManagerClient,
  SecretId: string
): Promise<string | undefined> {
  const attempt = async () => {
    const command = new GetSecretValueCommand({ SecretId })
    tapWire(command)
    return (await client.send(command)).SecretString
  }
  try {
    return await withRetries({ operation: 'secretsmanager:GetSecretValue', effect: 'read', attempt }, context)
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'missing') return undefined
    throw error
  }
}

function parameterValues(
  context: AwsContext,
  client: SSMClient,
  names: readonly string[]
): Promise<readonly (readonly [string, string])[]> {
  return inBatches([...new Set(names)], namesAtOnce, Names =>
    withRetries(
      {
        operation: 'ssm:GetParameters',
        effect: 'read',
        attempt: async () => {
          const command = new GetParametersCommand({ Names, WithDecryption: true })
          tapWire(command)
          const { Parameters = [] } = await client.send(command)
          return Parameters.flatMap(({ Name, Value }) =>
            Name === undefined || Value === undefined ? [] : [[Name, Value] as const]
          )
        }
      },
      context
    )
  )
}
