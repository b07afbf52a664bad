import type { SharedPaces } from '../pace.ts'
import { present } from '../present.ts'
import type { ResponseGate } from './responses.ts'
import type { RetryPolicy } from './retry.ts'

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

export const ECS: AwsService<EcsSdk> = {
  load: () => import('@aws-sdk/client-ecs'),
  client: sdk => sdk.ECSClient,
  answers: 'json'
}
export const SECRETS_MANAGER: AwsService<SecretsManagerSdk> = {
  load: () => import('@aws-sdk/client-secrets-manager'),
  client: sdk => sdk.SecretsManagerClient,
  answers: 'json'
}
export const SSM: AwsService<SsmSdk> = {
  load: () => import('@aws-sdk/client-ssm'),
  client: sdk => sdk.SSMClient,
  answers: 'json'
}
export const IAM: AwsService<IamSdk> = {
  load: () => import('@aws-sdk/client-iam'),
  client: sdk => sdk.IAMClient,
  answers: 'xml'
}
export const ECR: AwsService<EcrSdk> = {
  load: () => import('@aws-sdk/client-ecr'),
  client: sdk => sdk.ECRClient,
  answers: 'json'
}
export const LOGS: AwsService<LogsSdk> = {
  load: () => import('@aws-sdk/client-cloudwatch-logs'),
  client: sdk => sdk.CloudWatchLogsClient,
  answers: 'json'
}
export const BALANCERS: AwsService<BalancersSdk> = {
  load: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  client: sdk => sdk.ElasticLoadBalancingV2Client,
  answers: 'xml'
}
export const CODEDEPLOY: AwsService<CodeDeploySdk> = {
  load: () => import('@aws-sdk/client-codedeploy'),
  client: sdk => sdk.CodeDeployClient,
  answers: 'json'
}
export const EVENTS: AwsService<EventsSdk> = {
  load: () => import('@aws-sdk/client-eventbridge'),
  client: sdk => sdk.EventBridgeClient,
  answers: 'json'
}
export const SCHEDULER: AwsService<SchedulerSdk> = {
  load: () => import('@aws-sdk/client-scheduler'),
  client: sdk => sdk.SchedulerClient,
  answers: 'json'
}
export const S3: AwsService<S3Sdk> = {
  load: () => import('@aws-sdk/client-s3'),
  client: sdk => sdk.S3Client,
  answers: 'xml'
}
export const STS: AwsService<StsSdk> = {
  load: () => import('@aws-sdk/client-sts'),
  client: sdk => sdk.STSClient,
  answers: 'xml'
}
