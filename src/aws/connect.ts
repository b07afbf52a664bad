import type { Clock } from '../clock.ts'
import type { SecretDirectory } from '../references/ports.ts'
import type { EcsPort } from '../rollout/ports.ts'
import type { AwsContext, Environment } from './clients.ts'
import { memoize } from './memoize.ts'
import { createSecretDirectory } from './secret-directory.ts'

/** What a connection needs. `maxRetries` (3) and `random` (Math.random, for the jitter of waits) have defaults. */
export type Connection = {
  readonly region: string
  /** `process.env`, from the shell. One entry is set in it: the SDK's switch for its notice about Node 20. */
  readonly environment: Environment
  readonly clock: Clock
  /** Version of this program, for the user agent; left out where unknown. */
  readonly version?: string
  readonly maxRetries?: number
  readonly random?: () => number
}

/** The two ports that modes and rollouts work with. */
export type AwsConnection = { readonly ecs: EcsPort; readonly directory: SecretDirectory }

/**
 * connectAws makes the ports. Nothing of the AWS SDK is loaded and no connection opened before the first call of the
 * service concerned. The methods throw AwsError.
 */
export function connectAws(connection: Connection): AwsConnection {
  const context: AwsContext = {
    ...connection,
    maxRetries: connection.maxRetries ?? 3,
    random: connection.random ?? Math.random
  }
  return { ecs: lazyEcs(context), directory: createSecretDirectory(context) }
}

function lazyEcs(context: AwsContext): EcsPort {
  const ecs = memoize(async () => {
    const { createEcs } = await import('./ecs.ts')
    return createEcs(context)
  })
  return {
    describeTaskDefinition: async name => (await ecs()).describeTaskDefinition(name),
    registerTaskDefinition: async definition => (await ecs()).registerTaskDefinition(definition),
    describeServices: async (cluster, services) => (await ecs()).describeServices(cluster, services),
    updateService: async request => (await ecs()).updateService(request),
    listServiceDeployments: async (cluster, service, since) =>
      (await ecs()).listServiceDeployments(cluster, service, since),
    describeServiceDeployments: async arns => (await ecs()).describeServiceDeployments(arns),
    listStoppedTasks: async (cluster, service, limit) =>
      (await ecs()).listStoppedTasks(cluster, service, limit)
  }
}
