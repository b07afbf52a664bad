import type {
  CreateServiceCommandInput,
  DeploymentCircuitBreaker,
  DeploymentConfiguration
} from '@aws-sdk/client-ecs'
import type { Fault } from '../faults.ts'
import type { Json, JsonMap } from '../json.ts'
import type { Behaviour, DeploymentGroup, LagPath, LambdaScript, Rule, Timing } from '../world/state.ts'

/** An entry that a Region may own. */
type Entry<More> = { readonly region?: string } & Readonly<More>

type Tags = Readonly<Record<string, string>>

/** A value, or the number of random characters that make one. */
export type Field = string | { readonly generate: number }

export type ClusterEntry = Entry<{ name: string; instances?: number; tags?: Tags }>

export type RoleEntry = Readonly<{
  name: string
  path?: string
  trust?: Json
  boundary?: Json
  policies?: JsonMap
  managed?: readonly string[]
}>

export type SecretEntry = Entry<{
  name: string
  value?: string
  description?: string
  kmsKeyId?: string
  generate?: number
  deleted?: boolean
  age?: number
  json?: Readonly<Record<string, Field>>
  tags?: Tags
}>

export type ParameterEntry = Entry<{
  name: string
  type?: string
  value?: string
  keyId?: string
  description?: string
  generate?: number
  age?: number
}>

export type BucketEntry = Entry<{ name: string; objects?: Readonly<Record<string, Field>> }>

export type ImageEntry = Entry<{
  repository: string
  content?: string
  index?: boolean
  tags?: readonly string[]
  platforms?: readonly string[]
}>

export type TargetGroupEntry = Entry<{
  name: string
  protocol?: string
  path?: string
  matcher?: string
  port?: number
}>

export type HistoryEntry = Readonly<{ taskDefinition: string; age: number; status: string }>

export type ServiceEntry = Entry<
  Pick<
    CreateServiceCommandInput,
    | 'launchType'
    | 'schedulingStrategy'
    | 'desiredCount'
    | 'healthCheckGracePeriodSeconds'
    | 'networkConfiguration'
    | 'loadBalancers'
  > & {
    serviceName: string
    cluster: string
    taskDefinition: string
    deploymentController?: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL'
    minimumHealthyPercent?: number
    maximumPercent?: number
    running?: boolean
    express?: boolean
    deploymentConfiguration?: DeploymentConfiguration
    circuitBreaker?: DeploymentCircuitBreaker
    tags?: Tags
    history?: readonly HistoryEntry[]
  }
>

export type GroupEntry = Entry<
  Pick<DeploymentGroup, 'cluster' | 'service'> &
    Partial<
      Pick<
        DeploymentGroup,
        'application' | 'config' | 'readyWait' | 'terminationWait' | 'healthyWait' | 'rollbackFails'
      >
    > & { group?: string; container?: string; port?: number; rollbackOn?: readonly string[] }
>

export type RuleEntry = Entry<Partial<Omit<Rule, 'arn' | 'targets'>> & { name: string; targets?: Json }>

/** What scenario.ts has validated: a scenario's keys; durations are milliseconds. */
export type Content = Readonly<{
  account?: string
  partition?: string
  region?: string
  throttle?: boolean
  dates?: boolean
  pullImages?: boolean
  start?: number
  timing?: Partial<Timing>
  lag?: Readonly<Partial<Record<LagPath, Json>>>
  clusters?: readonly (string | ClusterEntry)[]
  roles?: readonly RoleEntry[]
  secrets?: readonly SecretEntry[]
  parameters?: readonly ParameterEntry[]
  buckets?: readonly BucketEntry[]
  logGroups?: readonly (string | Entry<{ name: string }>)[]
  targetGroups?: readonly TargetGroupEntry[]
  serviceControlPolicies?: readonly Json[]
  images?: readonly ImageEntry[]
  pullThroughCache?: readonly string[]
  taskDefinitions?: readonly Entry<{ file?: string } & JsonMap>[]
  services?: readonly ServiceEntry[]
  codedeploy?: readonly GroupEntry[]
  rules?: readonly RuleEntry[]
  schedules?: readonly Entry<JsonMap>[]
  behaviours?: readonly Behaviour[]
  alarms?: readonly Json[]
  lambdas?: readonly Partial<LambdaScript>[]
  faults?: readonly Fault[]
  later?: readonly Json[]
  callers?: JsonMap
}>
