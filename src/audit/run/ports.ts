import type { AwsPorts, ModePorts } from '../../ports.ts'
import type {
  EnvironmentFiles,
  InventoryPort,
  ObjectDates,
  PurgePort,
  SecretInventory,
  SecretValues
} from '../ports.ts'

/** What an audit and `rotate-restart` need from AWS in addition to a deployment. None of it reads a value. */
export type AuditAws = {
  readonly inventory: InventoryPort
  readonly secrets: SecretInventory
  readonly purge: PurgePort
  readonly objects: ObjectDates
}

type ConnectOptions = Parameters<ModePorts['connectAws']>[0]

/**
 * A mode's ports with those of an audit. `connectValues` is called only for `compare-values`, and `connectFiles` only
 * by an audit that finds environment files in use.
 */
export type AuditPorts = ModePorts & {
  readonly connectAudit: (options: ConnectOptions) => Promise<AuditAws>
  readonly connectValues: (options: ConnectOptions) => Promise<SecretValues>
  readonly connectFiles: (options: ConnectOptions) => Promise<EnvironmentFiles>
}

/** One account and Region, connected. */
export type ConnectedArea = AwsPorts & AuditAws & { readonly options: ConnectOptions }
