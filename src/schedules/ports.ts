import type { JsonObject } from '../json.ts'

/** A target that PutTargets did not take. */
export type FailedTarget = { readonly code: string; readonly message: string }

/** What is needed of EventBridge's rules; the default event bus only. Every method throws AwsError. */
export interface RulesPort {
  /** Names of the rules that have a target with this ARN. */
  listRuleNamesByTarget(targetArn: string): Promise<readonly string[]>
  /** Names of all rules. */
  listRules(): Promise<readonly string[]>
  /** The targets as AWS's answer has them, every member. */
  listTargetsByRule(rule: string): Promise<readonly JsonObject[]>
  /** Replaces one target of a rule by exactly this; undefined when it was taken. Doing it twice changes nothing. */
  putTarget(rule: string, target: JsonObject): Promise<FailedTarget | undefined>
}

/** A schedule as the listing gives it. `targetArn` of an ECS schedule is the cluster. */
export type ScheduleSummary = { readonly name: string; readonly group: string; readonly targetArn: string }

/** What is needed of EventBridge Scheduler. Every method throws AwsError. */
export interface SchedulesPort {
  /** All schedules of all groups. */
  listSchedules(): Promise<readonly ScheduleSummary[]>
  /** The schedule as AWS's answer has it, every member; undefined when there is none. */
  getSchedule(group: string, name: string): Promise<JsonObject | undefined>
  /** Replaces the whole schedule by exactly this; `request` has Name, GroupName and a ClientToken. */
  updateSchedule(request: JsonObject): Promise<void>
}
