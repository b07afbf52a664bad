import type { SecretValues } from '../audit/ports.ts'
import type { ValueReader } from '../migrate/ports.ts'
import { SecretValue } from '../migrate/secret-value.ts'
import { present } from '../present.ts'
import { channelsIn, inBatches, openChannel, orMissing, send } from './send.ts'
import { type AwsContext, SECRETS_MANAGER, type SecretsManagerSdk, SSM, type SsmSdk } from './services.ts'

/** GetParameters accepts ten names (API reference). */
const namesAtOnce = 10

/**
 * createComparedValues implements SecretValues with the AWS SDK, with one client per Region. Only an audit with
 * `compare-values` loads this module. Every method throws AwsError.
 */
export function createComparedValues(context: AwsContext): SecretValues {
  const secretsIn = channelsIn(SECRETS_MANAGER, context)
  const parametersIn = channelsIn(SSM, context)
  return {
    secretValue: async (region, id) => {
      const command = (sdk: SecretsManagerSdk) => new sdk.GetSecretValueCommand({ SecretId: id })
      const call = send(secretsIn(region), 'secretsmanager:GetSecretValue', command)
      return (await orMissing(call))?.SecretString
    },
    parameterValues: async (region, names) => {
      const channel = parametersIn(region)
      const found = await inBatches([...new Set(names)], namesAtOnce, async batch => {
        const command = (sdk: SsmSdk) => new sdk.GetParametersCommand({ Names: batch, WithDecryption: true })
        const { Parameters = [] } = await send(channel, 'ssm:GetParameters', command)
        return Parameters.flatMap(({ Name, Value }) =>
          Name === undefined || Value === undefined ? [] : [[Name, Value] as const]
        )
      })
      return new Map(found)
    }
  }
}

/** createSecretValues reads the current values of secrets, only for the migration's comparison in memory. */
export function createSecretValues(context: AwsContext): ValueReader {
  const channel = openChannel(SECRETS_MANAGER, context)
  return {
    read: async name => {
      const command = (sdk: SecretsManagerSdk) => new sdk.GetSecretValueCommand({ SecretId: name })
      const found = await orMissing(send(channel, 'secretsmanager:GetSecretValue', command))
      if (found?.SecretString === undefined) return undefined
      return { value: new SecretValue(found.SecretString), ...present({ versionId: found.VersionId }) }
    }
  }
}

/** createParameterValues reads the values of parameters, only for the migration's comparison in memory. */
export function createParameterValues(context: AwsContext): ValueReader {
  const channel = openChannel(SSM, context)
  return {
    read: async name => {
      const command = (sdk: SsmSdk) => new sdk.GetParametersCommand({ Names: [name], WithDecryption: true })
      const text = (await send(channel, 'ssm:GetParameters', command)).Parameters?.[0]?.Value
      return text === undefined ? undefined : { value: new SecretValue(text) }
    }
  }
}
