import type { Tag, TaskOverride } from '@aws-sdk/client-ecs'
import type { Service } from './service-state.ts'
import type { Definition } from './state.ts'

/** A task of a service, and how tasks behave. Times are virtual milliseconds since 1970. */
export type Task = {
  readonly id: string
  readonly arn: string
  readonly region: string
  readonly cluster: string
  /** Its service; tasks of RunTask have none. */
  readonly owner: Service | undefined
  /** Empty for tasks of RunTask. */
  readonly deploymentId: string
  readonly standalone?: Standalone | undefined
  readonly taskDefinition: string
  readonly definition: Definition
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
  /** Incremented when the plan is replaced, which makes events of the older plan void. */
  planVersion: number
  readonly behaviour: Behaviour
}

/** The members of the RunTask request that DescribeTasks returns. */
export type Standalone = {
  readonly group: string
  readonly launchType: string
  readonly startedBy?: string | undefined
  readonly capacityProviderName?: string | undefined
  readonly platformVersion?: string | undefined
  readonly enableExecuteCommand: boolean
  readonly overrides: TaskOverride
  readonly tags: Tag[]
}

export type TaskContainer = {
  readonly name: string
  readonly image: string
  /** The manifest that was pulled, after the pull. */
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
    | 'interrupted'
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
  /** Only tasks of RunTask, or (false) only tasks of services. */
  readonly oneOff?: boolean
  /** From the task's creation to RUNNING. */
  readonly startAfter?: number
  /** From RUNNING to healthy. */
  readonly healthyAfter?: number
  /** The task stops before it runs, for this reason. */
  readonly failStart?: string
  /** RunTask places no task and returns this reason in `failures`. */
  readonly failPlacement?: string
  /** From RUNNING to the exit of the first essential container. */
  readonly exitAfter?: number
  readonly exitCode?: number
  /** From RUNNING to the failed container health check. */
  readonly unhealthyAfter?: number
  /** From RUNNING to the interruption of its Spot capacity. */
  readonly interruptedAfter?: number
  /** It exits because it ran out of memory: code 137 and ECS's reason. */
  readonly outOfMemory?: boolean
  /** What its first essential container writes once it runs. */
  readonly logs?: readonly string[]
  /** The load balancer's view of it once it runs; healthy by default. */
  readonly targetHealth?: TargetHealth
  /** ECS cannot place the task; the sentence with the reason. */
  readonly cannotPlace?: string
  /** Stays PENDING forever. */
  readonly neverRuns?: boolean
  /** From the stop request to STOPPED. */
  readonly stopAfter?: number
  /** Applies only to this many matching tasks; then the next matching behaviour applies. */
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

/** Durations of the simulated processes, in milliseconds. */
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
  /** Each lifecycle stage that does not wait for anything else. */
  stage: number
  /** The answer of a Lambda hook without a scripted answer. */
  hook: number
  /** Bake time of a rolling deployment with alarms. */
  bake: number
  /** The maximum time of a deployment in one lifecycle stage. */
  stageLimit: number
  /** The maximum time of a deployment with stages in progress. */
  deploymentLimit: number
  /** How long a stopped task can be described. */
  remember: number
}

/** isLive: the task runs or is starting (RUNNING and PENDING in the definition of maximumPercent). */
export function isLive(task: Task): boolean {
  return task.desiredStatus === 'RUNNING'
}

/** isGone: no part of the task runs any more (its deployment may leave the list). */
export function isGone(task: Task): boolean {
  return task.lastStatus === 'STOPPED' || task.lastStatus === 'DEPROVISIONING'
}
