import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { present } from '../present.ts'

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
 * One line of plan and report. `planned`: would be moved. `follows`: names no revision, nothing to do.
 * `unchanged`: names the wanted revision already.
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

/**
 * definitionOf is the task definition that a target names, in EventBridge's shape and in Scheduler's, which is the
 * same.
 */
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
  return isObject(value) ? value : undefined
}

/** A task definition as a target names it. `revision` is absent where the target follows the family's newest one. */
export type NamedDefinition = { readonly family: string; readonly revision?: string }

/** parseDefinition reads a task definition's ARN, with or without revision; undefined for anything else. */
export function parseDefinition(arn: string): NamedDefinition | undefined {
  const found = /^arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/([A-Za-z0-9_-]{1,255})(?::(\d+))?$/.exec(arn)
  const [, family, revision] = found ?? []
  if (family === undefined) return undefined
  return { family, ...present({ revision }) }
}

/** isClusterArn tells an ECS cluster, which is what a rule or schedule that runs tasks has as its target. */
export function isClusterArn(arn: string): boolean {
  return /^arn:[\w-]+:ecs:[\w-]+:\d{12}:cluster\//.test(arn)
}
