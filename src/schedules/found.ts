import type { JsonObject, JsonValue } from '../json.ts'

/** A rule's target or a schedule that runs a task of a family. */
export type FoundSchedule = FoundRule | FoundSchedulerSchedule

type Found = {
  readonly family: string
  /** The task definition that it names now. */
  readonly from: string
  /** It names no revision and so runs the newest one by itself. */
  readonly follows: boolean
}

/** A target of an EventBridge rule. */
export type FoundRule = Found & { readonly kind: 'rule'; readonly rule: string; readonly targetId: string }

/** A schedule of EventBridge Scheduler. */
export type FoundSchedulerSchedule = Found & {
  readonly kind: 'schedule'
  readonly group: string
  readonly name: string
}

/**
 * One line of plan and report. `planned`: would be moved. `follows`: names no revision, nothing to do. `unchanged`: names
 * the wanted revision already.
 */
export type ScheduleRow = {
  readonly kind: 'rule' | 'schedule'
  /** `rule (target ID)`, `group/name`. */
  readonly name: string
  readonly family: string
  /** ARN. */
  readonly from: string
  /** ARN; absent in a plan that does not know it yet, and for what follows by itself. */
  readonly to?: string
  readonly state: 'planned' | 'moved' | 'follows' | 'unchanged' | 'failed'
  /** Why it failed. */
  readonly reason?: string
}

/** scheduleName is how a rule's target or a schedule is called in lines and tables. */
export function scheduleName(found: FoundSchedule): string {
  return found.kind === 'rule' ? `${found.rule} (target ${found.targetId})` : `${found.group}/${found.name}`
}

/** keyOf tells two rows apart. */
export function keyOf(found: FoundSchedule): string {
  return `${found.kind} ${scheduleName(found)}`
}

/** definitionOf is the task definition that a target names, in EventBridge's shape and in Scheduler's, which is the same. */
export function definitionOf(target: JsonObject): string | undefined {
  const arn = objectOf(target['EcsParameters'])?.['TaskDefinitionArn']
  return typeof arn === 'string' ? arn : undefined
}

/** withDefinition is the target as it was, every member, but for the task definition. */
export function withDefinition(target: JsonObject, arn: string): JsonObject {
  return { ...target, EcsParameters: { ...objectOf(target['EcsParameters']), TaskDefinitionArn: arn } }
}

/** objectOf is the value if it is an object. */
export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as JsonObject) : undefined
}
