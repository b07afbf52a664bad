import type {
  CreateExpressGatewayServiceCommandInput,
  CreateServiceCommandInput,
  DeploymentConfiguration as GivenConfiguration,
  Tag
} from '@aws-sdk/client-ecs'
import type { TaskSet } from './codedeploy/task-sets.ts'
import type { Task } from './task-state.ts'

/** Members of CreateService's request. */
export type Settings = Partial<CreateServiceCommandInput>

/** A service, its deployments and their records. Times are virtual milliseconds since 1970. */
export type Service = {
  readonly region: string
  readonly cluster: string
  readonly name: string
  readonly arn: string
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE'
  taskDefinition: string
  /** For DAEMON, the number of the cluster's container instances. */
  desiredCount: number
  readonly launchType: 'FARGATE' | 'EC2'
  readonly controller: string
  readonly schedulingStrategy: string
  configuration: DeploymentConfiguration
  /** Members that are stored and returned (networkConfiguration, loadBalancers, …) without further meaning. */
  settings: Settings & { readonly roleArn?: string }
  /** Members that are returned only on deployments (volumeConfigurations, …). */
  hidden?: Settings
  /**
   * Created by Express Mode, with these members: the service has no task definition, only its deployments have one.
   */
  readonly express?: Partial<CreateExpressGatewayServiceCommandInput>
  /** The request that created it, as JSON, with its client token. */
  asked?: string
  tags: Tag[]
  readonly createdAt: number
  readonly createdBy: string
  /** PRIMARY first, newest next. */
  deployments: Deployment[]
  /** Controller CODE_DEPLOY only; each has a deployment of the same ID. Oldest first. */
  taskSets?: TaskSet[]
  /** The most recent deployment that became COMPLETED: the rollback target. */
  lastCompleted: Deployment | undefined
  /** Newest first, at most 100. */
  events: ServiceEvent[]
  /** Newest first. */
  serviceDeployments: ServiceDeployment[]
  revisions: ServiceRevision[]
  /** Its tasks that are not yet forgotten, by ID, oldest first; the cluster has them too. */
  readonly tasks: Map<string, Task>
  /** The time of the scheduler's next turn for this service. */
  reconcileAt: number | undefined
  steady: boolean
}

export type Deployment = {
  readonly id: string
  status: 'PRIMARY' | 'ACTIVE'
  readonly taskDefinition: string
  readonly revisionArn: string
  failedTasks: number
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'
  rolloutStateReason: string
  readonly createdAt: number
  updatedAt: number
  /** After failures: no new task before this time. */
  nextStartAt: number
  consecutiveFailures: number
  /** rolloutStateReason once it is marked FAILED, after a rollback has started. */
  failure?: string
  /** Events that a deployment adds only once. */
  said: string[]
  /**
   * The digest that each image's tag had when the first task pulled it: all tasks of the deployment run it (AWS: image
   * resolution).
   */
  digests?: Record<string, string>
  /** Settings of the service at the start of the deployment, which DescribeServices returns on deployments. */
  readonly settings?: Settings
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
  alarms: AlarmWatch
  /** The service's configuration when this deployment was requested. */
  readonly configuration: DeploymentConfiguration
  /** The stages of a traffic-shifting strategy, or a rolling deployment's PRE_SCALE_UP when it has a hook. */
  lifecycle?: Lifecycle
  /** Rolling deployments: the end of the bake time, once it has started. */
  bakedAt?: number
  /** Task counts of its revisions at its end, by revision ARN; reported from then on (AWS: service deployments). */
  counts?: Record<string, RevisionCounts>
  rollback?: { reason: string; startedAt: number; revision: string; toDeployment: string }
}

/** The alarms of a service deployment; those in ALARM at its start are ignored. */
export type AlarmWatch = {
  status: string
  readonly names: readonly string[]
  readonly ignored: readonly string[]
  triggered: string[]
}

