import type { SecretKeys } from '../references/ports.ts'
import { awsContextOf, type Connection } from './connect.ts'
import { lazyPort } from './lazy.ts'

/**
 * connectKeys creates the port that lists the keys of secrets, only for a plan or deploy with `expand-keys`. Its method
 * throws AwsError.
 */
export function connectKeys(connection: Connection): SecretKeys {
  const context = awsContextOf(connection)
  return lazyPort<SecretKeys>({ keysOf: true }, async () =>
    (await import('./adapters/key-values.ts')).createSecretKeys(context)
  )
}
