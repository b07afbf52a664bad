import type { Json, JsonMap } from '../json.ts'
import type { Policy } from './policy.ts'

/**
 * The whole state of the fake cloud: plain data only (no functions), so that a copy of it (structuredClone) is a
 * picture of the past, which stale reads are answered from. All times are virtual milliseconds since 1970.
 */
export type World = {
  readonly account: string
  readonly partition: string
  now: number
  /** Number of the last queued event: events of the same time happen in the order in which they were queued. */
  sequence: number
  random: number
  queue: QueuedEvent[]
  readonly regions: Map<string, Region>
  /** IAM is global; by role name. */
  readonly roles: Map<string, Role>
  /** Credentials handed out by AssumeRole, by access key id. */
  readonly sessions: Map<string, Session>
  /** Undefined: every caller may do everything. */
  callers: Map<string, Caller> | undefined
  behaviours: Behaviour[]
  timing: Timing
  /** What happened to the outside changes of `later` and POST /_sandbox/schedule. */
  readonly outside: { at: number; action: string; error?: string }[]
}

export type Region = {
  readonly name: string
  readonly clusters: Map<string, Cluster>
  /** All revisions of a family, in order; a deleted one is left out. */
  readonly families: Map<string, Family>
  readonly secrets: Map<string, Secret>
  readonly parameters: Map<string, Parameter>
}

export type Family = { readonly name: string; lastRevision: number; revisions: TaskDefinition[] }

export type TaskDefinition = {
  readonly arn: string
  readonly family: string
  readonly revision: number
  status: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS'
  /** The members as registered plus the defaults that ECS adds, without tags. */
  readonly definition: JsonMap
  tags: JsonMap[]
  readonly registeredAt: number
  readonly registeredBy: string
  deregisteredAt?: number
}

export type Cluster = {
  readonly name: string
  readonly arn: string
  tags: JsonMap[]
  readonly settings: Json[]
  readonly services: Map<string, Service>
  /** By task id, oldest first. */
  readonly tasks: Map<string, Task>
}

export type Service = {
  readonly region: string
  readonly cluster: string
  readonly name: string
  readonly arn: string
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE'
  taskDefinition: string
  desiredCount: number
  readonly launchType: 'FARGATE' | 'EC2'
  readonly controller: string
  readonly schedulingStrategy: string
  configuration: DeploymentConfiguration
  /** Members that are kept and given back (networkConfiguration, loadBalancers, …) without further meaning. */
  settings: JsonMap
  tags: JsonMap[]
  readonly createdAt: number
  readonly createdBy: string
  /** PRIMARY first, newest next. */
  deployments: Deployment[]
  /** The most recent deployment that got COMPLETED: where a rollback goes. */
  lastCompleted: Deployment | undefined
  /** Newest first, at most 100. */
  events: ServiceEvent[]
  /** Newest first. */
  serviceDeployments: ServiceDeployment[]
  revisions: ServiceRevision[]
  /** When the scheduler looks at this service next. */
  reconcileAt: number | undefined
  steady: boolean
}

export type DeploymentConfiguration = {
  minimumHealthyPercent: number
  maximumPercent: number
  circuitBreaker: {
    enable: boolean
    rollback: boolean
    resetOnHealthyTask: boolean
    threshold: { type: string; value: number }
  }
  /** Everything that was given, as it is given back. */
  given: JsonMap
}

export type Deployment = {
  readonly id: string
  status: 'PRIMARY' | 'ACTIVE'
  readonly taskDefinition: string
  readonly revisionArn: string
  desiredCount: number
  failedTasks: number
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'
  rolloutStateReason: string
  readonly createdAt: number
  updatedAt: number
  /** No new task before this time, after failures. */
  nextStartAt: number
  consecutiveFailures: number
  /** Events that are given once in the life of a deployment. */
  said: string[]
}

export type ServiceDeployment = {
  readonly arn: string
  status: string
  statusReason?: string
  readonly deploymentId: string
  readonly targetRevision: string
  readonly sourceRevisions: string[]
  readonly createdAt: number
  startedAt?: number
  finishedAt?: number
  stoppedAt?: number
  updatedAt: number
  breaker: { status: string; failureCount: number; threshold: number }
  rollback?: { reason: string; startedAt: number; revision: string; toDeployment: string }
}

export type ServiceRevision = {
  readonly arn: string
  readonly taskDefinition: string
  readonly createdAt: number
}
export type ServiceEvent = { readonly id: string; readonly createdAt: number; readonly message: string }

