import type { SharedPaces } from '../pace.ts'
import { present } from '../present.ts'
import type { ResponseGate } from './requests/clean-response.ts'
import type { RetryPolicy } from './requests/retry.ts'

/** The environment (`process.env` in the shell); this room changes one entry, see `clientSettings`. */
export type ProcessEnvironment = { [name: string]: string | undefined }

/** Credentials of an assumed role. They are only passed to the SDK's clients. */
export type RoleCredentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** Everything that the modules of this room share. `region` is the service's; secrets may be in other Regions. */
export type AwsContext = RetryPolicy & {
  readonly region: string
  readonly environment: ProcessEnvironment
  /** Returns the credentials of a role to assume; if absent, the SDK finds the credentials of the environment. */
  readonly credentials?: () => Promise<RoleCredentials>
  /** Version of this program for the user agent; omitted if unknown. */
  readonly version?: string
  /** What to report of responses to the gate, and when the run began, by AWS's time, once that is known. */
  readonly cleaning?: { readonly gate: ResponseGate; readonly since: (newest: number | undefined) => number }
  readonly paces: SharedPaces
  /** Told whenever a request is under way. */
  readonly meanwhile?: () => void
}

/** Configuration of every SDK client. */
export type ClientSettings = ReturnType<typeof clientSettings>

/**
 * Reads reuse connections. Writes open new ones, so that a reset by an idle server cannot make the outcome of a write
 * unknown.
 */
export type Traffic = 'reads' | 'writes'

const connectionTimeout = 5_000
const requestTimeout = 20_000

/**
 * clientSettings is the configuration of every SDK client: one attempt (retries are handled here), timeouts, and the
 * proxy of HTTPS_PROXY / NO_PROXY, which the SDK ignores (Node 24.5 or later; older versions ignore the option). The
 * SDK reads endpoints (AWS_ENDPOINT_URL and the ones per service) and credentials itself.
 */
export function clientSettings(context: AwsContext, region: string, traffic: Traffic = 'reads') {
  // the SDK's switch for its notice about Node 20, which would precede every report; other warnings remain
  context.environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
  // with a limit on sockets, Node.js keeps a connection alive for pending requests, whatever `keepAlive` is
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
