import type { EnvironmentFiles, SecretValues } from '../audit/ports.ts'
import type { MigrationCloud, ValueReader } from '../migrate/ports.ts'
import { SecretValue } from '../migrate/secret-value.ts'
import { present } from '../present.ts'
import { awsContextOf, type Connection } from './connect.ts'
import { createCensus } from './ecs-inventory.ts'
import { createRolePolicies } from './iam.ts'
import { createEnvironmentFiles } from './s3.ts'
import { createParameterStore, createSecretStore } from './secret-stores.ts'
import { channelsIn, inBatches, openChannel, orMissing, send } from './send.ts'
import { type AwsContext, SECRETS_MANAGER, type SecretsManagerSdk, SSM, type SsmSdk } from './services.ts'

/**
 * connectMigration creates the ports that only a migration has: writing secrets and policies, and reading values. No
 * other mode gets it (a test verifies it). The methods throw AwsError.
 */
export function connectMigration(connection: Connection): MigrationCloud {
  const context = awsContextOf(connection)
  return {
    stores: { secretsmanager: createSecretStore(context), ssm: createParameterStore(context) },
    values: { secretsmanager: createSecretValues(context), ssm: createParameterValues(context) },
    policies: createRolePolicies(context),
    census: createCensus(context)
  }
}

/**
 * connectValues creates the port that reads values, only for an audit with `compare-values`. Its methods throw
 * AwsError.
 */
export function connectValues(connection: Connection): SecretValues {
  return createComparedValues(awsContextOf(connection))
}

/** connectFiles creates the port that reads environment files on S3, only for an audit. Its method throws AwsError. */
export function connectFiles(connection: Connection): EnvironmentFiles {
  return createEnvironmentFiles(awsContextOf(connection))
}

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
