import type { JsonMap } from '../json.ts'

/** A task of a service, and how tasks behave. Times are virtual milliseconds since 1970. */
export type Task = {
  readonly id: string
  readonly arn: string
  readonly region: string
  readonly cluster: string
  readonly service: string
  readonly deploymentId: string
  /** Set for tasks of RunTask; `service` and `deploymentId` are empty then. */
  readonly standalone?: Standalone
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

/** What RunTask was asked for, as DescribeTasks gives it back. */
export type Standalone = {
  readonly group: string
  readonly launchType: string
  readonly startedBy?: string
  readonly capacityProviderName?: string
  readonly platformVersion?: string
  readonly enableExecuteCommand: boolean
  readonly overrides: JsonMap
  readonly tags: JsonMap[]
}

export type TaskContainer = {
  readonly name: string
  readonly image: string
  /** The manifest that was pulled, once it is. */
  imageDigest?: string
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
    | 'target-unhealthy'
    | 'deprovisioning'
    | 'stopped'
    | 'forgotten'
}

/** How tasks of a family, revision or image behave; durations in milliseconds. */
export type Behaviour = {
  readonly family?: string
  readonly taskDefinition?: string
  readonly image?: string
  /** Only tasks of RunTask, or (false) only those of services. */
  readonly oneOff?: boolean
  /** From the task's creation to RUNNING. */
  readonly startAfter?: number
  /** From RUNNING to healthy. */
  readonly healthyAfter?: number
  /** The task stops before it runs, with this reason. */
  readonly failStart?: string
  /** RunTask places no task and gives this reason in `failures`. */
  readonly failPlacement?: string
  /** From RUNNING to the exit of the first essential container. */
  readonly exitAfter?: number
  readonly exitCode?: number
  /** From RUNNING to the failed container health check. */
  readonly unhealthyAfter?: number
  /** It exits since its memory was used up: code 137 and ECS's reason. */
  readonly outOfMemory?: boolean
  /** What its first essential container writes once it runs. */
  readonly logs?: readonly string[]
  /** What the load balancer thinks of it once it runs; healthy when absent. */
  readonly targetHealth?: TargetHealth
  /** ECS finds no place for the task; the sentence that says why. */
  readonly cannotPlace?: string
  /** Stays PENDING for ever. */
  readonly neverRuns?: boolean
  /** From the stop request to STOPPED. */
  readonly stopAfter?: number
  /** Only for the first so many tasks that match; then the next matching behaviour counts. */
  times?: number
}

/**
 * A scripted state of a task's targets; `after` is milliseconds from RUNNING to the failed check of an unhealthy one.
 */
export type TargetHealth = {
  readonly state: string
  readonly reason?: string
  readonly description?: string
  readonly after?: number
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
  /** Each lifecycle stage that waits for nothing else. */
  stage: number
  /** The answer of a Lambda hook that nothing is scripted for. */
  hook: number
  /** Bake time of a rolling deployment with alarms. */
  bake: number
  /** The longest that a deployment may be in one lifecycle stage. */
  stageLimit: number
  /** The longest that a deployment with stages may be under way. */
  deploymentLimit: number
  /** How long a stopped task is remembered. */
  remember: number
}

/** isLive: the task runs or is on its way there (RUNNING and PENDING in the words of maximumPercent). */
export function isLive(task: Task): boolean {
  return task.desiredStatus === 'RUNNING'
}

/** isGone: nothing of the task runs any more (its deployment may leave the list). */
export function isGone(task: Task): boolean {
  return task.lastStatus === 'STOPPED' || task.lastStatus === 'DEPROVISIONING'
}
