import type { JsonMap } from '../json.ts'

/** A rule of EventBridge's default bus; its targets are kept as PutTargets took them. */
export type Rule = {
  readonly name: string
  readonly arn: string
  readonly state: string
  readonly scheduleExpression?: string
  readonly eventPattern?: string
  /** Set: only that AWS service may change it. */
  readonly managedBy?: string
  targets: JsonMap[]
}

/** A schedule of EventBridge Scheduler: the members that CreateSchedule and UpdateSchedule take, and what the service adds. */
export type Schedule = {
  readonly name: string
  readonly group: string
  readonly arn: string
  readonly createdAt: number
  modifiedAt: number
  settings: JsonMap
  /** What was asked for with which ClientToken, as canonical text. */
  readonly tokens: Map<string, string>
}

/** What RunTask did for a client token: the request as canonical text, and the tasks it started. */
export type TaskToken = { readonly request: string; readonly taskIds: readonly string[]; readonly at: number }
