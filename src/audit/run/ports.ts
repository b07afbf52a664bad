import type { AwsPorts, ModePorts } from '../../ports.ts'
import type { EnvironmentFiles, InventoryPort, PurgePort, SecretInventory, SecretValues } from '../ports.ts'

/** What an audit and `rotate-restart` ask of AWS besides what a deploy does; no way to a value. */
export type AuditAws = {
  readonly inventory: InventoryPort
  readonly secrets: SecretInventory
  readonly purge: PurgePort
}

type ConnectOptions = Parameters<ModePorts['connectAws']>[0]

/**
 * A mode's ports with those of an audit. `connectValues` is called for `compare-values` and nothing else,
 * `connectFiles` by an audit that finds environment files in use.
 */
export type AuditPorts = ModePorts & {
  readonly connectAudit: (options: ConnectOptions) => Promise<AuditAws>
  readonly connectValues: (options: ConnectOptions) => Promise<SecretValues>
  readonly connectFiles: (options: ConnectOptions) => Promise<EnvironmentFiles>
}

/** One account and region, connected. */
export type ConnectedArea = AwsPorts & AuditAws & { readonly options: ConnectOptions }
