import type {
  EnvironmentFiles,
  InventoryPort,
  PurgePort,
  SecretInventory,
  SecretValues
} from '../audit/ports.ts'
import { type Connection, contextOf } from './connect.ts'
import { lazyPort } from './lazy.ts'

/** What an audit and `rotate-restart` read besides what a deploy reads. There is no way to a secret's value here. */
export type AuditConnection = {
  readonly inventory: InventoryPort
  readonly secrets: SecretInventory
  /** Writes; only a purge calls it. */
  readonly purge: PurgePort
}

/** connectAudit makes the ports. Nothing of the AWS SDK is loaded before the first call. The methods throw AwsError. */
export function connectAudit(connection: Connection): AuditConnection {
  const context = contextOf(connection)
  return {
    inventory: lazyPort<InventoryPort>(
      ['listClusters', 'listServices', 'listRunningTasks', 'listRevisions', 'sourceRevisions'],
      async () => (await import('./inventory.ts')).createInventory(context)
    ),
    secrets: lazyPort<SecretInventory>(
      ['describeSecret', 'currentVersionAt', 'listSecrets', 'describeParameters'],
      async () => (await import('./secret-inventory.ts')).createSecretInventory(context)
    ),
    purge: lazyPort<PurgePort>(['deregister', 'deleteRevisions'], async () =>
      (await import('./inventory.ts')).createPurge(context)
    )
  }
}

/** connectValues makes the port that reads values; for an audit with `compare-values` and nothing else. Its methods throw AwsError. */
export function connectValues(connection: Connection): SecretValues {
  const context = contextOf(connection)
  return lazyPort<SecretValues>(['secretValue', 'parameterValues'], async () =>
    (await import('./compared-values.ts')).createComparedValues(context)
  )
}

/** connectFiles makes the port that reads environment files on S3; for an audit and nothing else. Its method throws AwsError. */
export function connectFiles(connection: Connection): EnvironmentFiles {
  const context = contextOf(connection)
  return lazyPort<EnvironmentFiles>(['read'], async () =>
    (await import('./s3.ts')).createEnvironmentFiles(context)
  )
}
