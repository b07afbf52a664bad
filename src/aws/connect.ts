import type { Clock } from '../clock.ts'
import type { SecretDirectory } from '../references/ports.ts'
import type { EcsPort } from '../rollout/ports.ts'
import type { AwsContext, Environment } from './clients.ts'
import { lazyPort } from './lazy.ts'
import { createSecretDirectory } from './secret-directory.ts'

/** What a connection needs. `maxRetries` (3) and `random` (Math.random, for the jitter of waits) have defaults. */
export type Connection = {
  readonly region: string
  /** `process.env`, from the shell. One entry is set in it: the SDK's switch for its notice about Node 20. */
  readonly environment: Environment
  readonly clock: Clock
  /** Role to assume for every call; absent: the credentials of the environment. */
  readonly roleArn?: string
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
  const context = contextOf(connection)
  return { ecs: lazyEcs(context), directory: createSecretDirectory(context) }
}

function contextOf({ roleArn, ...connection }: Connection): AwsContext {
  const ambient: AwsContext = {
    ...connection,
    maxRetries: connection.maxRetries ?? 3,
    random: connection.random ?? Math.random
  }
  if (roleArn === undefined) return ambient
  const credentials = async () => {
    const { assumeRole } = await import('./assume-role.ts')
    return assumeRole(ambient, roleArn)
  }
  return { ...ambient, credentials }
}

function lazyEcs(context: AwsContext): EcsPort {
  return lazyPort<EcsPort>(
    [
      'describeTaskDefinition',
      'registerTaskDefinition',
      'describeServices',
      'updateService',
      'createService',
      'listServiceDeployments',
      'describeServiceDeployments',
      'stopServiceDeployment',
      'describeServiceRevisions',
      'listStoppedTasks'
    ],
    async () => (await import('./ecs.ts')).createEcs(context)
  )
}