/** A service revision's task counts under the names of ServiceRevisionSummary. */
export type RevisionCounts = {
  requestedTaskCount: number
  runningTaskCount: number
  pendingTaskCount: number
}

export type ServiceRevision = {
  readonly arn: string
  readonly taskDefinition: string
  readonly createdAt: number
}
export type ServiceEvent = { readonly id: string; readonly createdAt: number; readonly message: string }

/** How new tasks replace old ones. */
export type Strategy = 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY'

/** A service's deploymentConfiguration with ECS's defaults; times in minutes as in the AWS API. */
export type DeploymentConfiguration = {
  minimumHealthyPercent: number
  maximumPercent: number
  circuitBreaker: {
    enable: boolean
    rollback: boolean
    resetOnHealthyTask: boolean
    threshold: { type: string; value: number }
  }
  strategy: Strategy
  bakeMinutes: number
  /** Percent of production traffic per step, and the wait after each step except the last. */
  linear: { percent: number; bakeMinutes: number }
  canary: { percent: number; bakeMinutes: number }
  hooks: HookSetting[]
  alarms: { names: string[]; enable: boolean; rollback: boolean }
  /** All given members, as they are returned. */
  given: GivenConfiguration
}

/** One lifecycle hook of a configuration. */
export type HookSetting = {
  readonly type: 'AWS_LAMBDA' | 'PAUSE'
  /** The Lambda function's ARN. */
  readonly target?: string | undefined
  readonly stages: readonly string[]
  readonly timeoutMinutes: number
  readonly timeoutAction: 'CONTINUE' | 'ROLLBACK'
}

/** A lifecycle stage by AWS's name (ServiceDeployment.lifecycleStage). */
export type Stage =
  | 'RECONCILE_SERVICE'
  | 'PRE_SCALE_UP'
  | 'SCALE_UP'
  | 'POST_SCALE_UP'
  | 'TEST_TRAFFIC_SHIFT'
  | 'POST_TEST_TRAFFIC_SHIFT'
  | 'PRE_PRODUCTION_TRAFFIC_SHIFT'
  | 'PRODUCTION_TRAFFIC_SHIFT'
  | 'POST_PRODUCTION_TRAFFIC_SHIFT'
  | 'BAKE_TIME'
  | 'CLEAN_UP'

/** One phase of a service deployment; LINEAR and CANARY pass the production stages once per step. */
export type Phase = {
  readonly stage: Stage
  /** Percent of production or test traffic that the new revision gets when the phase starts. */
  readonly weight?: number
  /** Milliseconds; `timing.stage` by default. */
  readonly lasts?: number
}

/** The position of a service deployment among its stages. */
export type Lifecycle = {
  /** Replaced by the phases of the rollback when it rolls back. */
  phases: Phase[]
  /** -1 before the first phase, `phases.length` after the last. */
  index: number
  /** Incremented with each phase, which makes events of earlier phases void. */
  version: number
  /** The phase does not end before this time. */
  due: number
  /** When the phase started. */
  enteredAt: number
  /** The hooks of the current stage; after a failure, those of the stage that failed. */
  hooks: Hook[]
  /** Percent of traffic that the new revision gets. */
  production: number
  test: number
  /** The deployment that keeps running beside the new one, if any. */
  readonly blue: string | undefined
  back: boolean
}

/** A hook called for the current stage. */
export type Hook = {
  readonly id: string
  readonly setting: HookSetting
  status: 'AWAITING_ACTION' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
  readonly expiresAt: number
}

/** A scripted answer of a Lambda function that a hook invokes; the first match applies. */
export type LambdaScript = {
  /** The function's name or ARN; any function by default. */
  readonly function?: string
  readonly stage?: string
  readonly service?: string
  /** IN_PROGRESS: the function never completes, so that the hook times out. */
  readonly result: 'SUCCEEDED' | 'FAILED' | 'IN_PROGRESS'
  /** Milliseconds until it answers; `timing.hook` by default. */
  readonly after?: number
  times?: number
}
