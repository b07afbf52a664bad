import type { JsonObject } from '../../json.ts'

/** Why RunTask could not start a task: `reason` is a word such as `RESOURCE:MEMORY`, or a sentence. */
export type PlacementFailure = { readonly arn?: string; readonly reason: string; readonly detail?: string }

/** A container of a task. `exitCode` is absent while it runs, and always if it never ran. */
export type TaskContainer = {
  readonly name: string
  readonly lastStatus?: string
  readonly exitCode?: number
  readonly reason?: string
}

/** A task as returned by DescribeTasks. */
export type TaskState = {
  readonly arn: string
  /**
   * PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED, or a future status.
   */
  readonly lastStatus: string
  readonly stopCode?: string
  readonly stoppedReason?: string
  /** It was RUNNING at some time. */
  readonly hasRun?: true
  readonly containers: readonly TaskContainer[]
}

/** The ECS calls for standalone tasks. Every method throws AwsError. */
export interface TasksPort {
  /**
   * Sends the request unmodified. It must contain a `clientToken`, with which ECS starts nothing twice, so that a call
   * whose response is lost is repeated inside (API reference, "Ensuring idempotency").
   */
  runTask(request: JsonObject): Promise<{
    readonly taskArns: readonly string[]
    readonly failures: readonly PlacementFailure[]
  }>
  /** Undefined if ECS does not know the task (yet, or any more). */
  describeTask(cluster: string, arn: string): Promise<TaskState | undefined>
  /** `reason` becomes the task's stopped reason. Stopping twice is harmless. */
  stopTask(cluster: string, arn: string, reason: string): Promise<void>
}
