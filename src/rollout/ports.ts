import type { JsonObject } from '../json.ts'

/**
 * A Region as seen by one principal. `roleArn` is assumed for every call; if absent, the credentials of the environment
 * are used.
 */
export type Account = { readonly region: string; readonly roleArn?: string }

/** Where a service runs. */
export type Site = Account & { readonly cluster: string }

/**
 * A registered task definition as returned by ECS, with every member preserved, including those unknown to this SDK
 * version.
 */
export type LiveDefinition = {
  readonly arn: string
  readonly family: string
  readonly revision: number
  /** ACTIVE, INACTIVE or DELETE_IN_PROGRESS. */
  readonly status: string
  /** Milliseconds since 1970; absent if the endpoint does not return it. */
  readonly registeredAt?: number
  /** The unmodified `taskDefinition` member of the response, plus `tags` if the response had them. */
  readonly definition: JsonObject
}

/** One entry of a service's `deployments`. Times are in milliseconds since 1970. */
export type Deployment = {
  readonly id: string
  /** PRIMARY, ACTIVE, INACTIVE, or a future status, which is treated like ACTIVE. */
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

/** A service as returned by DescribeServices and UpdateService; newest event first. */
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
  /** ECS, CODE_DEPLOY or EXTERNAL; ECS if the response does not contain it. */
  readonly deploymentController: string
  /** ROLLING, BLUE_GREEN, LINEAR or CANARY; ROLLING if the response does not contain it. */
  readonly strategy: string
  /** REPLICA or DAEMON. */
  readonly schedulingStrategy: string
  readonly deployments: readonly Deployment[]
  readonly events: readonly ServiceEvent[]
  readonly circuitBreaker: { readonly enable: boolean; readonly rollback: boolean }
  /** Managed by ECS Express Mode (`resourceManagementType` ECS). */
  readonly isExpress?: true
  /** ARN of the service deployment in progress, if ECS returns it. */
  readonly currentServiceDeployment?: string
  /** ARN of the revision that was completed last, where only the records show it (withCompleted). */
  readonly completed?: string
  /**
   * The service with every member of the response but the events, for callers that need more of it (network, load
   * balancers, tags).
   */
  readonly raw: JsonObject
}

/**
 * A service deployment (ListServiceDeployments, DescribeServiceDeployments): the authoritative record of how a
 * deployment ended.
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
  /** The service revisions that it replaced; absent in ListServiceDeployments. */
  readonly sourceRevisionArns?: readonly string[]
  readonly createdAt?: number
  readonly finishedAt?: number
  readonly circuitBreaker?: {
    readonly status: string
    readonly failureCount: number
    readonly threshold: number
  }
  readonly rollbackReason?: string
  /** A lifecycle stage, for traffic-shifting strategies. */
  readonly lifecycleStage?: string
  /** Lifecycle hooks that wait for approval (PAUSE), as `continue-service-deployment` needs them. */
  readonly pauses: readonly DeploymentPause[]
  /** Percentage of production traffic that the new revision should currently receive. */
  readonly trafficPercent?: number
  readonly triggeredAlarms: readonly string[]
  /** Its alarms, if ECS does not use them for this deployment; absent if it does, or has none. */
  readonly unusedAlarms?: readonly string[]
}

/** A deployment that is paused until it is continued or times out. */
export type DeploymentPause = {
  readonly hookId: string
  /** When it began, in milliseconds since 1970; absent if the stage has several pauses with different timeouts. */
  readonly since?: number
  /** When it times out, in milliseconds since 1970. */
  readonly expiresAt?: number
  /** What ECS does on timeout: CONTINUE or ROLLBACK. */
  readonly timeoutAction?: string
}

/** Parameters for ending a pause; `arn` is the ARN of the service deployment. */
export type ContinueRequest = {
  readonly arn: string
  readonly hookId: string
  readonly action: PauseAction
}

/** The AWS API's values for how to end a pause. */
export type PauseAction = 'CONTINUE' | 'ROLLBACK'

