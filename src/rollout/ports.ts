import type { JsonObject } from '../json.ts'

/**
 * A region as one principal sees it. `roleArn` is assumed for every call; absent: the credentials of the
 * environment.
 */
export type Account = { readonly region: string; readonly roleArn?: string }

/** Where a service runs. */
export type Site = Account & { readonly cluster: string }

/** A registered task definition as ECS returns it, every member kept, also those this SDK does not know. */
export type LiveDefinition = {
  readonly arn: string
  readonly family: string
  readonly revision: number
  /** ACTIVE, INACTIVE or DELETE_IN_PROGRESS. */
  readonly status: string
  /** Milliseconds since 1970; absent where the endpoint does not say. */
  readonly registeredAt?: number
  /** The `taskDefinition` member of the answer as it came, plus `tags` where the answer had them. */
  readonly definition: JsonObject
}

/** One entry of a service's `deployments`. Times are milliseconds since 1970. */
export type Deployment = {
  readonly id: string
  /** PRIMARY, ACTIVE, INACTIVE, or a newer word that is treated like ACTIVE. */
  readonly status: string
  readonly taskDefinition: string
  readonly desiredCount: number
  readonly runningCount: number
  readonly pendingCount: number
  readonly failedTasks: number
  /** IN_PROGRESS, COMPLETED or FAILED; only present for the ECS deployment controller. */
  readonly rolloutState?: string
  readonly rolloutStateReason?: string
  readonly createdAt?: number
  readonly updatedAt?: number
}

export type ServiceEvent = { readonly id: string; readonly createdAt: number; readonly message: string }

/** A service as DescribeServices and UpdateService return it; newest event first. */
export type ServiceState = {
  readonly service: string
  readonly serviceArn: string
  readonly clusterArn: string
  /** ACTIVE, DRAINING or INACTIVE. */
  readonly status: string
  readonly taskDefinition: string
  readonly desiredCount: number
  readonly runningCount: number
  readonly pendingCount: number
  /** ECS, CODE_DEPLOY or EXTERNAL; ECS when the answer does not say. */
  readonly deploymentController: string
  /** ROLLING, BLUE_GREEN, LINEAR or CANARY; ROLLING when the answer does not say. */
  readonly strategy: string
  /** REPLICA or DAEMON. */
  readonly schedulingStrategy: string
  readonly deployments: readonly Deployment[]
  readonly events: readonly ServiceEvent[]
  readonly circuitBreaker: { readonly enable: boolean; readonly rollback: boolean }
  /** ARN of the service deployment under way, where ECS returns it. */
  readonly currentServiceDeployment?: string
  /**
   * The service as AWS's answer has it, every member, for those that need more of it (network, load balancers,
   * tags).
   */
  readonly raw: JsonObject
}

/**
 * A service deployment (ListServiceDeployments, DescribeServiceDeployments), the exact record of how a deployment
 * ended.
 */
export type ServiceDeployment = {
  readonly arn: string
  /**
   * PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, STOP_REQUESTED, ROLLBACK_REQUESTED | _IN_PROGRESS | _SUCCESSFUL |
   * _FAILED
   */
  readonly status: string
  readonly statusReason?: string
  readonly targetRevisionArn?: string
  readonly createdAt?: number
  readonly finishedAt?: number
  readonly circuitBreaker?: {
    readonly status: string
    readonly failureCount: number
    readonly threshold: number
  }
  readonly rollbackReason?: string
  /** One of the lifecycle stages, for strategies that shift traffic. */
  readonly lifecycleStage?: string
  /** Lifecycle hooks that wait for a person (PAUSE): what `continue-service-deployment` needs. */
  readonly pauses: readonly DeploymentPause[]
  /** Per cent of production traffic that the new revision is meant to get now. */
  readonly trafficPercent?: number
  readonly triggeredAlarms: readonly string[]
}

/** A deployment that stands still until somebody continues it or its time is up. */
export type DeploymentPause = {
  readonly hookId: string
  /** When it began, milliseconds since 1970; absent where several pauses of the stage have different time-outs. */
  readonly since?: number
  /** When ECS acts by itself, milliseconds since 1970. */
  readonly expiresAt?: number
  /** What it does then: CONTINUE or ROLLBACK. */
  readonly timeoutAction?: string
}

