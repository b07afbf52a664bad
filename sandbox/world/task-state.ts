/** A task of a service, and how tasks behave. Times are virtual milliseconds since 1970. */
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
