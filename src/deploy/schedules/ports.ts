import type { JsonObject } from '../../json.ts'

/** A target that PutTargets rejected. */
export type FailedTarget = { readonly code: string; readonly message: string }

/** The EventBridge calls for rules, on the default event bus only. Every method throws AwsError. */
export interface RulesPort {
  /** Names of the rules that have a target with this ARN. */
  listRuleNamesByTarget(targetArn: string): Promise<readonly string[]>
  /** Names of all rules. */
  listRules(): Promise<readonly string[]>
  /** The targets with every member of the response. */
  listTargetsByRule(rule: string): Promise<readonly JsonObject[]>
  /** Replaces one target of a rule by exactly this one; returns undefined on success. Repeating it changes nothing. */
  putTarget(rule: string, target: JsonObject): Promise<FailedTarget | undefined>
}

/** A schedule as listed. `targetArn` of an ECS schedule is the cluster. */
export type ScheduleSummary = { readonly name: string; readonly group: string; readonly targetArn: string }

/** The EventBridge Scheduler calls. Every method throws AwsError. */
export interface SchedulesPort {
  /** All schedules of all groups. */
  listSchedules(): Promise<readonly ScheduleSummary[]>
  /** The schedule with every member of the response; undefined if it does not exist. */
  getSchedule(group: string, name: string): Promise<JsonObject | undefined>
  /** Replaces the whole schedule by exactly this one; `request` has Name, GroupName and a ClientToken. */
  updateSchedule(request: JsonObject): Promise<void>
}