/** What a pause is ended with: `arn` is that of the service deployment. */
export type ContinueRequest = {
  readonly arn: string
  readonly hookId: string
  readonly action: PauseAction
}

/** AWS's words for how a pause ends. */
export type PauseAction = 'CONTINUE' | 'ROLLBACK'

/** A stopped task of a service. */
export type StoppedTask = {
  readonly arn: string
  readonly taskDefinition: string
  /** The deployment that started it, e.g. `ecs-svc/1234567890123456789`. */
  readonly startedBy?: string
  readonly stopCode?: string
  readonly stoppedReason?: string
  /** When it began to run; absent when it never did. */
  readonly startedAt?: number
  /** When its containers ended or ECS began to stop it, whichever is known; STOPPED comes later. */
  readonly endedAt?: number
  readonly stoppedAt?: number
  readonly containers: readonly {
    readonly name: string
    readonly exitCode?: number
    readonly reason?: string
    /** HEALTHY, UNHEALTHY or UNKNOWN. */
    readonly healthStatus?: string
    /** Docker's id of the container, which names its log stream where the log driver has no prefix. */
    readonly runtimeId?: string
  }[]
}

/** Exactly what UpdateService is asked for; members that are absent are not sent. */
export type UpdateServiceRequest = {
  readonly cluster: string
  readonly service: string
  /** Absent where only the count is set: CodeDeploy's services take no definition from here. */
  readonly taskDefinition?: string
  readonly desiredCount?: number
  readonly forceNewDeployment?: boolean
  /** More members of UpdateService (settings of the service), sent as they stand here. */
  readonly members?: JsonObject
}

/** CreateService's request, member for member as it is sent. The named ones are needed to find the service again. */
export type CreateServiceRequest = JsonObject & {
  readonly cluster: string
  readonly serviceName: string
  readonly taskDefinition: string
  /** The same for every attempt of one creation: with it ECS creates one service only. */
  readonly clientToken: string
}

/**
 * EcsPort is all that planning and rollouts need of ECS. Every method throws AwsError; reads are retried inside, writes
 * only where AWS certainly did not carry them out (throttled, "Too many concurrent attempts"): an AwsError of kind
 * `lost` on a write means that nobody knows, and the caller must look before it asks again.
 */
export interface EcsPort {
  /** By family (latest ACTIVE revision), family:revision or ARN; undefined when there is none. */
  describeTaskDefinition(name: string): Promise<LiveDefinition | undefined>
  /** Sends the definition member for member as given. */
  registerTaskDefinition(definition: JsonObject): Promise<LiveDefinition>
  /** Any number of services; asked for ten at a time. `missing` names those that ECS does not know. */
  describeServices(
    cluster: string,
    services: readonly string[]
  ): Promise<{ readonly services: readonly ServiceState[]; readonly missing: readonly string[] }>
  updateService(request: UpdateServiceRequest): Promise<ServiceState>
  createService(request: CreateServiceRequest): Promise<ServiceState>
  /** Newest first, those created at or after `since` (milliseconds). */
  listServiceDeployments(
    cluster: string,
    service: string,
    since: number
  ): Promise<readonly ServiceDeployment[]>
  /** Any number of ARNs; asked for twenty at a time. */
  describeServiceDeployments(arns: readonly string[]): Promise<readonly ServiceDeployment[]>
  /** Asks ECS to roll a service deployment back (StopServiceDeployment, stop type ROLLBACK). */
  stopServiceDeployment(arn: string): Promise<void>
  /** Ends a pause (ContinueServiceDeployment); asked twice, ECS refuses the second time. */
  continueServiceDeployment(request: ContinueRequest): Promise<void>
  /** Task definition ARNs of service revisions, by the revisions' ARNs. */
  describeServiceRevisions(arns: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The stopped tasks that ECS still remembers (an hour or more), all pages up to `limit`. */
  listStoppedTasks(cluster: string, service: string, limit: number): Promise<readonly StoppedTask[]>
}
