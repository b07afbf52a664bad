import type { SharedPaces } from '../pace.ts'
import { present } from '../present.ts'
import type { Hearing } from './hear.ts'
import type { RetryPolicy } from './retry.ts'

/** What the environment says (`process.env` in the shell); this room changes one entry, see `clientSettings`. */
export type ProcessEnvironment = { [name: string]: string | undefined }

/** Credentials of an assumed role. They go to the SDK's clients and nowhere else. */
export type RoleCredentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** Everything that the modules of this room share. `region` is the service's; secrets may lie in others. */
export type AwsContext = RetryPolicy & {
  readonly region: string
  readonly environment: ProcessEnvironment
  /**
   * Gives the credentials of a role to be assumed; absent: those of the environment, which the SDK finds by itself.
   */
  readonly credentials?: () => Promise<RoleCredentials>
  /** Version of this program, for the user agent; left out where unknown. */
  readonly version?: string
  /** What the gate is to hear of answers, and since when the run goes. */
  readonly hearing?: { readonly gate: Hearing; readonly since: number }
  readonly paces: SharedPaces
}

/** What every client of the SDK is made with. */
export type ClientSettings = ReturnType<typeof clientSettings>

/**
 * Reads reuse connections; writes open their own, so that a reset by an idle server can't make a write's outcome
 * unknown.
 */
export type Traffic = 'reads' | 'writes'

const connectionTimeout = 5_000
const requestTimeout = 20_000

/**
 * clientSettings is the configuration of every SDK client: one attempt (retries are ours), time limits, and the
 * proxy of HTTPS_PROXY / NO_PROXY, which the SDK ignores by itself (Node 24.5 or later; older ones ignore the
 * option). Endpoints (AWS_ENDPOINT_URL and the ones per service) and credentials are left to the SDK, which reads
 * them on its own.
 */
export function clientSettings(context: AwsContext, region: string, traffic: Traffic = 'reads') {
  // the SDK's own switch for its notice about Node 20, which would stand above every report; other warnings stay
  context.environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
  // with a bound on sockets Node keeps a connection alive for those that wait, whatever `keepAlive` says
  const agent =
    traffic === 'reads' ? { keepAlive: true } : { keepAlive: false, maxSockets: Number.POSITIVE_INFINITY }
  return {
    region,
    ...present({ credentials: context.credentials }),
    maxAttempts: 1,
    customUserAgent: userAgent(context.version),
    requestHandler: {
      connectionTimeout,
      requestTimeout,
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeout,
      httpAgent: agent,
      httpsAgent: { ...agent, proxyEnv: context.environment }
    }
  }
}

function userAgent(version: string | undefined): [string, string][] | [string][] {
  return version === undefined ? [['ecs-sealed-deploy']] : [['ecs-sealed-deploy', version]]
}
