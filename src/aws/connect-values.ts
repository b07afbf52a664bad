import type { EnvironmentFiles, SecretValues } from '../audit/ports.ts'
import type { MigrationCloud } from '../migrate/ports.ts'
import { awsContextOf, type Connection } from './connect.ts'
import { createEnvironmentFiles } from './environment-files.ts'
import { createRolePolicies } from './iam.ts'
import { createParameterStore, createSecretStore } from './secret-stores.ts'
import { createComparedValues, createParameterValues, createSecretValues } from './secret-values.ts'

/**
 * connectMigration creates the ports that only a migration has: writing secrets and policies, and reading values. No
 * other mode gets it (a test verifies it). The methods throw AwsError.
 */
export function connectMigration(connection: Connection): MigrationCloud {
  const context = awsContextOf(connection)
  return {
    stores: { secretsmanager: createSecretStore(context), ssm: createParameterStore(context) },
    values: { secretsmanager: createSecretValues(context), ssm: createParameterValues(context) },
    policies: createRolePolicies(context)
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
