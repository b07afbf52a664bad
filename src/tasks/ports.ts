import type { LogStream } from '../diagnosis/ports.ts'
import type { JsonObject } from '../json.ts'

/** Something that RunTask could not do: `reason` is a word such as `RESOURCE:MEMORY`, or a sentence. */
export type PlacementFailure = { readonly arn?: string; readonly reason: string; readonly detail?: string }

/** A container of a task. `exitCode` is absent as long as it runs, and for ever when it never ran. */
export type TaskContainer = {
  readonly name: string
  readonly lastStatus?: string
  readonly exitCode?: number
  readonly reason?: string
}

/** A task as DescribeTasks gives it. */
export type TaskState = {
  readonly arn: string
  /** PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED, or a newer word. */
  readonly lastStatus: string
  readonly stopCode?: string
  readonly stoppedReason?: string
  readonly containers: readonly TaskContainer[]
}

/** What ECS needs to know of tasks that belong to no service. Every method throws AwsError. */
export interface TasksPort {
  /**
   * Sends the request member for member. It must hold a `clientToken`: with it ECS starts nothing twice, so that a call
   * whose answer got lost is asked again inside (API reference, "Ensuring idempotency").
   */
  runTask(request: JsonObject): Promise<{
    readonly taskArns: readonly string[]
    readonly failures: readonly PlacementFailure[]
  }>
  /** Undefined when ECS does not know the task (yet, or any more). */
  describeTask(cluster: string, arn: string): Promise<TaskState | undefined>
  /** `reason` becomes the task's stopped reason. Stopping twice does no harm. */
  stopTask(cluster: string, arn: string, reason: string): Promise<void>
}

/** Messages from a position on, oldest first, at most 50; `next` is where to read on. */
export type LogPage = { readonly messages: readonly string[]; readonly next?: string }

/** Reads what containers have written. Needs logs:GetLogEvents, which nobody has to give. */
export interface TaskLogs {
  /**
   * From the stream's beginning when `from` is absent. Throws AwsError, `missing` as long as there is no such
   * stream.
   */
  read(stream: LogStream, from: string | undefined): Promise<LogPage>
}
