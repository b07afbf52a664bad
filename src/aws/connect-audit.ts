import type {
  EnvironmentFiles,
  InventoryPort,
  ObjectDates,
  PurgePort,
  SecretInventory,
  SecretValues
} from '../audit/ports.ts'
import type { AuditAws } from '../audit/run/ports.ts'
import { awsContextOf, type Connection } from './connect.ts'
import { lazyPort } from './lazy.ts'

/** connectAudit creates the ports. The AWS SDK is not loaded before the first call. The methods throw AwsError. */
export function connectAudit(connection: Connection): AuditAws {
  const context = awsContextOf(connection)
  return {
    inventory: lazyPort<InventoryPort>(
      {
        listClusters: true,
        listServices: true,
        listRunningTasks: true,
        listRevisions: true,
        listAllRevisions: true,
        sourceRevisions: true
      },
      async () => (await import('./adapters/ecs-inventory.ts')).createInventory(context)
    ),
    secrets: lazyPort<SecretInventory>(
      { describeSecret: true, currentVersion: true, listSecrets: true, describeParameters: true },
      async () => (await import('./adapters/secret-inventory.ts')).createSecretInventory(context)
    ),
    purge: lazyPort<PurgePort>({ deregister: true, deleteRevisions: true }, async () =>
      (await import('./adapters/ecs-inventory.ts')).createPurge(context)
    ),
    objects: lazyPort<ObjectDates>({ changedAt: true }, async () =>
      (await import('./adapters/s3-dates.ts')).createObjectDates(context)
    )
  }
}

/**
 * connectValues creates the port that reads values, only for an audit with `compare-values`. Its methods throw
 * AwsError.
 */
export function connectValues(connection: Connection): SecretValues {
  const context = awsContextOf(connection)
  return lazyPort<SecretValues>({ secretValue: true, parameterValues: true }, async () =>
    (await import('./adapters/compared-values.ts')).createComparedValues(context)
  )
}

/** connectFiles creates the port that reads environment files on S3, only for an audit. Its method throws AwsError. */
export function connectFiles(connection: Connection): EnvironmentFiles {
  const context = awsContextOf(connection)
  return lazyPort<EnvironmentFiles>({ read: true }, async () =>
    (await import('./adapters/s3.ts')).createEnvironmentFiles(context)
  )
}