export type Task = {
  readonly id: string
  readonly arn: string
  readonly region: string
  readonly cluster: string
  readonly service: string
  readonly deploymentId: string
  readonly taskDefinition: string
  lastStatus: string
  desiredStatus: 'RUNNING' | 'STOPPED'
  healthStatus: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN'
  /** Counts as healthy for minimumHealthyPercent and for the end of a deployment. */
  healthy: boolean
  readonly createdAt: number
  startedAt?: number
  stoppingAt?: number
  stoppedAt?: number
  stopCode?: string
  stoppedReason?: string
  readonly containers: TaskContainer[]
  plan: Transition[]
  /** Goes up when the plan is replaced: events of the older plan are then void. */
  planVersion: number
  readonly behaviour: Behaviour
}

export type TaskContainer = {
  readonly name: string
  readonly image: string
  readonly runtimeId: string
  readonly essential: boolean
  lastStatus: string
  exitCode?: number
  reason?: string
}

export type Transition = {
  readonly at: number
  readonly to:
    | 'pending'
    | 'pulled'
    | 'running'
    | 'healthy'
    | 'unhealthy'
    | 'exited'
    | 'deprovisioning'
    | 'stopped'
    | 'forgotten'
}

/** How tasks of a family, revision or image behave; durations in milliseconds. */
export type Behaviour = {
  readonly family?: string
  readonly taskDefinition?: string
  readonly image?: string
  /** From the task's creation to RUNNING. */
  readonly startAfter?: number
  /** From RUNNING to healthy. */
  readonly healthyAfter?: number
  /** The task stops before it runs, with this reason. */
  readonly failStart?: string
  /** From RUNNING to the exit of the first essential container. */
  readonly exitAfter?: number
  readonly exitCode?: number
  /** From RUNNING to the failed container health check. */
  readonly unhealthyAfter?: number
  /** Stays PENDING for ever. */
  readonly neverRuns?: boolean
  /** From the stop request to STOPPED. */
  readonly stopAfter?: number
  /** Only for the first so many tasks that match; then the next matching behaviour counts. */
  times?: number
}

/** Speeds of the machinery, in milliseconds. */
export type Timing = {
  /** From a change to the scheduler's reaction. */
  scheduler: number
  /** PROVISIONING. */
  provision: number
  /** From PENDING to the moment at which secrets and images are pulled. */
  pull: number
  /** From the task's creation to RUNNING. */
  start: number
  /** From RUNNING to healthy. */
  healthy: number
  /** From the stop request to DEPROVISIONING. */
  stop: number
  /** DEPROVISIONING. */
  deprovision: number
  /** Wait after the first failed start; doubles with each failure. */
  retry: number
  /** The longest such wait. */
  retryMax: number
  /** From a rollback's start to the failed deployment being marked FAILED. */
  markFailed: number
  /** How long a stopped task is remembered. */
  remember: number
}

export type Secret = {
  readonly name: string
  readonly arn: string
  description?: string
  kmsKeyId?: string
  tags: JsonMap[]
  readonly createdAt: number
  changedAt: number
  deletedAt?: number
  purgeAt?: number
  versions: SecretVersion[]
}

export type SecretVersion = {
  readonly id: string
  readonly text?: string
  readonly binary?: string
  readonly createdAt: number
  stages: string[]
}

export type Parameter = {
  readonly name: string
  readonly arn: string
  readonly type: string
  readonly value: string
  readonly version: number
  readonly modifiedAt: number
  readonly description?: string
  readonly keyId?: string
  readonly tier: string
  tags: JsonMap[]
}

export type Role = {
  readonly name: string
  readonly arn: string
  readonly id: string
  readonly path: string
  readonly createdAt: number
  trust: Policy
  trustText: string
  /** Inline policies by name; `text` as it was put. */
  readonly inline: Map<string, { policy: Policy; text: string }>
  readonly attached: Map<string, Policy>
}

export type Session = { readonly roleName: string; readonly arn: string }
export type Caller = { readonly arn: string; readonly policy: Policy }

/** One AWS call to be made at a set time by somebody who is not the client under test. */
export type OutsideCall = {
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly input: JsonMap
}

export type QueuedEvent = { readonly at: number; readonly sequence: number; readonly what: Happening }

export type Happening =
  | {
      readonly kind: 'task'
      readonly region: string
      readonly cluster: string
      readonly task: string
      readonly version: number
    }
  | {
      readonly kind: 'reconcile'
      readonly region: string
      readonly cluster: string
      readonly service: string
    }
  | {
      readonly kind: 'mark-failed'
      readonly region: string
      readonly cluster: string
      readonly service: string
      readonly deployment: string
    }
  | { readonly kind: 'outside'; readonly call: OutsideCall }