/** A stopped task of a service. */
export type StoppedTask = {
  readonly arn: string
  readonly taskDefinition: string
  /** The deployment that started it, e.g. `ecs-svc/1234567890123456789`. */
  readonly startedBy?: string
  readonly stopCode?: string
  readonly stoppedReason?: string
  /** When it reached RUNNING; absent if it never did. */
  readonly startedAt?: number
  /** When its containers exited or ECS began to stop it, whichever is known; both precede STOPPED. */
  readonly endedAt?: number
  readonly stoppedAt?: number
  readonly containers: readonly {
    readonly name: string
    readonly exitCode?: number
    readonly reason?: string
    /** HEALTHY, UNHEALTHY or UNKNOWN. */
    readonly healthStatus?: string
    /** Docker's ID of the container, which is the name of its log stream if the log driver has no prefix. */
    readonly runtimeId?: string
  }[]
}

/** The exact parameters of UpdateService; absent members are not sent. */
export type UpdateServiceRequest = {
  readonly cluster: string
  readonly service: string
  /** Absent if only settings are changed: services of CodeDeploy do not accept a definition here. */
  readonly taskDefinition?: string
  readonly desiredCount?: number
  readonly forceNewDeployment?: boolean
  /** Further members of UpdateService (settings of the service), sent unmodified. */
  readonly members?: JsonObject
}

/** The service revision that a call of Express Mode made; `createdAt` is in milliseconds since 1970. */
export type NewRevision = { readonly arn: string; readonly createdAt?: number }

/** CreateService's request, sent unmodified. The named members are needed to find the service again. */
export type CreateServiceRequest = JsonObject & {
  readonly cluster: string
  readonly serviceName: string
  readonly taskDefinition: string
  /** The same for every attempt of one creation, so that ECS creates only one service. */
  readonly clientToken: string
}

/**
 * EcsPort is everything that planning and rollouts need from ECS. Every method throws AwsError. Reads are retried
 * inside. Writes are retried only if AWS certainly did not carry them out (throttled, "Too many concurrent attempts").
 * An AwsError of kind `lost` on a write means that the result is unknown: the caller must read the state before it
 * tries again.
 */
export interface EcsPort {
  /** By family (latest ACTIVE revision), family:revision or ARN; undefined if it does not exist. */
  describeTaskDefinition(name: string): Promise<LiveDefinition | undefined>
  /** Sends the definition unmodified. */
  registerTaskDefinition(definition: JsonObject): Promise<LiveDefinition>
  /** Accepts any number of services and reads ten per call. `missing` lists those that ECS does not have. */
  describeServices(
    cluster: string,
    services: readonly string[]
  ): Promise<{ readonly services: readonly ServiceState[]; readonly missing: readonly string[] }>
  updateService(request: UpdateServiceRequest): Promise<ServiceState>
  createService(request: CreateServiceRequest): Promise<ServiceState>
  /** Gives an Express service a task definition of the user's own (UpdateExpressGatewayService). */
  updateExpressService(serviceArn: string, taskDefinitionArn: string): Promise<NewRevision>
  /** Sends CreateExpressGatewayService's request unmodified. */
  createExpressService(request: JsonObject): Promise<NewRevision>
  /** Newest first, those created at or after `since` (milliseconds since 1970). */
  listServiceDeployments(
    cluster: string,
    service: string,
    since: number
  ): Promise<readonly ServiceDeployment[]>
  /** Accepts any number of ARNs and reads twenty per call. */
  describeServiceDeployments(arns: readonly string[]): Promise<readonly ServiceDeployment[]>
  /** Asks ECS to roll a service deployment back (StopServiceDeployment with stop type ROLLBACK). */
  stopServiceDeployment(arn: string): Promise<void>
  /** Ends a pause (ContinueServiceDeployment); ECS rejects a second call. */
  continueServiceDeployment(request: ContinueRequest): Promise<void>
  /** Task definition ARNs of service revisions, keyed by the ARNs of the revisions. */
  describeServiceRevisions(arns: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The stopped tasks that ECS still lists (for an hour or more), up to `limit`. */
  listStoppedTasks(cluster: string, service: string, limit: number): Promise<readonly StoppedTask[]>
}
