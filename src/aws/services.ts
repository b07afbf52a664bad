import type { SharedPaces } from '../pace.ts'
import { present } from '../present.ts'
import type { ResponseGate } from './clean.ts'
import type { RetryPolicy } from './retry.ts'

/** The environment (`process.env` in the shell); this module changes one entry, see `clientSettings`. */
export type ProcessEnvironment = { [name: string]: string | undefined }

/** Credentials of an assumed role. They are only passed to the SDK's clients. */
export type RoleCredentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** Everything that the files of this module share. `region` is the service's; secrets may be in other Regions. */
export type AwsContext = RetryPolicy & {
  readonly region: string
  readonly environment: ProcessEnvironment
  /** Returns the credentials of a role to assume; if absent, the SDK finds the credentials of the environment. */
  readonly credentials?: (() => Promise<RoleCredentials>) | undefined
  /** Version of this program for the user agent; omitted if unknown. */
  readonly version?: string
  readonly paces: SharedPaces
  /** What to report of responses to the gate, and when the run began, by AWS's time, once that is known. */
  readonly cleaning?: { readonly gate: ResponseGate; readonly since: (newest: number | undefined) => number }
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
 * SDK reads endpoints (AWS_ENDPOINT_URL and the ones per service) and credentials itself. The options that only S3 has
 * mean nothing to the others.
 */
export function clientSettings(context: AwsContext, region: string, traffic: Traffic = 'reads') {
  const { environment, credentials, version } = context
  // the SDK's switch for its notice about Node 20, which would precede every report; other warnings remain
  environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
  // with a limit on sockets, Node.js keeps a connection alive for pending requests, whatever `keepAlive` is
  const agent =
    traffic === 'reads' ? { keepAlive: true } : { keepAlive: false, maxSockets: Number.POSITIVE_INFINITY }
  return {
    region,
    ...present({ credentials }),
    maxAttempts: 1,
    customUserAgent: [version === undefined ? ['ecs-sealed-deploy'] : ['ecs-sealed-deploy', version]] as
      | [string, string][]
      | [string][],
    requestHandler: {
      connectionTimeout,
      requestTimeout,
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeout,
      httpAgent: agent,
      httpsAgent: { ...agent, proxyEnv: environment }
    },
    // a custom endpoint of S3 rarely has a host name per bucket
    forcePathStyle: Boolean(environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL']),
    responseChecksumValidation: 'WHEN_REQUIRED' as const,
    disableS3ExpressSessionAuth: true
  }
}

/** An AWS service: how to load its part of the SDK, its client there, and whether its answers are JSON. */
export type AwsService<Sdk> = {
  readonly load: () => Promise<Sdk>
  readonly client: (sdk: Sdk) => new (settings: ClientSettings) => object
  readonly answers: 'json' | 'xml'
}

export type EcsSdk = typeof import('@aws-sdk/client-ecs')
export type SecretsManagerSdk = typeof import('@aws-sdk/client-secrets-manager')
export type SsmSdk = typeof import('@aws-sdk/client-ssm')
export type IamSdk = typeof import('@aws-sdk/client-iam')
export type EcrSdk = typeof import('@aws-sdk/client-ecr')
export type LogsSdk = typeof import('@aws-sdk/client-cloudwatch-logs')
export type BalancersSdk = typeof import('@aws-sdk/client-elastic-load-balancing-v2')
export type CodeDeploySdk = typeof import('@aws-sdk/client-codedeploy')
export type EventsSdk = typeof import('@aws-sdk/client-eventbridge')
export type SchedulerSdk = typeof import('@aws-sdk/client-scheduler')
export type S3Sdk = typeof import('@aws-sdk/client-s3')
export type StsSdk = typeof import('@aws-sdk/client-sts')

function service<Sdk>(
  load: AwsService<Sdk>['load'],
  client: AwsService<Sdk>['client'],
  answers: AwsService<Sdk>['answers'] = 'json'
): AwsService<Sdk> {
  return { load, client, answers }
}

export const ECS = service<EcsSdk>(
  () => import('@aws-sdk/client-ecs'),
  sdk => sdk.ECSClient
)
export const SECRETS_MANAGER = service<SecretsManagerSdk>(
  () => import('@aws-sdk/client-secrets-manager'),
  sdk => sdk.SecretsManagerClient
)
export const SSM = service<SsmSdk>(
  () => import('@aws-sdk/client-ssm'),
  sdk => sdk.SSMClient
)
export const IAM = service<IamSdk>(
  () => import('@aws-sdk/client-iam'),
  sdk => sdk.IAMClient,
  'xml'
)
export const ECR = service<EcrSdk>(
  () => import('@aws-sdk/client-ecr'),
  sdk => sdk.ECRClient
)
export const LOGS = service<LogsSdk>(
  () => import('@aws-sdk/client-cloudwatch-logs'),
  sdk => sdk.CloudWatchLogsClient
)
export const BALANCERS = service<BalancersSdk>(
  () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  sdk => sdk.ElasticLoadBalancingV2Client,
  'xml'
)
export const CODEDEPLOY = service<CodeDeploySdk>(
  () => import('@aws-sdk/client-codedeploy'),
  sdk => sdk.CodeDeployClient
)
export const EVENTS = service<EventsSdk>(
  () => import('@aws-sdk/client-eventbridge'),
  sdk => sdk.EventBridgeClient
)
export const SCHEDULER = service<SchedulerSdk>(
  () => import('@aws-sdk/client-scheduler'),
  sdk => sdk.SchedulerClient
)
export const S3 = service<S3Sdk>(
  () => import('@aws-sdk/client-s3'),
  sdk => sdk.S3Client,
  'xml'
)
export const STS = service<StsSdk>(
  () => import('@aws-sdk/client-sts'),
  sdk => sdk.STSClient,
  'xml'
)
