import type {
  MigrationCloud,
  RolePolicies,
  SecretStore,
  ServiceCensus,
  ValueReader
} from '../migration/ports.ts'
import { awsContextOf, type Connection } from './connect.ts'
import { lazyPort } from './lazy.ts'

/**
 * connectMigration creates the ports that only a migration has: writing secrets and policies, and reading values. No
 * other mode may import this file (a test verifies it). The SDK is not loaded before the first call. The methods throw
 * AwsError.
 */
export function connectMigration(connection: Connection): MigrationCloud {
  const context = awsContextOf(connection)
  const methods = { look: true, create: true, overwrite: true, tag: true, replicate: true } as const
  return {
    stores: {
      secretsmanager: lazyPort<SecretStore>(methods, async () =>
        (await import('./adapters/secret-store.ts')).createSecretStore(context)
      ),
      ssm: lazyPort<SecretStore>(methods, async () =>
        (await import('./adapters/parameter-store.ts')).createParameterStore(context)
      )
    },
    values: {
      secretsmanager: lazyPort<ValueReader>({ read: true }, async () =>
        (await import('./adapters/secret-values.ts')).createSecretValues(context)
      ),
      ssm: lazyPort<ValueReader>({ read: true }, async () =>
        (await import('./adapters/parameter-values.ts')).createParameterValues(context)
      )
    },
    policies: lazyPort<RolePolicies>({ listInline: true, put: true }, async () =>
      (await import('./adapters/role-policies.ts')).createRolePolicies(context)
    ),
    census: lazyPort<ServiceCensus>(
      { listClusters: true, listServices: true, listRunningTasks: true, listTasks: true },
      async () => (await import('./adapters/ecs-inventory.ts')).createCensus(context)
    )
  }
}
